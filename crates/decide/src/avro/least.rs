//! The least value of each type: the one with the fewest bytes.

use std::collections::{HashMap, HashSet};

use tidings_schema::avro::{AvroGraph, AvroId, AvroKind, AvroLogical};

use super::datum::Datum;
use crate::budget::Budget;
use crate::found::Cause;

/// Values that may be inside each other, so that whoever handles them may recurse.
pub(super) const LEVELS: u32 = 200;

/// Bytes that a witness may have.
const BYTES: u64 = 100_000;

/// Types whose costs are looked up in one step.
const TYPES: u64 = 4;

/// What the least value of a type costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    bytes: u64,
    levels: u32,
}

/// The least values of the types that a schema leads to.
///
/// A type that contains itself without a way out has none (a finite value of it does not exist), and neither has one
/// whose values are too large or too deep to be shown, which [`Least::is_complete`] tells.
pub(super) struct Least<'g> {
    graph: &'g AvroGraph,
    costs: HashMap<AvroId, Cost>,
    complete: bool,
}

impl<'g> Least<'g> {
    /// The least values of `root` and all that it leads to.
    pub(super) fn of(
        graph: &'g AvroGraph,
        root: AvroId,
        budget: &mut Budget,
    ) -> Result<Self, Cause> {
        let ids = inside_out(graph, root, budget)?;
        let mut least = Self {
            graph,
            costs: HashMap::new(),
            complete: true,
        };
        let mut changed = true;
        while changed {
            budget.spend(ids.len() as u64 / TYPES)?;
            changed = false;
            for id in &ids {
                let cost = least.cost(*id);
                let known = least.costs.get(id);
                if let Some(cost) = cost
                    && known.is_none_or(|known| cost < *known)
                {
                    least.costs.insert(*id, cost);
                    changed = true;
                }
            }
        }
        Ok(least)
    }

    /// Whether every type without a least value has no value at all.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether the type has a value that can be shown.
    pub(super) fn has(&self, id: AvroId) -> bool {
        self.costs.contains_key(&id)
    }

    /// The least value; `None` where there is none.
    pub(super) fn value(&self, id: AvroId) -> Option<Datum> {
        self.costs.get(&id)?;
        Some(match &self.graph.get(id).kind {
            AvroKind::Unknown => return None,
            AvroKind::Null => Datum::Null,
            AvroKind::Boolean => Datum::Boolean(false),
            AvroKind::Int => Datum::Int(0),
            AvroKind::Long => Datum::Long(0),
            AvroKind::Float => Datum::Float(0.0),
            AvroKind::Double => Datum::Double(0.0),
            AvroKind::Bytes => Datum::Bytes(bytes(self.graph.get(id).logical.as_ref())),
            AvroKind::String => Datum::String(text(self.graph.get(id).logical.as_ref())),
            AvroKind::Fixed(fixed) => Datum::Fixed(vec![0; usize::try_from(fixed.size).ok()?]),
            AvroKind::Enum(_) => Datum::Enum(0),
            AvroKind::Array(_) => Datum::Array(Vec::new()),
            AvroKind::Map(_) => Datum::Map(Vec::new()),
            AvroKind::Union(branches) => {
                let places = branches.iter().enumerate();
                let with_cost =
                    places.filter_map(|(at, branch)| Some((self.costs.get(branch)?, at)));
                let (_, at) = with_cost.min()?;
                Datum::Union(at, Box::new(self.value(*branches.get(at)?)?))
            }
            AvroKind::Record(record) => {
                let fields = record.fields.iter();
                Datum::Record(
                    fields
                        .map(|field| self.value(field.schema))
                        .collect::<Option<_>>()?,
                )
            }
        })
    }

    fn cost(&mut self, id: AvroId) -> Option<Cost> {
        let scalar = |bytes| Some(Cost { bytes, levels: 1 });
        let around = |inner: Cost, bytes: u64| Cost {
            bytes: inner.bytes.saturating_add(bytes),
            levels: inner.levels + 1,
        };
        let schema = self.graph.get(id);
        let logical = schema.logical.as_ref();
        let cost = match &schema.kind {
            AvroKind::Unknown => None,
            AvroKind::Null => scalar(0),
            AvroKind::Float => scalar(4),
            AvroKind::Double => scalar(8),
            AvroKind::Fixed(fixed) => scalar(fixed.size),
            AvroKind::Bytes => scalar(1 + bytes(logical).len() as u64),
            AvroKind::String => scalar(1 + text(logical).len() as u64),
            AvroKind::Enum(enumeration) if enumeration.symbols.is_empty() => None,
            AvroKind::Union(branches) => {
                let costs = branches.iter().filter_map(|branch| self.costs.get(branch));
                costs.min().map(|cost| around(*cost, 1))
            }
            AvroKind::Record(record) => {
                let mut whole = Cost {
                    bytes: 0,
                    levels: 0,
                };
                for field in &record.fields {
                    let cost = self.costs.get(&field.schema)?;
                    whole.bytes = whole.bytes.saturating_add(cost.bytes);
                    whole.levels = whole.levels.max(cost.levels);
                }
                Some(around(whole, 0))
            }
            _ => scalar(1),
        }?;
        let shown = cost.bytes <= BYTES && cost.levels <= LEVELS;
        self.complete &= shown;
        shown.then_some(cost)
    }
}

/// The fewest bytes with a meaning.
fn bytes(logical: Option<&AvroLogical>) -> Vec<u8> {
    match logical {
        Some(AvroLogical::Decimal { .. }) => vec![0],
        // A number of one byte, which is 0, and the scale 0.
        Some(AvroLogical::BigDecimal) => vec![2, 0, 0],
        _ => Vec::new(),
    }
}

/// The shortest text with a meaning.
fn text(logical: Option<&AvroLogical>) -> String {
    match logical {
        Some(AvroLogical::Uuid) => "00000000-0000-0000-0000-000000000000".to_owned(),
        _ => String::new(),
    }
}

/// The types that `root` leads to, most of them behind those that they are made of.
fn inside_out(graph: &AvroGraph, root: AvroId, budget: &mut Budget) -> Result<Vec<AvroId>, Cause> {
    let mut met = HashSet::from([root]);
    let mut order = Vec::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        budget.spend(1)?;
        order.push(id);
        let parts: &mut dyn Iterator<Item = AvroId> = match &graph.get(id).kind {
            AvroKind::Array(inner) | AvroKind::Map(inner) => &mut std::iter::once(*inner),
            AvroKind::Union(branches) => &mut branches.iter().copied(),
            AvroKind::Record(record) => &mut record.fields.iter().map(|field| field.schema),
            _ => &mut std::iter::empty(),
        };
        open.extend(parts.filter(|part| met.insert(*part)));
    }
    order.reverse();
    Ok(order)
}
