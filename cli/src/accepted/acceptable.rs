//! What can be accepted, whatever was asked.

use tidings_diag::RuleMeta;
use tidings_diff::{Accepted, Change, SourceChange};

use crate::input::Input;

/// Something that is found about a contract and can be accepted.
pub(crate) trait Acceptable {
    /// The same for the same thing, whatever its lines.
    fn fingerprint(&self) -> String;
    /// What found it.
    fn rule(&self) -> &'static RuleMeta;
    /// The contract on the other side, where it is about two that do not get along.
    fn partner(&self) -> Option<&Input> {
        None
    }
    /// What it is, in one sentence without a full stop.
    fn message(&self) -> &str;
    /// Whether it was so in the version that is compared with, so that it does not count whether it is accepted or not.
    fn was_so(&self) -> bool {
        false
    }
    /// That somebody has accepted it.
    fn accepted(&self) -> Option<&Accepted>;
    /// Notes whether somebody has accepted it.
    fn set_accepted(&mut self, accepted: Option<Accepted>);
}

impl Acceptable for Change {
    fn fingerprint(&self) -> String {
        self.fingerprint()
    }

    fn rule(&self) -> &'static RuleMeta {
        self.check
    }

    fn message(&self) -> &str {
        &self.message
    }

    fn accepted(&self) -> Option<&Accepted> {
        self.accepted.as_ref()
    }

    fn set_accepted(&mut self, accepted: Option<Accepted>) {
        self.accepted = accepted;
    }
}

impl Acceptable for SourceChange {
    fn fingerprint(&self) -> String {
        self.fingerprint()
    }

    fn rule(&self) -> &'static RuleMeta {
        self.rule
    }

    fn message(&self) -> &str {
        &self.message
    }

    fn accepted(&self) -> Option<&Accepted> {
        self.accepted.as_ref()
    }

    fn set_accepted(&mut self, accepted: Option<Accepted>) {
        self.accepted = accepted;
    }
}
