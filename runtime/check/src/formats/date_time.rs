//! Dates and times of RFC 3339 §5.6.

use super::Reason;

/// `full-date`: `2026-11-21`.
///
/// # Errors
///
/// What is wrong with it.
pub fn date(text: &str) -> Result<(), Reason> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return Err("it is not written YYYY-MM-DD");
    };
    let (Some(century), Some(year), Some(month), Some(day)) = (
        two_digits(y1, y2),
        two_digits(y3, y4),
        two_digits(m1, m2),
        two_digits(d1, d2),
    ) else {
        return Err("it is not written YYYY-MM-DD");
    };
    let year = u16::from(century) * 100 + u16::from(year);
    if !(1..=12).contains(&month) {
        return Err("there is no such month");
    }
    if day == 0 || day > days_in(year, month) {
        return Err("the month has no such day");
    }
    Ok(())
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `full-time`: `23:59:60Z`, `08:30:00.125+02:00`.
///
/// # Errors
///
/// What is wrong with it; a second 60 is right only where UTC has its leap seconds, at 23:59 (RFC 3339 §5.7).
pub fn time(text: &str) -> Result<(), Reason> {
    const SHAPE: Reason = "it is not written hh:mm:ss with an offset";
    let Some((&[h1, h2, b':', m1, m2, b':', s1, s2], rest)) =
        text.as_bytes().split_first_chunk::<8>()
    else {
        return Err(SHAPE);
    };
    let (Some(hour), Some(minute), Some(second)) =
        (two_digits(h1, h2), two_digits(m1, m2), two_digits(s1, s2))
    else {
        return Err(SHAPE);
    };
    if hour > 23 || minute > 59 || second > 60 {
        return Err("there is no such time of day");
    }
    let offset = minutes_of_offset(after_fraction(rest)?)?;
    let utc = (i32::from(hour) * 60 + i32::from(minute) - offset).rem_euclid(24 * 60);
    if second == 60 && utc != 23 * 60 + 59 {
        return Err("leap seconds are at 23:59:60 UTC only");
    }
    Ok(())
}

fn after_fraction(rest: &[u8]) -> Result<&[u8], Reason> {
    let Some(fraction) = rest.strip_prefix(b".") else {
        return Ok(rest);
    };
    match fraction.iter().take_while(|b| b.is_ascii_digit()).count() {
        0 => Err("the fraction of the second has no digits"),
        digits => Ok(&fraction[digits..]),
    }
}

fn minutes_of_offset(offset: &[u8]) -> Result<i32, Reason> {
    let (sign, hours, minutes) = match *offset {
        [b'Z' | b'z'] => return Ok(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            (sign, two_digits(h1, h2), two_digits(m1, m2))
        }
        [] => return Err("the offset is missing, Z or ±hh:mm"),
        _ => return Err("the offset is not Z or ±hh:mm"),
    };
    match (hours, minutes) {
        (Some(hours @ 0..=23), Some(minutes @ 0..=59)) => {
            let total = i32::from(hours) * 60 + i32::from(minutes);
            Ok(if sign == b'-' { -total } else { total })
        }
        _ => Err("the offset is not Z or ±hh:mm"),
    }
}

/// `date-time`: a date, `T`, a time.
///
/// # Errors
///
/// What is wrong with it.
pub fn date_time(text: &str) -> Result<(), Reason> {
    let Some((day, moment)) = text.split_once(['T', 't']) else {
        return Err("no T stands between date and time");
    };
    date(day)?;
    time(moment)
}

fn two_digits(tens: u8, units: u8) -> Option<u8> {
    (tens.is_ascii_digit() && units.is_ascii_digit()).then(|| (tens - b'0') * 10 + (units - b'0'))
}
