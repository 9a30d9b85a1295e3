//! JSON strings (RFC 8259 §7).

use std::borrow::Cow;

use super::Reader;
use crate::mistake::Mistake;

impl<'s> Reader<'_, 's> {
    /// Reads the string whose opening quote is next.
    pub(super) fn string(&mut self) -> Result<Cow<'s, str>, Mistake> {
        let quote = self.at;
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let start = self.at;
            let rest = &self.bytes[start..];
            let plain = |byte: &&u8| !matches!(byte, b'"' | b'\\' | 0..=0x1F);
            self.at += rest.iter().take_while(plain).count();
            let part = &self.text[start..self.at];
            if text.is_empty() {
                text = Cow::Borrowed(part);
            } else {
                text.to_mut().push_str(part);
            }
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    let character = self.escape().unwrap_or_else(|mistake| {
                        mistake.report(self.builder);
                        char::REPLACEMENT_CHARACTER
                    });
                    text.to_mut().push(character);
                }
                // A line break almost always means that the closing quote is missing.
                None | Some(b'\n' | b'\r') => {
                    let mistake = Mistake::at(quote, self.at, "this string is never closed");
                    return Err(
                        mistake.help("add the closing `\"`, or write a line break as `\\n`")
                    );
                }
                Some(control) => {
                    let escape = match control {
                        b'\t' => "\\t".to_owned(),
                        _ => format!("\\u{control:04x}"),
                    };
                    let place = (self.at, self.at + 1);
                    Mistake::at(
                        place.0,
                        place.1,
                        "a control character in a string must be escaped",
                    )
                    .help(format!("write it as `{escape}`"))
                    .mend("escape the character", place, escape)
                    .report(self.builder);
                    text.to_mut().push(char::from(control));
                    self.at += 1;
                }
            }
        }
    }

    /// Reads the escape whose backslash is next.
    fn escape(&mut self) -> Result<char, Mistake> {
        let start = self.at;
        self.at += 2;
        let character = match self.bytes.get(start + 1) {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => {
                let unknown = self.text[start + 1..].chars().next();
                let end = start + 1 + unknown.map_or(0, char::len_utf8);
                self.at = end;
                let message = format!("`{}` is no escape that JSON knows", &self.text[start..end]);
                let mistake = Mistake::at(start, end, message);
                return Err(mistake.help("write a backslash itself as `\\\\`"));
            }
        };
        Ok(character)
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char, Mistake> {
        let first = self.hexadecimal(start)?;
        let lone = |end: usize| {
            Mistake::at(start, end, "this is half of a surrogate pair")
                .help("characters beyond U+FFFF are written as two escapes, `\\ud83d\\ude00`")
        };
        let code = match first {
            0xD800..=0xDBFF => {
                if !self.bytes[self.at..].starts_with(b"\\u") {
                    return Err(lone(self.at));
                }
                let second_start = self.at;
                self.at += 2;
                let second = self.hexadecimal(second_start)?;
                if !(0xDC00..=0xDFFF).contains(&second) {
                    return Err(lone(second_start));
                }
                0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            code => code,
        };
        char::from_u32(code).ok_or_else(|| lone(self.at))
    }

    /// Reads the four digits behind the `\u` at `start`.
    fn hexadecimal(&mut self, start: usize) -> Result<u32, Mistake> {
        let digits = self.bytes[self.at..]
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_hexdigit())
            .count();
        let end = self.at + digits;
        if digits < 4 {
            return Err(Mistake::at(
                start,
                end,
                "`\\u` takes four hexadecimal digits",
            ));
        }
        let code = u32::from_str_radix(&self.text[self.at..end], 16).unwrap_or_default();
        self.at = end;
        Ok(code)
    }
}
