//! Whether a message is read for what it was written.

mod entries;
mod values;

use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufField, ProtobufMessageId, ProtobufType,
};

use super::counterpart::{Counterpart, Schemas};
use super::datum::{Content, Message, Path, Step, Trouble, TroubleKind, Value};
use super::defaults::{default_of, is_implied};

impl Schemas<'_> {
    /// The parts of `written`, a message of the type `writer`, that are something else in `read`.
    pub(super) fn compare(
        &self,
        writer: ProtobufMessageId,
        written: &Message,
        reader: ProtobufMessageId,
        read: &Message,
    ) -> Vec<Trouble> {
        let mut comparison = Comparison {
            schemas: self,
            path: Vec::new(),
            troubles: Vec::new(),
        };
        comparison.messages(writer, written, reader, read);
        comparison.troubles
    }
}

struct Comparison<'c, 'g> {
    schemas: &'c Schemas<'g>,
    path: Path,
    troubles: Vec<Trouble>,
}

impl Comparison<'_, '_> {
    fn messages(
        &mut self,
        writer: ProtobufMessageId,
        written: &Message,
        reader: ProtobufMessageId,
        read: &Message,
    ) {
        for (place, content) in &written.fields {
            let Some(field) = self.schemas.writer.field(writer, *place) else {
                continue;
            };
            self.path.push(self.schemas.step(field));
            let is_same = match self.schemas.counterpart(writer, field, reader) {
                Counterpart::Unknown => true,
                Counterpart::Moved(_) | Counterpart::Lost(_) => says_nothing(field, content),
                Counterpart::Field(place) => match self.schemas.reader.field(reader, place) {
                    Some(other) => self.contents(field, content, other, read.get(place)),
                    None => true,
                },
            };
            if !is_same {
                self.trouble(TroubleKind::Different);
            }
            self.path.pop();
        }
    }

    fn contents(
        &mut self,
        from: &ProtobufField,
        written: &Content,
        to: &ProtobufField,
        read: Option<&Content>,
    ) -> bool {
        let Some(read) = read else {
            let is_single = to.cardinality != ProtobufCardinality::Repeated;
            return match written {
                Content::One(value) if is_implied(from, value) && is_single => {
                    self.default(from, value, to);
                    true
                }
                Content::Unset if is_single => {
                    let meant = default_of(self.schemas.writer.graph, from);
                    self.default(from, &meant, to);
                    true
                }
                written => says_nothing(from, written),
            };
        };
        match (written, read) {
            (Content::One(value), Content::One(other)) => {
                self.values(&from.kind, value, &to.kind, other)
            }
            (Content::One(value), Content::Many(others)) => match others.as_slice() {
                [other] => self.values(&from.kind, value, &to.kind, other),
                _ => false,
            },
            (Content::Many(values), Content::One(other)) => match values.as_slice() {
                [value] => self.values(&from.kind, value, &to.kind, other),
                _ => false,
            },
            (Content::Many(values), Content::Many(others)) => {
                let mut pairs = values.iter().zip(others);
                values.len() == others.len()
                    && pairs.all(|(value, other)| self.values(&from.kind, value, &to.kind, other))
            }
            (Content::Entries(entries), Content::Entries(others)) => {
                entries.len() == others.len()
                    && entries
                        .iter()
                        .zip(others)
                        .all(|(entry, other)| self.entries(&from.kind, entry, &to.kind, other))
            }
            (Content::Entries(entries), Content::Many(others)) => {
                entries.len() == others.len()
                    && entries.iter().zip(others).all(|(entry, other)| {
                        self.entry_and_message(&from.kind, entry, &to.kind, other)
                    })
            }
            (Content::Entries(entries), Content::One(other)) => match entries.as_slice() {
                [entry] => self.entry_and_message(&from.kind, entry, &to.kind, other),
                _ => false,
            },
            // A list may hold a key twice or none, which is why a map is none.
            (Content::Many(_) | Content::One(_), Content::Entries(_)) => false,
            // Nothing was read where nothing was written.
            (Content::Unset, _) | (_, Content::Unset) => true,
        }
    }

    fn part(
        &mut self,
        number: u32,
        from: &ProtobufType,
        written: &Value,
        to: &ProtobufType,
        read: Option<&Value>,
    ) {
        self.path.push(Step::Number(number));
        if !read.is_some_and(|read| self.values(from, written, to, read)) {
            self.trouble(TroubleKind::Different);
        }
        self.path.pop();
    }

    /// A field that is not written means `meant`.
    fn default(&mut self, from: &ProtobufField, meant: &Value, to: &ProtobufField) {
        if !self.is_default(from, meant, to) {
            self.trouble(TroubleKind::Default);
        }
    }

    fn trouble(&mut self, kind: TroubleKind) {
        self.troubles.push(Trouble {
            path: self.path.clone(),
            kind,
        });
    }
}

/// Whether a field is written as if it were not there, and means no more than that.
fn says_nothing(field: &ProtobufField, content: &Content) -> bool {
    match content {
        Content::One(value) => is_implied(field, value),
        Content::Many(values) => values.is_empty(),
        Content::Entries(entries) => entries.is_empty(),
        Content::Unset => true,
    }
}
