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
    /// A list with more names is more, and where it is not stated it has none.
    Listed,
}

/// What became of what a setting offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Whether it is less or more than before; `None` where that is not known.
    pub(crate) ordering: Option<Ordering>,
    /// Whether both versions say what it is, so that it is not the same perhaps.
    pub(crate) is_certain: bool,
}

impl Order {
    /// What became of a setting that was `from` and is `to`, each of which may not be stated.
    pub(crate) fn step(self, from: Option<&Literal>, to: Option<&Literal>) -> Step {
        if self == Self::Listed {
            let none = Literal::Array(Vec::new());
            return Step {
                ordering: listed(from.unwrap_or(&none), to.unwrap_or(&none)),
                is_certain: true,
            };
        }
        let ordering = match (from, to) {
            (Some(was), Some(is)) => self.compare(was, is),
            // Nothing is more than the most, nor less than the least.
            (None, Some(is)) => self.extreme(is),
            (Some(was), None) => self.extreme(was).map(Ordering::reverse),
            (None, None) => None,
        };
        Step {
            ordering,
            is_certain: from.is_some() && to.is_some(),
        }
    }

    /// Whether `value` is the most that there is, or the least.
    fn extreme(self, value: &Literal) -> Option<Ordering> {
        let rank = self.rank(value)?;
        let [least, most] = match self {
            Self::Larger | Self::LargerOrZero => [None, Some(f64::INFINITY)],
            Self::Smaller => [Some(f64::NEG_INFINITY), None],
            Self::On => [Some(0.0), Some(1.0)],
            Self::Off => [Some(-1.0), Some(0.0)],
            Self::Ranked(names) => {
                let last = u32::try_from(names.len()).ok()?.checked_sub(1)?;
                [Some(0.0), Some(f64::from(last))]
            }
            Self::Listed => [None, None],
        };
        let is = |bound: Option<f64>| {
            bound.and_then(|bound| bound.partial_cmp(&rank)) == Some(Ordering::Equal)
        };
        match (is(least), is(most)) {
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            _ => None,
        }
    }

    /// How `is` compares with `was`; `None` where either is no such value.
    pub(crate) fn compare(self, was: &Literal, is: &Literal) -> Option<Ordering> {
        if self == Self::Listed {
            return listed(was, is);
        }
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
            Self::Listed => None,
        }
    }
}

/// How the list `is` compares with `was`; `None` where each has something that the other one has not.
fn listed(was: &Literal, is: &Literal) -> Option<Ordering> {
    let (Literal::Array(was), Literal::Array(is)) = (was, is) else {
        return None;
    };
    let has_all = |one: &[Literal], other: &[Literal]| other.iter().all(|name| one.contains(name));
    match (has_all(was, is), has_all(is, was)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => None,
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
