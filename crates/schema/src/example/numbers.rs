//! Numbers between bounds.

use tidings_check::Decimal;

use super::{Maker, Obstacle};
use crate::{Literal, NumberRules, Rules};

/// How far a range without a second bound reaches, in units.
const REACH: i128 = 1_000;

/// How many decimal places are worked with.
const PLACES: u64 = 18;

impl Maker<'_> {
    /// A number that keeps all bounds and is a multiple of all divisors.
    pub(super) fn number(&mut self, rules: &[&Rules], whole: bool) -> Result<Literal, Obstacle> {
        let numbers: Vec<_> = rules.iter().map(|rules| &*rules.number).collect();
        let range = Range::new(&numbers, whole, self.choice.is_plain())
            .ok_or_else(|| Obstacle::new("the bounds of a number are too far apart or too fine"))?;
        let steps = u64::try_from(range.steps()).unwrap_or(u64::MAX);
        if steps == 0 {
            return Err(Obstacle::new("no number lies between the bounds"));
        }
        let value = range.first + i128::from(self.choice.below(steps)) * range.step;
        let decimal = Decimal::parse(&format!("{value}e-{}", range.places));
        let text = decimal.map_or_else(|| value.to_string(), |decimal| decimal.to_string());
        Ok(Literal::Number(text))
    }
}

/// The numbers `first`, `first + step`, … `last`, all times 10 to the power of `-places`.
struct Range {
    first: i128,
    last: i128,
    step: i128,
    places: u32,
}

impl Range {
    fn new(rules: &[&NumberRules], whole: bool, plain: bool) -> Option<Self> {
        let parsed = |bound: fn(&NumberRules) -> &Option<String>| {
            let texts = rules
                .iter()
                .filter_map(move |rules| bound(rules).as_deref());
            texts.filter_map(Decimal::parse).collect::<Vec<_>>()
        };
        let minima = parsed(|rules| &rules.minimum);
        let maxima = parsed(|rules| &rules.maximum);
        let above = parsed(|rules| &rules.exclusive_minimum);
        let below = parsed(|rules| &rules.exclusive_maximum);
        let divisors = parsed(|rules| &rules.multiple_of);
        let all = [&minima, &maxima, &above, &below, &divisors];
        let digits = all.into_iter().flatten().map(Decimal::fraction_digits);
        let finest = digits.max().unwrap_or(0).min(PLACES);
        // One place more than the bounds have, so that something lies between two of them.
        let places = u32::try_from(finest).ok()? + u32::from(!whole && divisors.is_empty());
        let shift = i32::try_from(places).ok()?;
        let unit = 10_i128.checked_pow(places)?;
        let scaled = |bounds: &[Decimal], round: fn(&Decimal) -> Option<i128>| {
            let scaled = bounds.iter().map(|bound| round(&bound.shifted(shift)));
            scaled.collect::<Option<Vec<_>>>()
        };
        let mut step = if whole { unit } else { 1 };
        for divisor in scaled(&divisors, Decimal::to_integer)? {
            step = least_common_multiple(step, divisor)?;
        }
        let from_above = scaled(&above, Decimal::floor)?
            .into_iter()
            .map(|bound| bound + 1);
        let from_below = scaled(&below, Decimal::ceil)?
            .into_iter()
            .map(|bound| bound - 1);
        let least = scaled(&minima, Decimal::ceil)?
            .into_iter()
            .chain(from_above)
            .max();
        let most = scaled(&maxima, Decimal::floor)?
            .into_iter()
            .chain(from_below)
            .min();
        let reach = REACH.checked_mul(unit)?.max(step.checked_mul(10)?);
        let (least, most) = match (least, most) {
            // The ends of a wide range, such as that of 64 bits, show a reader nothing.
            (Some(least), Some(most)) if plain && least < -reach && most > reach => (0, reach),
            (Some(least), Some(most)) => (least, most),
            (Some(least), None) => (least, least.checked_add(reach)?),
            (None, Some(most)) => (most.checked_sub(reach)?, most),
            (None, None) if plain => (0, reach),
            (None, None) => (-reach, reach),
        };
        Some(Self {
            first: least
                .div_euclid(step)
                .checked_add(i128::from(least.rem_euclid(step) != 0))?
                .checked_mul(step)?,
            last: most,
            step,
            places,
        })
    }

    fn steps(&self) -> i128 {
        match self.last.checked_sub(self.first) {
            Some(span) if span >= 0 => span / self.step + 1,
            _ => 0,
        }
    }
}

fn least_common_multiple(left: i128, right: i128) -> Option<i128> {
    let (mut divisor, mut rest) = (left, right);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (left / divisor).checked_mul(right)
}
