//! What can be judged only when every name of the schema is known.

use std::collections::BTreeMap;

use tidings_diag::{Location, Related, nearest};
use tidings_syntax::Value;

use super::TypeReader;
use super::scope::Use;
use crate::avro::fit::misfit;
use crate::avro::rules::{AVRO_DEFAULT_MISMATCH, AVRO_NAME_UNKNOWN, AVRO_UNION_INVALID};
use crate::avro::{AvroId, AvroKind};

/// Names of JSON Schema and of languages that have another name in Avro.
const ELSEWHERE: &[(&str, &str)] = &[
    ("any", "a union of the types it may be"),
    ("array", "an object with `type: array` and `items`"),
    ("bigint", "`long`"),
    ("bool", "`boolean`"),
    ("byte", "`int`, or `bytes`"),
    ("char", "`string`"),
    ("date", "`int` with `logicalType: date`"),
    ("date-time", "`long` with `logicalType: timestamp-millis`"),
    ("datetime", "`long` with `logicalType: timestamp-millis`"),
    ("decimal", "`bytes` with `logicalType: decimal`"),
    ("float32", "`float`"),
    ("float64", "`double`"),
    ("int32", "`int`"),
    ("int64", "`long`"),
    ("integer", "`int` or `long`"),
    ("list", "an object with `type: array` and `items`"),
    ("number", "`int`, `long`, `float` or `double`"),
    ("object", "an object with `type: record` or `type: map`"),
    ("short", "`int`"),
    ("str", "`string`"),
    ("text", "`string`"),
    ("timestamp", "`long` with `logicalType: timestamp-millis`"),
    ("uuid", "`string` with `logicalType: uuid`"),
];

impl<'s> TypeReader<'_, 's> {
    /// Looks at what had to wait, and keeps the names for the schemas that follow.
    pub(super) fn finish(&mut self) {
        for name in std::mem::take(&mut self.scope.unknown) {
            self.unknown_name(&name);
        }
        for (id, value) in std::mem::take(&mut self.scope.unions) {
            self.branches(id, value);
        }
        for (default, schema) in std::mem::take(&mut self.scope.defaults) {
            self.default(default, schema);
        }
        for (name, definition) in std::mem::take(&mut self.scope.types) {
            self.reader.loaded.entry(name).or_insert(definition.id);
        }
    }

    fn unknown_name(&mut self, name: &Use) {
        let Use {
            text,
            full,
            location,
        } = name;
        if let Some(later) = self.scope.types.get(full) {
            let later = later.location.clone();
            let message = format!("`{full}` is used before it is defined");
            let finding = self.finding(&AVRO_NAME_UNKNOWN, location.clone(), message);
            finding.help = Some("define the type where it is used first".to_owned());
            finding.related.push(Related {
                message: "it is defined here".to_owned(),
                location: later,
            });
            return;
        }
        let message = match text == full {
            true => format!("there is no type `{text}`"),
            false => format!("there is no type `{text}`, neither here nor as `{full}`"),
        };
        let help = self.meant(text);
        self.finding(&AVRO_NAME_UNKNOWN, location.clone(), message)
            .help = help;
    }

    /// What somebody who wrote `text` as a type means.
    fn meant(&self, text: &str) -> Option<String> {
        let folded = text.to_ascii_lowercase();
        if let Some(primitive) = AvroKind::primitive(&folded) {
            return Some(format!("did you mean `{}`?", primitive.type_name()));
        }
        let elsewhere = ELSEWHERE.iter().find(|(name, _)| *name == folded);
        if let Some((_, instead)) = elsewhere {
            return Some(format!("Avro has no `{text}`: write {instead}"));
        }
        let mut loaded: Vec<&str> = self.reader.loaded.keys().map(String::as_str).collect();
        loaded.sort_unstable();
        let names = || {
            self.scope
                .types
                .keys()
                .map(String::as_str)
                .chain(loaded.iter().copied())
        };
        // The right name in the wrong namespace is a better guess than a similar one.
        let simple = |name: &str| name.rsplit('.').next() == text.rsplit('.').next();
        let primitives = crate::avro::name::PRIMITIVES.into_iter();
        let found = names()
            .find(|name| simple(name))
            .or_else(|| nearest(text, names().chain(primitives)));
        found.map(|name| format!("did you mean `{name}`?"))
    }

    /// Checks the branches of the union `id`, and takes those away that cannot be.
    fn branches(&mut self, id: AvroId, value: Value<'s>) {
        let AvroKind::Union(branches) = self.reader.graph.get(id).kind.clone() else {
            return;
        };
        let mut seen: BTreeMap<String, Location> = BTreeMap::new();
        let mut kept = Vec::new();
        for (branch, item) in branches.into_iter().zip(value.items()) {
            let kind = &self.reader.graph.get(branch).kind;
            let label = match (kind, kind.name()) {
                (AvroKind::Unknown, _) => {
                    kept.push(branch);
                    continue;
                }
                (_, Some(name)) => name.to_string(),
                (kind, None) => kind.type_name().to_owned(),
            };
            if let AvroKind::Union(_) = kind {
                let message = "a union cannot have a union as a branch";
                self.finding(&AVRO_UNION_INVALID, item.location(), message)
                    .help = Some("write the branches of both into one array".to_owned());
            } else if let Some(first) = seen.get(&label).cloned() {
                let message = format!("the union has the branch `{label}` twice");
                let finding = self.finding(&AVRO_UNION_INVALID, item.location(), message);
                finding.related.push(Related {
                    message: "it is here already".to_owned(),
                    location: first,
                });
            } else {
                seen.insert(label, item.location());
                kept.push(branch);
            }
        }
        self.set(id, AvroKind::Union(kept));
    }

    fn default(&mut self, default: Value<'s>, schema: AvroId) {
        let graph = &self.reader.graph;
        let version = self.scope.version;
        let Some(misfit) = misfit(graph, schema, default, version) else {
            return;
        };
        let help = misfit.help;
        self.finding(&AVRO_DEFAULT_MISMATCH, misfit.location, misfit.message)
            .help = help;
    }
}
