//! Bytes become a tree in which every key and every value knows where it stands.
//!
//! YAML and JSON give the same tree, so nothing above cares which one a document is written in.
//! A broken document still gives the part that could be read, beside findings that say what is wrong.
//!
//! This crate refuses to know what AsyncAPI is, what a reference means and where bytes come from.
//! Start reading at [`parse`], then [`Value`], the view through which every other crate reads.

mod number;
mod tree;

pub use number::Number;
pub use tree::{Entry, EntryNode, Kind, Node, NodeId, Shape, Tree, Value, escape_pointer};

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
