//! The fields of messages by number and by name.

use std::collections::HashMap;

use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufField, ProtobufGraph, ProtobufMessageId, ProtobufType,
};

use super::ProtobufSubject;
use crate::budget::Budget;
use crate::found::Cause;

/// A graph whose fields are found at once.
pub(super) struct Index<'g> {
    pub(super) graph: &'g ProtobufGraph,
    messages: HashMap<ProtobufMessageId, Fields<'g>>,
}

/// The places of the fields of one message.
#[derive(Default)]
struct Fields<'g> {
    by_number: HashMap<u32, usize>,
    by_name: HashMap<&'g str, usize>,
    required: Vec<usize>,
}

impl<'g> Index<'g> {
    /// The messages that `subject` leads to.
    pub(super) fn of(subject: ProtobufSubject<'g>, budget: &mut Budget) -> Result<Self, Cause> {
        let graph = subject.graph;
        let mut messages = HashMap::new();
        let mut open = vec![subject.message];
        while let Some(id) = open.pop() {
            if messages.contains_key(&id) {
                continue;
            }
            let mut fields = Fields::default();
            let declared = &graph.message(id).fields;
            budget.spend(1 + declared.len() as u64 / 16)?;
            for (place, field) in declared.iter().enumerate() {
                fields.by_number.insert(field.number, place);
                // The name in JSON counts where it is another field's name in the text.
                fields.by_name.entry(&field.name).or_insert(place);
                if field.cardinality == ProtobufCardinality::Required {
                    fields.required.push(place);
                }
                open.extend(message_of(&field.kind));
            }
            for (place, field) in declared.iter().enumerate() {
                fields.by_name.insert(&field.json_name, place);
            }
            messages.insert(id, fields);
        }
        Ok(Self { graph, messages })
    }

    /// The field with a number on the wire, and its place.
    pub(super) fn numbered(&self, id: ProtobufMessageId, number: u32) -> Option<usize> {
        self.messages.get(&id)?.by_number.get(&number).copied()
    }

    /// The field with a name, in the text or in JSON, and its place.
    pub(super) fn named(&self, id: ProtobufMessageId, name: &str) -> Option<usize> {
        self.messages.get(&id)?.by_name.get(name).copied()
    }

    /// The places of the fields that must be there.
    pub(super) fn required(&self, id: ProtobufMessageId) -> &[usize] {
        self.messages
            .get(&id)
            .map_or(&[], |fields| &fields.required)
    }

    /// The messages there are.
    pub(super) fn ids(&self) -> impl Iterator<Item = ProtobufMessageId> {
        self.messages.keys().copied()
    }

    /// The field at `place`.
    pub(super) fn field(&self, id: ProtobufMessageId, place: usize) -> Option<&'g ProtobufField> {
        self.graph.message(id).fields.get(place)
    }
}

/// The message that a type leads to.
pub(super) fn message_of(kind: &ProtobufType) -> Option<ProtobufMessageId> {
    match kind {
        ProtobufType::Message(id) => Some(*id),
        ProtobufType::Map { value, .. } => message_of(value),
        _ => None,
    }
}
