//! Bytes become a tree in which every key and every value knows where it stands.
//!
//! YAML and JSON give the same tree, so nothing above cares which one a document is written in.
//! A broken document still gives the part that could be read, beside findings that say what is wrong.
//!
//! This crate refuses to know what AsyncAPI is, what a reference means and where bytes come from.
//! Start reading at [`parse`], then [`Value`], the view through which every other crate reads.
//! [`print`](print()) writes a value, and [`apply`] edits a text without touching the rest of it.

mod builder;
mod edit;
mod extent;
mod inner;
mod json;
mod limits;
mod lookalike;
mod mistake;
mod number;
mod parse;
mod print;
pub mod rules;
mod scalar;
mod tree;
mod value;
mod yaml;

pub use edit::{EditError, apply};
pub use limits::Limits;
pub use lookalike::{Lookalike, LookalikeKind, in_yaml_1_2};
pub use number::Number;
pub use parse::{parse, parse_beside, parse_with};
pub use print::print;
pub use rules::RULES;
pub use tree::{Comment, EntryNode, Node, NodeId, Shape, Tree, escape_pointer, unescape_pointer};
pub use value::{Entry, Kind, Value};

/// How the bytes of a document are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2, core schema.
    Yaml,
    /// Strict JSON, RFC 8259.
    Json,
}

impl Format {
    /// JSON for a path that ends in `.json` or `.avsc`, YAML for everything else.
    pub fn of_path(path: &str) -> Self {
        let extension = path.rsplit('.').next().unwrap_or_default();
        if extension.eq_ignore_ascii_case("json") || extension.eq_ignore_ascii_case("avsc") {
            Self::Json
        } else {
            Self::Yaml
        }
    }
}
