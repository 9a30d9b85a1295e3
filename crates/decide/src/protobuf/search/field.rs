//! What the reader makes of one field.

use tidings_schema::protobuf::{ProtobufField, ProtobufGraph, ProtobufMessageId, ProtobufType};

use super::{Search, Visit};
use crate::budget::Budget;
use crate::found::Cause;
use crate::protobuf::ProtobufEncoding;
use crate::protobuf::counterpart::Counterpart;
use crate::protobuf::datum::TroubleKind;
use crate::protobuf::explain::Problem;
use crate::protobuf::index::message_of;
use crate::protobuf::json::is_special;
use crate::protobuf::telling::contents;

impl<'g> Search<'_, 'g, '_> {
    /// What the reader makes of one field.
    pub(super) fn field(
        &mut self,
        at: usize,
        visit: Visit,
        place: usize,
        field: &'g ProtobufField,
        budget: &mut Budget,
    ) -> Result<(), Cause> {
        let counterpart = self.schemas.counterpart(visit.writer, field, visit.reader);
        let (Counterpart::Field(other) | Counterpart::Moved(other) | Counterpart::Lost(other)) =
            counterpart
        else {
            return Ok(());
        };
        let (Some(read), Some(least)) = (
            self.schemas.reader.field(visit.reader, other),
            self.least.message(visit.writer),
        ) else {
            return Ok(());
        };
        if self.is_undecided(field, read) {
            self.doubt(
                "what the standard library's types look like in JSON is compared only with itself",
                field,
            );
            return Ok(());
        }
        let inner = match counterpart {
            Counterpart::Field(_) => self.inner(field, read),
            _ => None,
        };
        let path = self.path(at, field);
        for content in contents(self.schemas.writer.graph, self.least, field) {
            let mut part = least.clone();
            part.set(place, content.clone());
            // What is wrong inside a message that is read as one is found where those two are compared.
            let is_map = matches!(field.kind, ProtobufType::Map { .. });
            let deepest = path.len() + usize::from(is_map);
            let shown = self.show(at, part, budget, |trouble, kind| {
                kind != TroubleKind::Missing
                    && trouble.starts_with(&path)
                    && (inner.is_none() || trouble.len() <= deepest)
            })?;
            if let Some(shown) = shown {
                let problem = match counterpart {
                    Counterpart::Moved(_) => Problem::Moved(field, read),
                    Counterpart::Lost(_) => Problem::Lost(field, read),
                    _ if shown.kind == TroubleKind::Default => Problem::Default(field, read),
                    _ => Problem::Type(field, read, &content),
                };
                self.report(&problem, at, shown, &field.location, &read.location);
                return Ok(());
            }
        }
        if let Some((writer, reader)) = inner {
            self.enter(at, place, writer, reader);
        }
        Ok(())
    }

    /// The messages inside two fields, where one is read as the other.
    fn inner(
        &self,
        field: &ProtobufField,
        read: &ProtobufField,
    ) -> Option<(ProtobufMessageId, ProtobufMessageId)> {
        let writer = message_of(&field.kind)?;
        let reader = message_of(&read.kind)?;
        let name = &self.schemas.writer.graph.message(writer).full_name;
        if self.schemas.encoding == ProtobufEncoding::Json && is_special(name) {
            return None;
        }
        match (&field.kind, &read.kind) {
            (ProtobufType::Map { .. }, ProtobufType::Message(entry)) => {
                let value = self.schemas.reader.numbered(*entry, 2)?;
                let value = self.schemas.reader.field(*entry, value)?;
                Some((writer, message_of(&value.kind)?))
            }
            (ProtobufType::Message(_), ProtobufType::Map { .. }) => None,
            _ => (field.is_group == read.is_group).then_some((writer, reader)),
        }
    }

    /// Whether two fields look in JSON as this room does not know: one of them is a type with a form of its own.
    fn is_undecided(&self, field: &ProtobufField, read: &ProtobufField) -> bool {
        let special = |graph: &'g ProtobufGraph, field: &ProtobufField| {
            let name = message_of(&field.kind).map(|id| graph.message(id).full_name.as_str());
            name.filter(|name| is_special(name))
        };
        self.schemas.encoding == ProtobufEncoding::Json
            && special(self.schemas.writer.graph, field) != special(self.schemas.reader.graph, read)
    }
}
