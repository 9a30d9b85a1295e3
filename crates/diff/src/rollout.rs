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
    /// Some have to go before others.
    Steps(Steps),
    /// Everybody at once, or both versions beside each other for a while.
    Together,
    /// It could not be found out.
    Unknown,
}

/// Who has to use the revision before the application does, and who after it; whoever is in neither may at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Steps {
    /// Who goes first.
    pub first: Partners,
    /// Who comes last.
    pub last: Partners,
}

/// What happens between the application and some of its partners if one of the sides uses the revision first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Orders {
    /// If it is the application.
    application_first: Answer,
    /// If its partners are.
    partners_first: Answer,
}

/// Those who go before or after the application independently of each other: who only sends, who only receives, and who
/// answers or asks, to whom the question matters as much as the answer.
const APART: [&[Partners]; 4] = [
    &[Partners::TELLING],
    &[Partners::TOLD],
    &[Partners::ANSWERING, Partners::QUESTIONED],
    &[Partners::ASKING, Partners::QUESTIONING],
];

/// What a change permits, with each of those who exchange messages with the application.
///
/// Partners do not meet each other, so an order is safe where each of them goes before or after the application as all
/// changes permit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartnerOrders {
    /// With each of [`APART`].
    of: [Orders; 4],
    /// Whom the changes are about.
    named: Partners,
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
        of: [Orders::FREE; 4],
        named: Partners::NONE,
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
        Self {
            of: APART.map(
                |kinds| match kinds.iter().any(|one| side.partners.has(*one)) {
                    true => orders,
                    false => Orders::FREE,
                },
            ),
            named: side.partners,
        }
    }

    /// What both permit.
    pub(crate) fn and(self, other: Self) -> Self {
        let mut both = self;
        both.named = self.named | other.named;
        for (one, other) in both.of.iter_mut().zip(other.of) {
            *one = one.and(other);
        }
        both
    }

    /// The order in which nothing worse than `at_worst` happens to anybody, if there is one.
    fn permitted(&self, at_worst: Answer) -> Option<Rollout> {
        let (mut first, mut last) = ([false; 4], [false; 4]);
        for (place, orders) in self.of.into_iter().enumerate() {
            let is_permitted =
                [orders.application_first, orders.partners_first].map(|it| it <= at_worst);
            match is_permitted {
                [true, true] => {}
                [true, false] => last[place] = true,
                [false, true] => first[place] = true,
                [false, false] => return None,
            }
        }
        let steps = Steps {
            first: self.called(first, last),
            last: self.called(last, first),
        };
        match steps.first | steps.last {
            nobody if nobody == Partners::NONE => Some(Rollout::AnyOrder),
            _ => Some(Rollout::Steps(steps)),
        }
    }

    /// What to call those of [`APART`] that `go` together, where others go `elsewhere`: by what the changes are about, unless
    /// that would name the others, too.
    fn called(&self, go: [bool; 4], elsewhere: [bool; 4]) -> Partners {
        let mut called = Partners::NONE;
        for (only, with_answer, message, question, answer) in [
            (
                0,
                3,
                Partners::SENDERS,
                Partners::QUESTIONING,
                Partners::ASKING,
            ),
            (
                1,
                2,
                Partners::RECEIVERS,
                Partners::QUESTIONED,
                Partners::ANSWERING,
            ),
        ] {
            if go[only] {
                called = called | message;
            }
            if go[with_answer] && (self.named.has(answer) || elsewhere[only]) {
                called = called | answer;
            } else if go[with_answer] && self.named.has(question) {
                called = called | message;
            }
        }
        called
    }
}

impl Rollout {
    /// The order that every change permits.
    pub(crate) fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        let orders = changes.into_iter().map(|change| change.orders);
        let all = orders.fold(PartnerOrders::FREE, PartnerOrders::and);
        // An order in which nobody misses anything is better than one that only breaks nobody.
        let best = all.permitted(Answer::Yes);
        match best.or_else(|| all.permitted(Answer::Risky)) {
            // Whichever comes first, somebody misses something.
            Some(Self::AnyOrder) if best.is_none() => Self::Together,
            Some(order) => order,
            None if all.of.into_iter().any(Orders::is_together) => Self::Together,
            None => Self::Unknown,
        }
    }

    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnyOrder => "any-order",
            Self::Steps(Steps { first, last }) => match [first, last] {
                [nobody, _] if nobody == Partners::NONE => "application-first",
                [_, nobody] if nobody == Partners::NONE => "partners-first",
                order if order == [Partners::SENDERS, Partners::RECEIVERS] => "senders-first",
                order if order == [Partners::RECEIVERS, Partners::SENDERS] => "receivers-first",
                _ => "in-steps",
            },
            Self::Together => "together",
            Self::Unknown => "unknown",
        }
    }

    /// What to do, in one sentence without a full stop.
    pub fn words(self) -> String {
        let words = match self {
            Self::AnyOrder => "the application and its partners may be updated in any order",
            Self::Steps(Steps { first, .. }) if first == Partners::NONE => {
                "update the application before its partners"
            }
            Self::Steps(Steps { last, .. }) if last == Partners::NONE => {
                "update the partners before the application"
            }
            Self::Steps(Steps { first, last }) => {
                return format!(
                    "update whoever {}, then the application, then whoever {}; who does both needs both versions beside each other",
                    first.doing("the application"),
                    last.doing("it"),
                );
            }
            Self::Together => {
                "there is no safe order: run both versions beside each other, or update everybody at once"
            }
            Self::Unknown => {
                "which order is safe is not known, because of what could not be found out"
            }
        };
        words.to_owned()
    }

    /// The order step by step, each with those who may be updated together: the `application`, and its partners by what they
    /// do with it. Empty where no order is needed, or there is none.
    pub fn steps(self) -> Vec<Vec<&'static str>> {
        match self {
            Self::Steps(Steps { first, last }) => {
                let steps = [first.deeds(), vec!["application"], last.deeds()];
                steps.into_iter().filter(|step| !step.is_empty()).collect()
            }
            Self::AnyOrder | Self::Together | Self::Unknown => Vec::new(),
        }
    }
}
