//! Conversions from and into types of the crate `chrono`.

use chrono::{
    DateTime as Chrono, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};

use tidings_check::Format;

use super::{Date, DateTime, Duration, InvalidFormat, Time};

impl From<&DateTime> for Chrono<Utc> {
    fn from(time: &DateTime) -> Self {
        let value = time.value();
        // Every year of RFC 3339 is one of chrono's.
        Self::from_timestamp(value.unix_timestamp(), value.nanosecond()).unwrap_or_default()
    }
}

impl From<&DateTime> for Chrono<FixedOffset> {
    fn from(time: &DateTime) -> Self {
        let seconds = time.value().offset().whole_seconds();
        // Every offset of RFC 3339 is less than a day.
        let offset = FixedOffset::east_opt(seconds).unwrap_or(Utc.fix());
        Chrono::<Utc>::from(time).with_timezone(&offset)
    }
}

impl<Z: TimeZone> TryFrom<Chrono<Z>> for DateTime {
    type Error = InvalidFormat;

    /// Writes the time with its own offset.
    fn try_from(time: Chrono<Z>) -> Result<Self, InvalidFormat> {
        let offset = time.offset().fix().local_minus_utc();
        Self::of_seconds(time.timestamp(), time.timestamp_subsec_nanos(), offset)
    }
}

impl From<Date> for NaiveDate {
    fn from(day: Date) -> Self {
        let (year, month, day) = day.value().to_calendar_date();
        // Every year of RFC 3339 is one of chrono's.
        Self::from_ymd_opt(year, u8::from(month).into(), day.into()).unwrap_or_default()
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = InvalidFormat;

    fn try_from(day: NaiveDate) -> Result<Self, InvalidFormat> {
        // What chrono writes in the years of RFC 3339 is the format, and everything else is refused.
        format!("{day:?}").parse()
    }
}

impl From<&Time> for NaiveTime {
    /// What a clock there shows, without its offset.
    fn from(time: &Time) -> Self {
        let (hour, minute, second, nanosecond) = time.value().as_hms_nano();
        // Every time of day is one of chrono's.
        Self::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nanosecond)
            .unwrap_or_default()
    }
}

impl TryFrom<&Duration> for TimeDelta {
    type Error = InvalidFormat;

    /// The length, where it is a fixed one.
    fn try_from(duration: &Duration) -> Result<Self, InvalidFormat> {
        let length = duration.value();
        let delta = length.and_then(|length| Self::from_std(length).ok());
        delta.ok_or(InvalidFormat::new(
            Format::Duration,
            "it has no fixed length, or one that chrono does not have",
        ))
    }
}

impl TryFrom<TimeDelta> for Duration {
    type Error = InvalidFormat;

    fn try_from(delta: TimeDelta) -> Result<Self, InvalidFormat> {
        match delta.to_std() {
            Ok(length) => Self::try_from(length),
            Err(_) => Err(InvalidFormat::new(
                Format::Duration,
                "RFC 3339 writes no negative lengths",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_times_and_durations_go_there_and_come_back() {
        let day: Date = "2024-02-29".parse().unwrap();
        assert_eq!(Date::try_from(NaiveDate::from(day)), Ok(day));
        assert!(Date::try_from(NaiveDate::MAX).is_err());
        let time: Time = "08:30:00.25+02:00".parse().unwrap();
        assert_eq!(NaiveTime::from(&time).to_string(), "08:30:00.250");
        let duration: Duration = "PT26H".parse().unwrap();
        let delta = TimeDelta::try_from(&duration).unwrap();
        assert_eq!(Duration::try_from(delta), Ok(duration));
        assert!(Duration::try_from(-delta).is_err());
        let month: Duration = "P1M".parse().unwrap();
        assert!(TimeDelta::try_from(&month).is_err());
    }

    #[test]
    fn times_go_there_and_come_back() {
        for text in [
            "2026-11-21T07:30:00.123456789+05:30",
            "0001-01-01T00:00:00-08:00",
            "2026-11-21T07:30:00Z",
        ] {
            let time: DateTime = text.parse().unwrap();
            let there = Chrono::<FixedOffset>::from(&time);
            assert_eq!(there.timestamp(), time.value().unix_timestamp());
            assert_eq!(DateTime::try_from(there).unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_year_that_cannot_be_written_is_refused() {
        assert!(DateTime::try_from(Chrono::<Utc>::MAX_UTC).is_err());
    }
}
