//! A schema as JSON text, for readers that resolve it against another.

use std::collections::HashSet;

use super::{AvroField, AvroGraph, AvroId, AvroKind, AvroLogical, AvroName, AvroOrder, AvroSchema};
use crate::Literal;

impl AvroGraph {
    /// The schema `id` as JSON on one line, with full names and without documentation; each type is written where it is
    /// met first and named from then on.
    ///
    /// Unlike the canonical form of the specification this keeps what resolution needs: aliases and defaults.
    pub fn to_json(&self, id: AvroId) -> String {
        let mut writer = Writer {
            graph: self,
            text: String::new(),
            written: HashSet::new(),
        };
        writer.schema(id);
        writer.text
    }
}

/// Schemas nest no deeper than the reader lets them.
struct Writer<'g> {
    graph: &'g AvroGraph,
    text: String,
    written: HashSet<AvroId>,
}

impl Writer<'_> {
    fn schema(&mut self, id: AvroId) {
        let schema = self.graph.get(id);
        let name = schema.kind.name();
        // A circle without a name exists only through references between files, and nobody can write it down.
        if !self.written.insert(id) {
            match name {
                Some(name) => self.string(&name.to_string()),
                None => self.string("null"),
            }
            return;
        }
        match &schema.kind {
            AvroKind::Union(branches) => {
                self.list(branches, |writer, branch| writer.schema(*branch))
            }
            kind if name.is_none()
                && schema.logical.is_none()
                && !matches!(kind, AvroKind::Array(_) | AvroKind::Map(_)) =>
            {
                self.string(primitive(kind));
            }
            _ => self.object(schema),
        }
        if name.is_none() {
            self.written.remove(&id);
        }
    }

    fn object(&mut self, schema: &AvroSchema) {
        self.text.push_str("{\"type\":");
        self.string(primitive(&schema.kind));
        match &schema.kind {
            AvroKind::Array(items) => {
                self.text.push_str(",\"items\":");
                self.schema(*items);
            }
            AvroKind::Map(values) => {
                self.text.push_str(",\"values\":");
                self.schema(*values);
            }
            AvroKind::Fixed(fixed) => {
                self.names(&fixed.name, &fixed.aliases);
                self.text.push_str(&format!(",\"size\":{}", fixed.size));
            }
            AvroKind::Enum(enumeration) => {
                self.names(&enumeration.name, &enumeration.aliases);
                self.text.push_str(",\"symbols\":");
                self.list(&enumeration.symbols, |writer, symbol| writer.string(symbol));
                if let Some(default) = &enumeration.default {
                    self.text.push_str(",\"default\":");
                    self.string(default);
                }
            }
            AvroKind::Record(record) => {
                self.names(&record.name, &record.aliases);
                self.text.push_str(",\"fields\":");
                self.list(&record.fields, Self::field);
            }
            _ => {}
        }
        if let Some(logical) = &schema.logical {
            self.text.push_str(",\"logicalType\":");
            self.string(logical.name());
            if let AvroLogical::Decimal { precision, scale } = logical {
                self.text
                    .push_str(&format!(",\"precision\":{precision},\"scale\":{scale}"));
            }
        }
        self.text.push('}');
    }

    fn field(&mut self, field: &AvroField) {
        self.text.push_str("{\"name\":");
        self.string(&field.name);
        self.text.push_str(",\"type\":");
        self.schema(field.schema);
        if let Some(default) = &field.default {
            self.text.push_str(",\"default\":");
            self.text.push_str(&default.to_json_text());
        }
        if !field.aliases.is_empty() {
            self.text.push_str(",\"aliases\":");
            self.list(&field.aliases, |writer, alias| writer.string(alias));
        }
        match field.order {
            AvroOrder::Ascending => {}
            AvroOrder::Descending => self.text.push_str(",\"order\":\"descending\""),
            AvroOrder::Ignore => self.text.push_str(",\"order\":\"ignore\""),
        }
        self.text.push('}');
    }

    fn names(&mut self, name: &AvroName, aliases: &[AvroName]) {
        self.text.push_str(",\"name\":");
        self.string(&name.to_string());
        if !aliases.is_empty() {
            self.text.push_str(",\"aliases\":");
            self.list(aliases, |writer, alias| writer.string(&alias.to_string()));
        }
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.text.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            write(self, item);
        }
        self.text.push(']');
    }

    fn string(&mut self, text: &str) {
        self.text
            .push_str(&Literal::String(text.to_owned()).to_json_text());
    }
}

/// The name of a type in JSON; what could not be read has a finding, and no code is generated for it.
fn primitive(kind: &AvroKind) -> &'static str {
    match kind {
        AvroKind::Unknown => "null",
        kind => kind.type_name(),
    }
}
