//! Numbers nearer to 0, with fewer digits.

use tidings_schema::Decimal;

/// Digits behind the point that are reckoned with.
const FRACTION_DIGITS: u64 = 12;

/// Offers `attempt` simpler numbers than `text`, each nearer to 0 than the last one that it took.
///
/// Whole numbers come first, then those with one digit behind the point, and so on. How near to 0 it goes is found by
/// halving, which is exact where all numbers on the one side of a bound are wanted.
pub(super) fn simplify_number(text: &str, attempt: &mut dyn FnMut(String) -> bool) {
    let Some(number) = Decimal::parse(text) else {
        return;
    };
    let plain = number.to_string();
    if plain != text {
        attempt(plain);
    }
    simplify_plain(&number, attempt);
}

fn simplify_plain(number: &Decimal, attempt: &mut dyn FnMut(String) -> bool) {
    if number.is_zero() || attempt("0".to_owned()) {
        return;
    }
    let digits = number.fraction_digits();
    if digits > FRACTION_DIGITS {
        return;
    }
    let Some(exact) = scaled(number, digits) else {
        return;
    };
    for scale in 0..=digits {
        let divisor = 10_i128.pow((digits - scale) as u32);
        let towards_zero = exact / divisor;
        let away = towards_zero + exact.signum();
        let candidates = match scale == digits {
            // Nothing is cut off: this is the number itself, which is wanted.
            true => vec![exact],
            false => vec![towards_zero, away],
        };
        let mut attempt_scaled = |value: i128| attempt(written(value, scale));
        let start = candidates
            .into_iter()
            .filter(|value| *value != 0)
            .find(|value| scale == digits || attempt_scaled(*value));
        if let Some(start) = start {
            return approach_zero(start, &mut attempt_scaled);
        }
    }
}

/// Halves the way from `wanted` to 0, which is not wanted, as long as that helps, and prefers a positive number.
fn approach_zero(wanted: i128, attempt: &mut dyn FnMut(i128) -> bool) {
    let mut wanted = wanted;
    let mut unwanted = 0;
    if wanted != 1 && attempt(1) {
        return;
    }
    if wanted < -1 && attempt(-1) {
        return;
    }
    while (wanted - unwanted).abs() > 1 {
        let middle = unwanted + (wanted - unwanted) / 2;
        match attempt(middle) {
            true => wanted = middle,
            false => unwanted = middle,
        }
    }
    if wanted < 0 {
        attempt(-wanted);
    }
}

/// `number` times ten to the power of `digits`.
fn scaled(number: &Decimal, digits: u64) -> Option<i128> {
    let places = i32::try_from(digits).ok()?;
    let scaled = number.shifted(places).to_integer()?;
    // Room for one more, and for the opposite.
    (scaled.abs() < i128::MAX / 2).then_some(scaled)
}

/// `value` with the point before the last `scale` digits.
fn written(value: i128, scale: u64) -> String {
    let scale = scale as usize;
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_wanted: impl Fn(&Decimal) -> bool, expected: &str) {
        let mut simplest = text.to_owned();
        simplify_number(text, &mut |candidate| {
            let number = Decimal::parse(&candidate).expect("a number");
            let is_wanted = is_wanted(&number);
            if is_wanted {
                simplest = candidate;
            }
            is_wanted
        });
        assert_eq!(simplest, expected, "{text}");
    }

    fn above(bound: &str) -> impl Fn(&Decimal) -> bool {
        let bound = Decimal::parse(bound).expect("a number");
        move |number| *number > bound
    }

    #[test]
    fn numbers_come_near_to_a_bound() {
        check("5000", |_| true, "0");
        check("5000", above("100"), "101");
        check("1e12", above("100"), "101");
        check("100.25", above("100"), "101");
        check("-7.5", |number| number.is_negative(), "-1");
        check("-7.5", |number| !number.is_zero(), "1");
        check(
            "-700",
            |number| above("100")(number) || number.is_negative(),
            "-1",
        );
        check("0.125", |number| !number.is_integer(), "0.1");
        check(
            "0.875",
            |number| !number.is_integer() && above("0.5")(number),
            "0.6",
        );
        check("3.0", |number| *number == Decimal::from(3_u64), "3");
        check("1e400", above("1"), "1e400");
        check(
            "1e25",
            |number| number.digits() == "1" && number.exponent() == 25,
            "10000000000000000000000000",
        );
        check("2e30", above("1e30"), "1000000000000000000000000000001");
    }
}
