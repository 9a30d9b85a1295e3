//! What a check finds, before the policy says what that means.

use tidings_diag::Location;
use tidings_model::contract::ElementId;
use tidings_schema::Literal;

use super::sunset::Removal;
use super::{Check, Versions};
use crate::change::Likeness;
use crate::facts::Facts;
use crate::partners::Partners;
use crate::presence::Presence;
use crate::roles::Concern;
use crate::rollout::{Dependence, PartnerOrders};
use crate::side::Side;
use crate::{Answer, Answers, Change, Evidence, Impact, Options, Version, Witness};

/// What a check finds.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Whom it concerns; `None` for what only people read.
    pub(crate) concern: Option<Concern>,
    /// What it means in each direction.
    pub(crate) answers: Answers,
    /// What changed, in one sentence without a full stop.
    pub(crate) message: String,
    /// The element that changed.
    pub(crate) element: ElementId,
    /// What tells it from others of the same check and element.
    pub(crate) detail: String,
    /// What it was and what it is.
    pub(crate) facts: Facts,
    /// Where that stands in the base.
    pub(crate) base: Option<Location>,
    /// Where that stands in the revision.
    pub(crate) revision: Option<Location>,
    /// How the answers are known.
    pub(crate) evidence: Evidence,
    /// A message that shows it.
    pub(crate) witness: Option<Witness>,
    /// The values of a list that it is about, all of them.
    pub(crate) values: Vec<Literal>,
    /// What could not be compared because of it, in words.
    places: Vec<String>,
    /// What it is about, where that is one of these places.
    itself: Option<String>,
    /// What it means for single sides, where that does not follow from whom it concerns.
    sides: Vec<Side>,
    /// How one side depends on the other one's version, although no message is refused.
    dependence: Dependence,
    /// Whether it came as was announced, so that there is nothing to do instead.
    was_announced: bool,
    /// What to do instead, where that is not what the check advises.
    advice: Option<String>,
    /// The coming or going of an element that this is a part of: the check that finds it, and the element.
    pub(crate) part_of: Option<(&'static str, ElementId)>,
    /// What makes it the same at another place.
    pub(crate) likeness: Option<Likeness>,
    /// What it says of a property that came or went.
    pub(crate) presence: Option<Presence>,
}

impl Found {
    /// Something that concerns `concern`, by rule.
    pub(crate) fn new(
        concern: Concern,
        answers: Answers,
        element: &ElementId,
        facts: Facts,
        message: impl Into<String>,
    ) -> Self {
        Self {
            concern: Some(concern),
            answers,
            message: message.into(),
            element: element.clone(),
            detail: String::new(),
            facts,
            base: None,
            revision: None,
            evidence: Evidence::Rule,
            witness: None,
            values: Vec::new(),
            places: Vec::new(),
            itself: None,
            sides: Vec::new(),
            dependence: Dependence::default(),
            was_announced: false,
            advice: None,
            part_of: None,
            likeness: None,
            presence: None,
        }
    }

    /// Something that is there, or is not, for those whom `concern` says.
    pub(crate) fn existence(
        concern: Concern,
        answers: Answers,
        element: &ElementId,
        facts: Facts,
        message: impl Into<String>,
    ) -> Self {
        Self {
            sides: vec![Side::existence(concern.partners(), answers)],
            ..Self::new(Concern::Existence, answers, element, facts, message)
        }
    }

    /// Something that means for each side of `concern` what `answers` says.
    pub(crate) fn of_sides(
        concern: Concern,
        answers: impl Fn(Concern) -> Answers,
        element: &ElementId,
        facts: Facts,
        message: impl Into<String>,
    ) -> Self {
        let sides = concern.sides().into_iter().map(|side| Side {
            concern: side,
            partners: side.partners(),
            answers: answers(side),
        });
        let sides: Vec<Side> = sides.collect();
        let all = sides.iter().map(|side| side.answers);
        let all = all.fold(Answers::UNTOUCHED, Answers::and);
        let are_alike = sides.iter().all(|side| side.answers == all);
        let found = Self::new(concern, all, element, facts, message);
        match are_alike {
            true => found,
            false => found.with_sides(sides),
        }
    }

    /// The same, which means something else for each of `sides`.
    #[must_use]
    pub(crate) fn with_sides(mut self, sides: Vec<Side>) -> Self {
        self.sides = sides;
        self
    }

    /// The same, of which nothing is risky if those who have to know it use the revision first.
    #[must_use]
    pub(crate) fn avoidable(mut self) -> Self {
        self.dependence = Dependence::InOrder;
        self
    }

    /// The same, of which both sides have to use the same version if it `is_mutual`: neither of them gets along with the
    /// other one's, although no message is refused.
    #[must_use]
    pub(crate) fn mutual(mut self, is_mutual: bool) -> Self {
        if is_mutual {
            self.dependence = Dependence::Mutual;
        }
        self
    }

    /// Something that only people read.
    pub(crate) fn annotation(
        element: &ElementId,
        facts: Facts,
        message: impl Into<String>,
    ) -> Self {
        Self {
            concern: None,
            ..Self::new(Concern::BOTH, Answers::UNTOUCHED, element, facts, message)
        }
    }

    /// The same, with its place in the base.
    #[must_use]
    pub(crate) fn in_base(mut self, location: &Location) -> Self {
        self.base = Some(location.clone());
        self
    }

    /// The same, with its place in the revision.
    #[must_use]
    pub(crate) fn in_revision(mut self, location: &Location) -> Self {
        self.revision = Some(location.clone());
        self
    }

    /// The same, with what tells it from others of the same check and element.
    #[must_use]
    pub(crate) fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same, as a part of what `check` finds of the element `whole`.
    #[must_use]
    pub(crate) fn part_of(mut self, check: &'static Check, whole: Option<&ElementId>) -> Self {
        self.part_of = whole.map(|whole| (check.meta.id, whole.clone()));
        self
    }

    /// The same, about something that is broken in `version`.
    #[must_use]
    pub(crate) fn left_out(self, location: &Location, version: Version) -> Self {
        let pointer = location.pointer.as_deref().unwrap_or_default();
        let found = self.with_detail(format!("{} {pointer}", version.name()));
        match version {
            Version::Base => found.in_base(location),
            Version::Revision => found.in_revision(location),
        }
    }

    /// The same, because of which `place` could not be compared.
    #[must_use]
    pub(crate) fn because_of(mut self, place: &str) -> Self {
        self.places.push(place.to_owned());
        self
    }

    /// The same, about `itself`, which could not be compared.
    #[must_use]
    pub(crate) fn because_of_itself(mut self, itself: &str) -> Self {
        self.itself = Some(itself.to_owned());
        self.because_of(itself)
    }

    /// Says in what tells it from others which of two messages it is about that are one element.
    pub(crate) fn tell_way(&mut self, versions: &Versions<'_>) {
        let way = |concern| versions.way(&self.element, concern);
        if let Some(way) = self.concern.and_then(way) {
            self.detail = format!("{} {way}", self.detail);
        }
    }

    /// Takes over what `other` says, which is about the same thing.
    pub(crate) fn join(&mut self, other: Self, whole: &ElementId) {
        self.concern = match (self.concern, other.concern) {
            (Some(one), Some(other)) => Some(one.or(other)),
            (one, other) => one.or(other),
        };
        self.answers = self.answers.and(other.answers);
        if self.element != other.element {
            self.element = whole.clone();
        }
        self.base = self.base.take().or(other.base);
        self.revision = self.revision.take().or(other.revision);
        self.places.extend(other.places);
        self.places.sort();
        self.places.dedup();
    }

    /// What changed, with what could not be compared because of it, unless it is `judged` all the same.
    fn told(&self, judged: Impact) -> String {
        let others = self.places.iter();
        let others = others.filter(|place| Some(*place) != self.itself.as_ref());
        let itself = self.itself.iter().map(|_| "it");
        let places: Vec<&str> = itself.chain(others.map(String::as_str)).collect();
        match (places.is_empty(), judged) {
            (true, _) => self.message.clone(),
            (false, Impact::Compatible) => {
                format!(
                    "{}; whatever it was meant to be, it breaks nobody",
                    self.message
                )
            }
            (false, _) => {
                let places = enumerated(&places);
                format!("{}, so {places} could not be compared", self.message)
            }
        }
    }

    /// The same, after what was announced of it.
    #[must_use]
    pub(crate) fn after(mut self, removal: &Removal) -> Self {
        self.was_announced = removal.is_due();
        self.advice.clone_from(&removal.advice);
        self
    }

    /// The same, with what to do instead, which is not what the check advises.
    #[must_use]
    pub(crate) fn advised(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// What breaks, or is lost, because of something new that the base has not got, in words that follow what changed: nobody
    /// depends on it yet, unless who has the revision already meets who has the base.
    fn ahead(&self, impact: Impact) -> &'static str {
        let Answers { backward, forward } = self.answers;
        match (self.concern, impact) {
            (Some(Concern::Existence), Impact::Breaking)
                if forward == Answer::No && backward < Answer::Unknown =>
            {
                ", so whoever relies on it already does not get along with an application of the base"
            }
            (Some(Concern::Existence), Impact::Risky)
                if forward == Answer::Risky && backward == Answer::Yes =>
            {
                ", which whoever relies on it already does not get from an application of the base"
            }
            _ => "",
        }
    }

    /// Whoever uses a thing of the whole contract, as a server, does with the application what one version at least lets them
    /// do: nobody receives from an application that only receives.
    pub(crate) fn tell_partners(&mut self, versions: &Versions<'_>) {
        if self.concern == Some(Concern::Existence) && self.sides.is_empty() {
            self.sides = vec![Side::existence(versions.partners(), self.answers)];
        }
    }

    /// What `check` found is a change with a meaning, which is what the policy makes of it.
    pub(crate) fn judged(self, check: &'static Check, options: &Options) -> Change {
        let sides = match (self.concern, &self.sides[..]) {
            (None, _) => Side::all(Concern::BOTH, Answers::UNTOUCHED),
            (Some(concern), []) => Side::all(concern, self.answers),
            (Some(_), sides) => sides.to_vec(),
        };
        let worst = Side::worst(&sides, options.policy);
        let judged = match worst {
            _ if self.concern.is_none() => Impact::Annotation,
            Answer::Yes => Impact::Compatible,
            Answer::Risky => Impact::Risky,
            Answer::Unknown => Impact::Unknown,
            Answer::No => Impact::Breaking,
        };
        let matters = judged >= Impact::Risky;
        let [backward, forward] = Side::failing(&sides, options.policy, worst);
        let partners = |least| Side::partners(&sides, options.policy, least);
        Change {
            check: &check.meta,
            impact: judged,
            judged,
            judged_by: vec![(&check.meta, judged)],
            options: *options,
            answers: self.answers,
            evidence: self.evidence,
            breaks: match matters {
                true => partners(worst),
                false => Partners::NONE,
            },
            concerns: partners(Answer::Risky),
            message: self.told(judged) + self.ahead(judged),
            advice: (matters && !self.was_announced)
                .then(|| self.advice.or_else(|| check.advice.of(backward, forward)))
                .flatten(),
            element: self.element,
            detail: self.detail,
            facts: self.facts,
            base: self.base,
            revision: self.revision,
            also: Vec::new(),
            witness: self.witness,
            values: self.values,
            accepted: None,
            part_of: None,
            likeness: self.likeness,
            presence: self.presence,
            orders: PartnerOrders::of(&sides, self.dependence),
        }
    }
}

/// Several things in words; of more than two the first one, and how many others there are.
pub(crate) fn enumerated(all: &[&str]) -> String {
    match all {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, others @ ..] => format!("{one} and {} others", others.len()),
    }
}
