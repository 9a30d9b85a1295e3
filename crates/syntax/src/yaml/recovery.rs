//! Reads on behind a mistake, so that one broken entry costs that entry and nothing beside it.
//!
//! The parser recovers at document borders only, and a contract is one document.
//! So the entries of the mapping in which it stopped are read each by itself, first those of the root, then, inside a
//! broken one, those of the next level.

use std::ops::Range;

use super::{End, Reader, pieces};
use crate::Limits;
use crate::builder::Builder;
use crate::mistake::Mistake;

/// Mistakes after which the rest of a broken document is no longer looked at.
const MISTAKES: usize = 20;

/// Levels of mappings whose entries are read each by itself; each reads the rest of a broken entry once more.
const LEVELS: usize = 16;

/// Reads what follows the last complete entry before `error`, and returns every mistake in it.
pub(super) fn recover(
    builder: &mut Builder<'_>,
    text: &str,
    limits: &Limits,
    error: usize,
) -> Vec<Mistake> {
    builder.forget_scalar_root();
    let (start, column) = if builder.is_empty() {
        (pieces::document_start(&text[..error]), 0)
    } else {
        match builder.rewind(1) {
            Some((start, column)) => (start as usize, column),
            None => return Vec::new(),
        }
    };
    let mut recovery = Recovery {
        builder,
        text,
        limits,
        mistakes: Vec::new(),
    };
    // Beyond a limit nothing more is read, which is reported already.
    let _ = recovery.entries(1, start..text.len(), column);
    recovery.mistakes
}

struct Recovery<'b, 's, 't> {
    builder: &'b mut Builder<'s>,
    text: &'t str,
    limits: &'b Limits,
    mistakes: Vec<Mistake>,
}

/// A limit was reached.
struct Over;

impl Recovery<'_, '_, '_> {
    /// Reads the entries in `range` of the mapping at `level`, which stands in `column` and which the builder holds open.
    fn entries(&mut self, level: usize, range: Range<usize>, column: usize) -> Result<(), Over> {
        let mut pieces = pieces::cut(self.text, range, column).into_iter().peekable();
        while let Some(piece) = pieces.next() {
            let mut reader = Reader::new(self.builder, &self.text[..piece.end], piece.start, level);
            match reader.run(self.limits) {
                Ok(()) | Err(End::Stray) => {}
                Err(End::Stop) => return Err(Over),
                Err(End::Mistake(mistake)) => {
                    let before = self.mistakes.len();
                    self.below(level, piece.end)?;
                    // The whole knows better where no part of it is broken.
                    if self.mistakes.len() == before {
                        self.builder.break_off(level);
                        self.mistakes.push(mistake);
                    }
                }
            }
            self.builder.close_to(level);
            if self.mistakes.len() >= MISTAKES {
                if pieces.peek().is_some() {
                    self.builder.break_off(level);
                }
                break;
            }
        }
        Ok(())
    }

    /// Reads the rest of a broken entry of `level`, up to `end`, one level deeper.
    fn below(&mut self, level: usize, end: usize) -> Result<(), Over> {
        if level == LEVELS {
            return Ok(());
        }
        match self.builder.rewind(level + 1) {
            Some((start, column)) => self.entries(level + 1, start as usize..end, column),
            None => Ok(()),
        }
    }
}
