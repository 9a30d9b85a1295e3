//! A day.

use std::fmt;
use std::str::FromStr;

use tidings_check::Format;

use super::{InvalidFormat, spelling};

/// A `date` of RFC 3339 §5.6 (`full-date`): a day of the years 0 to 9999.
///
/// ```
/// use tidings::Date;
///
/// let day: Date = "2024-02-29".parse()?;
/// assert_eq!(day.value().ordinal(), 60);
/// assert_eq!(day.to_string(), "2024-02-29");
/// # Ok::<(), tidings::InvalidFormat>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// The day, for reckoning.
    pub fn value(self) -> time::Date {
        self.0
    }
}

impl FromStr for Date {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        InvalidFormat::check(Format::Date, text)?;
        let day = spelling::day(text);
        day.map(Self).ok_or(InvalidFormat::new(
            Format::Date,
            "it cannot be reckoned with",
        ))
    }
}

impl TryFrom<time::Date> for Date {
    type Error = InvalidFormat;

    fn try_from(day: time::Date) -> Result<Self, InvalidFormat> {
        match (0..=9999).contains(&day.year()) {
            true => Ok(Self(day)),
            false => Err(InvalidFormat::new(
                Format::Date,
                "RFC 3339 cannot write its year",
            )),
        }
    }
}

impl From<Date> for time::Date {
    fn from(day: Date) -> Self {
        day.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its year can be written, or it would not be here.
        formatter.write_str(&spelling::of_day(self.0).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_back_and_are_ordered() {
        for text in ["0000-01-01", "2024-02-29", "9999-12-31"] {
            let day: Date = text.parse().unwrap();
            assert_eq!(day.to_string(), text);
            assert_eq!(Date::try_from(day.value()), Ok(day));
        }
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(day("2026-09-30") < day("2026-10-01"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "2023-02-29", "2026-1-01", "2026-11-21T00:00:00Z"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!(Date::try_from(time::Date::MIN).is_err());
    }
}
