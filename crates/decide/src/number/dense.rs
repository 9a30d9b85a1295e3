//! Numbers where they lie dense: between two bounds there is always one that no divisor divides.

use num_bigint::BigInt;
use tidings_schema::Decimal;

use super::NumberDemand;
use super::scale::Scale;
use crate::budget::Budget;
use crate::found::Cause;

/// A number between the bounds of `demand`, which asks for no multiple; `None` is the proof that there is none.
///
/// Between two different bounds there are numbers with more decimal places than the bounds and all divisors have.
/// A multiple of a decimal has at most its decimal places, so they are multiples of none, and there are more of them than
/// numbers that are excluded. Only a range of one point can be empty.
pub(super) fn find(demand: &NumberDemand, budget: &mut Budget) -> Result<Option<Decimal>, Cause> {
    let bounds = [&demand.minimum, &demand.maximum];
    let bounds = bounds.map(|bound| bound.as_ref().map(|bound| &bound.value));
    if let [Some(least), Some(most)] = bounds
        && least == most
    {
        return point(least, demand, budget);
    }
    let coarse = Scale::of(bounds.into_iter().flatten().chain(&demand.not_multiples));
    let places = demand.excluded.len().to_string().len() as i64 + 1;
    let fine = coarse.finer(places);
    let (start, direction) = match bounds {
        [Some(least), _] => (fine.integer(least, budget)?, 1),
        [None, Some(most)] => (fine.integer(most, budget)?, -1),
        [None, None] => (BigInt::ZERO, 1),
    };
    let (tens, mut number) = (BigInt::from(10), start);
    loop {
        budget.spend(1 + demand.excluded.len() as u64 / 8)?;
        number += direction;
        let candidate = fine.decimal(&number);
        let has_all_places = &number % &tens != BigInt::ZERO;
        if has_all_places && !demand.excluded.contains(&candidate) {
            return Ok(Some(candidate));
        }
    }
}

/// `number` if it meets `demand`.
fn point(
    number: &Decimal,
    demand: &NumberDemand,
    budget: &mut Budget,
) -> Result<Option<Decimal>, Cause> {
    if demand.excluded.contains(number) {
        return Ok(None);
    }
    let scale = Scale::of(demand.not_multiples.iter().chain([number]));
    let value = scale.integer(number, budget)?;
    for divisor in &demand.not_multiples {
        let divisor = scale.integer(divisor, budget)?;
        if divisor == BigInt::ZERO || &value % &divisor == BigInt::ZERO {
            return Ok(None);
        }
    }
    Ok(Some(number.clone()))
}
