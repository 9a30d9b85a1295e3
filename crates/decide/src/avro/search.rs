//! The walk through all pairs of a type that is written and the type it is read as.

use std::collections::HashSet;

use tidings_schema::avro::{AvroId, AvroKind};

use super::AvroSubject;
use super::explain::{Problem, message};
use super::least::{LEVELS, Least};
use super::step::{Origin, Schemas, Step};
use super::witness::Witnesses;
use crate::budget::Budget;
use crate::found::Cause;
use crate::{ForeignBreak, Options, Readable, Side, Unknown};

/// Looks at each pair once, those nearest to the whole datum first.
///
/// No break in any pair is a proof: a datum is refused or misread only where one of its parts is.
pub(super) fn search(
    writer: AvroSubject<'_>,
    reader: AvroSubject<'_>,
    options: &Options,
) -> Readable {
    let mut budget = Budget::new(options.budget);
    let least = match Least::of(writer.graph, writer.schema, &mut budget) {
        Ok(least) => least,
        Err(cause) => return unknown(writer, cause.reason.into_owned()),
    };
    let schemas = Schemas {
        writer: writer.graph,
        reader: reader.graph,
    };
    let root = Visit {
        writer: writer.schema,
        reader: reader.schema,
        around: None,
        level: 0,
    };
    let mut search = Search {
        schemas,
        least: &least,
        met: HashSet::from([(root.writer, root.reader)]),
        visits: vec![root],
        breaks: Vec::new(),
        doubt: None,
        most: options.breaks.max(1),
    };
    let outcome = search.run(&mut budget);
    if !search.breaks.is_empty() {
        return Readable::No(search.breaks);
    }
    match (outcome, search.doubt) {
        (Err(cause), _) => unknown(writer, cause.reason.into_owned()),
        (Ok(()), Some(doubt)) => Readable::Unknown(doubt),
        (Ok(()), None) => Readable::Yes,
    }
}

fn unknown(writer: AvroSubject<'_>, reason: String) -> Readable {
    Readable::Unknown(Unknown {
        reason,
        side: Side::First,
        location: writer.graph.get(writer.schema).location.clone(),
    })
}

/// A pair of types, and the pair that it is a part of.
#[derive(Clone, Copy)]
pub(super) struct Visit {
    pub(super) writer: AvroId,
    pub(super) reader: AvroId,
    /// The place of the pair around it in the list of visits, and where it stands in there.
    pub(super) around: Option<(usize, Part)>,
    level: u32,
}

/// Where a value stands in the one around it.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// It is the same value, as a branch of the reader.
    Whole,
    /// It is the only item or entry.
    Only,
    /// It is the value of the writer's branch at this place.
    Branch(usize),
    /// It is the value of the writer's field at this place.
    Field(usize),
}

struct Search<'g, 'l> {
    schemas: Schemas<'g>,
    least: &'l Least<'g>,
    met: HashSet<(AvroId, AvroId)>,
    visits: Vec<Visit>,
    breaks: Vec<ForeignBreak>,
    /// Why no break does not mean that there is none.
    doubt: Option<Unknown>,
    most: usize,
}

impl Search<'_, '_> {
    fn run(&mut self, budget: &mut Budget) -> Result<(), Cause> {
        let mut next = 0;
        while let Some(visit) = self.visits.get(next).copied() {
            budget.spend(1)?;
            self.visit(next, visit, budget)?;
            if self.breaks.len() >= self.most {
                break;
            }
            next += 1;
        }
        Ok(())
    }

    fn visit(&mut self, at: usize, visit: Visit, budget: &mut Budget) -> Result<(), Cause> {
        let (writer, reader) = (visit.writer, visit.reader);
        budget.spend(self.effort(writer, reader))?;
        match self.schemas.step(writer, reader) {
            Step::Unread => self.doubt_unread(writer, reader),
            Step::Taken => {}
            Step::Reinterpreted(written, read) => {
                self.report(at, &Problem::Reinterpreted(written, read), budget)?;
            }
            Step::Interpreted(read) => {
                self.report(at, &Problem::Interpreted(read), budget)?;
            }
            Step::Mismatch(mismatch) => {
                self.report(at, &Problem::Mismatch(mismatch), budget)?;
            }
            Step::NoBranch(branches) => {
                self.report(at, &Problem::NoBranch(branches), budget)?;
            }
            Step::Each(from, to) => self.enter(at, from, to, Part::Only),
            Step::ToBranch(branch) => self.enter(at, writer, branch, Part::Whole),
            Step::FromBranch(branches) => {
                for (place, branch) in branches.iter().enumerate() {
                    self.enter(at, *branch, reader, Part::Branch(place));
                }
            }
            Step::Symbols(known) => {
                let unknown = known.iter().enumerate().filter(|(_, known)| !**known);
                let unknown: Vec<usize> = unknown.map(|(place, _)| place).collect();
                if !unknown.is_empty() {
                    self.report(at, &Problem::Symbols(&unknown), budget)?;
                }
            }
            Step::Fields(fields) => {
                for (field, origin) in fields {
                    match origin {
                        Origin::Written(place) => {
                            if let AvroKind::Record(record) = &self.schemas.writer.get(writer).kind
                                && let Some(written) = record.fields.get(place)
                            {
                                let part = Part::Field(place);
                                self.enter(at, written.schema, field.schema, part);
                            }
                        }
                        Origin::Default => {}
                        Origin::Nowhere => {
                            self.report(at, &Problem::Nowhere(field), budget)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// How many names are compared for a pair.
    fn effort(&self, writer: AvroId, reader: AvroId) -> u64 {
        let size = |kind: &AvroKind| match kind {
            AvroKind::Enum(enumeration) => enumeration.symbols.len(),
            AvroKind::Record(record) => record.fields.len(),
            AvroKind::Union(branches) => branches.len(),
            _ => 0,
        };
        let writer = size(&self.schemas.writer.get(writer).kind);
        let reader = size(&self.schemas.reader.get(reader).kind);
        (writer + reader) as u64 / 4
    }

    /// Has a pair of parts visited, unless it was or nothing of it is ever written.
    fn enter(&mut self, around: usize, writer: AvroId, reader: AvroId, part: Part) {
        let level = self.visits.get(around).map_or(0, |visit| visit.level) + 1;
        if !self.least.has(writer) && self.least.is_complete() {
            return;
        }
        if level > LEVELS || !self.least.has(writer) {
            if self.unread(writer) {
                self.doubt_unread(writer, reader);
            } else {
                self.doubt("its values are too large to be shown", Side::First, writer);
            }
            return;
        }
        if self.met.insert((writer, reader)) {
            self.visits.push(Visit {
                writer,
                reader,
                around: Some((around, part)),
                level,
            });
        }
    }

    fn unread(&self, writer: AvroId) -> bool {
        matches!(self.schemas.writer.get(writer).kind, AvroKind::Unknown)
    }

    fn doubt_unread(&mut self, writer: AvroId, reader: AvroId) {
        let reason = "the schema could not be read";
        if self.unread(writer) {
            self.doubt(reason, Side::First, writer);
        } else {
            self.doubt(reason, Side::Second, reader);
        }
    }

    fn doubt(&mut self, reason: &str, side: Side, id: AvroId) {
        let graph = match side {
            Side::First => self.schemas.writer,
            Side::Second => self.schemas.reader,
        };
        self.doubt.get_or_insert_with(|| Unknown {
            reason: reason.to_owned(),
            side,
            location: graph.get(id).location.clone(),
        });
    }

    /// Adds the break that a datum shows; without one that really fails there is none.
    fn report(
        &mut self,
        at: usize,
        problem: &Problem<'_>,
        budget: &mut Budget,
    ) -> Result<(), Cause> {
        if self.breaks.len() >= self.most {
            return Ok(());
        }
        let Some(visit) = self.visits.get(at).copied() else {
            return Ok(());
        };
        let witnesses = Witnesses {
            schemas: self.schemas,
            least: self.least,
            visits: &self.visits,
        };
        let part = problem.datum(self.schemas.writer, self.least, visit);
        let shown = match part {
            Some(part) => witnesses.show(at, part, budget)?,
            None => None,
        };
        let Some(shown) = shown else {
            self.doubt("no datum shows the difference", Side::First, visit.writer);
            return Ok(());
        };
        let written = self.schemas.writer.get(visit.writer);
        let read_at = match problem {
            Problem::Nowhere(field) => &field.location,
            _ => &self.schemas.reader.get(visit.reader).location,
        };
        self.breaks.push(ForeignBreak {
            message: message(
                self.schemas,
                problem,
                visit,
                &witnesses.path(at),
                &shown.part,
            ),
            instance: shown.instance,
            encoded: shown.encoded,
            encoding: crate::Encoding::AvroBinary,
            outcome: shown.outcome,
            written_at: written.location.clone(),
            read_at: read_at.clone(),
        });
        Ok(())
    }
}
