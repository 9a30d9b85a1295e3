//! Numbers that a person would think of first.

use std::sync::LazyLock;

use tidings_schema::Decimal;

use super::NumberDemand;
use crate::budget::Budget;
use crate::found::Cause;

/// Tried first, in this order.
static INTEGERS: LazyLock<Vec<Decimal>> =
    LazyLock::new(|| (0..=10_i64).chain([-1, -2]).map(Decimal::from).collect());

/// Tried when neither a small integer nor a bound will do.
static FRACTIONS: LazyLock<Vec<Decimal>> = LazyLock::new(|| {
    let fractions = ["0.5", "1.5", "0.1", "0.25", "-0.5", "2.5"];
    fractions.into_iter().filter_map(Decimal::parse).collect()
});

/// A small number, or one next to a bound, that meets `demand`; that there is none proves nothing.
pub(super) fn find(demand: &NumberDemand, budget: &mut Budget) -> Result<Option<Decimal>, Cause> {
    let bounds = [&demand.minimum, &demand.maximum].into_iter().flatten();
    let around = bounds.flat_map(|bound| near(&bound.value));
    let candidates = INTEGERS.iter().cloned().chain(around);
    for number in candidates.chain(FRACTIONS.iter().cloned()) {
        budget.spend(1)?;
        if demand.is_met_by(&number) == Some(true) {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// The integers around `bound`, and `bound` itself.
fn near(bound: &Decimal) -> impl Iterator<Item = Decimal> {
    let around = [bound.ceil(), bound.floor()].into_iter().flatten();
    let integers = around.flat_map(|integer| [integer, integer + 1, integer - 1]);
    let integers = integers.filter_map(|integer| i64::try_from(integer).ok());
    std::iter::once(bound.clone()).chain(integers.map(Decimal::from))
}
