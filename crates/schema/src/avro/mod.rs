//! Avro: schemas as YAML or JSON, in files of their own or inline, checked against the specification of Apache Avro.
//!
//! Avro has libraries, but none keeps positions, and what is wrong with a schema is told at its place.
//! [`AvroReader`] reads values of our trees into one [`AvroGraph`] for a contract; a name that stands for a type defined
//! elsewhere has become that type by then.

mod canonical;
mod fit;
mod graph;
mod json;
mod logical;
mod name;
mod projection;
mod read;
pub mod rules;
mod version;

pub use graph::{
    AvroEnum, AvroField, AvroFixed, AvroGraph, AvroId, AvroKind, AvroName, AvroOrder, AvroRecord,
    AvroSchema,
};
pub use logical::AvroLogical;
pub use read::AvroReader;
pub use rules::RULES;
pub use version::AvroVersion;
