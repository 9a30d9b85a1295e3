//! Decimals as integers: all of them times one power of ten.

use num_bigint::BigInt;
use tidings_schema::Decimal;

use crate::budget::Budget;
use crate::found::Cause;

/// How many digits an integer may have that stands for a decimal: `1e400` next to `1e-400` is written out, `1e999999999` is not.
const DIGITS_LIMIT: i64 = 4_000;

/// How many digits of work one step pays for.
const DIGITS_PER_STEP: i64 = 32;

/// A power of ten of which several decimals are integral multiples.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    exponent: i64,
}

impl Scale {
    /// The coarsest scale on which all of `numbers` are integers.
    pub(super) fn of<'n>(numbers: impl Iterator<Item = &'n Decimal>) -> Self {
        let exponent = numbers
            .filter(|number| !number.is_zero())
            .map(Decimal::exponent)
            .min();
        Self {
            exponent: exponent.unwrap_or(0),
        }
    }

    /// The scale that is finer by `places` decimal places.
    pub(super) fn finer(self, places: i64) -> Self {
        Self {
            exponent: self.exponent - places,
        }
    }

    /// `number`, which must be an integer on this scale, as that integer.
    ///
    /// # Errors
    ///
    /// The cause to give up with when that has too many digits.
    pub(super) fn integer(self, number: &Decimal, budget: &mut Budget) -> Result<BigInt, Cause> {
        let zeros = match number.is_zero() {
            true => 0,
            false => number.exponent() - self.exponent,
        };
        let digits = number.digits().len() as i64 + zeros;
        if digits > DIGITS_LIMIT {
            return Err(Cause::new(format!(
                "a number has more than {DIGITS_LIMIT} digits when it is written as finely as the others"
            )));
        }
        budget.spend((1 + digits / DIGITS_PER_STEP).unsigned_abs())?;
        let digits = BigInt::parse_bytes(number.digits().as_bytes(), 10).unwrap_or_default();
        let zeros = u32::try_from(zeros).unwrap_or_default();
        let magnitude = digits * BigInt::from(10).pow(zeros);
        Ok(if number.is_negative() {
            -magnitude
        } else {
            magnitude
        })
    }

    /// The decimal that `integer` stands for.
    pub(super) fn decimal(self, integer: &BigInt) -> Decimal {
        let text = format!("{integer}e{}", self.exponent);
        // An integer and an exponent are a number of JSON.
        Decimal::parse(&text).unwrap_or_else(|| Decimal::from(0_u64))
    }
}
