//! The walk through all pairs of a message that is written and the message it is read as.

mod demands;
mod field;

use std::collections::HashSet;

use tidings_diag::Location;
use tidings_schema::protobuf::{ProtobufField, ProtobufMessageId, ProtobufType};

use super::counterpart::Schemas;
use super::datum::{Content, Message, Path, Step, TroubleKind, Value};
use super::explain::{Problem, message};
use super::index::Index;
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
