//! ECMA-262 patterns, as JSON Schema uses them, on engines that do not hang.
//!
//! A pattern is translated once (`translate`) and runs on `regex`, whose work is linear in the text.
//! Look-around and back-references, which that engine does not have, run on `fancy-regex` with a limit on work.

mod class;
mod error;
mod input;
mod quantifier;
mod survey;
mod translate;

use std::fmt;
use std::sync::OnceLock;

pub use error::{InvalidPattern, PatternLimit};

/// How large a compiled pattern may be, in bytes: `regex`'s own default, which `\p{L}{1,500}` needs.
pub(crate) const SIZE_LIMIT: usize = 10 << 20;

/// How many steps back the engine with look-around may take on one text.
pub(crate) const BACKTRACK_LIMIT: usize = 100_000;

/// A compiled pattern of ECMA-262 in Unicode mode; it matches where it is found anywhere in a text.
///
/// Beyond Unicode mode it allows what Annex B of ECMA-262 allows and people write: a brace that is no quantifier,
/// and a backslash before any punctuation.
/// Code points are the unit, so `^.$` matches every single character and lone surrogates match nothing.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    Linear(regex::Regex),
    Backtracking(Box<fancy_regex::Regex>),
}

impl Pattern {
    /// Compiles `source`.
    ///
    /// # Errors
    ///
    /// [`InvalidPattern`] when it is no pattern of ECMA-262, or one that the engines cannot run or that becomes too large.
    pub fn new(source: &str) -> Result<Self, InvalidPattern> {
        let translation = translate::translate(source)?;
        let engine = if translation.backtracks {
            let built = fancy_regex::RegexBuilder::new(&translation.text)
                .backtrack_limit(BACKTRACK_LIMIT)
                .delegate_size_limit(SIZE_LIMIT)
                .build();
            match built {
                Ok(regex) => Engine::Backtracking(Box::new(regex)),
                // The translation is in the engine's syntax, so what it cannot parse is nested too deeply for it.
                Err(fancy_regex::Error::ParseError(..)) => return Err(InvalidPattern::too_deep()),
                Err(_) => return Err(InvalidPattern::too_large()),
            }
        } else {
            let built = regex::RegexBuilder::new(&translation.text)
                .size_limit(SIZE_LIMIT)
                .build();
            match built {
                Ok(regex) => Engine::Linear(regex),
                Err(regex::Error::Syntax(_)) => return Err(InvalidPattern::too_deep()),
                Err(_) => return Err(InvalidPattern::too_large()),
            }
        };
        Ok(Self {
            source: source.to_owned(),
            engine,
        })
    }

    /// The pattern as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the pattern needs the engine whose work is limited instead of linear.
    pub fn backtracks(&self) -> bool {
        matches!(self.engine, Engine::Backtracking(_))
    }

    /// The same language in the syntax of the `regex` crate; `None` where that has no word for it.
    pub fn linear_syntax(&self) -> Option<&str> {
        match &self.engine {
            Engine::Linear(regex) => Some(regex.as_str()),
            Engine::Backtracking(_) => None,
        }
    }

    /// The language of `source` in the syntax of the `regex` crate, with look-ahead as groups with names: one that is called
    /// `ahead` and a number must match from where it stands, one that is called `not_ahead` and a number must not.
    ///
    /// Nothing is compiled. `None` where the pattern looks behind itself or refers back, which no group expresses.
    ///
    /// # Errors
    ///
    /// [`InvalidPattern`] when `source` is no pattern of ECMA-262.
    pub fn syntax_with_names(source: &str) -> Result<Option<String>, InvalidPattern> {
        translate::translate_with_names(source)
    }

    /// Whether the pattern matches somewhere in `text`; a run past the limit counts as no match.
    pub fn is_match(&self, text: &str) -> bool {
        self.try_match(text).unwrap_or(false)
    }

    /// Whether the pattern matches somewhere in `text`.
    ///
    /// # Errors
    ///
    /// [`PatternLimit`] when that takes more steps than are allowed.
    pub fn try_match(&self, text: &str) -> Result<bool, PatternLimit> {
        match &self.engine {
            Engine::Linear(regex) => Ok(regex.is_match(text)),
            Engine::Backtracking(regex) => regex.is_match(text).map_err(|_| PatternLimit),
        }
    }
}

/// A pattern in generated code: a `static` that is compiled when it is first used.
///
/// ```
/// use tidings_check::StaticPattern;
///
/// static SKU: StaticPattern = StaticPattern::new("^[A-Z]{3}-\\d+$");
/// assert!(SKU.is_match("ABC-17"));
/// ```
pub struct StaticPattern {
    source: &'static str,
    compiled: OnceLock<Option<Pattern>>,
}

impl StaticPattern {
    /// The pattern `source`, which whoever writes this has compiled before.
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }

    /// The pattern as it was written.
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches somewhere in `text`; a run past the limit counts as no match.
    pub fn is_match(&self, text: &str) -> bool {
        self.try_match(text).unwrap_or(false)
    }

    /// Whether the pattern matches somewhere in `text`; a pattern that is invalid matches nothing.
    ///
    /// # Errors
    ///
    /// [`PatternLimit`] when that takes more steps than are allowed.
    pub fn try_match(&self, text: &str) -> Result<bool, PatternLimit> {
        match self.compiled.get_or_init(|| Pattern::new(self.source).ok()) {
            Some(pattern) => pattern.try_match(text),
            None => Ok(false),
        }
    }
}

impl fmt::Debug for StaticPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "StaticPattern({:?})", self.source)
    }
}
