//! A text that two schemas share exactly when they say the same.

use std::collections::HashSet;
use std::fmt::Write;

use super::{AvroGraph, AvroId, AvroKind, AvroLogical, AvroName, AvroOrder};
use crate::Literal;

impl AvroGraph {
    /// The schema `id` on one line, with full names, without documentation and layout; each type is written where it
    /// is met first and named from then on.
    ///
    /// It says more than the canonical form of the specification, which leaves out whatever does not change the bytes:
    /// defaults, aliases, logical types and the order of sorting are part of it.
    pub fn canonical(&self, id: AvroId) -> String {
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
        let kind = &schema.kind;
        if let Some(name) = kind.name()
            && !self.written.insert(id)
        {
            self.text
                .push_str(&Literal::String(name.to_string()).to_json_text());
            return;
        }
        self.text.push_str(kind.type_name());
        if let Some(logical) = &schema.logical {
            self.logical(logical);
        }
        match kind {
            // A circle without a name exists only through references between files.
            AvroKind::Array(_) | AvroKind::Map(_) | AvroKind::Union(_)
                if !self.written.insert(id) =>
            {
                self.text.push('…');
            }
            AvroKind::Array(inner) | AvroKind::Map(inner) => {
                self.text.push('<');
                self.schema(*inner);
                self.text.push('>');
                self.written.remove(&id);
            }
            AvroKind::Union(branches) => {
                for branch in branches {
                    self.text.push('|');
                    self.schema(*branch);
                }
                self.text.push(';');
                self.written.remove(&id);
            }
            AvroKind::Fixed(fixed) => {
                self.head(&fixed.name, &fixed.aliases);
                self.add(format_args!("({})", fixed.size));
            }
            AvroKind::Enum(enumeration) => {
                self.head(&enumeration.name, &enumeration.aliases);
                self.add(format_args!("({})", enumeration.symbols.join(",")));
                if let Some(default) = &enumeration.default {
                    self.add(format_args!("={default}"));
                }
            }
            AvroKind::Record(record) => {
                self.head(&record.name, &record.aliases);
                self.text.push('{');
                for field in &record.fields {
                    self.add(format_args!("{}", field.name));
                    for alias in &field.aliases {
                        self.add(format_args!("~{alias}"));
                    }
                    self.text.push(':');
                    self.schema(field.schema);
                    if let Some(default) = &field.default {
                        self.add(format_args!("={default}"));
                    }
                    match field.order {
                        AvroOrder::Ascending => {}
                        AvroOrder::Descending => self.text.push('>'),
                        AvroOrder::Ignore => self.text.push('-'),
                    }
                    self.text.push(',');
                }
                self.text.push('}');
            }
            _ => {}
        }
    }

    fn logical(&mut self, logical: &AvroLogical) {
        match logical {
            AvroLogical::Decimal { precision, scale } => {
                self.add(format_args!("@decimal({precision},{scale})"));
            }
            AvroLogical::Other(name) => {
                self.add(format_args!("@{}", Literal::String(name.clone())));
            }
            known => self.add(format_args!("@{known:?}")),
        }
    }

    fn head(&mut self, name: &AvroName, aliases: &[AvroName]) {
        self.add(format_args!(" {name}"));
        for alias in aliases {
            self.add(format_args!("~{alias}"));
        }
    }

    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(text);
    }
}
