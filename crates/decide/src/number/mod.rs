//! Numbers that meet demands, exactly.

mod demand;

#[allow(unused_imports, reason = "the search sets bounds")]
pub(crate) use demand::{Bound, NumberDemand};

use tidings_schema::Decimal;

use crate::budget::Budget;
use crate::found::{Cause, Found};

/// A number that meets `demand`.
pub(crate) fn find(demand: &NumberDemand, budget: &mut Budget) -> Found<Decimal> {
    if let (Some(least), Some(most)) = (&demand.minimum, &demand.maximum)
        && (least.value > most.value
            || least.value == most.value && !(least.is_inclusive && most.is_inclusive))
    {
        return Found::Nothing;
    }
    let bounds = [&demand.minimum, &demand.maximum];
    let bounds = bounds
        .into_iter()
        .flatten()
        .map(|bound| bound.value.clone());
    let near = bounds.clone().filter_map(|bound| bound.floor());
    let near = near.flat_map(|bound| [bound - 1, bound + 1]);
    let near = near.filter_map(|number| i64::try_from(number).ok());
    let candidates = bounds
        .chain(near.map(Decimal::from))
        .chain((0..100_i64).map(Decimal::from));
    for candidate in candidates {
        if let Err(cause) = budget.spend(1) {
            return cause.into();
        }
        if demand.is_met_by(&candidate) == Some(true) {
            return Found::One(candidate);
        }
    }
    Cause::new("no number near the bounds meets every demand").into()
}
