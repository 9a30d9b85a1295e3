//! From the text of a configuration to decisions, or to the place where it makes no sense.

use serde::de::DeserializeOwned;
use tidings_diag::{LineIndex, nearest};

use crate::lint::Lint;

/// Reads `text`, the TOML of the file that the user knows as `name`.
///
/// # Errors
///
/// Says with line and column what is no TOML, no known key, value or rule, and what was probably meant.
pub fn parse<T: DeserializeOwned + AsRef<Lint>>(name: &str, text: &str) -> Result<T, String> {
    let read: T = toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        at(name, text, offset, &in_words(error.message()))
    })?;
    match read.as_ref().objection() {
        Some((offset, objection)) => Err(at(name, text, offset, &objection)),
        None => Ok(read),
    }
}

/// `message` behind the place of the byte `offset` in `text`: `tidings.toml:3:1: message`.
pub fn at(name: &str, text: &str, offset: usize, message: &str) -> String {
    let place = LineIndex::new(text).line_column(text, offset as u32);
    format!("{name}:{}:{}: {message}", place.line, place.column)
}

/// What serde says of an unknown name, with the name that was probably meant.
///
/// It lists names between backticks: the unknown one first, then those that it knows.
fn in_words(message: &str) -> String {
    let message = message.trim_end();
    let what = match message.split(" `").next() {
        Some("unknown field") => "key",
        Some("unknown variant") => "value",
        // The names of the structs are known to nobody outside.
        _ => {
            let wanted = message.rsplit_once("expected ");
            return match wanted {
                Some((before, what)) if what.starts_with("struct ") || what == "a map" => {
                    format!("{before}expected a table")
                }
                Some((before, "a sequence")) => format!("{before}expected a list"),
                _ => message.to_owned(),
            };
        }
    };
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = names.next().unwrap_or_default();
    let known: Vec<&str> = names.collect();
    let shortened = || {
        let mut known = known.iter().copied();
        known.find(|name| !unknown.is_empty() && name.starts_with(unknown))
    };
    match nearest(unknown, known.iter().copied()).or_else(shortened) {
        Some(near) => format!("unknown {what} `{unknown}`; did you mean `{near}`?"),
        None => format!(
            "unknown {what} `{unknown}`; known here: `{}`",
            known.join("`, `")
        ),
    }
}
