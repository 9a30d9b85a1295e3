//! Who may start to use the revision first.

use crate::change::Change;
use crate::policy::Policy;
use crate::roles::Concern;
use crate::{Answer, Answers};

/// Who may start to use the revision first without breaking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rollout {
    /// Whoever likes.
    AnyOrder,
    /// The application, then its partners.
    ApplicationFirst,
    /// The partners, then the application.
    PartnersFirst,
    /// Everybody at once, or both versions beside each other for a while.
    Together,
    /// It could not be found out.
    Unknown,
}

/// What happens to everybody if one of the sides uses the revision first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Orders {
    /// If it is the application.
    application_first: Answer,
    /// If its partners are.
    partners_first: Answer,
}

impl Orders {
    /// The orders of a change with `answers`, which concerns `concern`.
    pub(crate) fn of(concern: Concern, answers: Answers) -> Self {
        let judged = |answers| Policy::Roles.judge(concern, answers);
        Self {
            application_first: judged(answers),
            // Partners that are ahead meet an application that is behind: each role reads the other version.
            partners_first: judged(answers.reversed()),
        }
    }
}

impl Rollout {
    /// The order that every change permits.
    pub(crate) fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        let (mut application, mut partners) = (Answer::Yes, Answer::Yes);
        for change in changes {
            application = application.max(change.orders.application_first);
            partners = partners.max(change.orders.partners_first);
        }
        match (application, partners) {
            (Answer::Yes | Answer::Risky, Answer::Yes | Answer::Risky) => Self::AnyOrder,
            (Answer::Yes | Answer::Risky, _) => Self::ApplicationFirst,
            (_, Answer::Yes | Answer::Risky) => Self::PartnersFirst,
            (Answer::No, Answer::No) => Self::Together,
            _ => Self::Unknown,
        }
    }

    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnyOrder => "any-order",
            Self::ApplicationFirst => "application-first",
            Self::PartnersFirst => "partners-first",
            Self::Together => "together",
            Self::Unknown => "unknown",
        }
    }

    /// What to do, in one sentence without a full stop.
    pub fn words(self) -> &'static str {
        match self {
            Self::AnyOrder => "the application and its partners may be updated in any order",
            Self::ApplicationFirst => "update the application before its partners",
            Self::PartnersFirst => "update the partners before the application",
            Self::Together => {
                "there is no safe order: run both versions beside each other, or update everybody at once"
            }
            Self::Unknown => {
                "which order is safe is not known, because of what could not be found out"
            }
        }
    }
}
