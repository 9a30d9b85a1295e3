//! JSON strings (RFC 8259 §7).

use std::borrow::Cow;

use super::Reader;
use super::instead::shown;
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
                Some(b'\\') if !self.ends_behind_backslash() => {
                    let character = self.escape().unwrap_or_else(|mistake| {
                        self.report(mistake.section("RFC 8259 §7"));
                        char::REPLACEMENT_CHARACTER
                    });
                    text.to_mut().push(character);
                }
                // A line break almost always means that the closing quote is missing.
                None | Some(b'\n' | b'\r' | b'\\') => {
                    let mistake = Mistake::at(quote, self.at, "this string is never closed");
                    return Err(mistake
                        .help("add the closing `\"`, or write a line break as `\\n`")
                        .section("RFC 8259 §7"));
                }
                Some(control) => {
                    let escape = match control {
                        b'\t' => "\\t".to_owned(),
                        _ => format!("\\u{control:04x}"),
                    };
                    let place = (self.at, self.at + 1);
                    let message = "a control character in a string must be escaped";
                    let mistake = Mistake::at(place.0, place.1, message)
                        .help(format!("write it as `{escape}`"))
                        .section("RFC 8259 §7")
                        .mend("escape the character", place, escape);
                    self.report(mistake);
                    text.to_mut().push(char::from(control));
                    self.at += 1;
                }
            }
        }
    }

    /// Whether nothing on this line follows the backslash that is next.
    fn ends_behind_backslash(&self) -> bool {
        matches!(self.bytes.get(self.at + 1), None | Some(b'\n' | b'\r'))
    }

    /// The text between the single quote that is next and another one on its line, if JSON needs no escape for it.
    pub(super) fn single_quoted(&self) -> Option<&'s str> {
        let rest = &self.text[self.at..];
        let (text, _) = rest.strip_prefix('\'')?.split_once('\'')?;
        let plain = |each: char| !each.is_control() && !matches!(each, '"' | '\\');
        text.chars().all(plain).then_some(text)
    }

    /// Reads a string in single quotes, which plainly is one.
    pub(super) fn misquoted(&mut self) -> &'s str {
        let text = self.single_quoted().unwrap_or_default();
        let place = (self.at, self.at + text.len() + 2);
        self.at = place.1;
        let mistake = Mistake::at(place.0, place.1, "JSON has no single quotes")
            .section("RFC 8259 §7")
            .mend("write double quotes", place, format!("\"{text}\""));
        self.report(mistake);
        text
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
                let message = match unknown {
                    Some(visible) if !visible.is_control() => {
                        format!("`\\{visible}` is no escape that JSON knows")
                    }
                    other => {
                        let other = other.map_or_else(String::new, shown);
                        format!("{other} is no escape behind a backslash that JSON knows")
                    }
                };
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
