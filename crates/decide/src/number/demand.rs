//! What a number must be.

use tidings_schema::Decimal;

/// A bound of a range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Bound {
    pub(crate) value: Decimal,
    /// Whether the bound itself is in the range.
    pub(crate) is_inclusive: bool,
}

/// Everything that one number must meet at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct NumberDemand {
    pub(crate) minimum: Option<Bound>,
    pub(crate) maximum: Option<Bound>,
    /// It is a multiple of each of these, none of which is zero; an integer is a multiple of 1.
    pub(crate) multiples: Vec<Decimal>,
    /// It is a multiple of none of these, none of which is zero.
    pub(crate) not_multiples: Vec<Decimal>,
    /// It is none of these.
    pub(crate) excluded: Vec<Decimal>,
}

impl NumberDemand {
    /// Raises the lower end of the range to `bound`.
    pub(crate) fn at_least(&mut self, bound: Bound) {
        let is_narrower = self.minimum.as_ref().is_none_or(|known| {
            bound.value > known.value || bound.value == known.value && !bound.is_inclusive
        });
        if is_narrower {
            self.minimum = Some(bound);
        }
    }

    /// Lowers the upper end of the range to `bound`.
    pub(crate) fn at_most(&mut self, bound: Bound) {
        let is_narrower = self.maximum.as_ref().is_none_or(|known| {
            bound.value < known.value || bound.value == known.value && !bound.is_inclusive
        });
        if is_narrower {
            self.maximum = Some(bound);
        }
    }

    /// Whether no number lies between the bounds.
    pub(crate) fn is_empty_range(&self) -> bool {
        let (Some(least), Some(most)) = (&self.minimum, &self.maximum) else {
            return false;
        };
        least.value > most.value
            || least.value == most.value && !(least.is_inclusive && most.is_inclusive)
    }

    /// Whether it would have to be a multiple of something and at the same time not.
    pub(super) fn is_contradiction(&self) -> bool {
        let mut divisors = self.multiples.iter();
        divisors.any(|divisor| self.not_multiples.contains(divisor))
    }

    /// Whether `number` meets every demand; `None` where a division is not decided.
    pub(crate) fn is_met_by(&self, number: &Decimal) -> Option<bool> {
        let is_above = self.minimum.as_ref().is_none_or(|bound| {
            *number > bound.value || bound.is_inclusive && *number == bound.value
        });
        let is_below = self.maximum.as_ref().is_none_or(|bound| {
            *number < bound.value || bound.is_inclusive && *number == bound.value
        });
        if !is_above || !is_below || self.excluded.contains(number) {
            return Some(false);
        }
        for divisor in &self.multiples {
            if !number.is_multiple_of(divisor)? {
                return Some(false);
            }
        }
        for divisor in &self.not_multiples {
            if number.is_multiple_of(divisor)? {
                return Some(false);
            }
        }
        Some(true)
    }
}
