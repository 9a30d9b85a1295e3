//! Why a reference leads nowhere, in words.

use tidings_diag::{Finding, Location, RuleMeta};

use crate::rules::{CIRCULAR_REF, UNRESOLVED_REF};

/// The finding at the reference `location` whose chain leads back to it.
pub fn circular(location: Location) -> Finding {
    let message = "the references lead back to here and never to a value";
    Finding::new(&CIRCULAR_REF, location, message)
        .with_help("write what is meant in place of one of these references")
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The rule that is broken.
    pub rule: &'static RuleMeta,
    /// What is wrong, as the message of a finding.
    pub message: String,
    /// The nearest things that do exist, or what else mends it.
    pub help: Option<String>,
    /// Whether the target may stand in a part of a file that could not be read.
    pub may_be_lost: bool,
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
            may_be_lost: false,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn lost_if(mut self, may_be_lost: bool) -> Self {
        self.may_be_lost = may_be_lost;
        self
    }

    /// The finding of whoever needs what the reference at `location` should lead to.
    ///
    /// `None` where the target may be lost: that a part of the file cannot be read is a finding already, and mending it
    /// may be all there is to do.
    pub fn finding(self, location: Location) -> Option<Finding> {
        if self.may_be_lost {
            return None;
        }
        let mut finding = Finding::new(self.rule, location, self.message);
        finding.help = self.help;
        Some(finding)
    }
}
