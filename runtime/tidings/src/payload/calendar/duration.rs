//! A length of time.

use std::fmt;
use std::str::FromStr;

use tidings_check::Format;

use super::InvalidFormat;

/// A `duration` of RFC 3339, appendix A, which is written back exactly as it was read.
///
/// Years and months have no fixed length, so durations have no order, and two of them are equal when they are written
/// alike; [`Duration::value`] gives the length where there is one.
///
/// ```
/// use std::time;
///
/// use tidings::Duration;
///
/// let duration: Duration = "P1DT2H".parse()?;
/// assert_eq!(duration.value(), Some(time::Duration::from_secs(26 * 60 * 60)));
/// assert_eq!("P1M".parse::<Duration>()?.value(), None);
/// assert_eq!(Duration::try_from(time::Duration::from_secs(5_400))?.to_string(), "PT1H30M");
/// # Ok::<(), tidings::InvalidFormat>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(Box<str>);

/// The numbers of a duration, each where it is written and fits 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Numbers {
    years: Option<u64>,
    months: Option<u64>,
    weeks: Option<u64>,
    days: Option<u64>,
    hours: Option<u64>,
    minutes: Option<u64>,
    seconds: Option<u64>,
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $unit:ident)*) => {$(
        $(#[$doc])*
        ///
        /// 0 where the duration does not say it, and the greatest number where it is beyond 64 bits.
        pub fn $unit(&self) -> u64 {
            self.numbers().$unit.unwrap_or_default()
        }
    )*};
}

impl Duration {
    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The length, where it is a fixed one that 64 bits of seconds hold: years and months have none, and a day is taken
    /// for 24 hours.
    pub fn value(&self) -> Option<std::time::Duration> {
        let numbers = self.numbers();
        if numbers.years.is_some_and(|years| years > 0)
            || numbers.months.is_some_and(|months| months > 0)
        {
            return None;
        }
        let parts = [
            (numbers.weeks, 7 * DAY),
            (numbers.days, DAY),
            (numbers.hours, HOUR),
            (numbers.minutes, MINUTE),
            (numbers.seconds, 1),
        ];
        let seconds = parts.into_iter().try_fold(0_u64, |sum, (number, unit)| {
            let number = number.unwrap_or_default();
            // The greatest number stands for any that is greater.
            let number = (number < u64::MAX).then_some(number)?;
            sum.checked_add(number.checked_mul(unit)?)
        });
        seconds.map(std::time::Duration::from_secs)
    }

    numbers! {
        /// The number of years.
        years
        /// The number of months.
        months
        /// The number of weeks.
        weeks
        /// The number of days.
        days
        /// The number of hours.
        hours
        /// The number of minutes.
        minutes
        /// The number of seconds.
        seconds
    }

    fn numbers(&self) -> Numbers {
        let mut numbers = Numbers::default();
        let mut is_time = false;
        let mut number = 0_u64;
        for byte in self.0.bytes() {
            let unit = match byte {
                b'0'..=b'9' => {
                    number = number.saturating_mul(10);
                    number = number.saturating_add(u64::from(byte - b'0'));
                    continue;
                }
                b'T' => {
                    is_time = true;
                    continue;
                }
                b'Y' => &mut numbers.years,
                b'M' if is_time => &mut numbers.minutes,
                b'M' => &mut numbers.months,
                b'W' => &mut numbers.weeks,
                b'D' => &mut numbers.days,
                b'H' => &mut numbers.hours,
                b'S' => &mut numbers.seconds,
                _ => continue,
            };
            *unit = Some(std::mem::take(&mut number));
        }
        numbers
    }
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl FromStr for Duration {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        InvalidFormat::check(Format::Duration, text)?;
        Ok(Self(text.into()))
    }
}

impl TryFrom<std::time::Duration> for Duration {
    type Error = InvalidFormat;

    /// Writes hours, minutes and seconds, from the first that is there to the last.
    fn try_from(length: std::time::Duration) -> Result<Self, InvalidFormat> {
        if length.subsec_nanos() != 0 {
            return Err(InvalidFormat::new(
                Format::Duration,
                "RFC 3339 writes whole seconds only",
            ));
        }
        let total = length.as_secs();
        let (hours, minutes, seconds) = (total / HOUR, total % HOUR / MINUTE, total % MINUTE);
        let mut text = "PT".to_owned();
        if hours > 0 {
            text.push_str(&format!("{hours}H"));
        }
        // The grammar has no gaps: minutes stand between hours and seconds even where there are none.
        if minutes > 0 || hours > 0 && seconds > 0 {
            text.push_str(&format!("{minutes}M"));
        }
        if seconds > 0 || total == 0 {
            text.push_str(&format!("{seconds}S"));
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duration(text: &str) -> Duration {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_read_is_written_back_letter_for_letter() {
        for text in ["P3W", "P1Y2M3DT4H5M6S", "PT007S", "P0D"] {
            assert_eq!(duration(text).to_string(), text);
        }
        assert_eq!(duration("P1Y2M3DT4H5M6S").months(), 2);
        assert_eq!(duration("P1Y2M3DT4H5M6S").minutes(), 5);
    }

    #[test]
    fn lengths_are_given_where_they_are_fixed() {
        let seconds = |text: &str| duration(text).value().map(|value| value.as_secs());
        assert_eq!(seconds("P1W"), Some(7 * DAY));
        assert_eq!(seconds("P0Y0M2D"), Some(2 * DAY));
        assert_eq!(seconds("PT1H0M1S"), Some(3_601));
        assert_eq!(seconds("P1M"), None);
        assert_eq!(seconds("PT99999999999999999999S"), None);
        assert_eq!(seconds("P18446744073709551614W"), None);
    }

    #[test]
    fn lengths_become_durations_and_come_back() {
        for seconds in [0, 1, 60, 61, 3_600, 3_601, 3_660, 90_061, u64::MAX] {
            let length = std::time::Duration::from_secs(seconds);
            let duration = Duration::try_from(length).unwrap();
            let again: Duration = duration.as_str().parse().unwrap();
            assert_eq!(again.value(), Some(length), "{duration}");
        }
        assert!(Duration::try_from(std::time::Duration::from_millis(1)).is_err());
    }
}
