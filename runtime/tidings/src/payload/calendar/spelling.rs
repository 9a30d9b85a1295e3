//! How RFC 3339 §5.6 writes days, times of day and offsets.

use time::{Date, Month, Time, UtcOffset};

/// The day that begins `text`, which is known to begin with a date.
pub(super) fn day(text: &str) -> Option<Date> {
    let month = Month::try_from(two_digits(text, 5)?).ok()?;
    let year = text.get(0..4)?.parse().ok()?;
    Date::from_calendar_date(year, month, two_digits(text, 8)?).ok()
}

/// The time of day that `text` is, which is known to be a full time, and its offset.
///
/// A leap second counts as the last nanosecond before it ends.
pub(super) fn time_of_day(text: &str) -> Option<(Time, UtcOffset)> {
    let digits = text.get(8..)?.strip_prefix('.').map_or("", |fraction| {
        let end = fraction.find(|character: char| !character.is_ascii_digit());
        &fraction[..end.unwrap_or(fraction.len())]
    });
    let (second, nanosecond) = match two_digits(text, 6)? {
        60 => (59, 999_999_999),
        second => {
            let digits = format!("{:0<9}", digits.get(..9).unwrap_or(digits));
            (second, digits.parse().ok()?)
        }
    };
    let (hour, minute) = (two_digits(text, 0)?, two_digits(text, 3)?);
    let time = Time::from_hms_nano(hour, minute, second, nanosecond).ok()?;
    let offset = match text.get(text.len().checked_sub(6)?..)?.as_bytes() {
        &[sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let two = |tens: u8, units: u8| ((tens - b'0') * 10 + (units - b'0')) as i8;
            let sign = if sign == b'-' { -1 } else { 1 };
            UtcOffset::from_hms(sign * two(h1, h2), sign * two(m1, m2), 0).ok()?
        }
        _ => UtcOffset::UTC,
    };
    Some((time, offset))
}

/// The text of a day, where RFC 3339 can write its year.
pub(super) fn of_day(day: Date) -> Option<String> {
    let (year, month, day) = day.to_calendar_date();
    let is_written = (0..=9999).contains(&year);
    is_written.then(|| format!("{year:04}-{:02}-{day:02}", u8::from(month)))
}

/// The text of a time of day, where RFC 3339 can write its offset.
pub(super) fn of_time(time: Time, offset: UtcOffset) -> Option<String> {
    let (hours, minutes, seconds) = offset.as_hms();
    if seconds != 0 || hours.abs() > 23 {
        return None;
    }
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    let mut text = format!("{hour:02}:{minute:02}:{second:02}");
    if nanosecond != 0 {
        let fraction = format!(".{nanosecond:09}");
        text.push_str(fraction.trim_end_matches('0'));
    }
    if offset.is_utc() {
        text.push('Z');
    } else {
        let sign = if offset.is_negative() { '-' } else { '+' };
        text.push_str(&format!("{sign}{:02}:{:02}", hours.abs(), minutes.abs()));
    }
    Some(text)
}

fn two_digits(text: &str, at: usize) -> Option<u8> {
    text.get(at..at + 2)?.parse().ok()
}
