//! A time of day with its offset.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use tidings_check::Format;
use time::UtcOffset;

use super::{InvalidFormat, spelling};

/// A `time` of RFC 3339 §5.6 (`full-time`), which is written back exactly as it was read.
///
/// Equality and order are those of the time of day in UTC, so `12:00:00Z` equals `14:00:00+02:00`.
///
/// ```
/// use tidings::Time;
///
/// let time: Time = "08:30:00.50+02:00".parse()?;
/// assert_eq!(time.value().hour(), 8);
/// assert_eq!(time.offset().whole_hours(), 2);
/// assert_eq!(time.to_string(), "08:30:00.50+02:00");
/// # Ok::<(), tidings::InvalidFormat>(())
/// ```
#[derive(Clone)]
pub struct Time {
    text: Box<str>,
    value: time::Time,
    offset: UtcOffset,
}

impl Time {
    /// The time on a clock that is `offset` ahead of UTC.
    ///
    /// # Errors
    ///
    /// RFC 3339 cannot write the offset: it has seconds, or is a day or more.
    pub fn new(value: time::Time, offset: UtcOffset) -> Result<Self, InvalidFormat> {
        let text = spelling::of_time(value, offset).ok_or(InvalidFormat::new(
            Format::Time,
            "RFC 3339 cannot write its offset",
        ))?;
        Ok(Self {
            text: text.into(),
            value,
            offset,
        })
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What a clock there shows, to the nanosecond; a leap second counts as the last nanosecond before it ends.
    pub fn value(&self) -> time::Time {
        self.value
    }

    /// How far the clock is ahead of UTC.
    pub fn offset(&self) -> UtcOffset {
        self.offset
    }

    /// Nanoseconds since midnight in UTC.
    fn in_utc(&self) -> i128 {
        let since_midnight = self.value - time::Time::MIDNIGHT;
        let offset = time::Duration::seconds(self.offset.whole_seconds().into());
        let day = time::Duration::DAY.whole_nanoseconds();
        (since_midnight - offset)
            .whole_nanoseconds()
            .rem_euclid(day)
    }
}

impl FromStr for Time {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        InvalidFormat::check(Format::Time, text)?;
        let (value, offset) = spelling::time_of_day(text).ok_or(InvalidFormat::new(
            Format::Time,
            "it cannot be reckoned with",
        ))?;
        Ok(Self {
            text: text.into(),
            value,
            offset,
        })
    }
}

impl PartialEq for Time {
    fn eq(&self, other: &Self) -> bool {
        self.in_utc() == other.in_utc()
    }
}

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        self.in_utc().cmp(&other.in_utc())
    }
}

impl Hash for Time {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.in_utc().hash(state);
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_back_letter_for_letter() {
        for text in [
            "07:30:00Z",
            "07:30:00z",
            "07:30:00.1200000000000+05:30",
            "07:30:00-00:00",
            "15:59:60-08:00",
        ] {
            let time: Time = text.parse().unwrap();
            assert_eq!(time.to_string(), text);
        }
    }

    #[test]
    fn offsets_do_not_count_in_comparisons() {
        let time = |text: &str| text.parse::<Time>().unwrap();
        assert_eq!(time("12:00:00Z"), time("14:00:00+02:00"));
        assert_eq!(time("23:30:00-01:00"), time("00:30:00Z"));
        assert!(time("12:00:00Z") < time("12:00:00.001Z"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "24:00:00Z", "12:00:00", "12:00Z", "12:00:60Z"] {
            assert!(text.parse::<Time>().is_err(), "{text}");
        }
        let offset = UtcOffset::from_hms(1, 0, 30).unwrap();
        assert!(Time::new(time::Time::MIDNIGHT, offset).is_err());
    }
}
