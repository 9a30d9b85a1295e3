//! A point in time that keeps its spelling.

use std::fmt;
use std::str::FromStr;

use tidings_check::Format;
use time::{Date, OffsetDateTime, Time, UtcOffset};

use super::{InvalidFormat, spelling};

/// A `date-time` of RFC 3339 §5.6, which is written back exactly as it was read.
///
/// Offset, digits of the fraction, case of `T` and `Z` and leap seconds survive;
/// [`DateTime::value`] gives the point in time for reckoning.
///
/// Equality and order are those of the point in time, so `12:00Z` equals `14:00+02:00`.
///
/// ```
/// use tidings::DateTime;
///
/// let time: DateTime = "2016-12-31T23:59:60.50+00:00".parse()?;
/// assert_eq!(time.to_string(), "2016-12-31T23:59:60.50+00:00");
/// # Ok::<(), tidings::InvalidFormat>(())
/// ```
#[derive(Clone)]
pub struct DateTime {
    text: Box<str>,
    value: OffsetDateTime,
}

impl DateTime {
    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The point in time, to the nanosecond; a leap second counts as the last nanosecond before it ends.
    pub fn value(&self) -> OffsetDateTime {
        self.value
    }

    /// Now, in UTC.
    pub fn now() -> Self {
        Self::from(OffsetDateTime::now_utc())
    }
}

#[cfg(any(feature = "chrono", feature = "jiff"))]
impl DateTime {
    /// The point in time of another library: seconds since 1970, nanoseconds in the second, seconds of the offset.
    pub(super) fn of_seconds(
        seconds: i64,
        nanoseconds: u32,
        offset: i32,
    ) -> Result<Self, InvalidFormat> {
        let nanoseconds = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        let value = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok();
        let value = value.and_then(|value| {
            let offset = UtcOffset::from_whole_seconds(offset).ok()?;
            value.checked_to_offset(offset)
        });
        let value = value.filter(|value| text_of(*value).is_some());
        value.map(Self::from).ok_or(InvalidFormat::new(
            Format::DateTime,
            "RFC 3339 cannot write its year or its offset",
        ))
    }
}

impl FromStr for DateTime {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        InvalidFormat::check(Format::DateTime, text)?;
        let value = point_in_time(text).ok_or(InvalidFormat::new(
            Format::DateTime,
            "it cannot be reckoned with",
        ))?;
        Ok(Self {
            text: text.into(),
            value,
        })
    }
}

/// The point in time of a text that is known to be a date-time.
fn point_in_time(text: &str) -> Option<OffsetDateTime> {
    let (time, offset) = spelling::time_of_day(text.get(11..)?)?;
    Some(spelling::day(text)?.with_time(time).assume_offset(offset))
}

/// The text of a point in time, where RFC 3339 can write its year and its offset.
fn text_of(value: OffsetDateTime) -> Option<String> {
    let day = spelling::of_day(value.date())?;
    let time = spelling::of_time(value.time(), value.offset())?;
    Some(format!("{day}T{time}"))
}

impl From<OffsetDateTime> for DateTime {
    /// Writes the time with its own offset; an offset with seconds, or a year that RFC 3339 cannot write, is moved to
    /// UTC or to the nearest end of the years 0 to 9999.
    fn from(value: OffsetDateTime) -> Self {
        let (value, text) = match text_of(value) {
            Some(text) => (value, text),
            None => {
                let utc = value.to_offset(UtcOffset::UTC).clamp(earliest(), latest());
                (utc, text_of(utc).unwrap_or_default())
            }
        };
        Self {
            text: text.into(),
            value,
        }
    }
}

/// The first point in time that RFC 3339 writes in UTC.
fn earliest() -> OffsetDateTime {
    Date::from_ordinal_date(0, 1).map_or(OffsetDateTime::UNIX_EPOCH, |date| {
        date.midnight().assume_utc()
    })
}

/// The last point in time that RFC 3339 writes in UTC.
fn latest() -> OffsetDateTime {
    Date::from_ordinal_date(9999, 365).map_or(OffsetDateTime::UNIX_EPOCH, |date| {
        date.with_time(Time::MAX).assume_utc()
    })
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl std::hash::Hash for DateTime {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl fmt::Display for DateTime {
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
            "2026-11-21T07:30:00Z",
            "2026-11-21t07:30:00z",
            "2026-11-21T07:30:00.1200000000000+05:30",
            "2026-11-21T07:30:00-00:00",
            "1990-12-31T15:59:60-08:00",
            "0000-01-01T00:00:00Z",
        ] {
            let time: DateTime = text
                .parse()
                .unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(time.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_time_is_refused() {
        for text in [
            "",
            "2026-11-21",
            "2026-02-30T00:00:00Z",
            "2026-11-21T07:30:00",
        ] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn spelling_does_not_count_in_comparisons() {
        let time = |text: &str| text.parse::<DateTime>().unwrap();
        assert_eq!(
            time("2026-11-21T12:00:00Z"),
            time("2026-11-21T14:00:00+02:00")
        );
        assert!(time("2026-11-21T12:00:00Z") < time("2026-11-21T12:00:00.001Z"));
    }

    #[test]
    fn any_point_in_time_can_be_written() {
        let day = |year| Date::from_ordinal_date(year, 200).unwrap().midnight();
        let offset = |hours, seconds| UtcOffset::from_hms(hours, 0, seconds).unwrap();
        for (value, text) in [
            (
                day(2026).assume_offset(offset(-2, 0)),
                "2026-07-19T00:00:00-02:00",
            ),
            (
                day(2026).assume_offset(offset(2, 30)),
                "2026-07-18T21:59:30Z",
            ),
            (day(-5).assume_utc(), "0000-01-01T00:00:00Z"),
            (latest(), "9999-12-31T23:59:59.999999999Z"),
        ] {
            let written = DateTime::from(value).to_string();
            assert_eq!(written, text);
            assert!(written.parse::<DateTime>().is_ok(), "{written}");
        }
    }
}
