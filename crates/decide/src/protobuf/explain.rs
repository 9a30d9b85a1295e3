//! What is wrong with a field, in words.

use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufEnum, ProtobufField, ProtobufGraph, ProtobufMessageId,
    ProtobufType,
};

use super::ProtobufEncoding;
use super::counterpart::Schemas;
use super::datum::Content;
use super::defaults::default_of;
use super::json::{Form, of_value};
use super::wire::layout;
use super::witness::Shown;
use crate::Outcome;

/// Why a field does not work.
pub(super) enum Problem<'p> {
    /// The reader demands a field.
    Required(&'p ProtobufField),
    /// The number stands for another field.
    Moved(&'p ProtobufField, &'p ProtobufField),
    /// The reader has the field under another number, in JSON under another name.
    Lost(&'p ProtobufField, &'p ProtobufField),
    /// What it holds is not read for what it is.
    Type(&'p ProtobufField, &'p ProtobufField, &'p Content),
    /// It is not written, and the reader has another default.
    Default(&'p ProtobufField, &'p ProtobufField),
    /// Two fields exclude each other for the reader: the `oneof` has this name.
    Oneof(&'p ProtobufField, &'p ProtobufField, &'p str),
}

/// The problem in a sentence; the fields that are written are those of `writer`.
pub(super) fn message(
    schemas: &Schemas<'_>,
    problem: &Problem<'_>,
    writer: ProtobufMessageId,
    shown: &Shown,
) -> String {
    let owner = &schemas.writer.graph.message(writer).full_name;
    match problem {
        Problem::Required(field) => format!(
            "the reader requires `{}`, which `{owner}` may be written without",
            named(schemas, field)
        ),
        Problem::Moved(field, read) => format!(
            "`{}` of `{owner}` has the number {}, which is `{}` to the reader",
            field.name, field.number, read.name
        ),
        Problem::Lost(field, read) if schemas.encoding == ProtobufEncoding::Json => format!(
            "`{}` of `{owner}` is looked for under the name `{}`",
            field.json_name, read.json_name
        ),
        Problem::Lost(field, read) => format!(
            "`{}` of `{owner}` is written with the number {} and looked for under {}",
            field.name, field.number, read.number
        ),
        Problem::Type(field, read, content) => {
            let from = described(schemas.writer.graph, field);
            let to = described(schemas.reader.graph, read);
            let is_wire = schemas.encoding == ProtobufEncoding::Wire;
            let differs = layout(&field.kind, field.is_group) != layout(&read.kind, read.is_group);
            let becomes = match (&shown.outcome, content) {
                _ if is_wire && differs => {
                    "which is laid out otherwise, so that the reader skips or refuses it"
                }
                (Outcome::Refused, _) => "which is refused",
                (Outcome::Misread(_), Content::One(_)) => "which makes another value of it",
                (Outcome::Misread(_), _) => "which makes something else of them",
            };
            let subject = named(schemas, field);
            if from == to {
                let what = match (&field.kind, &read.kind) {
                    (ProtobufType::Enum(written), ProtobufType::Enum(known)) => {
                        let (written, known) = (
                            schemas.writer.graph.enumeration(*written),
                            schemas.reader.graph.enumeration(*known),
                        );
                        symbols_apart(written, known)
                    }
                    _ => "not every value is the same one there".to_owned(),
                };
                format!("`{subject}` of `{owner}` is {from} on both sides, but {what}")
            } else {
                format!("`{subject}` of `{owner}` is written as {from} and read as {to}, {becomes}")
            }
        }
        Problem::Default(field, read) => {
            let default = |graph, field: &ProtobufField| {
                of_value(graph, &field.kind, &default_of(graph, field), Form::Shown)
            };
            format!(
                "`{}` of `{owner}` is {} where it is not written, and {} to the reader",
                named(schemas, field),
                default(schemas.writer.graph, field),
                default(schemas.reader.graph, read)
            )
        }
        Problem::Oneof(first, second, oneof) => format!(
            "`{}` and `{}` of `{owner}` may be written together, and the reader keeps one of `{oneof}`",
            first.name, second.name
        ),
    }
}

/// Which symbols only one of both has.
fn symbols_apart(written: &ProtobufEnum, read: &ProtobufEnum) -> String {
    let only = |one: &ProtobufEnum, other: &ProtobufEnum| {
        let values = one.values.iter().filter(|it| !other.values.contains(it));
        let told = values.map(|it| format!("`{} = {}`", it.name, it.number));
        match told.collect::<Vec<_>>().as_slice() {
            [] => "nothing".to_owned(),
            told => told.join(", "),
        }
    };
    format!(
        "not every symbol is the same one there: {} only the writer has, and {} only the reader",
        only(written, read),
        only(read, written)
    )
}

/// A field as the encoding names it.
fn named(schemas: &Schemas<'_>, field: &ProtobufField) -> String {
    match schemas.encoding {
        ProtobufEncoding::Wire => format!("{} = {}", field.name, field.number),
        ProtobufEncoding::Json => field.json_name.clone(),
    }
}

/// The type of a field as its text says it.
fn described(graph: &ProtobufGraph, field: &ProtobufField) -> String {
    let label = match (field.cardinality, &field.kind) {
        (_, ProtobufType::Map { .. }) | (ProtobufCardinality::Optional, _) => "",
        (ProtobufCardinality::Required, _) => "required ",
        (ProtobufCardinality::Repeated, _) => "repeated ",
    };
    let group = if field.is_group { "group " } else { "" };
    format!("`{label}{group}{}`", type_name(graph, &field.kind))
}

fn type_name(graph: &ProtobufGraph, kind: &ProtobufType) -> String {
    match kind {
        ProtobufType::Scalar(name) => (*name).to_owned(),
        ProtobufType::Message(id) => graph.message(*id).full_name.clone(),
        ProtobufType::Enum(id) => graph.enumeration(*id).full_name.clone(),
        ProtobufType::Map { key, value } => format!("map<{key}, {}>", type_name(graph, value)),
    }
}
