//! Outcomes, added up.

use std::fmt;

use crate::asked::Asked;
use crate::oracles::Opinion;
use crate::parent::Outcome;

/// The head of the table, in Markdown.
pub(crate) const HEADER: &str = "\
| questions | prover | number | yes | no | unknown | not read | wrong | stopped | reading ms | asking ms | median ms | slowest ms |
|---|---|---|---|---|---|---|---|---|---|---|---|---|";

/// What one prover made of the questions of one set.
#[derive(Default)]
pub(crate) struct Row {
    number: usize,
    yes: usize,
    no: usize,
    unknown: usize,
    unread: usize,
    /// Answers that are known to be wrong: by what the question says, or by a value that two validators confirm.
    pub(crate) wrong: Vec<String>,
    /// Questions that were not answered in time, or that nobody survived.
    pub(crate) stopped: Vec<String>,
    reading: u64,
    asking: Vec<u64>,
}

impl Row {
    /// What the prover at `place` made of the questions that count; what the others showed says what is wrong.
    pub(crate) fn of(
        questions: &[Asked],
        answers: &[Vec<Outcome>],
        place: usize,
        is_counted: impl Fn(&Asked) -> bool,
    ) -> Self {
        let mut row = Self::default();
        for (index, question) in questions.iter().enumerate() {
            if !is_counted(question) {
                continue;
            }
            row.number += 1;
            let said = match &answers[place][index] {
                Outcome::Said(said) => said,
                Outcome::Hung => {
                    row.stopped
                        .push(format!("takes too long for {}", question.name));
                    continue;
                }
                Outcome::Died => {
                    row.stopped.push(format!("dies of {}", question.name));
                    continue;
                }
            };
            row.reading += said.reading;
            row.asking.push(said.asking);
            let is_shown = answers
                .iter()
                .any(|outcomes| matches!(&outcomes[index], Outcome::Said(other) if other.is_shown));
            let truth = question.truth.or(is_shown.then_some(false));
            let claimed = match said.opinion {
                Some(Opinion::Yes) => Some(true),
                Some(Opinion::No) => Some(false),
                Some(Opinion::Unknown) | None => None,
            };
            match (said.opinion, truth) {
                (None, _) => row.unread += 1,
                (Some(Opinion::Unknown), _) => row.unknown += 1,
                (_, Some(truth)) if claimed != Some(truth) => row.wrong.push(format!(
                    "says {} to {}",
                    if truth { "no" } else { "yes" },
                    question.name
                )),
                (Some(Opinion::Yes), _) => row.yes += 1,
                (Some(Opinion::No), _) => row.no += 1,
            }
        }
        row.asking.sort_unstable();
        row
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |microseconds: u64| microseconds as f64 / 1_000.0;
        let median = self.asking.get(self.asking.len() / 2).copied();
        let slowest = self.asking.last().copied();
        write!(
            formatter,
            "{} | {} | {} | {} | {} | {} | {} | {:.0} | {:.0} | {:.3} | {:.0}",
            self.number,
            self.yes,
            self.no,
            self.unknown,
            self.unread,
            self.wrong.len(),
            self.stopped.len(),
            milliseconds(self.reading),
            milliseconds(self.asking.iter().sum()),
            milliseconds(median.unwrap_or_default()),
            milliseconds(slowest.unwrap_or_default()),
        )
    }
}
