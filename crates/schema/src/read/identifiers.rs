//! Schemas that have an address or a name of their own: `$id`, `$anchor`, `$dynamicAnchor` (2020-12 core §8.2).
//!
//! Most documents have none of them and refer by file and JSON Pointer alone; then nothing here costs anything.

use std::collections::HashMap;

use tidings_diag::FileId;
use tidings_source::{Source, Sources, percent_decode, resolve_address};
use tidings_syntax::{Kind, NodeId, Value, unescape_pointer};

use super::address;
use super::dialects::formatted_schema;
use crate::Dialect;

/// The name under which `$recursiveAnchor: true` is kept, which no `$dynamicAnchor` can have.
pub(super) const RECURSIVE: &str = "";

/// A node of one of the files.
type Place = (FileId, NodeId);

/// A schema resource: a whole file, or a schema in it with an `$id`.
#[derive(Debug)]
struct Resource<'s> {
    root: Value<'s>,
    /// What its references are relative to.
    address: String,
    anchors: HashMap<String, Value<'s>>,
    dynamic_anchors: Vec<(String, Value<'s>)>,
}

/// Every schema resource of the files in which some schema has an identifier.
#[derive(Debug, Default)]
pub(super) struct Identifiers<'s> {
    resources: Vec<Resource<'s>>,
    by_root: HashMap<Place, usize>,
    by_address: HashMap<String, usize>,
}

/// Words without which a file has no identifiers.
const WORDS: [&str; 5] = [
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "draft-04/schema",
];

/// Keywords whose values are no schemas, so that an `$id` in them identifies nothing.
const VALUES: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Keywords that hold schemas by names of the author's, which may be spelled like keywords.
const NAMES: [&str; 8] = [
    "$defs",
    "definitions",
    "dependencies",
    "dependentSchemas",
    "messages",
    "patternProperties",
    "properties",
    "schemas",
];

/// A value that is looked through.
struct Spot<'s> {
    value: Value<'s>,
    resource: usize,
    dialect: Dialect,
    /// Whether the keys are names and not keywords.
    names: bool,
}

impl<'s> Identifiers<'s> {
    /// Looks through the files of `sources`; schemas are in `dialect` until one says otherwise.
    pub(super) fn of(sources: &'s Sources, dialect: Dialect) -> Self {
        let mut identifiers = Self::default();
        for source in sources.files() {
            if dialect == Dialect::Draft4 || WORDS.iter().any(|word| source.mentions(word)) {
                identifiers.add_file(source, dialect);
            }
        }
        identifiers
    }

    fn add_file(&mut self, source: &'s Source, dialect: Dialect) {
        let Some(root) = source.tree.root() else {
            return;
        };
        let resource = self.add_resource(root, address::of_file(&source.path));
        let mut waiting = vec![Spot {
            value: root,
            resource,
            dialect,
            names: false,
        }];
        while let Some(spot) = waiting.pop() {
            self.look_at(spot, &mut waiting);
        }
    }

    fn add_resource(&mut self, root: Value<'s>, address: String) -> usize {
        let index = self.resources.len();
        self.by_root.insert(place(root), index);
        // Of two schemas with one address the first is meant, as when a file is read twice.
        self.by_address.entry(address.clone()).or_insert(index);
        self.resources.push(Resource {
            root,
            address,
            anchors: HashMap::new(),
            dynamic_anchors: Vec::new(),
        });
        index
    }

    fn look_at(&mut self, mut spot: Spot<'s>, waiting: &mut Vec<Spot<'s>>) {
        let value = spot.value;
        if value.kind() == Kind::Mapping && !spot.names {
            self.identify(&mut spot);
        }
        let wrapped = formatted_schema(value);
        let child = |value: Value<'s>, names| Spot {
            value,
            resource: spot.resource,
            dialect: match wrapped {
                Some((dialect, schema)) if schema.node() == value.node() => dialect,
                _ => spot.dialect,
            },
            names,
        };
        for entry in value.entries() {
            let is_value = !spot.names && VALUES.contains(&entry.key);
            // What stands behind an alias is looked at where it is written.
            if !is_value && !entry.merged && entry.value.parent().map(place) == Some(place(value)) {
                let names = !spot.names && NAMES.contains(&entry.key);
                waiting.push(child(entry.value, names));
            }
        }
        waiting.extend(value.items().map(|item| child(item, false)));
    }

    /// Takes the identifiers of the schema at `spot`, and moves `spot` into the resource that they begin.
    fn identify(&mut self, spot: &mut Spot<'s>) {
        let schema = spot.value;
        let text = |keyword| schema.get(keyword).and_then(Value::as_str);
        if let Some(dialect) = text("$schema").and_then(Dialect::of_meta_schema) {
            spot.dialect = dialect;
        }
        let is_reference = schema.get("$ref").is_some() && !spot.dialect.reads_siblings_of_ref();
        if is_reference {
            return;
        }
        if let Some(id) = text(spot.dialect.id_keyword()) {
            let (path, fragment) = address::split(id);
            if !path.is_empty() {
                let base = &self.resources[spot.resource].address;
                let address = resolve_address(base, path);
                if schema.parent().is_none() {
                    // The file itself: it has the address it says besides the one it was read from.
                    self.by_address
                        .entry(address.clone())
                        .or_insert(spot.resource);
                    self.resources[spot.resource].address = address;
                } else {
                    spot.resource = self.add_resource(schema, address);
                }
            }
            if !fragment.is_empty() && !spot.dialect.reads_siblings_of_ref() {
                // Up to draft-07 a name is written as an address with nothing but a fragment.
                self.name(spot, fragment);
            }
        }
        if spot.dialect.reads_siblings_of_ref() {
            if let Some(name) = text("$anchor") {
                self.name(spot, name);
            }
            if let Some(name) = text("$dynamicAnchor") {
                self.name(spot, name);
                self.name_dynamic(spot, name);
            }
            if schema.get("$recursiveAnchor").and_then(Value::as_bool) == Some(true) {
                self.name_dynamic(spot, RECURSIVE);
            }
        }
    }

    fn name(&mut self, spot: &Spot<'s>, name: &str) {
        let anchors = &mut self.resources[spot.resource].anchors;
        anchors.entry(name.to_owned()).or_insert(spot.value);
    }

    fn name_dynamic(&mut self, spot: &Spot<'s>, name: &str) {
        let anchors = &mut self.resources[spot.resource].dynamic_anchors;
        anchors.push((name.to_owned(), spot.value));
    }

    /// The number of the resource that `value` belongs to; `None` where no identifier is near.
    pub(super) fn resource_of(&self, value: Value<'s>) -> Option<usize> {
        if self.resources.is_empty() {
            return None;
        }
        let mut current = Some(value);
        while let Some(inner) = current {
            if let Some(resource) = self.by_root.get(&place(inner)) {
                return Some(*resource);
            }
            current = inner.parent();
        }
        None
    }

    /// The dynamic anchors of a resource.
    pub(super) fn dynamic_anchors(&self, resource: usize) -> &[(String, Value<'s>)] {
        &self.resources[resource].dynamic_anchors
    }

    /// The schema that `reference` names by an identifier, written in the schema `from`.
    pub(super) fn resolve(&self, from: Value<'s>, reference: &str) -> Option<Value<'s>> {
        let here = self.resource_of(from)?;
        let (path, fragment) = address::split(reference);
        let target = match path {
            "" => here,
            path => {
                let address = resolve_address(&self.resources[here].address, path);
                *self.by_address.get(&address)?
            }
        };
        self.fragment(target, fragment)
    }

    /// The schema that is called `name` in the file whose root `root` is.
    pub(super) fn anchor(&self, root: Value<'s>, name: &str) -> Option<Value<'s>> {
        self.fragment(*self.by_root.get(&place(root))?, name)
    }

    fn fragment(&self, resource: usize, fragment: &str) -> Option<Value<'s>> {
        let resource = &self.resources[resource];
        if fragment.is_empty() {
            return Some(resource.root);
        }
        let Some(pointer) = fragment.strip_prefix('/') else {
            return resource.anchors.get(fragment).copied();
        };
        let pointer = percent_decode(pointer);
        pointer
            .split('/')
            .try_fold(resource.root, |value, segment| {
                value.child(&unescape_pointer(segment))
            })
    }
}

fn place(value: Value<'_>) -> Place {
    (value.span().file, value.node())
}
