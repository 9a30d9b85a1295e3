//! The walk through all pairs of a message that is written and the message it is read as.

use std::collections::HashSet;

use tidings_diag::Location;
use tidings_schema::protobuf::{ProtobufField, ProtobufGraph, ProtobufMessageId, ProtobufType};

use super::compare::{Counterpart, Schemas};
use super::datum::{Content, Message, Path, Step, TroubleKind, Value};
use super::explain::{Problem, message};
use super::index::{Index, message_of};
use super::json::is_special;
use super::least::{LEVELS, Least};
use super::telling::contents;
use super::witness::{Shown, show};
use super::{ProtobufEncoding, ProtobufSubject};
use crate::budget::Budget;
use crate::found::Cause;
use crate::{Encoding, ForeignBreak, Options, Readable, Side, Unknown};

/// Looks at each pair once, those nearest to the whole message first.
///
/// No break in any pair is a proof: a message is refused or misread only where one of its fields is, alone or beside
/// another one of a `oneof`.
pub(super) fn search(
    writer: ProtobufSubject<'_>,
    reader: ProtobufSubject<'_>,
    encoding: ProtobufEncoding,
    options: &Options,
) -> Readable {
    let mut budget = Budget::new(options.budget);
    let mut breaks = Vec::new();
    let outcome = walk(writer, reader, encoding, options, &mut budget, &mut breaks);
    if !breaks.is_empty() {
        return Readable::No(breaks);
    }
    let reason = match outcome {
        Ok(None) => return Readable::Yes,
        Ok(Some(doubt)) => return Readable::Unknown(doubt),
        Err(cause) => cause.reason.into_owned(),
    };
    Readable::Unknown(Unknown {
        reason,
        side: Side::First,
        location: writer.graph.message(writer.message).location.clone(),
    })
}

fn walk<'g>(
    writer: ProtobufSubject<'g>,
    reader: ProtobufSubject<'g>,
    encoding: ProtobufEncoding,
    options: &Options,
    budget: &mut Budget,
    breaks: &mut Vec<ForeignBreak>,
) -> Result<Option<Unknown>, Cause> {
    let schemas = Schemas {
        writer: Index::of(writer, budget)?,
        reader: Index::of(reader, budget)?,
        encoding,
    };
    let least = Least::of(&schemas.writer, budget)?;
    let root = Visit {
        writer: writer.message,
        reader: reader.message,
        around: None,
        level: 0,
    };
    let mut search = Search {
        schemas: &schemas,
        least: &least,
        met: HashSet::from([(root.writer, root.reader)]),
        visits: vec![root],
        breaks,
        doubt: None,
        most: options.breaks.max(1),
    };
    if least.has(writer.message) {
        search.run(budget)?;
    }
    if !least.is_complete() {
        let location = writer.graph.message(writer.message).location.clone();
        search.doubt.get_or_insert(Unknown {
            reason: "some of its messages are too large to be shown".to_owned(),
            side: Side::First,
            location,
        });
    }
    Ok(search.doubt)
}

/// A pair of messages, and the pair whose field it is in.
#[derive(Clone, Copy)]
struct Visit {
    writer: ProtobufMessageId,
    reader: ProtobufMessageId,
    /// The place of the pair around it in the list of visits, and the place of the writer's field.
    around: Option<(usize, usize)>,
    level: u32,
}

struct Search<'s, 'g, 'b> {
    schemas: &'s Schemas<'g>,
    least: &'s Least<'s, 'g>,
    met: HashSet<(ProtobufMessageId, ProtobufMessageId)>,
    visits: Vec<Visit>,
    breaks: &'b mut Vec<ForeignBreak>,
    /// Why no break does not mean that there is none.
    doubt: Option<Unknown>,
    most: usize,
}

impl<'g> Search<'_, 'g, '_> {
    fn run(&mut self, budget: &mut Budget) -> Result<(), Cause> {
        let mut next = 0;
        while let Some(visit) = self.visits.get(next).copied() {
            self.required(next, visit, budget)?;
            let fields = &self.schemas.writer.graph.message(visit.writer).fields;
            for (place, field) in fields.iter().enumerate() {
                if self.breaks.len() >= self.most {
                    return Ok(());
                }
                budget.spend(1)?;
                self.field(next, visit, place, field, budget)?;
            }
            self.oneofs(next, visit, fields, budget)?;
            next += 1;
        }
        Ok(())
    }

    /// What the reader demands and the writer may leave out.
    fn required(&mut self, at: usize, visit: Visit, budget: &mut Budget) -> Result<(), Cause> {
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

    /// What the reader makes of one field.
    fn field(
        &mut self,
        at: usize,
        visit: Visit,
        place: usize,
        field: &'g ProtobufField,
        budget: &mut Budget,
    ) -> Result<(), Cause> {
        let counterpart = self.schemas.counterpart(visit.writer, field, visit.reader);
        let read = match counterpart {
            Counterpart::Unknown if self.schemas.encoding == ProtobufEncoding::Wire => {
                return Ok(());
            }
            Counterpart::Unknown => None,
            Counterpart::Field(other) | Counterpart::Moved(other) | Counterpart::Lost(other) => {
                self.schemas.reader.field(visit.reader, other)
            }
        };
        if let Some(read) = read
            && self.is_undecided(field, read)
        {
            self.doubt(
                "what the standard library's types look like in JSON is compared only with itself",
                field,
            );
            return Ok(());
        }
        let inner = match (counterpart, read) {
            (Counterpart::Field(_), Some(read)) => self.inner(field, read),
            _ => None,
        };
        let Some(least) = self.least.message(visit.writer) else {
            return Ok(());
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
                let problem = match (counterpart, read) {
                    (Counterpart::Moved(_), Some(read)) => Problem::Moved(field, read),
                    (Counterpart::Lost(_), Some(read)) => Problem::Lost(field, read),
                    (_, Some(read)) => Problem::Type(field, read, &content),
                    (_, None) => Problem::Unknown(field),
                };
                let reader = &self.schemas.reader.graph.message(visit.reader).location;
                let read_at = read.map_or(reader, |read| &read.location);
                self.report(&problem, at, shown, &field.location, read_at);
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

    fn doubt(&mut self, reason: &str, field: &ProtobufField) {
        self.doubt.get_or_insert_with(|| Unknown {
            reason: reason.to_owned(),
            side: Side::First,
            location: field.location.clone(),
        });
    }

    /// Has a pair of inner messages visited, unless it was or nothing of it is ever written.
    fn enter(
        &mut self,
        around: usize,
        place: usize,
        writer: ProtobufMessageId,
        reader: ProtobufMessageId,
    ) {
        let level = self.visits.get(around).map_or(0, |visit| visit.level) + 1;
        if !self.least.has(writer) || !self.met.insert((writer, reader)) {
            return;
        }
        if level > LEVELS {
            let outer = self.visits.get(around).map(|visit| visit.writer);
            if let Some(field) = outer.and_then(|outer| self.schemas.writer.field(outer, place)) {
                self.doubt(
                    "its messages are too deep inside each other to be shown",
                    field,
                );
            }
            return;
        }
        self.visits.push(Visit {
            writer,
            reader,
            around: Some((around, place)),
            level,
        });
    }

    /// Fields that may be there together, and of which the reader keeps one.
    fn oneofs(
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

    /// The way to `field` of the pair `at`.
    fn path(&self, at: usize, field: &ProtobufField) -> Path {
        let mut path = vec![self.schemas.step(field)];
        let mut at = at;
        while let Some((around, place)) = self.visits.get(at).and_then(|visit| visit.around) {
            let writer = self.visits.get(around).map(|visit| visit.writer);
            if let Some(field) = writer.and_then(|writer| self.schemas.writer.field(writer, place))
            {
                if let ProtobufType::Map { .. } = field.kind {
                    path.push(Step::Number(2));
                }
                path.push(self.schemas.step(field));
            }
            at = around;
        }
        path.reverse();
        path
    }

    /// The whole message around `part`, a message of the pair `at`, if reading it fails as `expected`.
    fn show(
        &self,
        at: usize,
        part: Message,
        budget: &mut Budget,
        expected: impl Fn(&Path, TroubleKind) -> bool,
    ) -> Result<Option<Shown>, Cause> {
        let mut whole = part;
        let mut at = at;
        while let Some(visit) = self.visits.get(at) {
            let Some((around, place)) = visit.around else {
                return show(
                    self.schemas,
                    (visit.writer, visit.reader),
                    whole,
                    budget,
                    expected,
                );
            };
            let outer = self.visits.get(around).map(|visit| visit.writer);
            let field = outer.and_then(|outer| self.schemas.writer.field(outer, place));
            let least = outer.and_then(|outer| self.least.message(outer));
            let (Some(field), Some(mut outer)) = (field, least) else {
                return Ok(None);
            };
            let value = Value::Message(whole);
            let content = match (
                contents(self.schemas.writer.graph, self.least, field).first(),
                &field.kind,
            ) {
                (Some(Content::Entries(entries)), ProtobufType::Map { .. }) => {
                    let keys = entries.iter().map(|(key, _)| key.clone());
                    Content::Entries(keys.map(|key| (key, value.clone())).collect())
                }
                (Some(Content::Many(_)), _) => Content::Many(vec![value]),
                _ => Content::One(value),
            };
            outer.set(place, content);
            whole = outer;
            at = around;
        }
        Ok(None)
    }

    fn report(
        &mut self,
        problem: &Problem<'_>,
        at: usize,
        shown: Shown,
        written_at: &Location,
        read_at: &Location,
    ) {
        if self.breaks.len() >= self.most {
            return;
        }
        let Some(visit) = self.visits.get(at) else {
            return;
        };
        self.breaks.push(ForeignBreak {
            message: message(self.schemas, problem, visit.writer, &shown),
            instance: shown.instance,
            encoded: shown.encoded,
            encoding: match self.schemas.encoding {
                ProtobufEncoding::Wire => Encoding::ProtobufWire,
                ProtobufEncoding::Json => Encoding::ProtobufJson,
            },
            outcome: shown.outcome,
            written_at: written_at.clone(),
            read_at: read_at.clone(),
        });
    }
}
