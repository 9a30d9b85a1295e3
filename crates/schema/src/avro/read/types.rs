//! Types: by name, as an object, as an array.

use tidings_diag::{Applicability, Edit, Fix};
use tidings_syntax::{Kind, Value};

use super::TypeReader;
use super::scope::Use;
use crate::avro::name::{COMPLEX, is_dotted};
use crate::avro::rules::{AVRO_NAME_ILLEGAL, AVRO_SCHEMA_INVALID};
use crate::avro::{AvroFixed, AvroId, AvroKind, AvroName};

impl<'s> TypeReader<'_, 's> {
    /// The type that the string `value` names.
    pub(super) fn name_of_type(&mut self, value: Value<'s>, namespace: &str) -> AvroId {
        let text = value.as_str().unwrap_or_default();
        if let Some(primitive) = AvroKind::primitive(text) {
            return self.add(value, primitive);
        }
        if text.trim_start().starts_with(['{', '[']) {
            let message = "the schema is a string of JSON, where Avro wants the schema itself";
            self.finding(&AVRO_SCHEMA_INVALID, value.location(), message)
                .help = Some("take the `|` or the quotes away: JSON is YAML too".to_owned());
            return self.add(value, AvroKind::Unknown);
        }
        let name = AvroName::within(namespace, text);
        if let Some(id) = self.defined(&name, text) {
            return id;
        }
        if COMPLEX.contains(&text) {
            let message = format!("`{text}` needs an object with its attributes");
            let help = format!("write `{{\"type\": \"{text}\", …}}` in place of the name alone");
            self.finding(&AVRO_SCHEMA_INVALID, value.location(), message)
                .help = Some(help);
        } else if is_dotted(text) {
            self.scope.unknown.push(Use {
                text: text.to_owned(),
                full: name.to_string(),
                location: value.location(),
            });
        } else {
            let message = format!("`{text}` cannot be the name of a type");
            self.finding(&AVRO_NAME_ILLEGAL, value.location(), message);
        }
        self.add(value, AvroKind::Unknown)
    }

    /// The type that `name` stands for here.
    fn defined(&self, name: &AvroName, text: &str) -> Option<AvroId> {
        let here = |full: &str| Some(self.scope.types.get(full)?.id);
        let before = |full: &str| self.reader.loaded.get(full).copied();
        let full = name.to_string();
        here(&full)
            .or_else(|| before(&full))
            // What is in a file of its own often has no namespace, and is named from one that has.
            .or_else(|| here(text))
            .or_else(|| before(text))
    }

    /// An object: its `type` says what it is.
    pub(super) fn object(&mut self, value: Value<'s>, namespace: &str, level: usize) -> AvroId {
        let Some(kind) = value.get("type") else {
            self.no_type(value);
            return self.add(value, AvroKind::Unknown);
        };
        match (kind.kind(), kind.as_str()) {
            (Kind::String, Some("record" | "error")) => self.record(value, namespace, level),
            (Kind::String, Some("enum")) => self.enumeration(value, namespace),
            (Kind::String, Some("fixed")) => self.fixed(value, namespace),
            (Kind::String, Some("array")) => {
                self.attributes(value, &["items"]);
                let id = self.reserve(value);
                let items = self.inner(value, "items", namespace, level);
                self.set(id, items.map_or(AvroKind::Unknown, AvroKind::Array));
                self.ignored_logical(value, id);
                id
            }
            (Kind::String, Some("map")) => {
                self.attributes(value, &["values"]);
                let id = self.reserve(value);
                let values = self.inner(value, "values", namespace, level);
                self.set(id, values.map_or(AvroKind::Unknown, AvroKind::Map));
                self.ignored_logical(value, id);
                id
            }
            (Kind::String, Some(name)) => {
                self.attributes(value, &[]);
                match AvroKind::primitive(name) {
                    Some(primitive) => {
                        let id = self.add(value, primitive);
                        self.logical(value, id);
                        id
                    }
                    None => self.name_of_type(kind, namespace),
                }
            }
            // Libraries read an object inside `type` too, though the specification speaks of names alone.
            (Kind::Mapping | Kind::Null, _) => self.schema(kind, namespace, level + 1),
            (Kind::Sequence, _) => {
                let message = "`type` must be the name of a type, not an array";
                self.finding(&AVRO_SCHEMA_INVALID, kind.location(), message)
                    .help =
                    Some("a union is the array itself, without an object around".to_owned());
                self.schema(kind, namespace, level + 1)
            }
            _ => {
                self.must_be("type", "the name of a type", kind);
                self.add(value, AvroKind::Unknown)
            }
        }
    }

    fn no_type(&mut self, value: Value<'s>) {
        let first = value.entries().next();
        let location = first.map_or(value.location(), |entry| entry.key_location());
        let json = ["$schema", "properties", "allOf", "oneOf", "anyOf"];
        let help = if json.iter().any(|keyword| value.get(keyword).is_some()) {
            Some("this looks like JSON Schema; `schemaFormat` says that it is Avro".to_owned())
        } else if value.get("fields").is_some() {
            Some("write `type: record`".to_owned())
        } else if value.get("symbols").is_some() {
            Some("write `type: enum`".to_owned())
        } else if value.get("items").is_some() {
            Some("write `type: array`".to_owned())
        } else if value.get("values").is_some() {
            Some("write `type: map`".to_owned())
        } else {
            Some("add `type` with the name of a type".to_owned())
        };
        self.finding(
            &AVRO_SCHEMA_INVALID,
            location,
            "a schema of Avro must have `type`",
        )
        .help = help;
    }

    /// The schema in the attribute `name`, which an array or map must have.
    fn inner(
        &mut self,
        value: Value<'s>,
        name: &str,
        namespace: &str,
        level: usize,
    ) -> Option<AvroId> {
        let inner = self.required(value, name)?;
        Some(self.schema(inner, namespace, level + 1))
    }

    /// An array of schemas.
    pub(super) fn union(&mut self, value: Value<'s>, namespace: &str, level: usize) -> AvroId {
        let id = self.reserve(value);
        let branches = value.items();
        let branches = branches
            .map(|branch| self.schema(branch, namespace, level + 1))
            .collect();
        self.set(id, AvroKind::Union(branches));
        self.scope.unions.push((id, value));
        id
    }

    /// `null` without quotes, which YAML takes for no value at all.
    pub(super) fn unquoted_null(&mut self, value: Value<'s>) -> AvroId {
        let text = &value.tree().text()[value.span().range()];
        let message = "a type is named by a string, and this is no value at all";
        let fix = (text == "null").then(|| Fix {
            title: "put it into quotes".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: value.span(),
                replacement: "\"null\"".to_owned(),
            }],
        });
        let finding = self.finding(&AVRO_SCHEMA_INVALID, value.location(), message);
        finding.help = Some("write `\"null\"` in quotes".to_owned());
        finding.fix = fix;
        self.add(value, AvroKind::Null)
    }

    fn fixed(&mut self, value: Value<'s>, namespace: &str) -> AvroId {
        self.attributes(value, &["aliases", "name", "namespace", "size"]);
        let (id, name, aliases) = self.define(value, namespace);
        let size = self.required(value, "size").and_then(|size| {
            let bytes = size.as_number().and_then(|number| number.as_u64());
            if bytes.is_none() {
                self.must_be("size", "a number of bytes", size);
            }
            bytes
        });
        if let Some(size) = size {
            let fixed = AvroFixed {
                name,
                aliases,
                size,
            };
            self.set(id, AvroKind::Fixed(fixed));
            self.logical(value, id);
        }
        id
    }
}
