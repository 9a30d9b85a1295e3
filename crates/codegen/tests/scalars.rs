//! Numbers of generated types, as texts: a value in memory would not tell what stands on the wire.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

mod scalars {
    include!("generated/scalars.rs");
}

use scalars::Reading;

fn reading(rest: &str) -> String {
    let sensor = "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f";
    format!(r#"{{"sensor":"{sensor}","value":1.5,"at":"2026-01-02T03:04:05.10+02:00",{rest}}}"#)
}

#[track_caller]
fn comes_back(rest: &str) {
    let text = reading(rest);
    let value: Reading = tidings::json::from_slice(text.as_bytes())
        .unwrap_or_else(|error| panic!("{text} is refused: {error}"));
    let written = tidings::json::to_vec(&value).expect("what was read is written");
    assert_eq!(String::from_utf8_lossy(&written), text);
}

#[track_caller]
fn is_refused(rest: &str, expected: &str) {
    let error = tidings::json::from_slice::<Reading>(reading(rest).as_bytes())
        .expect_err(rest)
        .to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn texts_of_known_formats_are_kept_letter_for_letter() {
    comes_back(r#""day":"2024-02-29""#);
    is_refused(
        r#""day":"2023-02-29""#,
        r#"/day: "2023-02-29" is not a valid date"#,
    );
    let upper = reading(r#""day":"2024-02-29""#).replace("7d9f", "7D9F");
    let value: Reading = tidings::json::from_slice(upper.as_bytes()).expect("it is valid");
    assert_eq!(
        tidings::json::to_vec(&value).expect("it is written"),
        upper.as_bytes()
    );
}

#[test]
fn integers_are_as_wide_as_their_bounds() {
    comes_back(r#""level8":-128,"channel":255,"sum":100000000000000000000"#);
    comes_back(r#""balance":-99999999999999999999"#);
    is_refused(r#""level8":128"#, "/level8: 128");
    is_refused(r#""channel":256"#, "/channel: 256");
    is_refused(
        r#""sum":100000000000000000001"#,
        "/sum: 100000000000000000001 is greater than 100000000000000000000",
    );
    is_refused(r#""sum":-1"#, "/sum");
    is_refused(r#""balance":"1""#, "/balance");
}
