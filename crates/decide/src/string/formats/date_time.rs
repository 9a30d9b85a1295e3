//! Dates, times and durations of RFC 3339.

use std::borrow::Cow;

/// A day of the calendar: thirty-one, thirty or twenty-eight days, and the 29th of February in leap years.
const FULL_DATE: &str = concat!(
    r"(?:\d{4}-(?:",
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])",
    r"|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)",
    r"|02-(?:0[1-9]|1\d|2[0-8]))",
    r"|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)",
);

/// A time of day with its offset; second 60 wherever the clock stands.
const FULL_TIME: &str = concat!(
    r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?",
    r"(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
);

pub(super) fn date() -> [Cow<'static, str>; 1] {
    [format!("^{FULL_DATE}$").into()]
}

pub(super) fn time() -> [Cow<'static, str>; 3] {
    [
        format!("^{FULL_TIME}$").into(),
        leap_minutes("").into(),
        leap_hours("").into(),
    ]
}

pub(super) fn date_time() -> [Cow<'static, str>; 3] {
    // What stands before the hours.
    let day = r"[\s\S]{11}";
    [
        format!("^{FULL_DATE}[Tt]{FULL_TIME}$").into(),
        leap_minutes(day).into(),
        leap_hours(day).into(),
    ]
}

/// Of times that end in second 60 those whose minute is the 59th of UTC; all other times.
fn leap_minutes(before: &str) -> String {
    let minutes = (0..60).map(|minute| {
        let (east, west) = ((minute + 1) % 60, 59 - minute);
        let zulu = if minute == 59 { "|[Zz]" } else { "" };
        format!(r"{minute:02}:60(?:\.\d+)?(?:\+\d\d:{east:02}|-\d\d:{west:02}{zulu})")
    });
    let minutes: Vec<_> = minutes.collect();
    let minutes = minutes.join("|");
    format!(r"^{before}(?:[\s\S]{{6}}[^6]|\d\d:(?:{minutes})$)")
}

/// Of times that end in second 60, and whose minute is right, those whose hour is the last of UTC; all other times.
fn leap_hours(before: &str) -> String {
    let hours = (0..24).map(|hour| {
        let (next, west) = ((hour + 1) % 24, 23 - hour);
        let zulu = if hour == 23 { "|[Zz]" } else { "" };
        // An offset of whole hours to the east carries into the next hour: 23:59 UTC is 00:59 at +01:00.
        let east = format!(r"\+{hour:02}:(?:0[1-9]|[1-5]\d)|\+{next:02}:00");
        format!(r"{hour:02}:\d\d:60(?:\.\d+)?(?:{east}|-{west:02}:\d\d{zulu})")
    });
    let hours: Vec<_> = hours.collect();
    let hours = hours.join("|");
    format!(r"^{before}(?:[\s\S]{{6}}[^6]|(?:{hours})$)")
}

/// Units in order and without gaps, weeks alone.
pub(super) fn duration() -> [Cow<'static, str>; 1] {
    let days = r"(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)";
    let hours = r"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)";
    [format!(r"^P(?:\d+W|{days}(?:{hours})?|{hours})$").into()]
}
