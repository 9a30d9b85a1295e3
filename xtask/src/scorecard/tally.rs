//! How a generator did on each card, and on all together.

use std::fmt;

use tidings_schema::Literal;
use tidings_source::{MemoryFiles, Sources};

use super::card::{Card, Instance};
use super::trial::Outcome;

/// How often something was done right, and of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How often it was right.
    pub right: usize,
    /// How often it was asked.
    pub all: usize,
}

impl Count {
    fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    fn join(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.right, self.all)
    }
}

/// What a generator did right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Schemas whose code compiles.
    pub compiles: Count,
    /// Valid values that are accepted.
    pub accepts: Count,
    /// Valid values that come out as they went in.
    pub keeps: Count,
    /// Invalid values that are refused.
    pub refuses: Count,
}

impl Tally {
    /// What became of `card`.
    pub fn of(card: &Card, outcome: &Outcome) -> Self {
        let mut tally = Self::default();
        let tried = match outcome {
            Outcome::Tried(tried) => Some(tried),
            Outcome::NotGenerated(_) | Outcome::NotCompiled(_) => None,
        };
        tally.compiles.add(tried.is_some());
        for (index, instance) in card.values.iter().enumerate() {
            let result = tried.and_then(|tried| tried.get(index));
            let accepted = result.and_then(|result| result.as_ref().ok());
            if instance.is_valid {
                tally.accepts.add(accepted.is_some());
                tally
                    .keeps
                    .add(accepted.is_some_and(|written| is_kept(instance, written)));
            } else {
                tally.refuses.add(result.is_some_and(Result::is_err));
            }
        }
        tally
    }

    /// Adds what became of another card.
    pub fn join(&mut self, other: Self) {
        self.compiles.join(other.compiles);
        self.accepts.join(other.accepts);
        self.keeps.join(other.keeps);
        self.refuses.join(other.refuses);
    }

    /// Whether everything was done right.
    pub fn is_perfect(&self) -> bool {
        [self.compiles, self.accepts, self.keeps, self.refuses]
            .iter()
            .all(|count| count.right == count.all)
    }
}

/// Whether what was written is the value that was read, numbers compared exactly.
pub fn is_kept(instance: &Instance, written: &str) -> bool {
    let file = "written.json";
    let (sources, findings) = Sources::link(&MemoryFiles::new([(file, written.to_owned())]), file);
    findings.is_empty() && sources.root().map(Literal::from).as_ref() == Some(&instance.value)
}
