//! Conversions from and into types of the crate `jiff`.

use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp, Zoned, civil};

use tidings_check::Format;

use super::{Date, DateTime, Duration, InvalidFormat, Time};

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
    type Error = InvalidFormat;

    /// Writes the time in UTC.
    fn try_from(time: Timestamp) -> Result<Self, InvalidFormat> {
        of_timestamp(time, 0)
    }
}

impl TryFrom<&Zoned> for DateTime {
    type Error = InvalidFormat;

    /// Writes the time with its own offset; the name of the zone is not written.
    fn try_from(time: &Zoned) -> Result<Self, InvalidFormat> {
        of_timestamp(time.timestamp(), time.offset().seconds())
    }
}

fn of_timestamp(time: Timestamp, offset: i32) -> Result<DateTime, InvalidFormat> {
    // Before 1970 jiff counts nanoseconds backwards from the second.
    let (seconds, nanoseconds) = (time.as_second(), time.subsec_nanosecond());
    let (seconds, nanoseconds) = match u32::try_from(nanoseconds) {
        Ok(nanoseconds) => (seconds, nanoseconds),
        Err(_) => (seconds - 1, (1_000_000_000 + nanoseconds) as u32),
    };
    DateTime::of_seconds(seconds, nanoseconds, offset)
}

impl From<Date> for civil::Date {
    fn from(day: Date) -> Self {
        let (year, month, day) = day.value().to_calendar_date();
        // Every year of RFC 3339 is one of jiff's.
        Self::new(year as i16, u8::from(month) as i8, day as i8).unwrap_or_default()
    }
}

impl TryFrom<civil::Date> for Date {
    type Error = InvalidFormat;

    fn try_from(day: civil::Date) -> Result<Self, InvalidFormat> {
        // What jiff writes in the years of RFC 3339 is the format, and everything else is refused.
        day.to_string().parse()
    }
}

impl From<&Time> for civil::Time {
    /// What a clock there shows, without its offset.
    fn from(time: &Time) -> Self {
        let (hour, minute, second, nanosecond) = time.value().as_hms_nano();
        let nanosecond = i32::try_from(nanosecond).unwrap_or_default();
        // Every time of day is one of jiff's.
        Self::new(hour as i8, minute as i8, second as i8, nanosecond).unwrap_or_default()
    }
}

impl TryFrom<&Duration> for Span {
    type Error = InvalidFormat;

    /// The same numbers of the same units.
    fn try_from(duration: &Duration) -> Result<Self, InvalidFormat> {
        // What is beyond 64 bits is beyond any span.
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let span = Self::new()
            .try_years(number(duration.years()))
            .and_then(|span| span.try_months(number(duration.months())))
            .and_then(|span| span.try_weeks(number(duration.weeks())))
            .and_then(|span| span.try_days(number(duration.days())))
            .and_then(|span| span.try_hours(number(duration.hours())))
            .and_then(|span| span.try_minutes(number(duration.minutes())))
            .and_then(|span| span.try_seconds(number(duration.seconds())));
        span.map_err(|_| InvalidFormat::new(Format::Duration, "jiff has no span as long as it"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_times_and_durations_are_those_of_the_text() {
        let day: Date = "2024-02-29".parse().unwrap();
        assert_eq!(Date::try_from(civil::Date::from(day)), Ok(day));
        assert!(Date::try_from(civil::Date::MIN).is_err());
        let time: Time = "08:30:00.25+02:00".parse().unwrap();
        assert_eq!(civil::Time::from(&time).to_string(), "08:30:00.25");
        let duration = |text: &str| text.parse::<Duration>().unwrap();
        let span = Span::try_from(&duration("P1Y2M3DT4H5M6S")).unwrap();
        assert_eq!((span.get_months(), span.get_minutes()), (2, 5));
        assert!(Span::try_from(&duration("P99999999999999999999Y")).is_err());
    }

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
