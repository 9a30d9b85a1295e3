//! ECMA-262 syntax read, and written in the syntax of the Rust engines.
//!
//! Everything is written out with the meaning it has in ECMA-262, so that no flag and no default of an engine matters:
//! literals as themselves or as `\x{…}`, classes as explicit ranges, groups by number.

use super::class::{self, Escape, write_literal};
use super::error::InvalidPattern;
use super::input::Input;
use super::survey::Survey;

/// ECMA-262 §22.2.2.7: `.` is everything but a line terminator.
const DOT: &str = r"[^\n\r\x{2028}\x{2029}]";
/// Between a character of `\w` and one that is none; ASCII, as `\w` is.
const BOUNDARY: &str = r"(?-u:\b)";
const NOT_BOUNDARY: &str = r"(?-u:\B)";
/// The same for the engine that backtracks, which has no ASCII boundaries of its own.
const LOOKING_BOUNDARY: &str =
    r"(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))";
const LOOKING_NOT_BOUNDARY: &str =
    r"(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))";

/// A pattern in the syntax of the Rust engines.
pub(super) struct Translation {
    pub(super) text: String,
    /// Whether it has look-around or back-references.
    pub(super) backtracks: bool,
}

/// How look-around is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// There is none: everything is in the syntax of the linear engine.
    Linear,
    /// As the engine that backtracks knows it.
    Backtracking,
    /// Look-ahead as groups with names, the rest in the syntax of the linear engine.
    Named,
}

/// Translates `source` for the engine that it needs.
pub(super) fn translate(source: &str) -> Result<Translation, InvalidPattern> {
    let characters: Vec<char> = source.chars().collect();
    let survey = Survey::new(&characters);
    let backtracks = survey.backtracks;
    let notation = match backtracks {
        true => Notation::Backtracking,
        false => Notation::Linear,
    };
    let written = write(&characters, survey, notation)?;
    Ok(Translation {
        text: written.text,
        backtracks,
    })
}

/// Translates `source` with look-ahead as named groups; `None` where it looks behind itself or refers back.
pub(super) fn translate_with_names(source: &str) -> Result<Option<String>, InvalidPattern> {
    let characters: Vec<char> = source.chars().collect();
    let survey = Survey::new(&characters);
    let written = write(&characters, survey, Notation::Named)?;
    Ok((!written.is_beyond_names).then_some(written.text))
}

struct Written {
    text: String,
    is_beyond_names: bool,
}

fn write(
    characters: &[char],
    survey: Survey,
    notation: Notation,
) -> Result<Written, InvalidPattern> {
    let mut translator = Translator {
        input: Input::new(characters),
        output: String::with_capacity(characters.len() * 2),
        open: Vec::new(),
        groups_begun: 0,
        last: Last::Nothing,
        survey,
        notation,
        looks_ahead: 0,
        is_beyond_names: false,
    };
    while translator.input.peek().is_some() {
        translator.term()?;
    }
    match translator.open.last() {
        Some(group) => Err(InvalidPattern::syntax(group.at, "a group is never closed")),
        None => Ok(Written {
            text: translator.output,
            is_beyond_names: translator.is_beyond_names,
        }),
    }
}

/// What stands before the next character, as far as quantifiers care.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// The start of an alternative, or an assertion that cannot be repeated.
    Nothing,
    /// Something that can be repeated.
    Atom,
    /// A group that matches no character, which begins in the output at this byte.
    WithoutWidth(usize),
    /// A quantifier.
    Quantifier,
}

struct Group {
    at: usize,
    /// Where it begins in the output.
    start: usize,
    kind: GroupKind,
    /// Whether there is something in it that may match characters.
    has_width: bool,
}

/// What a group does with what is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GroupKind {
    /// It matches that.
    Matching,
    /// It looks whether that follows.
    LookAhead,
    /// It looks whether that precedes; this cannot be repeated.
    LookBehind,
}

pub(super) struct Translator<'a> {
    pub(super) input: Input<'a>,
    pub(super) output: String,
    open: Vec<Group>,
    groups_begun: usize,
    pub(super) last: Last,
    survey: Survey,
    notation: Notation,
    looks_ahead: usize,
    /// Whether there was something that named groups do not express.
    is_beyond_names: bool,
}

impl Translator<'_> {
    pub(super) fn error<T>(&self, at: usize, what: &'static str) -> Result<T, InvalidPattern> {
        Err(InvalidPattern::syntax(at, what))
    }

    fn term(&mut self) -> Result<(), InvalidPattern> {
        let at = self.input.position();
        let Some(character) = self.input.next() else {
            return Ok(());
        };
        match character {
            '^' => self.assertion("^"),
            '$' => self.assertion(r"\z"),
            '|' => self.assertion("|"),
            '.' => self.atom(DOT),
            '(' => self.open_group(at)?,
            ')' => self.close_group(at)?,
            '[' => {
                class::write_class(&mut self.input, at, &mut self.output)?;
                self.ends_atom();
            }
            '\\' => self.escape(at)?,
            '*' | '?' => self.quantifier(at, 0, &character.to_string())?,
            '+' => self.quantifier(at, 1, "+")?,
            '{' => match self.braces() {
                Some((least, most)) => self.counted(at, least, most)?,
                None => self.literal('{'),
            },
            other => self.literal(other),
        }
        Ok(())
    }

    fn atom(&mut self, text: &str) {
        self.output.push_str(text);
        self.ends_atom();
    }

    fn literal(&mut self, character: char) {
        write_literal(character, &mut self.output);
        self.ends_atom();
    }

    /// Notes that something has been written that may match characters.
    fn ends_atom(&mut self) {
        self.last = Last::Atom;
        if let Some(group) = self.open.last_mut() {
            group.has_width = true;
        }
    }

    fn assertion(&mut self, text: &str) {
        self.output.push_str(text);
        self.last = Last::Nothing;
    }

    fn open_group(&mut self, at: usize) -> Result<(), InvalidPattern> {
        let start = self.output.len();
        let mut kind = GroupKind::Matching;
        if !self.input.eat("?") {
            self.begin_capture();
        } else if self.input.eat(":") {
            self.output.push_str("(?:");
        } else if self.input.eat("=") {
            kind = GroupKind::LookAhead;
            self.begin_look_ahead("(?=", "ahead");
        } else if self.input.eat("!") {
            kind = GroupKind::LookAhead;
            self.begin_look_ahead("(?!", "not_ahead");
        } else if self.input.eat("<=") {
            self.output.push_str("(?<=");
            self.is_beyond_names = true;
            kind = GroupKind::LookBehind;
        } else if self.input.eat("<!") {
            self.output.push_str("(?<!");
            self.is_beyond_names = true;
            kind = GroupKind::LookBehind;
        } else if self.input.eat("<") {
            let name = self.input.until('>').unwrap_or_default();
            if !is_group_name(&name) {
                return self.error(at, "a group has no proper name");
            }
            self.begin_capture();
            if self.survey.named(&name) != Some(self.groups_begun) {
                return self.error(at, "two groups have the same name");
            }
        } else {
            return self.error(at, "a group begins in a way that ECMA-262 does not know");
        }
        self.open.push(Group {
            at,
            start,
            kind,
            has_width: false,
        });
        self.last = Last::Nothing;
        Ok(())
    }

    fn begin_look_ahead(&mut self, group: &str, name: &str) {
        self.looks_ahead += 1;
        match self.notation {
            // A name may stand for one group only.
            Notation::Named => {
                let number = self.looks_ahead;
                self.output.push_str(&format!("(?P<{name}{number}>"));
            }
            Notation::Linear | Notation::Backtracking => self.output.push_str(group),
        }
    }

    /// Nobody asks for captures, so groups are numbered only where a back-reference may need them.
    fn begin_capture(&mut self) {
        self.groups_begun += 1;
        self.output.push_str(match self.notation {
            Notation::Backtracking => "(",
            Notation::Linear | Notation::Named => "(?:",
        });
    }

    fn close_group(&mut self, at: usize) -> Result<(), InvalidPattern> {
        let Some(group) = self.open.pop() else {
            return self.error(at, "a closing parenthesis has no opening one");
        };
        self.output.push(')');
        match (group.kind, group.has_width) {
            (GroupKind::LookBehind, _) => self.last = Last::Nothing,
            (GroupKind::Matching, true) => self.ends_atom(),
            (GroupKind::Matching, false) | (GroupKind::LookAhead, _) => {
                self.last = Last::WithoutWidth(group.start);
            }
        }
        Ok(())
    }

    fn escape(&mut self, at: usize) -> Result<(), InvalidPattern> {
        match self.input.peek() {
            Some('b') => {
                self.input.next();
                self.assertion(match self.notation {
                    Notation::Backtracking => LOOKING_BOUNDARY,
                    Notation::Linear | Notation::Named => BOUNDARY,
                });
            }
            Some('B') => {
                self.input.next();
                self.assertion(match self.notation {
                    Notation::Backtracking => LOOKING_NOT_BOUNDARY,
                    Notation::Linear | Notation::Named => NOT_BOUNDARY,
                });
            }
            Some('1'..='9') => {
                let number = self.input.number().unwrap_or(u64::MAX);
                match usize::try_from(number) {
                    Ok(number) if number <= self.survey.groups => self.back_reference(number),
                    _ => {
                        return self
                            .error(at, "a back-reference names a group that does not exist");
                    }
                }
            }
            Some('k') => {
                self.input.next();
                let name = match self.input.eat("<") {
                    true => self.input.until('>'),
                    false => None,
                };
                match name.and_then(|name| self.survey.named(&name)) {
                    Some(number) => self.back_reference(number),
                    None => {
                        return self
                            .error(at, "a back-reference names a group that does not exist");
                    }
                }
            }
            _ => {
                match class::read_escape(&mut self.input, at)? {
                    Escape::Character(character) => self.literal(character),
                    Escape::Set(set) => {
                        self.output.push('[');
                        self.output.push_str(&set);
                        self.output.push(']');
                    }
                    Escape::Surrogate(_) => self.output.push_str(class::NOTHING),
                }
                self.ends_atom();
            }
        }
        Ok(())
    }

    /// A group that has not taken part matches the empty text (ECMA-262 §22.2.2.7.2), in the engine it fails.
    fn back_reference(&mut self, number: usize) {
        self.is_beyond_names = true;
        // A reference to a group that has not ended yet is always one of those.
        if number <= self.groups_begun {
            self.output
                .push_str(&format!(r"(?:(?({number})\{number}|))"));
        } else {
            self.last = Last::WithoutWidth(self.output.len());
            self.output.push_str("(?:)");
            return;
        }
        self.ends_atom();
    }
}

/// ECMA-262 §12.7, without escapes.
fn is_group_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$');
    starts_well
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}
