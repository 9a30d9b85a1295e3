//! Conversions from and into types of the crate `jiff`.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::{DateTime, InvalidDateTime};

impl From<&DateTime> for Timestamp {
    fn from(time: &DateTime) -> Self {
        let value = time.value();
        let nanoseconds = i32::try_from(value.nanosecond()).unwrap_or_default();
        // The last day of the year 9999 ends later in the west than jiff's timestamps do.
        Self::new(value.unix_timestamp(), nanoseconds).unwrap_or(Self::MAX)
    }
}

impl From<&DateTime> for Zoned {
    /// The time in a zone of nothing but its offset.
    fn from(time: &DateTime) -> Self {
        let seconds = time.value().offset().whole_seconds();
        // Every offset of RFC 3339 is less than a day.
        let offset = Offset::from_seconds(seconds).unwrap_or(Offset::UTC);
        Timestamp::from(time).to_zoned(TimeZone::fixed(offset))
    }
}

impl TryFrom<Timestamp> for DateTime {
    type Error = InvalidDateTime;

    /// Writes the time in UTC.
    fn try_from(time: Timestamp) -> Result<Self, InvalidDateTime> {
        of_timestamp(time, 0)
    }
}

impl TryFrom<&Zoned> for DateTime {
    type Error = InvalidDateTime;

    /// Writes the time with its own offset; the name of the zone is not written.
    fn try_from(time: &Zoned) -> Result<Self, InvalidDateTime> {
        of_timestamp(time.timestamp(), time.offset().seconds())
    }
}

fn of_timestamp(time: Timestamp, offset: i32) -> Result<DateTime, InvalidDateTime> {
    // Before 1970 jiff counts nanoseconds backwards from the second.
    let (seconds, nanoseconds) = (time.as_second(), time.subsec_nanosecond());
    let (seconds, nanoseconds) = match u32::try_from(nanoseconds) {
        Ok(nanoseconds) => (seconds, nanoseconds),
        Err(_) => (seconds - 1, (1_000_000_000 + nanoseconds) as u32),
    };
    DateTime::of_seconds(seconds, nanoseconds, offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_there_and_come_back() {
        for text in [
            "2026-11-21T07:30:00.123456789+05:30",
            "1961-04-12T06:07:00.25+03:00",
            "0001-01-01T00:00:00-08:00",
        ] {
            let time: DateTime = text.parse().unwrap();
            let there = Zoned::from(&time);
            assert_eq!(DateTime::try_from(&there).unwrap().as_str(), text);
            let utc = DateTime::try_from(Timestamp::from(&time)).unwrap();
            assert_eq!(utc, time);
        }
    }
}
