//! Values that prove something, as findings show them.

use tidings_decide::Options;
use tidings_schema::{Formats, Literal};

/// How many characters of a value are shown.
const SHOWN: usize = 200;

/// How many steps one question may cost: rules ask many, and one that is not answered is not told.
const BUDGET: u64 = 20_000;

/// How the rules ask.
pub(crate) fn options(formats: Formats) -> Options {
    Options {
        formats,
        breaks: 1,
        budget: BUDGET,
    }
}

/// `value` as JSON between backticks, cut off where it is long.
pub(crate) fn shown(value: &Literal) -> String {
    let text = value.to_json_text();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}
