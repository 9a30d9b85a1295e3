//! Schemas: what a payload may look like, in one graph for every language that can say so.
//!
//! A [`SchemaGraph`] holds each schema once, references followed, cycles kept, with the position of every keyword.
//! Validation of an instance, generation of types and comparison of versions all read this graph.
//!
//! [`avro`] and [`protobuf`] have graphs of their own, because their types are not those of JSON; each type also has a
//! schema of what its values look like in JSON, so that examples can be judged and made up.
//!
//! This crate refuses to know what a message or a channel is, and how a type is spelled in Rust.
//! Start reading at [`Schema`], then [`SchemaReader`] (how a tree becomes schemas) and [`validate`].

pub mod avro;
mod bundle;
mod check;
mod dialect;
mod example;
mod format;
mod graph;
mod in_place;
mod literal;
mod number;
mod patterns;
pub mod protobuf;
mod reach;
mod read;
mod rules;
pub mod standalone;
mod types;
mod validate;

pub use bundle::{BundleError, Selection, bundle, definitions};
pub use check::check;
pub use dialect::Dialect;
pub use example::{ExampleError, Examples, example};
pub use format::{SchemaFormat, UnknownVersion};
pub use graph::{
    Additional, ArrayRules, DynamicReference, Group, Keyword, NumberRules, ObjectRules, Property,
    Rules, Schema, SchemaGraph, SchemaId, SchemaKind, Sparse, StatedFormat, StringRules, Twins,
    Unread,
};
pub use literal::Literal;
pub use reach::{Reach, reach};
pub use read::SchemaReader;
/// What the validator judges with, for whoever must judge alike.
pub use tidings_check::{Decimal, Format, Notation, Pattern, media_type};

pub use rules::{
    DISCRIMINATOR_INVALID, ENUM_DUPLICATE, ENUM_TYPE_MISMATCH, FORMAT_UNKNOWN,
    KEYWORD_FOR_OTHER_TYPE, KEYWORD_IGNORED, RANGE_INVERTED, RANGE_MIXED, RECURSIVE_REQUIRED,
    REGEX_INVALID, REGEX_NOT_PORTABLE, REQUIRED_UNDEFINED, RULES, SCHEMA_DEFAULT_INVALID,
    SCHEMA_DIALECT_UNKNOWN, SCHEMA_EXAMPLE_INVALID, SCHEMA_FORMAT_OPAQUE, SCHEMA_FORMAT_UNKNOWN,
    SCHEMA_FORMAT_UNREAD, SCHEMA_INVALID, SCHEMA_KEYWORD_MISSPELT, SCHEMA_KEYWORD_UNKNOWN,
};
pub use types::{Type, TypeSet};
pub use validate::{Failure, Formats, Judge, ValidateOptions, validate, validate_literal};
