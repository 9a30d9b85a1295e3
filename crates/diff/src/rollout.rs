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
}

impl Rollout {
    /// The order in which a change with `answers`, which concerns `concern`, may be rolled out.
    pub(crate) fn permits(concern: Concern, answers: Answers) -> (bool, bool) {
        let holds = |answers| Policy::Roles.judge(concern, answers) < Answer::Unknown;
        // Partners that are ahead meet an application that is behind: each role reads the other version.
        (holds(answers), holds(answers.reversed()))
    }

    /// The order that every change permits.
    pub(crate) fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        let orders = changes.into_iter().map(|change| change.orders);
        let (mut application, mut partners) = (true, true);
        for (application_may, partners_may) in orders {
            application &= application_may;
            partners &= partners_may;
        }
        match (application, partners) {
            (true, true) => Self::AnyOrder,
            (true, false) => Self::ApplicationFirst,
            (false, true) => Self::PartnersFirst,
            (false, false) => Self::Together,
        }
    }

    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnyOrder => "any-order",
            Self::ApplicationFirst => "application-first",
            Self::PartnersFirst => "partners-first",
            Self::Together => "together",
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
        }
    }
}
