//! What a change means for those on one side of a channel.

use std::ops::BitOr;

use crate::partners::Partners;
use crate::policy::Policy;
use crate::roles::Concern;
use crate::{Answer, Answers};

/// Some of those whom a change concerns, who either all break or all do not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    /// What the application does with them, which decides the direction that matters.
    pub(crate) concern: Concern,
    /// Who they are.
    pub(crate) partners: Partners,
    /// What it means for them.
    pub(crate) answers: Answers,
}

impl Side {
    /// Those who use a thing that may be gone.
    pub(crate) fn existence(partners: Partners, answers: Answers) -> Self {
        Self {
            concern: Concern::Existence,
            partners,
            answers,
        }
    }

    /// Each side that `concern` is about, where `answers` are the same for all.
    pub(crate) fn all(concern: Concern, answers: Answers) -> Vec<Self> {
        let sides = concern.sides().into_iter();
        let sides = sides.map(|concern| Self {
            concern,
            partners: concern.partners(),
            answers,
        });
        sides.collect()
    }

    /// What `policy` makes of it.
    pub(crate) fn judged(self, policy: Policy) -> Answer {
        policy.judge(self.concern, self.answers)
    }

    /// What `policy` makes of the worst of `sides`.
    pub(crate) fn worst(sides: &[Self], policy: Policy) -> Answer {
        let answers = sides.iter().map(|side| side.judged(policy));
        answers.max().unwrap_or_default()
    }

    /// Which directions, backward and forward, make `policy` say `worst` of one of `sides`.
    pub(crate) fn failing(sides: &[Self], policy: Policy, worst: Answer) -> [bool; 2] {
        let fails = |only: fn(Answers) -> Answers| {
            let mut sides = sides.iter();
            sides.any(|side| policy.judge(side.concern, only(side.answers)) == worst)
        };
        [
            fails(|answers| Answers {
                forward: Answer::Yes,
                ..answers
            }),
            fails(|answers| Answers {
                backward: Answer::Yes,
                ..answers
            }),
        ]
    }

    /// Who is on those of `sides` of which `policy` makes `least` or worse; who is on any, where there are none.
    pub(crate) fn partners(sides: &[Self], policy: Policy, least: Answer) -> Partners {
        let of = |sides: &mut dyn Iterator<Item = &Self>| {
            let partners = sides.map(|side| side.partners);
            partners.reduce(Partners::bitor)
        };
        let bad = of(&mut sides.iter().filter(|side| side.judged(policy) >= least));
        bad.or_else(|| of(&mut sides.iter()))
            .unwrap_or(Partners::NONE)
    }
}
