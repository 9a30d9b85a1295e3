//! What of a setting is more, and what is less.

use std::cmp::Ordering;

use tidings_schema::Literal;

/// In which order the values of a setting stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// A larger number is more, and one below zero has no end.
    Larger,
    /// A larger number is more, and zero has no end.
    LargerOrZero,
    /// A smaller number is more, and one below zero has no end, so that it is the least.
    Smaller,
    /// What is on is more.
    On,
    /// What is off is more.
    Off,
    /// Names, the least first.
    Ranked(&'static [&'static str]),
}

impl Order {
    /// How `is` compares with `was`; `None` where either is no such value.
    pub(crate) fn compare(self, was: &Literal, is: &Literal) -> Option<Ordering> {
        let [was, is] = [self.rank(was)?, self.rank(is)?];
        is.partial_cmp(&was)
    }

    /// A number that is larger where there is more.
    fn rank(self, value: &Literal) -> Option<f64> {
        match self {
            Self::Larger => number(value).map(|number| match number < 0.0 {
                true => f64::INFINITY,
                false => number,
            }),
            Self::LargerOrZero => number(value).map(|number| match number <= 0.0 {
                true => f64::INFINITY,
                false => number,
            }),
            Self::Smaller => Self::Larger.rank(value).map(|rank| -rank),
            Self::On => value.as_bool().map(|is_on| f64::from(u8::from(is_on))),
            Self::Off => Self::On.rank(value).map(|rank| -rank),
            Self::Ranked(names) => {
                let name = value.as_str()?;
                let rank = names.iter().position(|known| *known == name)?;
                u32::try_from(rank).ok().map(f64::from)
            }
        }
    }
}

/// The number that `value` is; some bindings write numbers as strings, and Protocol Buffers durations with an `s`.
fn number(value: &Literal) -> Option<f64> {
    match value {
        Literal::Number(text) => text.parse().ok(),
        Literal::String(text) => text.strip_suffix('s').unwrap_or(text).parse().ok(),
        _ => None,
    }
}
