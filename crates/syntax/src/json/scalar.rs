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
                return Err(match lower.as_str() {
                    "nan" | "infinity" => mistake.help("JSON numbers are finite"),
                    _ => mistake.help("write a string in double quotes"),
                });
            }
        };
        if word != meant {
            Mistake::at(start, self.at, format!("`{word}` is no JSON value"))
                .help(format!("write `{meant}`"))
                .mend("write it as JSON does", (start, self.at), meant)
                .report(self.builder);
        }
        Ok(shape)
    }

    /// Moves behind a number (RFC 8259 §6).
    pub(super) fn number(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        self.skip(b"-");
        let whole = self.digits();
        if whole == 0 {
            return Err(self.unexpected("a digit is expected behind `-`"));
        }
        if whole > 1 && self.bytes[self.at - whole] == b'0' {
            Mistake::at(
                start,
                self.at,
                "a JSON number does not start with a needless 0",
            )
            .help("remove the 0, or quote the value if its zeros matter")
            .report(self.builder);
        }
        if self.skip(b".") && self.digits() == 0 {
            return Err(self.unexpected("a digit is expected behind the decimal point"));
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            if self.digits() == 0 {
                return Err(self.unexpected("a digit is expected in the exponent"));
            }
        }
        Ok(())
    }
}
