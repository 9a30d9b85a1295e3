//! Who exchanges messages with the application, by what they do with it.

use std::hash::{Hash, Hasher};
use std::iter;
use std::ops::{BitAnd, BitOr};

use tidings_diag::listed;

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

    /// Everybody by what they do, each by itself with the name used in output formats, and in words.
    const EACH: [(Self, &'static str, &'static str); 4] = [
        (Self::SENDERS, "sends", "sends to"),
        (Self::RECEIVERS, "receives", "receives from"),
        (Self::ANSWERING, "answers", "answers"),
        (Self::ASKING, "asks", "asks"),
    ];

    /// Those among them who do one thing, by what they do.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        let each = Self::EACH.into_iter();
        let each = each.map(move |(one, ..)| Self(self.0 & one.0));
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
        let each = Self::EACH.into_iter().filter(|(one, ..)| self.has(*one));
        each.fold(Self::NONE, |all, (one, ..)| all | one)
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
        let each = each.filter(|(one, ..)| self.has(*one));
        each.map(|(_, deed, _)| deed).collect()
    }

    /// What they do with `whom`, in words that follow "whoever": `sends to or asks the application`.
    pub(crate) fn doing(self, whom: &str) -> String {
        let each = Self::EACH.into_iter();
        let each = each.filter(|(one, ..)| self.has(*one));
        let words: Vec<String> = each.map(|(.., words)| words.to_owned()).collect();
        format!("{} {whom}", listed(&words, "or"))
    }

    /// They in words, by everything that they do with the application; `None` where there is nobody.
    pub fn words(self) -> Option<String> {
        let each = Self::EACH.into_iter();
        let words = each.filter_map(|(one, _, words)| self.has(one).then_some(words));
        match words.collect::<Vec<_>>()[..] {
            [] => None,
            [first, ref others @ ..] if others.len() + 1 < Self::EACH.len() => {
                let first = format!("{first} the application");
                let others = others.iter().map(|words| format!("{words} it"));
                let all: Vec<String> = iter::once(first).chain(others).collect();
                Some(format!("whoever {}", listed(&all, "or")))
            }
            _ => Some("whoever exchanges messages with the application".to_owned()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_everybody_by_what_they_do() {
        let words = |partners: Partners| partners.words().unwrap_or_default();
        let (sends, receives) = (Partners::SENDERS, Partners::RECEIVERS);
        let (answers, asks) = (Partners::ANSWERING, Partners::ASKING);
        for (partners, expected) in [
            (Partners::NONE, ""),
            (answers, "whoever answers the application"),
            (
                sends | receives,
                "whoever sends to the application or receives from it",
            ),
            (
                receives | answers | asks,
                "whoever receives from the application, answers it or asks it",
            ),
            (
                sends | receives | answers | asks,
                "whoever exchanges messages with the application",
            ),
        ] {
            assert_eq!(words(partners), expected);
        }
    }
}
