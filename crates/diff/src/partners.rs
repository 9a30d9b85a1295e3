//! Who exchanges messages with the application, by what they do with it.

use std::hash::{Hash, Hasher};
use std::ops::{BitAnd, BitOr};

/// Some of those who exchange messages with the application, by what they do with it.
///
/// Who asks the application both sends and receives, and so does who answers it; they are told apart because one of them
/// is not any sender or receiver.
/// Of whoever sends it may be known besides whether that is a question, and of whoever receives whether they are asked: it
/// matters for who has to go before whom, and two that differ in nothing else are equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Partners(u8);

impl Partners {
    /// Nobody.
    pub const NONE: Self = Self(0);
    /// Whoever sends to the application.
    pub const SENDERS: Self = Self(1 | 16);
    /// Whoever receives from the application.
    pub const RECEIVERS: Self = Self(2 | 32);
    /// Whoever answers what the application asks.
    pub const ANSWERING: Self = Self(4);
    /// Whoever asks the application and is answered.
    pub const ASKING: Self = Self(8);
    /// Whoever sends and whoever receives.
    pub(crate) const BOTH: Self = Self(Self::SENDERS.0 | Self::RECEIVERS.0);
    /// Whoever sends what is not answered.
    pub(crate) const TELLING: Self = Self(1);
    /// Whoever receives what they do not answer.
    pub(crate) const TOLD: Self = Self(2);
    /// Whoever asks the application, as who sends the question.
    pub(crate) const QUESTIONING: Self = Self(16);
    /// Whoever answers the application, as who receives the question.
    pub(crate) const QUESTIONED: Self = Self(32);

    /// Everybody by what they do, each by itself with the name used in output formats.
    const EACH: [(Self, &'static str); 4] = [
        (Self::SENDERS, "sends"),
        (Self::RECEIVERS, "receives"),
        (Self::ANSWERING, "answers"),
        (Self::ASKING, "asks"),
    ];

    /// Those among them who do one thing, by what they do.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        let each = Self::EACH.into_iter();
        let each = each.map(move |(one, _)| Self(self.0 & one.0));
        each.filter(|one| one.0 != 0)
    }

    /// Whether some of `others` are among them.
    pub(crate) fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether some of them send what the application receives: messages, or answers.
    pub(crate) fn send(self) -> bool {
        self.has(Self::SENDERS | Self::ANSWERING)
    }

    /// Whether some of them receive what the application sends: messages, or answers.
    pub(crate) fn receive(self) -> bool {
        self.has(Self::RECEIVERS | Self::ASKING)
    }

    /// They, whatever is known of questions.
    fn widened(self) -> Self {
        let each = Self::EACH.into_iter().filter(|(one, _)| self.has(*one));
        each.fold(Self::NONE, |all, (one, _)| all | one)
    }

    /// Those of them who are not among `others`.
    #[must_use]
    pub fn without(self, others: Self) -> Self {
        Self(self.0 & !others.widened().0)
    }

    /// The name used in every output format: who answers counts among the senders, and who asks among the receivers.
    pub fn name(self) -> &'static str {
        match (self.send(), self.receive()) {
            (false, false) => "none",
            (true, false) => "senders",
            (false, true) => "receivers",
            (true, true) => "both",
        }
    }

    /// What they do with the application: `sends`, `receives`, `answers` and `asks`.
    pub fn deeds(self) -> Vec<&'static str> {
        let each = Self::EACH.into_iter();
        let each = each.filter(|(one, _)| self.has(*one));
        each.map(|(_, deed)| deed).collect()
    }

    /// What they do with `whom`, in words that follow "whoever": `sends to or asks the application`.
    pub(crate) fn doing(self, whom: &str) -> String {
        const VERBS: [(Partners, &str); 4] = [
            (Partners::SENDERS, "sends to"),
            (Partners::RECEIVERS, "receives from"),
            (Partners::ASKING, "asks"),
            (Partners::ANSWERING, "answers"),
        ];
        let verbs = VERBS.into_iter().filter(|(one, _)| self.has(*one));
        let verbs: Vec<&str> = verbs.map(|(_, verb)| verb).collect();
        format!("{} {whom}", verbs.join(" or "))
    }

    /// They in words; `None` where there is nobody.
    pub fn words(self) -> Option<&'static str> {
        let known = [
            (Self::SENDERS, "whoever sends to the application"),
            (Self::RECEIVERS, "whoever receives from the application"),
            (Self::ANSWERING, "whoever answers the application"),
            (Self::ASKING, "whoever asks the application"),
            (
                Self::ANSWERING | Self::SENDERS,
                "whoever sends to the application or answers it",
            ),
            (
                Self::ASKING | Self::RECEIVERS,
                "whoever receives from the application or asks it",
            ),
            (
                Self::ANSWERING | Self::ASKING,
                "whoever asks the application or answers it",
            ),
        ];
        let words = known.into_iter().find(|(partners, _)| *partners == self);
        match words {
            _ if self == Self::NONE => None,
            Some((_, words)) => Some(words),
            None => Some("whoever exchanges messages with the application"),
        }
    }
}

impl PartialEq for Partners {
    fn eq(&self, other: &Self) -> bool {
        self.widened().0 == other.widened().0
    }
}

impl Eq for Partners {}

impl Hash for Partners {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.widened().0.hash(state);
    }
}

impl BitAnd for Partners {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        // What is known of questions is known of either.
        Self((self | other).0 & self.widened().0 & other.widened().0)
    }
}

impl BitOr for Partners {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
