//! Text from a document, made harmless for a terminal.

use std::borrow::Cow;

/// Whether a terminal might obey `character` instead of showing it, or show its neighbours in another order.
///
/// Besides the control characters these are the marks of bidirectional text, with which a name can pretend to be another.
fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` on one line, with every character that a terminal might obey written as an escape.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut printable = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_obeyed(character) {
            printable.extend(character.escape_default());
        } else {
            printable.push(character);
        }
    }
    Cow::Owned(printable)
}

/// `text` with the same length, where characters of several bytes that a terminal might obey are replaced by ones that it shows.
///
/// For source text, whose byte positions must stay; the renderer itself takes care of the characters of one byte.
pub(crate) fn shown_in_place(text: &str) -> Cow<'_, str> {
    let must_replace = |character: char| character.len_utf8() > 1 && is_obeyed(character);
    if !text.contains(must_replace) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|character| match character.len_utf8() {
        2 if must_replace(character) => '¿',
        3 if must_replace(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    });
    Cow::Owned(replaced.collect())
}

/// JSON text in which characters that a terminal might obey are written as `\u` escapes.
///
/// A serialiser escapes the first 32 characters only; the others are legal in JSON strings, and there is no other
/// place in JSON text where one can stand.
pub(crate) fn printable_json(text: String) -> String {
    let must_escape = |character: char| character != '\n' && is_obeyed(character);
    if !text.contains(must_escape) {
        return text;
    }
    let mut printable = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if must_escape(character) {
            printable.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            printable.push(character);
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_text_is_kept() {
        assert_eq!(printable("größe 😀 `a`"), "größe 😀 `a`");
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        assert_eq!(printable("a\x1b[31mb\nc\td"), r"a\u{1b}[31mb\nc\td");
        assert_eq!(printable("\u{9b}2J \u{202e}x"), r"\u{9b}2J \u{202e}x");
    }

    #[test]
    fn source_text_keeps_its_length() {
        let text = "a\u{9b}2J \u{202e}ü\n";
        assert_eq!(shown_in_place(text), "a¿2J \u{fffd}ü\n");
        assert_eq!(shown_in_place(text).len(), text.len());
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = serde_json::to_string("\u{9b}2J \u{202e}x\u{7f}\n").expect("a string");
        let printable = printable_json(text);
        assert_eq!(printable, r#""\u009b2J \u202ex\u007f\n""#);
        let read: String = serde_json::from_str(&printable).expect("still JSON");
        assert_eq!(read, "\u{9b}2J \u{202e}x\u{7f}\n");
    }
}
