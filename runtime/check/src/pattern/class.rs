//! Character classes and the escapes that stand for characters.

use super::error::InvalidPattern;
use super::input::Input;

/// A class that no character is in.
pub(super) const NOTHING: &str = r"[^\x{0}-\x{10FFFF}]";
/// A class that every character is in.
const EVERYTHING: &str = r"[\x{0}-\x{10FFFF}]";

const DIGITS: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
/// `WhiteSpace` and `LineTerminator` of ECMA-262 §12.2 and §12.3.
const SPACE: &str = r"\x{9}-\x{D}\x{20}\x{A0}\x{FEFF}\x{2028}\x{2029}\p{Zs}";

/// What an escape stands for.
pub(super) enum Escape {
    /// One character.
    Character(char),
    /// The inside of a class.
    Set(String),
    /// Half a surrogate pair, which no text has.
    Surrogate(u32),
}

/// Writes a character so that it means itself, in a class and outside.
pub(super) fn write_literal(character: char, output: &mut String) {
    if character.is_ascii_alphanumeric() || !character.is_ascii() {
        output.push(character);
    } else {
        output.push_str(&format!(r"\x{{{:X}}}", character as u32));
    }
}

/// Reads the escape behind a backslash that stands at `at` (ECMA-262 §22.2.1, `CharacterEscape` and `CharacterClassEscape`).
pub(super) fn read_escape(input: &mut Input<'_>, at: usize) -> Result<Escape, InvalidPattern> {
    let Some(character) = input.next() else {
        return Err(InvalidPattern::syntax(at, "a backslash ends the pattern"));
    };
    let set = |set: &str| Ok(Escape::Set(set.to_owned()));
    let complement = |set: &str| Ok(Escape::Set(format!("[^{set}]")));
    let literal = |character: char| Ok(Escape::Character(character));
    match character {
        'd' => set(DIGITS),
        'D' => complement(DIGITS),
        'w' => set(WORD),
        'W' => complement(WORD),
        's' => set(SPACE),
        'S' => complement(SPACE),
        't' => literal('\t'),
        'n' => literal('\n'),
        'v' => literal('\u{B}'),
        'f' => literal('\u{C}'),
        'r' => literal('\r'),
        '0' if !input.peek().is_some_and(|next| next.is_ascii_digit()) => literal('\0'),
        'c' => match input.next() {
            Some(letter) if letter.is_ascii_alphabetic() => literal((letter as u8 % 32) as char),
            _ => Err(InvalidPattern::syntax(
                at,
                r"\c is not followed by a letter",
            )),
        },
        'x' => match hexadecimal(input, 2).and_then(char::from_u32) {
            Some(character) => literal(character),
            None => Err(InvalidPattern::syntax(
                at,
                r"\x is not followed by two hexadecimal digits",
            )),
        },
        'u' => read_unicode_escape(input, at),
        'p' | 'P' => read_property(input, at, character),
        other if !other.is_alphanumeric() => literal(other),
        _ => Err(InvalidPattern::syntax(
            at,
            "a backslash stands before a letter or digit that it gives no meaning",
        )),
    }
}

/// `\uHHHH`, `\uHHHH\uHHHH` as a surrogate pair, or `\u{…}`.
fn read_unicode_escape(input: &mut Input<'_>, at: usize) -> Result<Escape, InvalidPattern> {
    let unit = if input.eat("{") {
        let digits = input.until('}').unwrap_or_default();
        let digits_only = digits.chars().all(|digit| digit.is_ascii_hexdigit());
        digits_only
            .then(|| u32::from_str_radix(&digits, 16).ok())
            .flatten()
            .filter(|&value| value <= 0x10_FFFF)
    } else {
        hexadecimal(input, 4).map(|unit| join_surrogates(input, unit))
    };
    match unit {
        Some(unit) => Ok(char::from_u32(unit).map_or(Escape::Surrogate(unit), Escape::Character)),
        None => Err(InvalidPattern::syntax(
            at,
            r"\u is followed by neither four hexadecimal digits nor a code point in braces",
        )),
    }
}

/// The code point of a high surrogate `unit` and the low one that may follow; otherwise `unit`.
fn join_surrogates(input: &mut Input<'_>, unit: u32) -> u32 {
    let start = input.position();
    if (0xD800..0xDC00).contains(&unit) && input.eat("\\u") {
        if let Some(low @ 0xDC00..=0xDFFF) = hexadecimal(input, 4) {
            return 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        }
        input.go_to(start);
    }
    unit
}

fn hexadecimal(input: &mut Input<'_>, digits: usize) -> Option<u32> {
    (0..digits).try_fold(0, |value, _| {
        let digit = input.next()?.to_digit(16)?;
        Some(value * 16 + digit)
    })
}

/// `\p{…}` and `\P{…}`: the names are those of Unicode, which the engines share.
fn read_property(input: &mut Input<'_>, at: usize, letter: char) -> Result<Escape, InvalidPattern> {
    let name = match input.eat("{") {
        true => input.until('}').unwrap_or_default(),
        false => String::new(),
    };
    let fine = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '='));
    if !fine {
        return Err(InvalidPattern::syntax(
            at,
            "a Unicode property has no name in braces",
        ));
    }
    let set = format!("\\{letter}{{{name}}}");
    match regex::Regex::new(&set) {
        Ok(_) => Ok(Escape::Set(set)),
        Err(_) => Err(InvalidPattern::syntax(
            at,
            "Unicode has no property of this name",
        )),
    }
}

/// One end of a range, or a set that cannot be an end.
enum Atom {
    Point(u32),
    Set(String),
}

/// Reads a class behind its opening bracket, which stands at `at`, and writes it with explicit ranges.
pub(super) fn write_class(
    input: &mut Input<'_>,
    at: usize,
    output: &mut String,
) -> Result<(), InvalidPattern> {
    let negated = input.eat("^");
    let mut inside = String::new();
    while let Some(first) = read_atom(input, at)? {
        let start = input.position();
        let last = match input.eat("-") {
            // A hyphen before the closing bracket means itself.
            true if input.peek() != Some(']') => read_atom(input, at)?,
            true => {
                input.go_to(start);
                None
            }
            false => None,
        };
        match (first, last) {
            (Atom::Point(low), Some(Atom::Point(high))) if low > high => {
                return Err(InvalidPattern::syntax(start, "a range is out of order"));
            }
            (Atom::Point(low), Some(Atom::Point(high))) => write_range(low, high, &mut inside),
            (first, None) => write_atom(first, &mut inside),
            // A set is no end of a range: the hyphen means itself (Annex B.1.2).
            (first, Some(last)) => {
                write_atom(first, &mut inside);
                write_literal('-', &mut inside);
                write_atom(last, &mut inside);
            }
        }
    }
    match (inside.is_empty(), negated) {
        (true, false) => output.push_str(NOTHING),
        (true, true) => output.push_str(EVERYTHING),
        (false, negated) => {
            output.push_str(if negated { "[^" } else { "[" });
            output.push_str(&inside);
            output.push(']');
        }
    }
    Ok(())
}

/// The next atom of a class; `None` at its closing bracket, which is read.
fn read_atom(input: &mut Input<'_>, class: usize) -> Result<Option<Atom>, InvalidPattern> {
    let at = input.position();
    match input.next() {
        None => Err(InvalidPattern::syntax(class, "a class is never closed")),
        Some(']') => Ok(None),
        Some('\\') if input.eat("b") => Ok(Some(Atom::Point(8))),
        Some('\\') => Ok(Some(match read_escape(input, at)? {
            Escape::Character(character) => Atom::Point(character as u32),
            Escape::Surrogate(unit) => Atom::Point(unit),
            Escape::Set(set) => Atom::Set(set),
        })),
        Some(character) => Ok(Some(Atom::Point(character as u32))),
    }
}

fn write_atom(atom: Atom, output: &mut String) {
    match atom {
        Atom::Point(point) => write_range(point, point, output),
        Atom::Set(set) => output.push_str(&set),
    }
}

/// Writes a range without the surrogates in it, which no text has.
fn write_range(low: u32, high: u32, output: &mut String) {
    let low = if (0xD800..0xE000).contains(&low) {
        0xE000
    } else {
        low
    };
    let high = if (0xD800..0xE000).contains(&high) {
        0xD7FF
    } else {
        high
    };
    let (Some(low), Some(high)) = (char::from_u32(low), char::from_u32(high)) else {
        return;
    };
    if low <= high {
        write_literal(low, output);
        if low < high {
            output.push('-');
            write_literal(high, output);
        }
    }
}
