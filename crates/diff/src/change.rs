//! One difference between two versions, and what it means.

use tidings_decide::Encoding;
use tidings_diag::{Location, RuleMeta};
use tidings_model::contract::ElementId;
use tidings_schema::Literal;

use crate::facts::Facts;
use crate::partners::Partners;
use crate::presence::Presence;
use crate::rollout::PartnerOrders;
use crate::{Answers, Options, Terms};

/// One difference between two versions.
#[derive(Clone, Debug)]
pub struct Change {
    /// The check that found it.
    pub check: &'static RuleMeta,
    /// What it means: under the policy, unless its check was given another weight.
    pub impact: Impact,
    /// What it means under the policy.
    pub judged: Impact,
    /// The same of each check that has a part in it.
    pub(crate) judged_by: Vec<(&'static RuleMeta, Impact)>,
    /// The policy, and how the versions were read.
    pub options: Options,
    /// What it means in each direction.
    pub answers: Answers,
    /// How that is known.
    pub evidence: Evidence,
    /// Who does not get along with the revision.
    pub breaks: Partners,
    /// Who would have to look at it, whether they break or not.
    pub concerns: Partners,
    /// What changed, in one sentence without a full stop.
    pub message: String,
    /// What to do instead, where something breaks.
    pub advice: Option<String>,
    /// The element that changed.
    pub element: ElementId,
    /// What tells this change from others of the same check and element, whatever the lines and whatever it became.
    pub detail: String,
    /// Where that stands in the base; `None` for what was added.
    pub base: Option<Location>,
    /// Where that stands in the revision; `None` for what was removed.
    pub revision: Option<Location>,
    /// Where else it stands, in the base and in the revision: what is demanded of a property that came or went.
    pub also: Vec<[Option<Location>; 2]>,
    /// A message that shows it.
    pub witness: Option<Witness>,
    /// The values of an `enum` that it is about, all of them, where the message names the first ones only.
    pub values: Vec<Literal>,
    /// That somebody has accepted it, so that it does not count.
    pub accepted: Option<Accepted>,
    /// The fingerprint of the change that this one is a part of: an operation comes and goes with its channel.
    pub part_of: Option<String>,
    /// What it was and what it is.
    pub(crate) facts: Facts,
    /// The same for the same difference at another place; `None` for what stands at one place only.
    pub(crate) likeness: Option<Likeness>,
    /// What it says of a property that came or went; `None` where it says that already, or something else.
    pub(crate) presence: Option<Presence>,
    /// What happens to everybody if one side uses the revision first.
    pub(crate) orders: PartnerOrders,
}

impl Change {
    /// What differs, in words that are the same wherever the same differs; `None` where it can differ at one place only.
    pub fn difference(&self) -> Option<&str> {
        let likeness = self.likeness.as_ref();
        likeness.map(|it| it.difference.as_str())
    }

    /// What differs, whatever it is called where it stands: the same words at the same lines are the same difference.
    pub fn said(&self) -> &str {
        let likeness = self.likeness.as_ref();
        likeness.map_or(&self.detail, |it| &it.said)
    }

    /// The part of a message and the place in it that differ, in words; the element where that is no part of a message.
    pub fn place(&self) -> String {
        match (&self.likeness, self.element.as_str().split_once(':')) {
            (Some(likeness), _) => likeness.place.clone(),
            (None, Some((kind, name))) => format!("{kind} `{name}`"),
            (None, None) => self.element.as_str().to_owned(),
        }
    }

    /// What tells this change from any other one of the same check and element: its detail, and what it was and is.
    pub fn identity(&self) -> String {
        let [was, is] = self.facts.sides();
        tidings_diag::hash([&self.detail, was, is])
    }

    /// The same, with the impact that its checks were given in place of what the policy makes of them; `None` where that
    /// leaves it out.
    pub(crate) fn weighed(self, terms: &dyn Terms) -> Option<Self> {
        let impacts = self.judged_by.iter();
        let impacts = impacts.filter_map(|(check, judged)| match terms.weight(check) {
            Some(weight) => weight.of(*judged),
            None => Some(*judged),
        });
        let impact = impacts.max()?;
        // Where only the weight of a check makes a change matter, nobody breaks and nothing is to be done instead.
        let matters = impact.min(self.judged) >= Impact::Risky;
        let breaks = match impact {
            Impact::Breaking if matters => self.breaks,
            _ => Partners::NONE,
        };
        Some(Self {
            impact,
            breaks,
            advice: self.advice.filter(|_| matters),
            ..self
        })
    }

    /// A short name of the change that stays the same when lines move, and is another one when something else is made of
    /// what changed.
    pub fn fingerprint(&self) -> String {
        tidings_diag::hash([self.check.id, self.element.as_str(), &self.identity()])
    }
}

/// What makes a difference the same wherever it stands: in copies of one schema, and in schemas that changed alike.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    /// The part of a message and the place in it, in words.
    pub(crate) place: String,
    /// What differs there, in words that are the same in a copy.
    pub(crate) difference: String,
    /// The same without the place of what differs.
    pub(crate) said: String,
}

/// That somebody knows of a change and has accepted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Why.
    pub reason: Option<String>,
    /// The last day on which that holds, as `2027-01-31`; `None` for no end.
    pub until: Option<String>,
}

/// What a change means under the policy; later is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// Only people read it.
    Annotation,
    /// Everybody gets along with it.
    Compatible,
    /// No message is refused, and still something is taken away.
    Risky,
    /// It could not be found out.
    Unknown,
    /// Somebody does not get along with it.
    Breaking,
}

impl Impact {
    /// Every impact, the mildest first.
    pub const ALL: [Self; 5] = [
        Self::Annotation,
        Self::Compatible,
        Self::Risky,
        Self::Unknown,
        Self::Breaking,
    ];

    /// The name used on the command line and in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Annotation => "annotation",
            Self::Compatible => "compatible",
            Self::Risky => "risky",
            Self::Unknown => "unknown",
            Self::Breaking => "breaking",
        }
    }
}

/// How the meaning of a change is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// The schemas were compared: what breaks is shown by a message, what does not is proved.
    Witness,
    /// A rule says so.
    Rule,
}

impl Evidence {
    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Witness => "witness",
            Self::Rule => "rule",
        }
    }
}

/// One of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// The older one.
    Base,
    /// The newer one.
    Revision,
}

impl Version {
    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Revision => "revision",
        }
    }
}

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Its content.
    Payload,
    /// Its headers.
    Headers,
    /// Its key, as Kafka has one.
    Key,
    /// Something that only a binding describes: parameters of a request, or of the handshake before all messages.
    Binding,
    /// A parameter of its address.
    Parameter,
}

impl Part {
    /// "Is", in the number of the name.
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Self::Headers => "are",
            Self::Payload | Self::Key | Self::Binding | Self::Parameter => "is",
        }
    }

    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Payload => "payload",
            Self::Headers => "headers",
            Self::Key => "key",
            Self::Binding => "binding",
            Self::Parameter => "parameter",
        }
    }
}

/// A part of a message that one version accepts and the other one does not.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The value.
    pub instance: Literal,
    /// What it is of the message.
    pub part: Part,
    /// Which version accepts it and which one refuses it.
    pub acceptance: Acceptance,
    /// Why it is refused, in one sentence without a full stop.
    pub reason: String,
    /// The value as bytes, where it travels in a language whose values are bytes.
    pub encoded: Option<(Vec<u8>, Encoding)>,
    /// What is read instead, where the value is not refused but taken for something else.
    pub read_as: Option<Literal>,
}

/// The two versions that disagree about a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Acceptance {
    /// The one that accepts it.
    pub accepted_by: Version,
    /// The one that refuses it.
    pub rejected_by: Version,
}

impl Acceptance {
    /// What the base emits is judged by the revision.
    pub const BACKWARD: Self = Self {
        accepted_by: Version::Base,
        rejected_by: Version::Revision,
    };
    /// What the revision emits is judged by the base.
    pub const FORWARD: Self = Self {
        accepted_by: Version::Revision,
        rejected_by: Version::Base,
    };
}
