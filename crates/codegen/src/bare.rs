//! A schema by itself, without a contract around it.

use std::borrow::Cow;

use tidings_model::Contract;
use tidings_model::contract::Info;
use tidings_schema::standalone::{Foreign, Meaning, stem_of};
use tidings_schema::{SchemaGraph, SchemaId};

use crate::code::Parts;
use crate::ir::{Builder, endless_in_avro};
use crate::plan::Plan;
use crate::provenance::{Notation, Provenance};
use crate::{Code, Generated, Options};

/// A schema that no contract is needed for.
#[derive(Clone, Debug)]
pub struct BareSchema<'s> {
    /// What it says, with everything it leads to.
    pub meaning: &'s Meaning,
    /// What its type is called where it has neither a key nor a title of its own; where it comes from, for people.
    pub name: String,
}

/// Generates the types of a schema and of its definitions: what [`crate::generate`] makes of the schemas of a contract.
///
/// The type of a whole file is named after its `title`, if that is a few words, and otherwise after the file; that of
/// another schema after its key, its `title` or [`BareSchema::name`].
/// Definitions (`$defs`, `definitions`) of the schema become types whether the schema uses them or not, and so does every
/// message and enumeration of a file in Protocol Buffers.
/// Types of Avro and Protocol Buffers are read and written in the binary notation of their language as well.
///
/// Nothing is generated of a schema that was not understood; its findings say why.
pub fn generate_schema(schema: &BareSchema<'_>, options: &Options) -> Generated {
    Code::of_schema(schema, options).map_or_else(Generated::default, Code::generated)
}

/// What the code of a schema is made from; nothing of a schema that was not understood.
pub(crate) fn parts<'s>(schema: &BareSchema<'s>, options: &'s Options) -> Option<Parts<'s>> {
    let meaning = schema.meaning;
    let mut builder = Builder::new(&meaning.graph, &options.settings);
    let mut contract = Contract {
        info: Info {
            title: schema.name.clone(),
            ..Info::default()
        },
        ..Contract::default()
    };
    let (notation, first) = match (&meaning.foreign, meaning.schema) {
        (Foreign::Avro(graph, root), _) => {
            contract.avro = graph.clone();
            let first = match endless_in_avro(graph, *root) {
                None => {
                    let usage = builder.read_avro(graph, *root, stem_of(&schema.name));
                    usage.defined()
                }
                Some(location) => {
                    let message =
                        "a type without a name contains itself, for which Avro has no schema";
                    let help = "let a record stand between the two, which has a name";
                    builder.refuse(location, message, help);
                    None
                }
            };
            (Notation::Avro, first)
        }
        (Foreign::Protobuf(graph, root), _) => {
            contract.protobuf = graph.clone();
            let usage = builder.read_protobuf(graph, *root);
            (Notation::Protobuf, usage.defined())
        }
        (Foreign::ProtobufTypes(graph, types), _) => {
            contract.protobuf = graph.clone();
            let first = builder.read_protobuf_types(graph, types);
            (Notation::Protobuf, first)
        }
        (Foreign::No, Some(root)) => {
            let of_root = builder.read_root(&schema.name, root);
            for (key, definition) in definitions(&meaning.graph, root) {
                builder.read_unused(&key, definition);
            }
            (Notation::Json, of_root)
        }
        (Foreign::No, None) => return None,
    };
    let is_whole_file = matches!(meaning.foreign, Foreign::ProtobufTypes(..));
    let root = first.filter(|_| !is_whole_file);
    Some(Parts {
        contract: Cow::Owned(contract),
        builder,
        plan: Plan::default(),
        provenance: Provenance::of_schema(&schema.name, first.map(|first| (first, notation))),
        root,
    })
}

/// The definitions directly in the root by their keys, in document order.
fn definitions(graph: &SchemaGraph, root: SchemaId) -> Vec<(String, SchemaId)> {
    let root = &graph.get(root).location;
    let Some(pointer) = &root.pointer else {
        return Vec::new();
    };
    let parents = ["$defs", "definitions"].map(|keyword| format!("{pointer}/{keyword}"));
    let mut found: Vec<_> = graph
        .iter()
        .filter_map(|(id, schema)| {
            let location = &schema.location;
            let (parent, _) = location.pointer.as_deref()?.rsplit_once('/')?;
            let is_one =
                location.span.file == root.span.file && parents.iter().any(|known| known == parent);
            Some((location.span, schema.key.as_deref()?, id)).filter(|_| is_one)
        })
        .collect();
    found.sort_by_key(|(span, _, _)| *span);
    let found = found.into_iter();
    found.map(|(_, key, id)| (key.to_owned(), id)).collect()
}
