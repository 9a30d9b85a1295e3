//! What is broken in a schema stays in it as a demand that nobody can read.

use std::collections::{HashMap, HashSet};

use tidings_diag::{FileId, Location, Severity};
use tidings_syntax::{Value, unescape_pointer};

use super::{SchemaReader, in_another_format};
use crate::{Literal, Rules, SchemaFormat, SchemaGraph, SchemaId, SchemaKind, Unread};

/// The keywords that demand nothing, so that nothing is lost with one that is broken (JSON Schema Validation draft-07, 10).
const SILENT: [&str; 12] = [
    "$comment",
    "$defs",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
];

/// The keywords on which others beside them depend, or which depend on others (JSON Schema Core 2020-12, 10).
const ENTANGLED: [&str; 14] = [
    "additionalItems",
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "properties",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

impl SchemaReader<'_> {
    /// Notes in each schema what is broken in it: where an error was found, and where a reference leads nowhere.
    pub(super) fn note_unread(&mut self) {
        let errors = self.findings.iter();
        let errors = errors.filter(|finding| finding.severity == Severity::Error);
        let mut places: Vec<Location> = errors.filter_map(|it| it.location.clone()).collect();
        places.append(&mut self.lost);
        if places.is_empty() {
            return;
        }
        let holders = Holders::of(&self.graph);
        let noted = places.iter();
        let noted = noted.flat_map(|place| self.unread_at(&holders, place));
        for (id, unread) in noted.collect::<Vec<_>>() {
            self.note(id, unread);
        }
        self.note_in_merged();
    }

    /// What is broken at `place`, and the schemas that it is a demand of.
    fn unread_at(&self, holders: &Holders, place: &Location) -> Vec<(SchemaId, Unread)> {
        let file = place.span.file;
        let pointer = place.pointer.as_deref().unwrap_or_default();
        let each = |ids: &[SchemaId], unread: Unread| -> Vec<(SchemaId, Unread)> {
            ids.iter().map(|id| (*id, unread.clone())).collect()
        };
        let stands = |ids: &&[SchemaId]| self.graph.get(ids[0]).location.span == place.span;
        if let Some(ids) = holders.at(file, pointer).filter(stands) {
            let value = self.value_at(file, pointer);
            let is_foreign = value.is_some_and(|value| in_another_format(value).is_some());
            let keyword = if is_foreign { "schemaFormat" } else { "" };
            let mut unread = whole(keyword.to_owned(), value, place);
            // Versions of these languages say the same, and which one is stated is known.
            if let Some((format, schema)) = value.and_then(in_another_format)
                && let Some(language) = format.as_str().and_then(language)
            {
                unread.name = format!("{language}: {}", text_of(schema));
            }
            return each(ids, unread);
        }
        let Some((holder, ids, keyword)) = holders.around(file, pointer) else {
            return Vec::new();
        };
        let schema = self.value_at(file, holder);
        let value = schema.and_then(|it| it.get(&keyword));
        let Some(value) = value.filter(|_| !SILENT.contains(&keyword.as_str())) else {
            return Vec::new();
        };
        if keyword == "required"
            && let Some(flag) = value.as_bool()
        {
            let flags = flag.then(|| self.flags(ids, place));
            return flags.unwrap_or_default();
        }
        let has = |name: &str| schema.is_some_and(|it| it.get(name).is_some());
        let unevaluated = ["unevaluatedItems", "unevaluatedProperties"];
        if ENTANGLED.contains(&keyword.as_str()) || unevaluated.into_iter().any(has) {
            return each(ids, whole(keyword, schema, place));
        }
        let one = match (keyword.as_str(), value.as_str()) {
            ("$ref" | "$dynamicRef" | "$recursiveRef", Some(reference)) => {
                let name = self.sources.name_of_target(file, reference);
                Unread {
                    address: self.sources.unread_address(file, reference),
                    ..unread(keyword, name, place)
                }
            }
            _ => {
                let name = format!("{keyword}: {}", text_of(value));
                unread(keyword, name, place)
            }
        };
        each(ids, one)
    }

    /// What `required: true` of the schemas `ids` demands: in draft-03 (5.7) that the property is there, of each object
    /// that has them for one; nothing where there is no object around.
    fn flags(&self, ids: &[SchemaId], place: &Location) -> Vec<(SchemaId, Unread)> {
        let is_one = |part: &SchemaId| ids.contains(&self.graph.resolve(*part));
        let unread = |name: String| unread("required".to_owned(), name, place);
        let mut flags = Vec::new();
        for (id, schema) in self.graph.iter() {
            let SchemaKind::Rules(rules) = &schema.kind else {
                continue;
            };
            let mut others = self.graph.parts(rules);
            for property in &rules.object.properties {
                if is_one(&property.schema) {
                    others.retain(|part| *part != property.schema);
                    let name = format!("required: {}", property.name);
                    let flags_property = Some(property.name.clone());
                    flags.push((
                        id,
                        Unread {
                            flags: flags_property,
                            ..unread(name)
                        },
                    ));
                }
            }
            if others.iter().any(is_one) {
                let own = ids
                    .iter()
                    .map(|id| (*id, unread("required: true".to_owned())));
                flags.extend(own);
            }
        }
        flags
    }

    fn note(&mut self, id: SchemaId, unread: Unread) {
        let schema = self.graph.get_mut(id);
        if let SchemaKind::Boolean(true) = schema.kind {
            schema.kind = SchemaKind::Rules(Box::default());
        }
        if let SchemaKind::Rules(rules) = &mut schema.kind
            && !rules.unread.contains(&unread)
        {
            rules.unread.push(unread);
            self.graph.has_unread = true;
        }
    }

    /// Notes in schemas that were made of two what is broken in these, unless the stronger one says it anew.
    fn note_in_merged(&mut self) {
        for merged in self.graph.merged.clone() {
            let strong = self.graph.rules(merged.strong);
            let says = |unread: &&Unread| {
                strong.is_some_and(|rules: &Rules| rules.keyword(&unread.keyword).is_some())
            };
            let weak = self.graph.unread(merged.weak).iter();
            let weak = weak.filter(|unread| !says(unread));
            let both = self.graph.unread(merged.strong).iter().chain(weak);
            for unread in both.cloned().collect::<Vec<_>>() {
                self.note(merged.schema, unread);
            }
        }
    }

    fn value_at(&self, file: FileId, pointer: &str) -> Option<Value<'_>> {
        self.sources.file(file).tree.pointer(pointer)
    }
}

fn unread(keyword: String, name: String, place: &Location) -> Unread {
    Unread {
        name,
        keyword,
        flags: None,
        is_whole: false,
        address: None,
        location: place.clone(),
    }
}

/// The language that `format` names, where all its versions put the same bytes on the wire.
fn language(format: &str) -> Option<&'static str> {
    match SchemaFormat::of(format) {
        SchemaFormat::Avro(_) => Some("Avro"),
        SchemaFormat::Protobuf => Some("Protocol Buffers"),
        SchemaFormat::JsonSchema(_) | SchemaFormat::Opaque | SchemaFormat::Unknown => None,
    }
}

/// What stands there, in whichever order.
fn text_of(value: Value<'_>) -> String {
    Literal::from(value).in_order().to_json_text()
}

/// The whole of `schema`, of which nothing is known because of `keyword`.
fn whole(keyword: String, schema: Option<Value<'_>>, place: &Location) -> Unread {
    let name = schema.map(text_of);
    Unread {
        is_whole: true,
        ..unread(keyword, name.unwrap_or_default(), place)
    }
}

/// The schemas by their places.
struct Holders(HashMap<(FileId, String), Vec<SchemaId>>);

impl Holders {
    fn of(graph: &SchemaGraph) -> Self {
        let mut holders: HashMap<_, Vec<SchemaId>> = HashMap::new();
        // A merged schema stands where the stronger one stands, and gets what is broken there by itself.
        let merged: HashSet<SchemaId> = graph.merged.iter().map(|it| it.schema).collect();
        for (id, schema) in graph.iter().filter(|(id, _)| !merged.contains(id)) {
            let pointer = schema.location.pointer.as_deref().unwrap_or_default();
            let place = (schema.location.span.file, pointer.to_owned());
            holders.entry(place).or_default().push(id);
        }
        Self(holders)
    }

    fn at(&self, file: FileId, pointer: &str) -> Option<&[SchemaId]> {
        self.0.get(&(file, pointer.to_owned())).map(Vec::as_slice)
    }

    /// The innermost schemas around `pointer`: where they stand, and which of their keywords leads there.
    fn around<'p>(&self, file: FileId, pointer: &'p str) -> Option<(&'p str, &[SchemaId], String)> {
        let mut inner = pointer;
        while let Some((outer, keyword)) = inner.rsplit_once('/') {
            if let Some(ids) = self.at(file, outer) {
                return Some((outer, ids, unescape_pointer(keyword)));
            }
            inner = outer;
        }
        None
    }
}
