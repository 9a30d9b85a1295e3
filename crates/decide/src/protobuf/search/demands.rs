//! What the reader demands of a message beyond its single fields: that some are there, and that some exclude each other.

use tidings_schema::protobuf::ProtobufField;

use super::{Search, Visit};
use crate::budget::Budget;
use crate::found::Cause;
use crate::protobuf::counterpart::Counterpart;
use crate::protobuf::datum::TroubleKind;
use crate::protobuf::explain::Problem;
use crate::protobuf::telling::contents;

impl<'g> Search<'_, 'g, '_> {
    /// What the reader demands and the writer may leave out.
    pub(super) fn required(
        &mut self,
        at: usize,
        visit: Visit,
        budget: &mut Budget,
    ) -> Result<(), Cause> {
        for place in self.schemas.reader.required(visit.reader) {
            let (Some(field), Some(least)) = (
                self.schemas.reader.field(visit.reader, *place),
                self.least.message(visit.writer),
            ) else {
                continue;
            };
            // What the writer must write, too, is looked at as a field.
            if least.fields.iter().any(|(place, _)| {
                let written = self.schemas.writer.field(visit.writer, *place);
                written.is_some_and(|written| self.is_read_as(visit, written, field))
            }) {
                continue;
            }
            let path = self.path(at, field);
            let shown = self.show(at, least, budget, |trouble, kind| {
                kind == TroubleKind::Missing && *trouble == path
            })?;
            if let Some(shown) = shown {
                let written = &self.schemas.writer.graph.message(visit.writer).location;
                self.report(
                    &Problem::Required(field),
                    at,
                    shown,
                    written,
                    &field.location,
                );
            }
        }
        Ok(())
    }

    fn is_read_as(&self, visit: Visit, written: &ProtobufField, read: &ProtobufField) -> bool {
        match self
            .schemas
            .counterpart(visit.writer, written, visit.reader)
        {
            Counterpart::Field(place) | Counterpart::Moved(place) => {
                let other = self.schemas.reader.field(visit.reader, place);
                other.is_some_and(|other| other.number == read.number)
            }
            Counterpart::Lost(_) | Counterpart::Unknown => false,
        }
    }

    /// Fields that may be there together, and of which the reader keeps one.
    pub(super) fn oneofs(
        &mut self,
        at: usize,
        visit: Visit,
        fields: &'g [ProtobufField],
        budget: &mut Budget,
    ) -> Result<(), Cause> {
        let oneofs = &self.schemas.reader.graph.message(visit.reader).oneofs;
        let mut members: Vec<Vec<(usize, &ProtobufField)>> = vec![Vec::new(); oneofs.len()];
        for (place, field) in fields.iter().enumerate() {
            if let Counterpart::Field(other) =
                self.schemas.counterpart(visit.writer, field, visit.reader)
                && let Some(oneof) = self
                    .schemas
                    .reader
                    .field(visit.reader, other)
                    .and_then(|read| read.oneof)
                && let Some(members) = members.get_mut(oneof)
            {
                members.push((place, field));
            }
        }
        for (oneof, members) in oneofs.iter().zip(members) {
            let Some((first_place, first)) = members.first().copied() else {
                continue;
            };
            let apart = |(_, other): &&(usize, &ProtobufField)| {
                first.oneof.is_none() || other.oneof != first.oneof
            };
            let Some((second_place, second)) = members.iter().skip(1).find(apart).copied() else {
                continue;
            };
            if self.breaks.len() >= self.most {
                return Ok(());
            }
            let told = |field| {
                contents(self.schemas.writer.graph, self.least, field)
                    .into_iter()
                    .next()
            };
            let (Some(mut part), Some(one), Some(other)) =
                (self.least.message(visit.writer), told(first), told(second))
            else {
                continue;
            };
            part.set(first_place, one);
            part.set(second_place, other);
            let paths = [self.path(at, first), self.path(at, second)];
            let shown = self.show(at, part, budget, |trouble, _| paths.contains(trouble))?;
            if let Some(shown) = shown {
                let read = self.schemas.reader.graph.message(visit.reader);
                let problem = Problem::Oneof(first, second, oneof);
                self.report(&problem, at, shown, &second.location, &read.location);
            }
        }
        Ok(())
    }
}
