//! Numbers that meet demands, exactly.
//!
//! Every number of JSON is a decimal, and so is every bound and divisor, so one power of ten makes integers of all of them.
//! With a divisor the candidates are the points of a lattice; without one they lie dense, and a number with more decimal
//! places than any divisor that must not divide it is a multiple of none of those.

mod demand;
mod dense;
mod lattice;
mod plain;
mod scale;

pub(crate) use demand::{Bound, NumberDemand};

use tidings_schema::Decimal;

use crate::budget::Budget;
use crate::found::{Cause, Found};

/// A number that meets `demand`: a plain one where there is one.
pub(crate) fn find(demand: &NumberDemand, budget: &mut Budget) -> Found<Decimal> {
    match search(demand, budget) {
        Ok(Some(number)) => Found::One(number),
        Ok(None) => Found::Nothing,
        Err(cause) => cause.into(),
    }
}

/// As [`find`]; `None` is the proof that there is no such number.
fn search(demand: &NumberDemand, budget: &mut Budget) -> Result<Option<Decimal>, Cause> {
    budget.spend(1)?;
    if demand.is_empty_range() || demand.is_contradiction() {
        return Ok(None);
    }
    if let Some(number) = plain::find(demand, budget)? {
        return Ok(Some(number));
    }
    if demand.multiples.is_empty() {
        dense::find(demand, budget)
    } else {
        lattice::find(demand, budget)
    }
}

#[cfg(test)]
mod tests;
