//! Whether messages and partners of one version get along with the other version.

/// Whether everything of one version works with the other one; later is worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It does.
    #[default]
    Yes,
    /// No message is refused, and still something is taken away.
    Risky,
    /// Neither was found.
    Unknown,
    /// It does not.
    No,
}

impl Answer {
    /// The answer in one word, as machines read it: what is risky still works.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes | Self::Risky => "yes",
            Self::Unknown => "unknown",
            Self::No => "no",
        }
    }
}

/// The answers for both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Answers {
    /// Whether what the base has is still there: old messages, addresses and operations in the revision.
    pub backward: Answer,
    /// Whether what the revision has was there before.
    pub forward: Answer,
}

impl Answers {
    /// Nothing is lost in either direction.
    pub const UNTOUCHED: Self = Self {
        backward: Answer::Yes,
        forward: Answer::Yes,
    };
    /// Something is no longer there.
    pub const REMOVED: Self = Self {
        backward: Answer::No,
        forward: Answer::Yes,
    };
    /// Something is there that was not.
    pub const ADDED: Self = Self {
        backward: Answer::Yes,
        forward: Answer::No,
    };
    /// One thing has taken the place of another.
    pub const EXCHANGED: Self = Self {
        backward: Answer::No,
        forward: Answer::No,
    };
    /// Everything still works, and less is offered than before.
    pub const LESSENED: Self = Self {
        backward: Answer::Risky,
        forward: Answer::Yes,
    };
    /// Everything still works, in another way than before.
    pub const RISKY: Self = Self {
        backward: Answer::Risky,
        forward: Answer::Risky,
    };

    /// The answers to two questions of which both matter.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            backward: self.backward.max(other.backward),
            forward: self.forward.max(other.forward),
        }
    }

    /// The same, as bad as `worst` at most.
    #[must_use]
    pub(crate) fn at_most(self, worst: Answer) -> Self {
        Self {
            backward: self.backward.min(worst),
            forward: self.forward.min(worst),
        }
    }

    /// The answers with base and revision exchanged.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self {
            backward: self.forward,
            forward: self.backward,
        }
    }
}
