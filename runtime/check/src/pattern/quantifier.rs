//! Quantifiers (ECMA-262 §22.2.1).

use super::class;
use super::error::InvalidPattern;
use super::translate::{Last, Translator};

impl Translator<'_> {
    /// Writes the quantifier `text`, which wants what is before it `least` times.
    pub(super) fn quantifier(
        &mut self,
        at: usize,
        least: u64,
        text: &str,
    ) -> Result<(), InvalidPattern> {
        let is_lazy = self.input.eat("?");
        match self.last {
            Last::Atom => {
                self.output.push_str(text);
                self.output.push_str(if is_lazy { "?" } else { "" });
            }
            Last::WithoutWidth(start) => self.repeat_without_width(start, least),
            Last::Nothing => return self.error(at, "a quantifier has nothing to repeat"),
            Last::Quantifier => return self.error(at, "a quantifier repeats another one"),
        }
        self.last = Last::Quantifier;
        Ok(())
    }

    /// Repeats the group without width that begins at `start`, which the engine that backtracks refuses to do.
    ///
    /// Once is as good as often, and where it is not demanded it is left out: a repetition that matches no character is
    /// undone (ECMA-262 §22.2.2.3.1). It stays in the text, because groups are numbered.
    fn repeat_without_width(&mut self, start: usize, least: u64) {
        if least == 0 {
            self.output
                .insert_str(start, &format!("(?:{}", class::NOTHING));
            self.output.push_str("|)");
        }
    }

    /// As [`Self::quantifier`], for bounds in braces.
    pub(super) fn counted(
        &mut self,
        at: usize,
        least: u64,
        most: Option<Option<u64>>,
    ) -> Result<(), InvalidPattern> {
        let largest = most.flatten().unwrap_or(least);
        if largest < least {
            return self.error(at, "a quantifier's bounds are out of order");
        }
        if u32::try_from(largest.max(least)).is_err() {
            return Err(InvalidPattern::too_large());
        }
        let text = match most {
            None => format!("{{{least}}}"),
            Some(None) => format!("{{{least},}}"),
            Some(Some(most)) => format!("{{{least},{most}}}"),
        };
        self.quantifier(at, least, &text)
    }

    /// The bounds of `{n}`, `{n,}` or `{n,m}` behind the brace; reads nothing when it is none of them.
    pub(super) fn braces(&mut self) -> Option<(u64, Option<Option<u64>>)> {
        let start = self.input.position();
        let bounds = self.bounds();
        if bounds.is_none() {
            self.input.go_to(start);
        }
        bounds
    }

    fn bounds(&mut self) -> Option<(u64, Option<Option<u64>>)> {
        let least = self.input.number()?;
        let most = self.input.eat(",").then(|| self.input.number());
        self.input.eat("}").then_some((least, most))
    }
}
