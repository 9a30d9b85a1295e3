//! What is wrong with a pair of types, as a datum and in words.

use tidings_schema::avro::{AvroField, AvroGraph, AvroId, AvroKind, AvroLogical};

use super::datum::{Datum, json, label};
use super::least::Least;
use super::search::Visit;
use super::step::{Mismatch, Schemas};

/// Branches, symbols and the like that a sentence names at most.
const NAMED: usize = 5;

/// Why a pair of types does not work.
pub(super) enum Problem<'p> {
    Mismatch(Mismatch),
    Reinterpreted(&'p AvroLogical, &'p AvroLogical),
    Interpreted(&'p AvroLogical),
    NoBranch(&'p [AvroId]),
    /// The places of the symbols that the reader does not know.
    Symbols(&'p [usize]),
    /// The reader's field that comes from nowhere.
    Nowhere(&'p AvroField),
}

impl Problem<'_> {
    /// A value of the writer's type that shows it.
    pub(super) fn datum(
        &self,
        graph: &AvroGraph,
        least: &Least<'_>,
        visit: Visit,
    ) -> Option<Datum> {
        let kind = &graph.get(visit.writer).kind;
        match (self, kind) {
            (Self::Symbols(unknown), _) => unknown.first().copied().map(Datum::Enum),
            // No narrower type has these, so that no library takes them by chance.
            (Self::Mismatch(_) | Self::NoBranch(_), AvroKind::Long) => {
                Some(Datum::Long(i64::from(i32::MAX) + 1))
            }
            (Self::Mismatch(_) | Self::NoBranch(_), AvroKind::Double) => Some(Datum::Double(0.1)),
            // 0 is the same in every unit and at every scale.
            (Self::Mismatch(Mismatch::Decimals), AvroKind::Bytes) => Some(Datum::Bytes(vec![1])),
            (Self::Mismatch(Mismatch::Decimals), _) => match least.value(visit.writer)? {
                Datum::Fixed(mut bytes) => {
                    *bytes.last_mut()? = 1;
                    Some(Datum::Fixed(bytes))
                }
                other => Some(other),
            },
            (Self::Reinterpreted(..), AvroKind::Int) => Some(Datum::Int(1)),
            (Self::Reinterpreted(..), AvroKind::Long) => Some(Datum::Long(1)),
            // Plain bytes and texts may be empty, which no number and no UUID is.
            _ => least.value(visit.writer),
        }
    }
}

/// The problem in a sentence.
pub(super) fn message(
    schemas: Schemas<'_>,
    problem: &Problem<'_>,
    visit: Visit,
    path: &str,
    part: &Datum,
) -> String {
    let subject = if path.is_empty() {
        "the datum".to_owned()
    } else {
        format!("`{path}`")
    };
    let written = described(schemas.writer, visit.writer);
    let read = described(schemas.reader, visit.reader);
    let value = || json(schemas.writer, visit.writer, part).to_json_text();
    match problem {
        Problem::Mismatch(Mismatch::Types) => {
            format!(
                "{subject} is written as {written} and read as {read}, which nothing promotes it to"
            )
        }
        Problem::Mismatch(Mismatch::Names) => format!(
            "{subject} is written as {written} and read as {read}: types with other names do not match without an alias"
        ),
        Problem::Mismatch(Mismatch::Sizes) => {
            let size = |graph: &AvroGraph, id| match &graph.get(id).kind {
                AvroKind::Fixed(fixed) => fixed.size,
                _ => 0,
            };
            format!(
                "{subject} is written with {} bytes and read with {}",
                size(schemas.writer, visit.writer),
                size(schemas.reader, visit.reader)
            )
        }
        Problem::Mismatch(Mismatch::Decimals) => format!(
            "{subject} is written as {written} and read as {read}: decimals match only with the same precision and scale"
        ),
        Problem::Reinterpreted(from, to) => format!(
            "{subject} is written as {} and read as {}: resolution ignores that, and {} is taken for another value",
            meaning(from),
            meaning(to),
            value()
        ),
        Problem::Interpreted(to) => format!(
            "{subject} is written as plain {written} and read as {}, which {} is not",
            meaning(to),
            value()
        ),
        Problem::NoBranch(branches) => {
            let branches = branches
                .iter()
                .map(|branch| described(schemas.reader, *branch));
            format!(
                "{subject} is written as {written}, which is no branch of what is read: {}",
                listed(branches)
            )
        }
        Problem::Symbols(unknown) => {
            let symbols = match &schemas.writer.get(visit.writer).kind {
                AvroKind::Enum(enumeration) => enumeration.symbols.as_slice(),
                _ => &[],
            };
            let names = unknown.iter().filter_map(|at| symbols.get(*at));
            format!(
                "{subject} may be written with what {read} of the reader neither has nor has a default for: {}",
                listed(names.map(|name| format!("`{name}`")))
            )
        }
        Problem::Nowhere(field) => format!(
            "{subject} is read with a field `{}` that has no default, and {written} of the writer has no such field",
            field.name
        ),
    }
}

/// A type with its logical type: ``the enum `Status` `` or `` `long` (`timestamp-millis`) ``.
fn described(graph: &AvroGraph, id: AvroId) -> String {
    let schema = graph.get(id);
    let mut text = format!("`{}`", label(&schema.kind));
    if schema.kind.name().is_some() {
        text = format!("the {} {text}", schema.kind.type_name());
    }
    if let Some(logical) = &schema.logical {
        text += &format!(" ({})", meaning(logical));
    }
    text
}

fn meaning(logical: &AvroLogical) -> String {
    match logical {
        AvroLogical::Decimal { precision, scale } => {
            format!("`decimal` with {precision} digits, {scale} of them behind the point")
        }
        logical => format!("`{}`", logical.name()),
    }
}

/// The first few with commas between, and how many more there are.
fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    let mut text = names[..names.len().min(NAMED)].join(", ");
    if names.len() > NAMED {
        text += &format!(" and {} more", names.len() - NAMED);
    }
    text
}
