//! The end that was announced for an element: the date in its `x-sunset`.

use tidings_model::contract::Extension;

use super::Versions;
use crate::{Answer, Day};

/// What `x-sunset` says.
pub(super) fn sunset(extensions: &[Extension]) -> Option<&str> {
    let mut extensions = extensions.iter();
    let sunset = extensions.find(|extension| extension.name == "x-sunset")?;
    sunset.value.as_str()
}

/// What it means that something is gone, and what to add to the message.
pub(super) struct Removal {
    /// Whether whoever used it gets along.
    pub(super) backward: Answer,
    /// What was announced, in words that follow "is gone".
    pub(super) announced: String,
}

impl Versions<'_> {
    /// What it means that an element with these extensions is gone: from the announced day on its users are warned.
    pub(super) fn removal(&self, extensions: &[Extension]) -> Removal {
        let announced = sunset(extensions).and_then(Day::read);
        let (backward, announced) = match (announced, self.options.today) {
            (Some(day), Some(today)) if day <= today => {
                (Answer::Risky, format!(", as was announced for {day}"))
            }
            (Some(day), _) => (Answer::No, format!(", which was announced for {day}")),
            (None, _) => (Answer::No, String::new()),
        };
        Removal {
            backward,
            announced,
        }
    }
}
