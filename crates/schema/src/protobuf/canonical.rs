//! A text that two messages share exactly when they say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::{ProtobufEnumId, ProtobufGraph, ProtobufMessageId, ProtobufType};

impl ProtobufGraph {
    /// The message `id` and all that it leads to, without comments and layout: types by name, fields by number.
    pub fn canonical(&self, id: ProtobufMessageId) -> String {
        let mut writer = Writer {
            graph: self,
            types: BTreeMap::new(),
            waiting: vec![id],
        };
        while let Some(next) = writer.waiting.pop() {
            writer.message(next);
        }
        let mut text = self.message(id).full_name.clone();
        for (name, body) in writer.types {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n{name} {body}");
        }
        text
    }
}

struct Writer<'g> {
    graph: &'g ProtobufGraph,
    types: BTreeMap<String, String>,
    waiting: Vec<ProtobufMessageId>,
}

impl Writer<'_> {
    fn message(&mut self, id: ProtobufMessageId) {
        let graph = self.graph;
        let message = graph.message(id);
        if self.types.contains_key(&message.full_name) {
            return;
        }
        self.types.insert(message.full_name.clone(), String::new());
        let mut fields = BTreeSet::new();
        for field in &message.fields {
            let kind = self.kind(&field.kind);
            let oneof = field.oneof.and_then(|index| message.oneofs.get(index));
            fields.insert((
                field.number,
                format!(
                    "{}={:?} {kind} {}/{} {} {} {:?} {:?}",
                    field.number,
                    field.cardinality,
                    field.name,
                    field.json_name,
                    field.has_presence,
                    field.is_packed,
                    oneof,
                    field.default
                ),
            ));
        }
        let fields: Vec<String> = fields.into_iter().map(|(_, field)| field).collect();
        let body = format!(
            "{{{}}} reserved {:?} {:?}",
            fields.join("; "),
            message.reserved_numbers,
            message.reserved_names
        );
        self.types.insert(message.full_name.clone(), body);
    }

    fn kind(&mut self, kind: &ProtobufType) -> String {
        match kind {
            ProtobufType::Scalar(name) => (*name).to_owned(),
            ProtobufType::Message(id) => {
                self.waiting.push(*id);
                self.graph.message(*id).full_name.clone()
            }
            ProtobufType::Enum(id) => self.enumeration(*id),
            ProtobufType::Map { key, value } => format!("map<{key}, {}>", self.kind(value)),
        }
    }

    fn enumeration(&mut self, id: ProtobufEnumId) -> String {
        let enumeration = self.graph.enumeration(id);
        let values: BTreeSet<String> = enumeration
            .values
            .iter()
            .map(|value| format!("{}={}", value.number, value.name))
            .collect();
        let values: Vec<String> = values.into_iter().collect();
        let body = format!("[{}]", values.join("; "));
        self.types.insert(enumeration.full_name.clone(), body);
        enumeration.full_name.clone()
    }
}
