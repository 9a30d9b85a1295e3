//! What a change of a field can mean.

use tidings_schema::Literal;

use super::TABLES;
use crate::Answers;

/// What a binding belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Object {
    Server,
    Channel,
    Operation,
    Message,
}

/// What a change of a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    /// Partners that know the old value do not get along with the new one.
    Breaks,
    /// No message is refused, and still something is taken away or arrives otherwise.
    Risky,
    /// The application's own affair.
    Own,
}

impl Meaning {
    /// What it means that the value was `from` and is `to`.
    pub(crate) fn answers(self, from: Option<&Literal>, to: Option<&Literal>) -> Answers {
        match self {
            Self::Own => Answers::UNTOUCHED,
            // What is stated for the first time may have been so all along.
            Self::Breaks if from.is_some() && to.is_some() => Answers::EXCHANGED,
            Self::Breaks | Self::Risky => Answers::RISKY,
        }
    }
}

/// What a change of `field` of the binding that `object` has for `protocol` means; risky, where nothing is known of it.
pub(crate) fn meaning(protocol: &str, object: Object, field: &str) -> Meaning {
    let table = TABLES.iter().find(|(known, _)| *known == protocol);
    let fields = table
        .map_or(Default::default(), |(_, fields)| *fields)
        .iter();
    let named = |known: &str| {
        field
            .strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let known = fields.filter(|(of, known, _)| *of == object && named(known));
    let known = known.max_by_key(|(_, known, _)| known.len());
    known.map_or(Meaning::Risky, |(_, _, meaning)| *meaning)
}
