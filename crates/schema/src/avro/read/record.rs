//! Records and their fields.

use std::collections::BTreeMap;

use tidings_diag::{Location, nearest};
use tidings_syntax::{Kind, Value};

use super::TypeReader;
use crate::avro::logical::Known;
use crate::avro::name::is_name;
use crate::avro::rules::{AVRO_LOGICAL_TYPE_IGNORED, AVRO_SCHEMA_INVALID};
use crate::avro::{AvroField, AvroId, AvroKind, AvroOrder, AvroRecord};

const FIELD: &[&str] = &["aliases", "default", "name", "order"];

/// Whether `value`, a field or a type, has the attribute that says so; anybody may add some.
fn is_sensitive(value: Value<'_>) -> bool {
    value.get("x-sensitive").and_then(Value::as_bool) == Some(true)
}

impl<'s> TypeReader<'_, 's> {
    pub(super) fn record(&mut self, value: Value<'s>, namespace: &str, level: usize) -> AvroId {
        self.attributes(value, &["aliases", "fields", "name", "namespace"]);
        let (id, name, aliases) = self.define(value, namespace);
        let list = self.required(value, "fields");
        if let Some(list) = list
            && list.kind() != Kind::Sequence
        {
            self.must_be("fields", "an array of fields", list);
        }
        let mut fields = Vec::new();
        let mut names: BTreeMap<&'s str, Location> = BTreeMap::new();
        for item in list.into_iter().flat_map(Value::items) {
            if item.kind() != Kind::Mapping {
                self.must_be("fields", "an array of objects with `name` and `type`", item);
                continue;
            }
            fields.extend(self.field(item, &name.namespace, level, &mut names));
        }
        let is_error = value.get("type").and_then(Value::as_str) == Some("error");
        self.set(
            id,
            AvroKind::Record(AvroRecord {
                name,
                aliases,
                is_error,
                fields,
            }),
        );
        self.ignored_logical(value, id);
        id
    }

    fn field(
        &mut self,
        value: Value<'s>,
        namespace: &str,
        level: usize,
        names: &mut BTreeMap<&'s str, Location>,
    ) -> Option<AvroField> {
        self.attributes(value, FIELD);
        let name = value.get("name");
        match name {
            None => {
                let first = value.entries().next();
                let location = first.map_or(value.location(), |entry| entry.key_location());
                self.finding(&AVRO_SCHEMA_INVALID, location, "a field must have `name`")
                    .help = Some("add `name`".to_owned());
            }
            Some(place) => match place.as_str() {
                None => self.must_be("name", "a string", place),
                Some(text) => {
                    self.legal(place, text, is_name(text));
                    self.unique_field(text, place, names);
                }
            },
        }
        let aliases = self.texts(value, "aliases");
        for alias in &aliases {
            let text = alias.as_str().unwrap_or_default();
            self.legal(*alias, text, is_name(text));
        }
        let order = self.order(value);
        let Some(kind) = value.get("type") else {
            let place = name.unwrap_or(value);
            let message = "a field must have `type`";
            self.finding(&AVRO_SCHEMA_INVALID, place.location(), message)
                .help = Some("add `type`".to_owned());
            return None;
        };
        self.misplaced_logical(value, kind);
        let schema = self.schema(kind, namespace, level + 1);
        let default = value.get("default");
        if let Some(default) = default {
            self.scope.defaults.push((default, schema));
        }
        Some(AvroField {
            location: value.location(),
            name: name.and_then(Value::as_str)?.to_owned(),
            aliases: aliases
                .iter()
                .filter_map(|alias| alias.as_str())
                .map(str::to_owned)
                .collect(),
            doc: value.get("doc").and_then(Value::as_str).map(str::to_owned),
            schema,
            default: default.map(Into::into),
            order,
            is_sensitive: [value, kind].into_iter().any(is_sensitive),
        })
    }

    fn unique_field(
        &mut self,
        text: &'s str,
        place: Value<'s>,
        names: &mut BTreeMap<&'s str, Location>,
    ) {
        match names.get(text).cloned() {
            Some(first) => {
                self.defined_twice(&format!("the field `{text}`"), place.location(), first);
            }
            None => {
                names.insert(text, place.location());
            }
        }
    }

    fn order(&mut self, value: Value<'s>) -> AvroOrder {
        match self.text(value, "order") {
            None | Some("ascending") => AvroOrder::Ascending,
            Some("descending") => AvroOrder::Descending,
            Some("ignore") => AvroOrder::Ignore,
            Some(other) => {
                let place = value.get("order").unwrap_or(value);
                let message =
                    format!("`order` must be `ascending`, `descending` or `ignore`, not `{other}`");
                let meant = nearest(other, ["ascending", "descending", "ignore"]);
                self.finding(&AVRO_SCHEMA_INVALID, place.location(), message)
                    .help = Some(match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "write one of the three".to_owned(),
                });
                AvroOrder::Ascending
            }
        }
    }

    /// A logical type that stands beside `type` in the field, where it means nothing.
    fn misplaced_logical(&mut self, field: Value<'s>, kind: Value<'s>) {
        let Some(name) = kind.as_str() else {
            return;
        };
        let Some(entry) = field.entry("logicalType") else {
            return;
        };
        let logical = entry.value.as_str().unwrap_or_default();
        if Known::named(logical).is_some() {
            let message =
                format!("`logicalType` of a field means nothing, so `{logical}` is ignored");
            let help =
                format!("put it into the type: `type: {{type: {name}, logicalType: {logical}}}`");
            self.finding(&AVRO_LOGICAL_TYPE_IGNORED, entry.key_location(), message)
                .help = Some(help);
        }
    }
}
