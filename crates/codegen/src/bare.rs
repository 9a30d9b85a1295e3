//! A schema by itself, without a contract around it.

use tidings_model::Contract;
use tidings_model::contract::Info;
use tidings_schema::{SchemaGraph, SchemaId};

use crate::ir::Builder;
use crate::plan::Plan;
use crate::provenance::Provenance;
use crate::{Generated, Options};

/// A schema that no contract is needed for.
#[derive(Clone, Copy, Debug)]
pub struct BareSchema<'s> {
    /// The schema and everything it leads to.
    pub graph: &'s SchemaGraph,
    /// The schema itself.
    pub root: SchemaId,
    /// What its type is called where it has neither a key nor a title of its own; where it comes from, for people.
    pub name: &'s str,
}

/// Generates the types of a schema and of its definitions: what [`crate::generate`] makes of the schemas of a contract.
///
/// The type of a whole file is named after its `title`, if that is a few words, and otherwise after the file; that of
/// another schema after its key, its `title` or [`BareSchema::name`].
/// Definitions (`$defs`, `definitions`) of the schema become types whether the schema uses them or not.
pub fn generate_schema(schema: &BareSchema<'_>, options: &Options) -> Generated {
    let mut builder = Builder::new(schema.graph, &options.settings);
    let root = builder.read_root(schema.name, schema.root);
    for (key, definition) in definitions(schema) {
        builder.read_unused(&key, definition);
    }
    let (types, findings) = builder.finish();
    let info = Info {
        title: schema.name.to_owned(),
        ..Info::default()
    };
    let contract = Contract {
        info,
        ..Contract::default()
    };
    let provenance = Provenance::of_schema(schema.name);
    crate::write(
        &contract,
        &types,
        &Plan::default(),
        &provenance,
        options,
        findings,
        root,
    )
}

/// The definitions directly in the root by their keys, in document order.
fn definitions(schema: &BareSchema<'_>) -> Vec<(String, SchemaId)> {
    let root = &schema.graph.get(schema.root).location;
    let Some(pointer) = &root.pointer else {
        return Vec::new();
    };
    let parents = ["$defs", "definitions"].map(|keyword| format!("{pointer}/{keyword}"));
    let mut found: Vec<_> = schema
        .graph
        .iter()
        .filter_map(|(id, schema)| {
            let location = &schema.location;
            let (parent, _) = location.pointer.as_deref()?.rsplit_once('/')?;
            let is_one =
                location.span.file == root.span.file && parents.iter().any(|known| known == parent);
            Some((location.span, schema.key.clone()?, id)).filter(|_| is_one)
        })
        .collect();
    found.sort_by_key(|(span, _, _)| *span);
    found.into_iter().map(|(_, key, id)| (key, id)).collect()
}
