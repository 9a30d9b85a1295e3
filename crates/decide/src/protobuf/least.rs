//! The least message of each type: only what must be there.

use std::collections::HashMap;

use tidings_schema::protobuf::{ProtobufField, ProtobufMessageId, ProtobufType};

use super::datum::{Content, Message, Value};
use super::defaults::empty;
use super::index::Index;
use crate::budget::Budget;
use crate::found::Cause;

/// Messages that may be inside each other, which every reader allows.
pub(super) const LEVELS: u32 = 90;

/// Fields that a witness may have.
const FIELDS: u64 = 10_000;

/// The least messages; a message that must contain itself has none, and one that is too large to be shown neither, which
/// [`Least::is_complete`] tells.
pub(super) struct Least<'l, 'g> {
    index: &'l Index<'g>,
    costs: HashMap<ProtobufMessageId, (u64, u32)>,
    complete: bool,
}

impl<'l, 'g> Least<'l, 'g> {
    /// The least messages of all types of `index`.
    pub(super) fn of(index: &'l Index<'g>, budget: &mut Budget) -> Result<Self, Cause> {
        let mut ids: Vec<ProtobufMessageId> = index.ids().collect();
        ids.sort_unstable();
        // Types are numbered when they are first met, so that those inside come later.
        ids.reverse();
        let mut least = Self {
            index,
            costs: HashMap::new(),
            complete: true,
        };
        let mut changed = true;
        while changed {
            budget.spend(ids.len() as u64)?;
            changed = false;
            for id in &ids {
                if !least.costs.contains_key(id)
                    && let Some(cost) = least.cost(*id)
                {
                    least.costs.insert(*id, cost);
                    changed = true;
                }
            }
        }
        Ok(least)
    }

    /// Whether every type without a least message has no message at all.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether there is a message of the type that can be shown.
    pub(super) fn has(&self, id: ProtobufMessageId) -> bool {
        self.costs.contains_key(&id)
    }

    /// The message with what must be there and nothing else.
    pub(super) fn message(&self, id: ProtobufMessageId) -> Option<Message> {
        self.costs.get(&id)?;
        let mut message = Message::default();
        for place in self.index.required(id) {
            let field = self.index.field(id, *place)?;
            message.set(*place, Content::One(self.value(field)?));
        }
        Some(message)
    }

    /// The least value of a field's type; the first symbol of an enumeration.
    pub(super) fn value(&self, field: &ProtobufField) -> Option<Value> {
        self.of_type(&field.kind)
    }

    /// The least value of a type; of a map the value of an entry.
    pub(super) fn of_type(&self, kind: &ProtobufType) -> Option<Value> {
        Some(match kind {
            ProtobufType::Message(id) => Value::Message(self.message(*id)?),
            ProtobufType::Map { value, .. } => self.of_type(value)?,
            ProtobufType::Enum(id) => {
                let values = &self.index.graph.enumeration(*id).values;
                Value::Enum(values.first()?.number)
            }
            kind => empty(kind),
        })
    }

    /// The fields and levels of the least message.
    fn cost(&mut self, id: ProtobufMessageId) -> Option<(u64, u32)> {
        let (mut fields, mut levels) = (1, 0);
        for place in self.index.required(id) {
            let field = self.index.field(id, *place)?;
            let (inner, inner_levels) = match &field.kind {
                ProtobufType::Message(inner) => *self.costs.get(inner)?,
                _ => (1, 0),
            };
            fields += inner;
            levels = levels.max(inner_levels);
        }
        let shown = fields <= FIELDS && levels < LEVELS;
        self.complete &= shown;
        shown.then_some((fields, levels + 1))
    }
}
