//! Errors in quoted scalars: quotes, escapes and continuation lines.

use super::Kind;
use super::line::Line;
use super::place::Place;
use crate::mistake::Mistake;

pub(super) fn explain(kind: &Kind, place: Place<'_>) -> Option<Mistake> {
    let mistake = match kind {
        Kind::InvalidQuotedScalarIndent => continuation(place),
        Kind::UnclosedQuotedScalar => place
            .character("this quote is never closed")
            .help("write the same quote where the text ends"),
        Kind::DocumentIndicatorInQuotedScalar => place
            .character("a line inside quotes cannot start with `---` or `...`")
            .help("indent the line, or close the quote before it"),
        Kind::InvalidTrailingSingleQuotedScalar => trailing(place, '\'', "`''`"),
        Kind::InvalidTrailingDoubleQuotedScalar => trailing(place, '"', "`\\\"`"),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => return Some(escape(place).section("YAML 1.2.2 §5.7")),
        _ => return None,
    };
    Some(mistake.section("YAML 1.2.2 §7.3"))
}

/// Text behind a closing quote.
fn trailing(place: Place<'_>, quote: char, written: &str) -> Mistake {
    let line = Line::around(place.text, place.offset);
    let opened_above = line.content().matches(quote).count() % 2 == 1;
    if place.found() == Some(':') && opened_above {
        return place
            .character("a key in quotes must stand on one line")
            .help("write a line break in it as `\\n`, in double quotes");
    }
    place
        .character("there is text behind the closing quote")
        .help(format!(
            "a `{quote}` inside these quotes is written {written}"
        ))
}

/// A quoted text that goes on in a line with too little indentation, or whose closing quote is missing.
fn continuation(place: Place<'_>) -> Mistake {
    let line = Line::around(place.text, place.offset);
    let message =
        "this line continues a quoted text and must be indented deeper than the key of that text";
    let mistake = Mistake::at(line.content_start(), line.end, message);
    let Some((opening, quote, start)) = line.opening() else {
        return mistake.help("indent the line, or close the quote before it");
    };
    let content = line.content().trim_end();
    // Only a line that plainly closes the quote is the rest of the text; any other is a new entry behind an open quote.
    if !content.ends_with(quote) || content.matches(quote).count() != 1 || content.contains(": ") {
        return Mistake::at(start, start + 1, "this quote is never closed")
            .help("write the same quote where the text ends");
    }
    let missing = (opening.key_column() + 1).saturating_sub(line.indent());
    let place = (line.content_start(), line.content_start());
    mistake.mend("indent the line", place, " ".repeat(missing))
}

/// The first escape of the double-quoted text here that YAML cannot read.
fn escape(place: Place<'_>) -> Mistake {
    const KNOWN: &str = "0abt\tnvfre \"/\\N_LP\n\r";
    let Place { text, offset } = place;
    let mut at = offset + 1;
    // Whether the escape before was the first half of a surrogate pair, and where it started.
    let mut half = None;
    while let Some(backslash) = text[at..].find('\\').map(|found| at + found) {
        if let Some(start) = half.filter(|_| backslash > at) {
            return surrogate(start, at);
        }
        let Some(escaped) = text[backslash + 1..].chars().next() else {
            break;
        };
        at = backslash + 1 + escaped.len_utf8();
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ if KNOWN.contains(escaped) => {
                if let Some(start) = half.take() {
                    return surrogate(start, backslash);
                }
                continue;
            }
            _ => {
                let message = format!("`\\{escaped}` is no escape that YAML knows");
                return Mistake::at(backslash, at, message)
                    .help("in single quotes a backslash stands for itself");
            }
        };
        let there = text[at..].bytes().take(digits);
        let there = there.take_while(u8::is_ascii_hexdigit).count();
        let end = at + there;
        if there < digits {
            let message = format!("`\\{escaped}` takes {digits} hexadecimal digits");
            return Mistake::at(backslash, end, message)
                .help("in single quotes a backslash stands for itself");
        }
        let code = u32::from_str_radix(&text[at..end], 16).unwrap_or_default();
        at = end;
        half = match (half, code) {
            (None, 0xD800..=0xDBFF) => Some(backslash),
            (Some(_), 0xDC00..=0xDFFF) => None,
            (Some(start), _) => return surrogate(start, backslash),
            (None, 0xDC00..=0xDFFF) => return surrogate(backslash, end),
            (None, 0x11_0000..) => {
                return Mistake::at(backslash, end, "there is no character beyond U+10FFFF");
            }
            _ => None,
        };
    }
    match half {
        Some(start) => surrogate(start, at),
        None => place.character("this text has an escape that YAML does not know"),
    }
}

fn surrogate(start: usize, end: usize) -> Mistake {
    Mistake::at(start, end, "this is half of a surrogate pair")
        .help("write the whole character, or its code as `\\U0001F600`")
}
