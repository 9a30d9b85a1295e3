//! Strict JSON (RFC 8259), with a position for everything.
//!
//! The reader keeps its own stack, so nesting costs no recursion.
//! Mistakes that are certain, such as a comma too many, are reported and passed over; at any other one reading ends.

mod instead;
mod scalar;
mod string;

use tidings_diag::{Applicability, Edit, Fix};

use crate::builder::{Builder, Collection, Stop};
use crate::extent::rest_of_line;
use crate::mistake::Mistake;
use crate::rules;
use crate::tree::Shape;

/// Reads the builder's text.
pub(crate) fn read(builder: &mut Builder<'_>) {
    let text = builder.text;
    let mut reader = Reader {
        builder,
        text,
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
    };
    reader.byte_order_mark();
    match reader.document() {
        Ok(()) | Err(End::Stop) => {}
        Err(End::Mistake(mistake)) => {
            reader.report(mistake);
            reader.builder.break_off(1);
        }
    }
}

enum End {
    Stop,
    Mistake(Mistake),
}

impl From<Stop> for End {
    fn from(_: Stop) -> Self {
        Self::Stop
    }
}

impl From<Mistake> for End {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake(mistake)
    }
}

struct Reader<'b, 's> {
    builder: &'b mut Builder<'s>,
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    /// The collections that are open, with the place of their bracket.
    open: Vec<(Collection, usize)>,
}

impl<'s> Reader<'_, 's> {
    fn byte_order_mark(&mut self) {
        let mark = '\u{FEFF}'.len_utf8();
        if !self.text.starts_with('\u{FEFF}') {
            return;
        }
        self.at = mark;
        let place = (0, mark as u32);
        let message = "JSON has no byte order mark";
        let edit = Edit {
            span: self.builder.span(place.0, place.1),
            replacement: String::new(),
        };
        let finding = self
            .builder
            .finding(&rules::BYTE_ORDER_MARK, place, message)
            .with_section("RFC 8259 §8.1")
            .with_fix(Fix {
                title: "remove the byte order mark".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![edit],
            });
        self.builder.report(finding);
    }

    /// Records a mistake that reading goes on behind, or the one that ends it.
    fn report(&mut self, mistake: Mistake) {
        mistake.section("RFC 8259 §2").report(self.builder);
    }

    fn document(&mut self) -> Result<(), End> {
        self.blank();
        if self.at == self.bytes.len() {
            return Err(
                Mistake::at(self.at, self.at, "the text is empty, which is no JSON").into(),
            );
        }
        self.refuse_yaml()?;
        self.value()?;
        while let Some(&(collection, bracket)) = self.open.last() {
            self.next(collection, bracket)?;
        }
        self.blank();
        if self.at < self.bytes.len() {
            let message = "there is text behind the end of the document";
            let mistake = Mistake::at(self.at, rest_of_line(self.text, self.at), message);
            return Err(mistake.help("a JSON document is one value").into());
        }
        Ok(())
    }

    /// Reads on in the innermost open collection: behind its bracket, or behind one of its values.
    fn next(&mut self, collection: Collection, bracket: usize) -> Result<(), End> {
        let (close, name, section) = match collection {
            Collection::Sequence => (b']', "array", "RFC 8259 §5"),
            Collection::Mapping => (b'}', "object", "RFC 8259 §4"),
        };
        self.blank();
        let first = self.at > 0 && self.behind_bracket(bracket);
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.open.pop();
                self.builder.close(Some(self.at as u32));
                return Ok(());
            }
            Some(b',') if !first => {
                let comma = self.at;
                self.at += 1;
                self.blank();
                if self.peek() == Some(close) {
                    let message =
                        format!("a comma before `{}` is not allowed in JSON", close as char);
                    let mistake = Mistake::at(comma, comma + 1, message).section(section);
                    self.report(mistake.mend("remove the comma", (comma, comma + 1), ""));
                    return Ok(());
                }
            }
            Some(byte) if !first && self.starts_value(byte) => {
                // What follows can only be the next value, so the comma is what is missing.
                let end = self.builder.reached() as usize;
                let message = format!("a comma is missing behind this value of the {name}");
                let mistake = Mistake::at(end, end, message).section(section);
                self.report(mistake.mend("insert a comma", (end, end), ","));
            }
            Some(_) if !first => {
                let expectation = format!("`,` or `{}` is expected behind a value", close as char);
                return Err(self.unexpected(&expectation).section(section).into());
            }
            Some(_) => {}
            None => {
                return Err(self
                    .unexpected("a bracket is expected")
                    .section(section)
                    .into());
            }
        }
        if collection == Collection::Mapping {
            self.key()?;
        }
        self.value()
    }

    /// Whether `byte`, which is next, starts a value of its own, and is not the rest of the one before.
    fn starts_value(&self, byte: u8) -> bool {
        match byte {
            b'"' | b'{' | b'[' => true,
            _ => byte.is_ascii_alphanumeric() && self.at > self.builder.reached() as usize,
        }
    }

    /// Whether nothing but blanks lies between the bracket and here.
    fn behind_bracket(&self, bracket: usize) -> bool {
        self.builder.reached() as usize <= bracket + 1
    }

    fn key(&mut self) -> Result<(), End> {
        let start = self.at;
        let text = match self.peek() {
            Some(b'"') => self.string()?,
            Some(b'\'') if self.single_quoted().is_some() => self.misquoted().into(),
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$') => {
                let name = self.word();
                let place = (start, self.at);
                let mistake = Mistake::at(start, self.at, "a key must be in double quotes")
                    .section("RFC 8259 §4")
                    .mend("put the key in quotes", place, format!("\"{name}\""));
                self.report(mistake);
                name.into()
            }
            _ => {
                let mistake = self.unexpected("a key in double quotes is expected here");
                return Err(mistake.section("RFC 8259 §4").into());
            }
        };
        self.builder.key(&text, start as u32, self.at as u32);
        self.blank();
        if self.peek() != Some(b':') {
            let mistake = self.unexpected("`:` is expected behind the key");
            return Err(mistake.section("RFC 8259 §4").into());
        }
        self.at += 1;
        self.blank();
        Ok(())
    }

    fn value(&mut self) -> Result<(), End> {
        let start = self.at;
        let shape = match self.peek() {
            Some(b'{') => return self.open(Collection::Mapping),
            Some(b'[') => return self.open(Collection::Sequence),
            Some(b'"') => {
                let text = self.string()?;
                self.builder.string(&text, start as u32, self.at as u32)
            }
            Some(b'\'') if self.single_quoted().is_some() => {
                let text = self.misquoted();
                self.builder.string(text, start as u32, self.at as u32)
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                Shape::Number
            }
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.literal()?,
            Some(b'+' | b'.') if self.starts_word_behind() => {
                return Err(self.no_number(start).into());
            }
            _ => {
                let mistake = self.unexpected("a value is expected here");
                return Err(mistake.section("RFC 8259 §3").into());
            }
        };
        self.builder.scalar(shape, start as u32, self.at as u32)?;
        Ok(())
    }

    fn open(&mut self, collection: Collection) -> Result<(), End> {
        let start = self.at as u32;
        self.builder.open(collection, start, start + 1)?;
        self.open.push((collection, self.at));
        self.at += 1;
        Ok(())
    }

    /// Moves behind one byte, if it is one of `bytes`.
    fn skip(&mut self, bytes: &[u8]) -> bool {
        let there = self.peek().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(there);
        there
    }

    fn digits(&mut self) -> usize {
        let rest = &self.bytes[self.at..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        count
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Moves behind blanks, and behind comments, which are reported.
    fn blank(&mut self) {
        loop {
            let rest = &self.bytes[self.at..];
            let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
            self.at += rest.iter().take_while(blank).count();
            let rest = &self.text[self.at..];
            let length = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |length| length + 2)
            } else {
                return;
            };
            let end = self.at + length;
            let mistake = Mistake::at(self.at, end, "JSON has no comments");
            self.report(mistake.mend("remove the comment", (self.at, end), ""));
            self.at = end;
        }
    }
}
