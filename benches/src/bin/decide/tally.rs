//! Times and answers, added up.

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// How a question ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Every value is one.
    Yes,
    /// Some value is none.
    No,
    /// With neither, and why.
    Unknown(String),
}

/// What questions took and how they ended.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    milliseconds: Vec<(f64, String)>,
    verdicts: Vec<Verdict>,
    unknown: Vec<String>,
}

impl Tally {
    /// Asks the questions about `subject` that belong together, and counts their time as one; answers it in milliseconds.
    pub(crate) fn time(
        &mut self,
        subject: &str,
        ask: impl FnOnce() -> Vec<Verdict>,
    ) -> Result<f64, super::Failure> {
        let start = microseconds()?;
        let verdicts = ask();
        let spent = (microseconds()? - start) as f64 / 1_000.0;
        self.milliseconds.push((spent, subject.to_owned()));
        for verdict in verdicts {
            if let Verdict::Unknown(reason) = &verdict {
                self.unknown.push(format!("{subject}: {reason}"));
            }
            self.verdicts.push(verdict);
        }
        Ok(spent)
    }

    /// A row of the table, with what all and a median one may take.
    pub(crate) fn row(&self, questions: &str, total: f64, median: Option<f64>) -> String {
        let mut sorted: Vec<f64> = self.milliseconds.iter().map(|(time, _)| *time).collect();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
        format!(
            "| {questions} | {} | {:.0} | {total:.0} | {middle:.3} | {} | {} |",
            self.verdicts.len(),
            sorted.iter().sum::<f64>(),
            median.map_or(String::new(), |median| median.to_string()),
            self.unknown.len(),
        )
    }

    /// The questions that were left open, each with why.
    pub(crate) fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The questions that took longest.
    pub(crate) fn slowest(&self, number: usize) -> Vec<String> {
        let mut sorted: Vec<_> = self.milliseconds.iter().collect();
        sorted.sort_by(|left, right| right.0.total_cmp(&left.0));
        let lines = sorted.into_iter().take(number);
        lines
            .map(|(time, subject)| format!("{time:.1} ms {subject}"))
            .collect()
    }
}

/// The processor time that this process has taken.
fn microseconds() -> nix::Result<i64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    Ok(usage.user_time().num_microseconds() + usage.system_time().num_microseconds())
}
