//! The day on which something ends, as contracts name it.

use std::fmt;

/// The extension that says on which day what has it ends.
pub const SUNSET: &str = "x-sunset";

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Reads `2030-05-01`, with a time of day behind it or without one (RFC 3339, section 5.6).
    pub fn read(text: &str) -> Option<Self> {
        let date = text.trim().split(['T', 't', ' ']).next()?;
        let mut numbers = date.split('-');
        let mut number = |digits: usize| {
            let text = numbers.next()?;
            let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse::<u16>().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let is_day = numbers.next().is_none() && (1..=days_of(month, year)).contains(&day);
        let small = |number: u16| u8::try_from(number).ok();
        is_day.then_some(())?;
        Some(Self {
            year,
            month: small(month)?,
            day: small(day)?,
        })
    }
}

/// How many days a month has; none, if it is no month.
fn days_of(month: u16, year: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_are_read_with_and_without_a_time_and_follow_each_other() {
        let day = |text| Day::read(text).map(|day| day.to_string());
        assert_eq!(day("2030-05-01").as_deref(), Some("2030-05-01"));
        assert_eq!(day("2030-05-01T12:00:00Z").as_deref(), Some("2030-05-01"));
        assert_eq!(day("2028-02-29").as_deref(), Some("2028-02-29"));
        for text in [
            "",
            "soon",
            "2030-5-1",
            "2030-13-01",
            "2030-00-01",
            "2030-05-00",
            "2030-05-32",
            "2030-04-31",
            "2030-02-29",
            "2100-02-29",
            "2030-05",
            "2030-05-01-01",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert!(Day::read("2029-12-31") < Day::read("2030-01-01"));
    }
}
