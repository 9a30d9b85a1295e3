//! Who exchanges messages with the application, by what they do with it.

use std::ops::{BitAnd, BitOr};

/// Some of those who exchange messages with the application, by what they do with it.
///
/// Who asks the application both sends and receives, and so does who answers it; they are told apart because one of them
/// is not any sender or receiver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Partners(u8);

impl Partners {
    /// Nobody.
    pub const NONE: Self = Self(0);
    /// Whoever sends to the application.
    pub const SENDERS: Self = Self(1);
    /// Whoever receives from the application.
    pub const RECEIVERS: Self = Self(2);
    /// Whoever answers what the application asks.
    pub const ANSWERING: Self = Self(4);
    /// Whoever asks the application and is answered.
    pub const ASKING: Self = Self(8);
    /// Whoever sends and whoever receives.
    pub(crate) const BOTH: Self = Self(3);

    /// Everybody by what they do, each by itself with the name used in output formats.
    const EACH: [(Self, &'static str); 4] = [
        (Self::SENDERS, "sends"),
        (Self::RECEIVERS, "receives"),
        (Self::ANSWERING, "answers"),
        (Self::ASKING, "asks"),
    ];

    /// Those among them who do one thing, by what they do.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        let each = Self::EACH.into_iter().map(|(one, _)| one);
        each.filter(move |one| self.has(*one))
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

    /// Those of them who are not among `others`.
    #[must_use]
    pub fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
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

    /// They in words; `None` where there is nobody.
    pub fn words(self) -> Option<&'static str> {
        const ANSWERING_AND_SENDING: Partners = Partners(5);
        const ASKING_AND_RECEIVING: Partners = Partners(10);
        const ANSWERING_AND_ASKING: Partners = Partners(12);
        match self {
            Self::NONE => None,
            Self::SENDERS => Some("whoever sends to the application"),
            Self::RECEIVERS => Some("whoever receives from the application"),
            Self::ANSWERING => Some("whoever answers the application"),
            Self::ASKING => Some("whoever asks the application"),
            ANSWERING_AND_SENDING => Some("whoever sends to the application or answers it"),
            ASKING_AND_RECEIVING => Some("whoever receives from the application or asks it"),
            ANSWERING_AND_ASKING => Some("whoever asks the application or answers it"),
            _ => Some("whoever exchanges messages with the application"),
        }
    }
}

impl BitAnd for Partners {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Partners {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
