//! Why a reference leads nowhere, in words.

use tidings_diag::{Finding, Location, RuleMeta};

use crate::rules::UNRESOLVED_REF;

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The rule that is broken.
    pub rule: &'static RuleMeta,
    /// What is wrong, as the message of a finding.
    pub message: String,
    /// The nearest things that do exist, or what else mends it.
    pub help: Option<String>,
}

impl Unresolved {
    /// Something that does not exist.
    pub(crate) fn new(message: String) -> Self {
        Self::of(&UNRESOLVED_REF, message)
    }

    pub(crate) fn of(rule: &'static RuleMeta, message: String) -> Self {
        Self {
            rule,
            message,
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The finding of whoever needs what the reference at `location` should lead to.
    pub fn finding(self, location: Location) -> Finding {
        let finding = Finding::new(self.rule, location, self.message);
        match self.help {
            Some(help) => finding.with_help(help),
            None => finding,
        }
    }
}
