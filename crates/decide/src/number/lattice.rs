//! Numbers that are multiples: the points of a lattice between two bounds.

use std::collections::HashSet;

use num_bigint::BigInt;
use num_integer::Integer;
use tidings_schema::Decimal;

use super::scale::Scale;
use super::{Bound, NumberDemand};
use crate::budget::Budget;
use crate::found::Cause;

/// A multiple of all divisors of `demand`, of which there is at least one; `None` is the proof that there is none.
///
/// The points are tried outwards from zero.
/// That ends soon: of consecutive points only a run shorter than 2 to the power of the number of divisors to avoid can be
/// multiples of those (a bound of H.-J. Kanold for Jacobsthal's function), and the excluded numbers are finitely many.
pub(super) fn find(demand: &NumberDemand, budget: &mut Budget) -> Result<Option<Decimal>, Cause> {
    let Some(lattice) = Lattice::new(demand, budget)? else {
        return Ok(None);
    };
    let excluded: HashSet<&Decimal> = demand.excluded.iter().collect();
    let (mut up, mut down) = lattice.start();
    while lattice.holds(&up) || lattice.holds(&down) {
        budget.spend(1 + lattice.avoided.len() as u64)?;
        for point in [&up, &down] {
            if lattice.holds(point) && !lattice.is_avoided(point) {
                let number = lattice.scale.decimal(&(point * &lattice.step));
                if !excluded.contains(&number) {
                    return Ok(Some(number));
                }
            }
        }
        up += 1;
        down -= 1;
    }
    Ok(None)
}

/// The numbers `k × step` on a scale, for the integers k from `first` to `last`.
struct Lattice {
    scale: Scale,
    step: BigInt,
    first: Option<BigInt>,
    last: Option<BigInt>,
    /// No k that is a multiple of one of these.
    avoided: Vec<BigInt>,
}

impl Lattice {
    /// `None` when every multiple of the divisors is also one of a divisor that must not divide.
    fn new(demand: &NumberDemand, budget: &mut Budget) -> Result<Option<Self>, Cause> {
        let bounds = [&demand.minimum, &demand.maximum].into_iter().flatten();
        let divisors = demand.multiples.iter().chain(&demand.not_multiples);
        let scale = Scale::of(divisors.chain(bounds.map(|bound| &bound.value)));
        let mut step = BigInt::from(1);
        for divisor in &demand.multiples {
            let divisor = scale.integer(divisor, budget)?;
            budget.spend(1 + divisor.bits() / 64 + step.bits() / 64)?;
            step = step.lcm(&divisor);
        }
        if step == BigInt::ZERO {
            return Err(Cause::new("nothing can be divided by zero"));
        }
        let mut avoided = Vec::new();
        for divisor in &demand.not_multiples {
            let divisor = scale.integer(divisor, budget)?;
            budget.spend(1 + divisor.bits() / 64)?;
            let period = &divisor / divisor.gcd(&step);
            if period == BigInt::from(1) {
                return Ok(None);
            }
            avoided.push(period);
        }
        let first = match &demand.minimum {
            Some(bound) => Some(first_from(bound, scale, &step, budget)?),
            None => None,
        };
        let last = match &demand.maximum {
            Some(bound) => Some(last_to(bound, scale, &step, budget)?),
            None => None,
        };
        Ok(Some(Self {
            scale,
            step,
            first,
            last,
            avoided,
        }))
    }

    /// The point nearest to zero to begin with, and the one below it.
    fn start(&self) -> (BigInt, BigInt) {
        let zero = BigInt::ZERO;
        let up = match (&self.first, &self.last) {
            (Some(first), _) if *first > zero => first.clone(),
            (_, Some(last)) if *last < zero => last.clone(),
            _ => zero,
        };
        let down = &up - 1;
        (up, down)
    }

    /// Whether the point lies between the bounds.
    fn holds(&self, point: &BigInt) -> bool {
        self.first.as_ref().is_none_or(|first| point >= first)
            && self.last.as_ref().is_none_or(|last| point <= last)
    }

    /// Whether a divisor divides the point that must not.
    fn is_avoided(&self, point: &BigInt) -> bool {
        let mut avoided = self.avoided.iter();
        avoided.any(|period| point.is_multiple_of(period))
    }
}

/// The least k for which `k × step` keeps the lower bound.
fn first_from(
    bound: &Bound,
    scale: Scale,
    step: &BigInt,
    budget: &mut Budget,
) -> Result<BigInt, Cause> {
    let (below, is_on_bound) = at_or_below(bound, scale, step, budget)?;
    let is_kept = is_on_bound && bound.is_inclusive;
    Ok(if is_kept { below } else { below + 1 })
}

/// The greatest k for which `k × step` keeps the upper bound.
fn last_to(
    bound: &Bound,
    scale: Scale,
    step: &BigInt,
    budget: &mut Budget,
) -> Result<BigInt, Cause> {
    let (below, is_on_bound) = at_or_below(bound, scale, step, budget)?;
    let is_beyond = is_on_bound && !bound.is_inclusive;
    Ok(if is_beyond { below - 1 } else { below })
}

/// The greatest k for which `k × step` is not above the bound, and whether it is the bound itself.
fn at_or_below(
    bound: &Bound,
    scale: Scale,
    step: &BigInt,
    budget: &mut Budget,
) -> Result<(BigInt, bool), Cause> {
    let value = scale.integer(&bound.value, budget)?;
    let (quotient, rest) = value.div_mod_floor(step);
    Ok((quotient, rest == BigInt::ZERO))
}
