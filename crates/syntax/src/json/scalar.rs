//! JSON's words and numbers.

use super::Reader;
use crate::mistake::Mistake;
use crate::tree::Shape;

impl<'s> Reader<'_, 's> {
    /// Moves behind a bare word.
    pub(super) fn word(&mut self) -> &'s str {
        let start = self.at;
        let rest = &self.bytes[start..];
        let part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
        self.at += rest.iter().take_while(part).count();
        &self.text[start..self.at]
    }

    /// Reads `null`, `true` or `false`, and other words that plainly stand for one value.
    pub(super) fn literal(&mut self) -> Result<Shape, Mistake> {
        let start = self.at;
        let word = self.word();
        let lower = word.to_ascii_lowercase();
        let (shape, meant) = match lower.as_str() {
            "true" => (Shape::Bool(true), "true"),
            "false" => (Shape::Bool(false), "false"),
            "null" | "none" | "undefined" | "nil" => (Shape::Null, "null"),
            _ => {
                let mistake = Mistake::at(start, self.at, format!("`{word}` is no JSON value"));
                let mistake = mistake.section("RFC 8259 §3");
                return Err(match lower.as_str() {
                    "nan" | "infinity" | "inf" => mistake.help("JSON numbers are finite"),
                    _ => mistake.help("write a string in double quotes"),
                });
            }
        };
        if word != meant {
            let mistake = Mistake::at(start, self.at, format!("`{word}` is no JSON value"))
                .help(format!("write `{meant}`"))
                .section("RFC 8259 §3")
                .mend("write it as JSON does", (start, self.at), meant);
            self.report(mistake);
        }
        Ok(shape)
    }

    /// Moves behind a number (RFC 8259 §6).
    pub(super) fn number(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        self.try_number().map_err(|expectation| {
            let negative_word = self.bytes[start] == b'-'
                && self.bytes[self.at..]
                    .first()
                    .is_some_and(u8::is_ascii_alphabetic);
            if negative_word {
                self.no_number(start)
            } else {
                self.unexpected(expectation).section("RFC 8259 §6")
            }
        })?;
        let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
        if self.peek().is_some_and(goes_on) {
            let help =
                "JSON numbers are decimal, such as `-1.5e3`; quote the value if its text is meant";
            return Err(self.no_number(start).help(help).section("RFC 8259 §6"));
        }
        let digits = self.text[start..self.at].trim_start_matches('-');
        if digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit() {
            let message = "a JSON number does not start with a needless 0";
            let mistake = Mistake::at(start, self.at, message)
                .help("remove the 0, or quote the value if its zeros matter")
                .section("RFC 8259 §6");
            self.report(mistake);
        }
        Ok(())
    }

    /// Moves behind the parts of a number, or to where a digit is missing.
    fn try_number(&mut self) -> Result<(), &'static str> {
        self.skip(b"-");
        if self.digits() == 0 {
            return Err("a digit is expected behind `-`");
        }
        if self.skip(b".") && self.digits() == 0 {
            return Err("a digit is expected behind the decimal point");
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            if self.digits() == 0 {
                return Err("a digit is expected in the exponent");
            }
        }
        Ok(())
    }

    /// Whether a letter or digit follows the character that is next.
    pub(super) fn starts_word_behind(&self) -> bool {
        let behind = self.bytes.get(self.at + 1);
        behind.is_some_and(u8::is_ascii_alphanumeric)
    }

    /// The mistake of something that starts as a number does.
    pub(super) fn no_number(&self, start: usize) -> Mistake {
        let part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.+-".contains(byte);
        let length = self.bytes[start..].iter().take_while(part).count();
        let word = &self.text[start..start + length];
        let lower = word.to_ascii_lowercase();
        let help = if lower.contains("inf") || lower.contains("nan") {
            "JSON numbers are finite"
        } else {
            "JSON numbers are decimal, such as `-0.5e3`; quote the value if its text is meant"
        };
        Mistake::at(start, start + length, format!("`{word}` is no JSON number"))
            .help(help)
            .section("RFC 8259 §6")
    }
}
