//! Protocol Buffers: texts in the document or in files of their own, compiled without a look at the disk.
//!
//! [`ProtobufReader`] finds the text, the files it imports and the message that is meant; the compiler `protox` judges
//! it. What comes out is a [`ProtobufGraph`] of plain data, which says all that the descriptors of Protocol Buffers do,
//! with places. Without the feature `protobuf` nothing is compiled, and the graph stays empty.

mod canonical;
#[cfg(feature = "protobuf")]
mod choice;
#[cfg(feature = "protobuf")]
mod compile;
#[cfg(feature = "protobuf")]
mod convert;
#[cfg(feature = "protobuf")]
mod diagnosis;
mod graph;
#[cfg(feature = "protobuf")]
mod json_forms;
#[cfg(feature = "protobuf")]
mod projection;
#[cfg(feature = "protobuf")]
mod reader;
mod rules;
#[cfg(feature = "protobuf")]
mod text;

pub use graph::{
    ProtobufCardinality, ProtobufEnum, ProtobufEnumId, ProtobufEnumValue, ProtobufField,
    ProtobufGraph, ProtobufMessage, ProtobufMessageId, ProtobufType, ProtobufTypes,
};
#[cfg(feature = "protobuf")]
pub use reader::ProtobufReader;
pub use rules::{
    PROTOBUF_IMPORT_UNRESOLVED, PROTOBUF_INVALID, PROTOBUF_MESSAGE_AMBIGUOUS,
    PROTOBUF_MESSAGE_UNKNOWN, RULES,
};
