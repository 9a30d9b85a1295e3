//! Durations of RFC 3339, appendix A.

use super::Reason;

/// `P3DT4H`, `PT0.5S` is none: the grammar knows whole numbers only, units in order and without gaps
/// (`P1Y2M3D`, not `P1Y3D`), weeks alone.
///
/// # Errors
///
/// What is wrong with it.
pub fn duration(text: &str) -> Result<(), Reason> {
    let Some(rest) = text.strip_prefix('P') else {
        return Err("it does not begin with P");
    };
    let (day_part, time_part) = match rest.split_once('T') {
        Some((day_part, time_part)) => (day_part, Some(time_part)),
        None => (rest, None),
    };
    if time_part.is_none() {
        if day_part.is_empty() {
            return Err("nothing stands behind P");
        }
        if let Some(weeks) = day_part.strip_suffix('W') {
            return match weeks.bytes().all(|byte| byte.is_ascii_digit()) && !weeks.is_empty() {
                true => Ok(()),
                false => Err("weeks stand alone, as in P2W"),
            };
        }
    }
    if !day_part.is_empty() {
        units(day_part, b"YMD")?;
    }
    match time_part {
        Some("") => Err("nothing stands behind T"),
        Some(time_part) => units(time_part, b"HMS"),
        None => Ok(()),
    }
}

/// Numbers, each with a unit, and the units neighbours in `order`.
fn units(text: &str, order: &[u8]) -> Result<(), Reason> {
    let mut rest = text.as_bytes();
    let mut expected: Option<usize> = None;
    while !rest.is_empty() {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let Some(unit) = rest.get(digits) else {
            return Err("a number has no unit");
        };
        if digits == 0 {
            return Err("a unit has no whole number before it");
        }
        let Some(position) = order.iter().position(|known| known == unit) else {
            return Err("a unit is unknown or stands on the wrong side of T");
        };
        if expected.is_some_and(|expected| position != expected) {
            return Err("the units are not in order and without gaps");
        }
        expected = Some(position + 1);
        rest = &rest[digits + 1..];
    }
    Ok(())
}
