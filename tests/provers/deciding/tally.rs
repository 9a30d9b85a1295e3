//! Counting answers beside those of the other provers.

use std::fmt;

use crate::answer::Answer;
use crate::oracles::{Opinion, Opinions};

/// How many questions were answered, by whom.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) yes: usize,
    pub(crate) no: usize,
    pub(crate) unknown: usize,
    asked: usize,
    canonical: usize,
    jsoncompat: usize,
}

impl Tally {
    /// Counts our answer.
    pub(crate) fn count(&mut self, answer: &Answer) {
        match answer {
            Answer::Yes => self.yes += 1,
            Answer::No(_) => self.no += 1,
            Answer::Unknown(_) => self.unknown += 1,
        }
    }

    /// Counts what the others say to the same question.
    pub(crate) fn compare(&mut self, opinions: Opinions) {
        self.asked += 1;
        self.canonical += usize::from(opinions.canonical != Opinion::Unknown);
        self.jsoncompat += usize::from(opinions.jsoncompat != Opinion::Unknown);
    }

    /// Every question.
    pub(crate) fn total(&self) -> usize {
        self.yes + self.no + self.unknown
    }

    /// Fails where answers are `wrong`, or where not less than one question in `most` is unknown.
    pub(crate) fn assert_right(&self, wrong: &[String], most: usize) {
        let list = wrong.join("\n");
        assert!(wrong.is_empty(), "{} wrong\n{list}", wrong.len());
        assert!(self.unknown * most < self.total(), "too many are unknown");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total();
        write!(
            formatter,
            "{total} questions: {} yes, {} no, {} unknown",
            self.yes, self.no, self.unknown
        )?;
        if self.asked > 0 {
            write!(
                formatter,
                "; of {} canonical::covers decides {} and jsoncompat {}",
                self.asked, self.canonical, self.jsoncompat
            )?;
        }
        Ok(())
    }
}
