//! The number types of generated code.

use std::fmt::{Debug, Display, LowerExp};

use crate::Decimal;

/// A number type that bounds and divisors can be given in: the integers, floats and exact decimals that generated code
/// uses.
pub trait Numeric: Copy + PartialOrd + Display + Debug + sealed::Sealed {
    /// Whether this is an integer times `divisor`, exactly; for floats the decimal text counts, so that
    /// `0.3` is a multiple of `0.1`. Nothing is a multiple of zero, and nothing infinite is a multiple.
    fn is_multiple_of(self, divisor: Self) -> bool;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl sealed::Sealed for $integer {}
        impl Numeric for $integer {
            #[inline]
            fn is_multiple_of(self, divisor: Self) -> bool {
                // `checked_rem` refuses zero, and the one overflow of signed division, whose remainder is 0.
                divisor != 0 && self.checked_rem(divisor).unwrap_or(0) == 0
            }
        }
    )*};
}

impl sealed::Sealed for &Decimal {}
impl Numeric for &Decimal {
    fn is_multiple_of(self, divisor: Self) -> bool {
        Decimal::is_multiple_of(self, divisor) == Some(true)
    }
}

integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl sealed::Sealed for $float {}
        impl Numeric for $float {
            #[inline]
            fn is_multiple_of(self, divisor: Self) -> bool {
                // Below 2^digits whole floats are exact integers, and so is their remainder.
                let exact = (2.0 as $float).powi(<$float>::MANTISSA_DIGITS as i32);
                let whole = |value: $float| value.fract() == 0.0 && value.abs() < exact;
                if divisor != 0.0 && whole(self) && whole(divisor) {
                    return self % divisor == 0.0;
                }
                decimal_multiple(&self, &divisor)
            }
        }
    )*};
}

floats!(f32, f64);

/// The shortest decimal text that reads back as the float is the number its author wrote.
fn decimal_multiple(value: &dyn LowerExp, divisor: &dyn LowerExp) -> bool {
    let decimal = |number: &dyn LowerExp| Decimal::parse(&format!("{number:e}"));
    match (decimal(value), decimal(divisor)) {
        (Some(value), Some(divisor)) => value.is_multiple_of(&divisor) == Some(true),
        _ => false,
    }
}
