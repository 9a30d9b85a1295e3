//! What a project has decided about types, laid over what the schemas say.

use std::collections::{BTreeMap, HashMap, HashSet};

use tidings_diag::{FileId, Finding, Location, nearest};
use tidings_schema::{Literal, Schema, SchemaGraph, SchemaId};

use super::{AdditionalFields, Kind, Shape, Struct, TypeId, Types, Usage};
use crate::rules::SELECTOR_UNMATCHED;
use crate::settings::{
    Address, Enums, Replacement, RustAttribute, RustName, RustPath, Settings, TypeSettings,
    UnknownFields,
};

/// The file that selectors stand in.
pub(crate) const CONFIGURATION: &str = "tidings.toml";

/// Says that an enumeration may grow: `true` beside `enum`, or in its place the texts that are known today.
const EXTENSIBLE: &str = "x-extensible-enum";

/// What is decided about one type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decided {
    pub(crate) name: Option<RustName>,
    pub(crate) derives: Vec<RustPath>,
    pub(crate) attributes: Vec<RustAttribute>,
    /// Whether an enumeration of texts takes others, too.
    pub(crate) open: bool,
    pub(crate) variants: BTreeMap<String, RustName>,
}

/// Where the schemas of a graph stand, as selectors name them.
pub(super) struct Addresses {
    roots: HashMap<FileId, String>,
}

impl Addresses {
    pub(super) fn new(graph: &SchemaGraph) -> Self {
        let roots = graph.iter().filter_map(|(_, schema)| {
            let location = &schema.location;
            let is_root = location.pointer.as_deref() == Some("");
            Some((location.span.file, schema.key.as_deref()?.to_owned())).filter(|_| is_root)
        });
        Self {
            roots: roots.collect(),
        }
    }

    fn of(&self, location: &Location) -> Address {
        let root = self.roots.get(&location.span.file);
        let pointer = location.pointer.as_deref().unwrap_or_default();
        Address::new(pointer, root.map_or("", String::as_str))
    }
}

/// The schemas whose types the project has already, or that name one themselves (`x-rust-type`).
pub(super) fn replacements(
    graph: &SchemaGraph,
    addresses: &Addresses,
    settings: &Settings,
) -> HashMap<SchemaId, Replacement> {
    let replacing: Vec<(&TypeSettings, &Replacement)> = settings
        .types
        .iter()
        .filter_map(|of| Some((of, of.replace.as_ref()?)))
        .collect();
    let mut found = HashMap::new();
    for (id, schema) in graph.iter() {
        let own = schema.extension("x-rust-type");
        if let Some(replacement) = own.and_then(Replacement::stated) {
            found.insert(id, replacement);
        }
        if replacing.is_empty() {
            continue;
        }
        let address = addresses.of(&schema.location);
        let selected = replacing.iter().find(|(of, _)| of.path.selects(&address));
        if let Some((_, replacement)) = selected {
            found.insert(id, (*replacement).clone());
        }
    }
    found
}

/// The texts that a schema lists although it takes others.
pub(super) fn extensible_texts(schema: &Schema) -> Option<Vec<Literal>> {
    let listed = schema.extension(EXTENSIBLE)?.as_array()?;
    let is_text = |literal: &Literal| literal.as_str().is_some();
    (!listed.is_empty() && listed.iter().all(is_text)).then(|| listed.to_vec())
}

/// Lays the decisions over `types`; what selects nothing is a finding.
pub(super) fn decide(
    types: &mut Types,
    graph: &SchemaGraph,
    replaced: &HashMap<SchemaId, Replacement>,
    settings: &Settings,
) -> Vec<Finding> {
    let addresses = Addresses::new(graph);
    let mut matched = vec![false; settings.types.len()];
    let known: Vec<Address> = types
        .definitions
        .iter()
        .map(|definition| addresses.of(&definition.location))
        .collect();
    let extensible: HashSet<&Location> = graph
        .iter()
        .filter(|(_, schema)| schema.extension(EXTENSIBLE).is_some())
        .map(|(_, schema)| &schema.location)
        .collect();
    let of_avro = types.avro.iter().map(|written| written.id);
    let of_protobuf = types.protobuf.keys().copied();
    let binary: HashSet<TypeId> = of_avro.chain(of_protobuf).collect();
    let mut findings = Vec::new();
    types.decided = Vec::with_capacity(known.len());
    for (index, address) in known.iter().enumerate() {
        let selecting = settings.types.iter().zip(&mut matched);
        let selecting: Vec<&TypeSettings> = selecting
            .filter(|(of, _)| of.path.selects(address))
            .map(|(of, matched)| {
                *matched = true;
                of
            })
            .collect();
        let definition = &mut types.definitions[index];
        let mut decided = decided(settings, &selecting);
        decided.open |= extensible.contains(&definition.location);
        let shape = &mut definition.shape;
        // A binary encoding has numbers for what is listed, and none for anything else.
        let is_binary = binary.contains(&TypeId(index));
        decided.open &= matches!(shape, Shape::Text(_)) && !is_binary;
        let unknown = selecting.iter().rev().find_map(|of| of.unknown_fields);
        if let Shape::Struct(structure) = shape {
            if !is_binary {
                keep_unknown(structure, unknown.unwrap_or(settings.unknown_fields));
            }
            let names = selecting.iter().flat_map(|of| &of.fields);
            structure.names = names.map(|(of, name)| (of.clone(), name.clone())).collect();
        }
        for of in &selecting {
            findings.extend(unknown_members(of, shape));
        }
        types.decided.push(decided);
    }
    for id in replaced.keys() {
        let address = addresses.of(&graph.get(*id).location);
        for (of, matched) in settings.types.iter().zip(&mut matched) {
            *matched |= of.path.selects(&address);
        }
    }
    let unmatched = settings.types.iter().zip(matched);
    let unmatched = unmatched.filter(|(_, matched)| !matched);
    findings.extend(unmatched.map(|(of, _)| {
        let path = of.path.as_str();
        let shown: Vec<String> = known.iter().map(Address::shown).collect();
        let near = nearest(path, shown.iter().map(String::as_str));
        let message = format!("no generated type stands at `{path}`, so nothing is decided by it");
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a path is the key of a schema, perhaps with properties behind it as in `Order.lines`, or a JSON Pointer".to_owned(),
        };
        Finding::of_file(&SELECTOR_UNMATCHED, CONFIGURATION, message).with_help(help)
    }));
    findings
}

/// What `selecting` decide together; of two decisions about one thing the later one counts.
fn decided(settings: &Settings, selecting: &[&TypeSettings]) -> Decided {
    let enums = selecting.iter().rev().find_map(|of| of.enums);
    let mut decided = Decided {
        derives: settings.derive.clone(),
        open: enums.unwrap_or(settings.enums) == Enums::Open,
        ..Decided::default()
    };
    for of in selecting {
        decided.name = of.rename.clone().or(decided.name);
        decided.derives.extend(of.derive.iter().cloned());
        decided.attributes.extend(of.attributes.iter().cloned());
        let variants = of.variants.iter();
        decided
            .variants
            .extend(variants.map(|(of, name)| (of.clone(), name.clone())));
    }
    decided
}

/// Does with undeclared properties what is decided, where the schema itself says nothing about them.
fn keep_unknown(structure: &mut Struct, unknown: UnknownFields) {
    if !matches!(structure.additional, AdditionalFields::Ignored) {
        return;
    }
    structure.additional = match unknown {
        UnknownFields::Ignore => AdditionalFields::Ignored,
        UnknownFields::Deny => AdditionalFields::Denied,
        UnknownFields::Keep => AdditionalFields::Kept(Box::new(Usage::of(Kind::Free))),
    };
}

/// Names of members that the type has not.
fn unknown_members(of: &TypeSettings, shape: &Shape) -> Vec<Finding> {
    let (asked, known, what): (_, Vec<&str>, _) = match shape {
        Shape::Struct(structure) => {
            let fields = structure.fields.iter();
            (
                &of.fields,
                fields.map(|one| one.name.as_str()).collect(),
                "property",
            )
        }
        Shape::Text(texts) => (
            &of.variants,
            texts.iter().map(String::as_str).collect(),
            "value",
        ),
        Shape::Union(union) => {
            let variants = union.variants.iter();
            (
                &of.variants,
                variants.map(|one| one.name.as_str()).collect(),
                "variant",
            )
        }
        Shape::Newtype(_) | Shape::Alias(_) | Shape::Tuple(_) | Shape::Constants(_) => {
            return Vec::new();
        }
    };
    let unknown = asked.keys().filter(|name| !known.contains(&name.as_str()));
    let findings = unknown.map(|name| {
        let path = of.path.as_str();
        let message = format!("the type at `{path}` has no {what} `{name}` that could be renamed");
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: `{}`", known.join("`, `")),
        };
        Finding::of_file(&SELECTOR_UNMATCHED, CONFIGURATION, message).with_help(help)
    });
    findings.collect()
}
