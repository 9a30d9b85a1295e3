//! Conversions from and into types of the crate `chrono`.

use chrono::{DateTime as Chrono, FixedOffset, Offset, TimeZone, Utc};

use super::{DateTime, InvalidDateTime};

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
    type Error = InvalidDateTime;

    /// Writes the time with its own offset.
    fn try_from(time: Chrono<Z>) -> Result<Self, InvalidDateTime> {
        let offset = time.offset().fix().local_minus_utc();
        Self::of_seconds(time.timestamp(), time.timestamp_subsec_nanos(), offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
