//! Whole data around a part that is refused or misread.

use tidings_schema::Literal;
use tidings_schema::avro::{AvroId, AvroKind};

use super::binary::{decode, encode};
use super::datum::{Datum, json};
use super::least::Least;
use super::resolve::resolve;
use super::search::{Part, Visit};
use super::step::{Origin, Schemas, Step};
use crate::Outcome;
use crate::budget::Budget;
use crate::found::Cause;

/// Branches and symbols that are tried for a part that need not fail.
const TRIES: usize = 64;

/// What data are made from.
pub(super) struct Witnesses<'w, 'g> {
    pub(super) schemas: Schemas<'g>,
    pub(super) least: &'w Least<'g>,
    pub(super) visits: &'w [Visit],
}

/// A datum that was written, read again and failed.
pub(super) struct Shown {
    /// The part that fails.
    pub(super) part: Datum,
    pub(super) instance: Literal,
    pub(super) encoded: Vec<u8>,
    pub(super) outcome: Outcome,
}

impl Witnesses<'_, '_> {
    /// The datum with `part` as the value of the pair `at`, if reading its bytes fails there.
    pub(super) fn show(
        &self,
        at: usize,
        part: Datum,
        budget: &mut Budget,
    ) -> Result<Option<Shown>, Cause> {
        let (Some(visit), Some(root)) = (self.visits.get(at), self.visits.first()) else {
            return Ok(None);
        };
        let Some(datum) = self.whole(at, part.clone()) else {
            return Ok(None);
        };
        let encoded = encode(self.schemas.writer, root.writer, &datum);
        budget.spend(encoded.len() as u64)?;
        let Some(decoded) = decode(self.schemas.writer, root.writer, &encoded) else {
            return Ok(None);
        };
        let reading = resolve(self.schemas, root.writer, root.reader, &decoded);
        let pair = (visit.writer, visit.reader);
        if decoded != datum || !(reading.refused.contains(&pair) || reading.misread.contains(&pair))
        {
            return Ok(None);
        }
        let outcome = if reading.refused.is_empty() {
            Outcome::Misread(reading.read)
        } else {
            Outcome::Refused
        };
        Ok(Some(Shown {
            part,
            instance: json(self.schemas.writer, root.writer, &datum),
            encoded,
            outcome,
        }))
    }

    /// Where the value of the pair `at` stands: `lines[].price`; nothing for the whole datum.
    pub(super) fn path(&self, at: usize) -> String {
        let mut steps = Vec::new();
        let mut at = at;
        while let Some((around, part)) = self.visits.get(at).and_then(|visit| visit.around) {
            let kind = self
                .visits
                .get(around)
                .map(|visit| &self.schemas.writer.get(visit.writer).kind);
            match (part, kind) {
                (Part::Field(place), Some(AvroKind::Record(record))) => {
                    if let Some(field) = record.fields.get(place) {
                        steps.push(format!(".{}", field.name));
                    }
                }
                (Part::Only, Some(AvroKind::Array(_))) => steps.push("[]".to_owned()),
                (Part::Only, _) => steps.push("{}".to_owned()),
                _ => {}
            }
            at = around;
        }
        steps.reverse();
        steps.concat().trim_start_matches('.').to_owned()
    }

    fn whole(&self, at: usize, part: Datum) -> Option<Datum> {
        let mut datum = part;
        let mut at = at;
        while let Some((around, part)) = self.visits.get(at)?.around {
            let visit = self.visits.get(around)?;
            datum = match (part, &self.schemas.writer.get(visit.writer).kind) {
                (Part::Whole, _) => datum,
                (Part::Only, AvroKind::Array(_)) => Datum::Array(vec![datum]),
                (Part::Only, _) => Datum::Map(vec![("key".to_owned(), datum)]),
                (Part::Branch(place), _) => Datum::Union(place, Box::new(datum)),
                (Part::Field(place), _) => self.record(*visit, place, datum)?,
            };
            at = around;
        }
        Some(datum)
    }

    /// A record with `datum` in the field at `place`, and values that are read well in the others where there are such.
    fn record(&self, visit: Visit, place: usize, datum: Datum) -> Option<Datum> {
        let Datum::Record(mut values) = self.harmless(visit.writer, visit.reader)? else {
            return None;
        };
        *values.get_mut(place)? = datum;
        Some(Datum::Record(values))
    }

    /// The least value that is read for what it is, or the least one.
    fn harmless(&self, writer: AvroId, reader: AvroId) -> Option<Datum> {
        let least = self.least.value(writer)?;
        let is_harmless =
            |datum: &Datum| resolve(self.schemas, writer, reader, datum).is_faithful();
        if is_harmless(&least) {
            return Some(least);
        }
        let other = match (
            &self.schemas.writer.get(writer).kind,
            self.schemas.step(writer, reader),
        ) {
            (AvroKind::Union(branches), _) => {
                let branches = branches.iter().enumerate().take(TRIES);
                let mut values = branches.filter_map(|(at, branch)| {
                    Some(Datum::Union(at, Box::new(self.least.value(*branch)?)))
                });
                values.find(is_harmless)
            }
            (AvroKind::Enum(enumeration), _) => {
                let mut values = (0..enumeration.symbols.len().min(TRIES)).map(Datum::Enum);
                values.find(is_harmless)
            }
            (AvroKind::Record(record), Step::Fields(fields)) => {
                let Datum::Record(mut values) = least else {
                    return None;
                };
                for (field, origin) in fields {
                    if let Origin::Written(at) = origin
                        && let Some(written) = record.fields.get(at)
                        && let Some(value) = values.get_mut(at)
                    {
                        *value = self.harmless(written.schema, field.schema)?;
                    }
                }
                return Some(Datum::Record(values));
            }
            _ => None,
        };
        Some(other.unwrap_or(least))
    }
}
