//! Types that have a name: definition, aliases, enumerations.

use std::collections::BTreeMap;

use tidings_diag::{Location, Related};
use tidings_syntax::Value;

use super::TypeReader;
use super::scope::Definition;
use crate::avro::name::{PRIMITIVES, is_dotted, is_name, mended};
use crate::avro::rules::{AVRO_NAME_DUPLICATE, AVRO_NAME_ILLEGAL, AVRO_SCHEMA_INVALID};
use crate::avro::{AvroEnum, AvroId, AvroKind, AvroName};

impl<'s> TypeReader<'_, 's> {
    /// Adds the type at `value` under its name, and reads its aliases.
    pub(super) fn define(
        &mut self,
        value: Value<'s>,
        namespace: &str,
    ) -> (AvroId, AvroName, Vec<AvroName>) {
        let id = self.reserve(value);
        let name = self.full_name(value, namespace);
        if let Some((full, place)) = &name {
            self.unique_type(&full.to_string(), place, id);
        }
        let doc = value.get("doc").and_then(Value::as_str);
        self.reader.graph.schemas[id.0 as usize].doc = doc.map(str::to_owned);
        let name = name.map_or_else(|| AvroName::within("", ""), |(name, _)| name);
        let mut aliases = Vec::new();
        for alias in self.texts(value, "aliases") {
            let text = alias.as_str().unwrap_or_default();
            if self.legal(alias, text, is_dotted(text)) {
                aliases.push(AvroName::within(&name.namespace, text));
            }
        }
        (id, name, aliases)
    }

    /// The full name of the type at `value`, and where it is written.
    fn full_name(&mut self, value: Value<'s>, namespace: &str) -> Option<(AvroName, Value<'s>)> {
        let written = self.text(value, "namespace");
        if let Some(own) = written
            && let Some(place) = value.get("namespace")
            && !own.is_empty()
        {
            self.legal(place, own, is_dotted(own));
        }
        let place = self.required(value, "name")?;
        let Some(text) = place.as_str() else {
            self.must_be("name", "a string", place);
            return None;
        };
        if PRIMITIVES.contains(&text) {
            let message = format!("no other type can have the name of the primitive type `{text}`");
            self.finding(&AVRO_NAME_ILLEGAL, place.location(), message);
            return None;
        }
        // A dot at the front was once the way to write the null namespace.
        let bare = text.strip_prefix('.').unwrap_or(text);
        if !self.legal(place, text, is_dotted(bare)) {
            return None;
        }
        let name = match bare.len() < text.len() {
            true => AvroName::within("", bare),
            false => AvroName::within(written.unwrap_or(namespace), text),
        };
        Some((name, place))
    }

    /// Whether the name `text` is legal; a finding at `place` where not.
    pub(super) fn legal(&mut self, place: Value<'s>, text: &str, is_legal: bool) -> bool {
        if !is_legal {
            let message = format!("`{text}` is no name for Avro");
            let rule = "a name starts with a letter or `_`, and letters, digits and `_` follow";
            let help = match mended(text) {
                Some(mended) if !text.contains('.') => format!("{rule}: `{mended}`"),
                _ => rule.to_owned(),
            };
            self.finding(&AVRO_NAME_ILLEGAL, place.location(), message)
                .help = Some(help);
        }
        is_legal
    }

    fn unique_type(&mut self, full: &str, place: &Value<'s>, id: AvroId) {
        let location = place.location();
        if let Some(first) = self.scope.types.get(full) {
            let first = first.location.clone();
            self.defined_twice(&format!("the type `{full}`"), location, first);
            return;
        }
        let definition = Definition { id, location };
        self.scope.types.insert(full.to_owned(), definition);
    }

    /// Says that `what` is defined at `again` although it is at `first` already.
    pub(super) fn defined_twice(&mut self, what: &str, again: Location, first: Location) {
        let message = format!("{what} is defined a second time");
        let finding = self.finding(&AVRO_NAME_DUPLICATE, again, message);
        finding.related.push(Related {
            message: "it is defined here".to_owned(),
            location: first,
        });
    }

    pub(super) fn enumeration(&mut self, value: Value<'s>, namespace: &str) -> AvroId {
        let own = ["aliases", "default", "name", "namespace", "symbols"];
        self.attributes(value, &own);
        let (id, name, aliases) = self.define(value, namespace);
        self.required(value, "symbols");
        let mut symbols: BTreeMap<&str, Location> = BTreeMap::new();
        let mut in_order = Vec::new();
        for symbol in self.texts(value, "symbols") {
            let text = symbol.as_str().unwrap_or_default();
            self.legal(symbol, text, is_name(text));
            match symbols.get(text).cloned() {
                Some(first) => {
                    self.defined_twice(&format!("the symbol `{text}`"), symbol.location(), first);
                }
                None => {
                    symbols.insert(text, symbol.location());
                    in_order.push(text.to_owned());
                }
            }
        }
        let default = self.text(value, "default");
        if let Some(symbol) = default
            && let Some(place) = value.get("default")
            && !symbols.contains_key(symbol)
        {
            let message = format!("the default `{symbol}` is none of the symbols");
            self.finding(&AVRO_SCHEMA_INVALID, place.location(), message)
                .help = Some("write one of the symbols, or add this one to them".to_owned());
        }
        self.set(
            id,
            AvroKind::Enum(AvroEnum {
                name,
                aliases,
                symbols: in_order,
                default: default.map(str::to_owned),
            }),
        );
        self.ignored_logical(value, id);
        id
    }
}
