//! Which answers have to be *yes*.

use crate::roles::Concern;
use crate::{Answer, Answers};

/// Which direction a change must not break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Policy {
    /// The one that follows from what the application does: what it receives must still be accepted, what it sends
    /// must still be understood, replies turn round, and what was there must still be there.
    #[default]
    Roles,
    /// What the base has must be accepted by the revision, whoever sends it.
    Backward,
    /// What the revision has must be accepted by the base, whoever sends it.
    Forward,
    /// Both.
    Full,
    /// What any version of a history has must be accepted by the newest one, whoever sends it.
    BackwardTransitive,
    /// What the newest version has must be accepted by every one of a history, whoever sends it.
    ForwardTransitive,
    /// Both.
    FullTransitive,
}

impl Policy {
    /// Every policy.
    pub const ALL: [Self; 7] = [
        Self::Roles,
        Self::Backward,
        Self::Forward,
        Self::Full,
        Self::BackwardTransitive,
        Self::ForwardTransitive,
        Self::FullTransitive,
    ];

    /// The name used on the command line and in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Backward => "backward",
            Self::Forward => "forward",
            Self::Full => "full",
            Self::BackwardTransitive => "backward-transitive",
            Self::ForwardTransitive => "forward-transitive",
            Self::FullTransitive => "full-transitive",
        }
    }

    /// The policy of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// Whether the newest version of a history is held against every other one, not only against the last.
    ///
    /// For two versions such a policy means the same as the one without.
    pub fn is_transitive(self) -> bool {
        matches!(
            self,
            Self::BackwardTransitive | Self::ForwardTransitive | Self::FullTransitive
        )
    }

    /// What the policy makes of `answers` to a question that `concern` says whom it concerns.
    pub(crate) fn judge(self, concern: Concern, answers: Answers) -> Answer {
        let Answers { backward, forward } = answers;
        match self {
            Self::Backward | Self::BackwardTransitive => backward,
            Self::Forward | Self::ForwardTransitive => forward,
            Self::Full | Self::FullTransitive => backward.max(forward),
            Self::Roles if concern.is_sent() => forward,
            Self::Roles if concern.is_received() || concern == Concern::Existence => backward,
            Self::Roles => backward.max(forward),
        }
    }
}
