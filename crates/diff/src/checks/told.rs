//! What a check says of a difference between two schemas.

use tidings_schema::Literal;

use crate::Answers;

/// What a check says of a difference between two schemas.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// What changed, in one sentence without a full stop that begins with a verb: "must be there now".
    pub(crate) message: String,
    /// What tells it from others of its place: the message, unless that leaves something out.
    pub(crate) identity: String,
    /// The values that it is about, all of them.
    pub(crate) values: Vec<Literal>,
    /// What is taken away although no message is refused.
    pub(crate) answers: Answers,
    /// What to do instead, where that is not what the check advises.
    pub(crate) advice: Option<&'static str>,
    /// Whether both sides have to use the same version of it.
    pub(crate) is_mutual: bool,
}

impl Told {
    /// A difference that means what the schemas say.
    pub(crate) fn new(message: impl Into<String>) -> Option<Self> {
        Self::taking(Answers::UNTOUCHED, message)
    }

    /// The same, with what it takes away although no message is refused.
    pub(crate) fn taking(answers: Answers, message: impl Into<String>) -> Option<Self> {
        let message = message.into();
        Some(Self {
            identity: message.clone(),
            message,
            values: Vec::new(),
            answers,
            advice: None,
            is_mutual: false,
        })
    }

    /// The same, with what to do instead, which is not what the check advises.
    pub(crate) fn advised(mut self, advice: &'static str) -> Self {
        self.advice = Some(advice);
        self
    }

    /// The same, of which both sides have to use the same version.
    pub(crate) fn mutual(mut self) -> Self {
        self.is_mutual = true;
        self
    }
}
