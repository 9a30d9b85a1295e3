//! What schemas mean for each other: a proof, what is lost, or why there is no answer.

use tidings_decide::Encoding;
use tidings_diag::Location;

use crate::facts::Facts;
use crate::{Answer, Answers, Version, Witness};

/// What one version emits, judged by the other one.
#[derive(Clone, Debug)]
pub(crate) enum Ruling {
    /// Proved: nothing is lost.
    Yes,
    /// Something is lost.
    No(Losses),
    /// Neither was found.
    Unknown(Obstacle),
}

/// What is lost, at least one value.
#[derive(Clone, Debug)]
pub(crate) struct Losses {
    /// Each of another cause than those before it, so that a value stands here as often as it has causes.
    pub(crate) found: Vec<Loss>,
    /// Whether it is proved that nothing is lost for another cause.
    pub(crate) is_all: bool,
}

/// A value that is lost, and a demand that is enough to refuse it.
#[derive(Clone, Debug)]
pub(crate) struct Loss {
    pub(crate) witness: Witness,
    /// The path of the part that was asked about by itself and that the witness is; empty for the whole.
    pub(crate) within: String,
    /// Where the version that refuses it says so.
    pub(crate) refused_at: Location,
    /// The name of the keyword that refuses it; empty where there is none.
    pub(crate) keyword: &'static str,
    /// The pointer of what is refused, in the value.
    pub(crate) pointer: String,
    /// The property whose absence there is refused, if that is it.
    pub(crate) missing: Option<String>,
    /// Whether what refuses it is a keyword that combines schemas, or counts what is valid under one, so that what is said
    /// in these was not looked at one by one.
    pub(crate) is_of_combination: bool,
    /// Whether that is because no branch has the value that tells branches apart.
    pub(crate) is_of_tag: bool,
    /// Where the version that accepts it says so, if a single place does.
    pub(crate) allowed_at: Option<Location>,
    /// In which encodings it is lost, where that makes a difference.
    pub(crate) encodings: Vec<Encoding>,
    /// What is said in both versions of what is refused; `None` for all that is said of the whole.
    pub(crate) facts: Option<Facts>,
}

impl Loss {
    /// The same as a loss of the part at `path` by itself.
    pub(crate) fn within(&self, path: &str) -> Self {
        Self {
            within: path.to_owned(),
            ..self.clone()
        }
    }

    /// The encodings in which it is lost, in words that follow the part of a message: " as JSON".
    pub(crate) fn encoded(&self) -> &'static str {
        let is_lost = |encoding| self.encodings.contains(&encoding);
        match (
            is_lost(Encoding::ProtobufWire),
            is_lost(Encoding::ProtobufJson),
        ) {
            (false, false) => "",
            (true, false) => " as bytes",
            (false, true) => " as JSON",
            (true, true) => " as bytes and as JSON",
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(crate) struct Obstacle {
    pub(crate) reason: String,
    pub(crate) version: Version,
    pub(crate) location: Location,
    /// Whether it is that a part of a schema is broken.
    pub(crate) is_broken: bool,
}

/// Which values a difference is about.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    /// All at its place.
    All,
    /// Those of a branch there.
    Branch,
    /// Certain ones, which a list in a branch there names: a value that tells branches apart is told by itself.
    ValuesInBranch,
}

impl Ruling {
    /// The answer in one word.
    pub(crate) fn answer(&self) -> Answer {
        match self {
            Self::Yes => Answer::Yes,
            Self::No(_) => Answer::No,
            Self::Unknown(_) => Answer::Unknown,
        }
    }

    /// Whether there is no answer because a part of a schema is broken.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self, Self::Unknown(obstacle) if obstacle.is_broken)
    }

    /// Whether every difference between the schemas that is a cause of a loss is the cause of one of those that are told.
    ///
    /// For a difference `of` a branch that takes that the branches were looked at one by one.
    pub(crate) fn tells_all(&self, of: Of) -> bool {
        let Self::No(losses) = self else {
            return false;
        };
        let is_silent = |loss: &Loss| match of {
            Of::All => false,
            Of::Branch => loss.is_of_combination,
            Of::ValuesInBranch => loss.is_of_combination && !loss.is_of_tag,
        };
        losses.is_all && !losses.found.iter().any(is_silent)
    }

    /// What is lost; empty where nothing is, or where that is not known.
    pub(crate) fn losses(&self) -> &[Loss] {
        match self {
            Self::No(losses) => &losses.found,
            Self::Yes | Self::Unknown(_) => &[],
        }
    }
}

/// Rulings in both directions.
#[derive(Clone, Debug)]
pub(crate) struct Rulings {
    pub(crate) backward: Ruling,
    pub(crate) forward: Ruling,
}

impl Rulings {
    /// The answers in both directions.
    pub(crate) fn answers(&self) -> Answers {
        Answers {
            backward: self.backward.answer(),
            forward: self.forward.answer(),
        }
    }
}
