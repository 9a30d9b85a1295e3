//! Who may start to use the revision first.

use crate::change::Change;
use crate::partners::Partners;
use crate::policy::Policy;
use crate::side::Side;
use crate::{Answer, Answers};

/// How one side depends on the version that the other one uses, although no message is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dependence {
    /// As far as is known it does not.
    #[default]
    Unknown,
    /// Nobody misses anything if those who have to know the change use the revision first.
    InOrder,
    /// Both have to use the same version.
    Mutual,
}

/// Who may start to use the revision first without breaking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rollout {
    /// Whoever likes.
    AnyOrder,
    /// The application, then its partners.
    ApplicationFirst,
    /// The partners, then the application.
    PartnersFirst,
    /// Who sends to the application, the application, who receives from it.
    SendersFirst,
    /// Who receives from the application, the application, who sends to it.
    ReceiversFirst,
    /// Everybody at once, or both versions beside each other for a while.
    Together,
    /// It could not be found out.
    Unknown,
}

/// What happens between the application and some of its partners if one of the sides uses the revision first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Orders {
    /// If it is the application.
    application_first: Answer,
    /// If its partners are.
    partners_first: Answer,
}

/// What a change permits, by partner.
///
/// Who asks and is answered both sends and receives, so a change of an answer counts for senders and receivers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartnerOrders {
    /// With whoever sends to the application.
    senders: Orders,
    /// With whoever receives from it.
    receivers: Orders,
}

impl Orders {
    /// Nothing is in the way of anybody.
    const FREE: Self = Self {
        application_first: Answer::Yes,
        partners_first: Answer::Yes,
    };

    fn of(side: Side, is_avoidable: bool) -> Self {
        let judged = |answers| match (Side { answers, ..side }.judged(Policy::Roles)) {
            Answer::Risky if !is_avoidable => Answer::Yes,
            answer => answer,
        };
        Self {
            application_first: judged(side.answers),
            // Partners that are ahead meet an application that is behind: each role reads the other version.
            partners_first: judged(side.answers.reversed()),
        }
    }

    /// What both permit.
    fn and(self, other: Self) -> Self {
        Self {
            application_first: self.application_first.max(other.application_first),
            partners_first: self.partners_first.max(other.partners_first),
        }
    }

    /// Whether one side breaks the other, whichever begins.
    fn is_together(self) -> bool {
        (self.application_first, self.partners_first) == (Answer::No, Answer::No)
    }
}

impl PartnerOrders {
    /// Nothing is in the way of anybody.
    const FREE: Self = Self {
        senders: Orders::FREE,
        receivers: Orders::FREE,
    };

    /// The orders of a change that means something for `sides`.
    ///
    /// What only works where both sides use the same version, as a server at another place, permits none: whoever is alone
    /// with a version loses what it takes away, whichever that is.
    pub(crate) fn of(sides: &[Side], dependence: Dependence) -> Self {
        let apart = |side: &Side| match (side.judged(Policy::Roles), dependence) {
            (Answer::Risky | Answer::No, Dependence::Mutual) => Side {
                answers: Answers::EXCHANGED,
                ..*side
            },
            _ => *side,
        };
        let is_avoidable = dependence == Dependence::InOrder;
        let orders = sides.iter();
        let orders = orders.map(|side| Self::of_side(apart(side), is_avoidable));
        orders.fold(Self::FREE, Self::and)
    }

    fn of_side(side: Side, is_avoidable: bool) -> Self {
        let orders = Orders::of(side, is_avoidable);
        let both = Self {
            senders: orders,
            receivers: orders,
        };
        let partners = side.partners;
        match (partners.send(), partners.receive()) {
            _ if partners.has(Partners::ANSWERING | Partners::ASKING) => both,
            (true, true) => both,
            (true, false) => Self {
                senders: orders,
                ..Self::FREE
            },
            (false, true) => Self {
                receivers: orders,
                ..Self::FREE
            },
            (false, false) => Self::FREE,
        }
    }

    /// What both permit.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            senders: self.senders.and(other.senders),
            receivers: self.receivers.and(other.receivers),
        }
    }
}

impl Rollout {
    /// The order that every change permits.
    pub(crate) fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        let orders = changes.into_iter().map(|change| change.orders);
        let all = orders.reduce(PartnerOrders::and);
        let PartnerOrders { senders, receivers } = all.unwrap_or(PartnerOrders::FREE);
        // An order in which nobody misses anything is better than one that only breaks nobody.
        let permitted = |at_worst| Self::permitted(senders, receivers, at_worst);
        match permitted(Answer::Yes).or_else(|| permitted(Answer::Risky)) {
            // Whichever comes first, somebody misses something.
            Some(Self::AnyOrder) if permitted(Answer::Yes).is_none() => Self::Together,
            Some(order) => order,
            None if senders.is_together() || receivers.is_together() => Self::Together,
            None => Self::Unknown,
        }
    }

    /// The order in which nothing worse than `at_worst` happens to anybody, if there is one.
    fn permitted(senders: Orders, receivers: Orders, at_worst: Answer) -> Option<Self> {
        let everybody = senders.and(receivers);
        let is_application_first = |orders: Orders| orders.application_first <= at_worst;
        let is_partners_first = |orders: Orders| orders.partners_first <= at_worst;
        match (
            is_application_first(everybody),
            is_partners_first(everybody),
        ) {
            (true, true) => Some(Self::AnyOrder),
            (true, false) => Some(Self::ApplicationFirst),
            (false, true) => Some(Self::PartnersFirst),
            _ if is_partners_first(senders) && is_application_first(receivers) => {
                Some(Self::SendersFirst)
            }
            _ if is_application_first(senders) && is_partners_first(receivers) => {
                Some(Self::ReceiversFirst)
            }
            _ => None,
        }
    }

    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnyOrder => "any-order",
            Self::ApplicationFirst => "application-first",
            Self::PartnersFirst => "partners-first",
            Self::SendersFirst => "senders-first",
            Self::ReceiversFirst => "receivers-first",
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
            Self::SendersFirst => {
                "update whoever sends to the application, then the application, then whoever receives from it; who does both needs both versions beside each other"
            }
            Self::ReceiversFirst => {
                "update whoever receives from the application, then the application, then whoever sends to it; who does both needs both versions beside each other"
            }
            Self::Together => {
                "there is no safe order: run both versions beside each other, or update everybody at once"
            }
            Self::Unknown => {
                "which order is safe is not known, because of what could not be found out"
            }
        }
    }
}
