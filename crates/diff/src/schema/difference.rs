//! A difference between two schemas, as data.

use tidings_diag::Location;
use tidings_schema::{Literal, SchemaId};

use super::ending::Ending;
use super::place::SchemaPair;
use crate::Version;
use crate::facts::Facts;

/// A place where two schemas differ.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    /// What differs.
    pub(crate) kind: Kind,
    /// What is said in both versions of what differs.
    pub(crate) facts: Facts,
    /// The place of the values it is about, as a JSON Pointer with `*` for every item or every further property.
    pub(crate) path: String,
    /// Which of the values that have this path it is about, in words that follow it: names of properties, or what has a name
    /// like a pattern; empty where the path says it.
    pub(crate) which: String,
    /// The branches of `anyOf` and `oneOf` on the way there, and the keywords that do not apply to all values, in words that
    /// follow the path; empty without any.
    pub(crate) branch: String,
    /// The same for the fingerprint: what has no name is known by what it demands, and not by its number.
    pub(crate) meant: String,
    /// Where it stands in the base, or would.
    pub(crate) base: Option<Location>,
    /// Where it stands in the revision, or would.
    pub(crate) revision: Option<Location>,
    /// The schemas of the value in the base, for a question about this place alone.
    pub(crate) base_schemas: Vec<SchemaId>,
    /// The schemas of the value in the revision.
    pub(crate) revision_schemas: Vec<SchemaId>,
    /// What says everything of the value in both versions, or of the nearest one around it of which one schema does.
    pub(crate) whole: Option<SchemaPair>,
    /// The alternatives of `anyOf` and `oneOf`, and of several schemas of an `allOf` the one, that both versions have and that it
    /// is in, the outermost first.
    pub(crate) alternatives: Vec<SchemaPair>,
    /// The alternatives of `oneOf` that both versions have and that it is in, each with those beside it.
    pub(crate) choices: Vec<Choice>,
    /// What becomes of the whole where less is allowed there.
    pub(crate) sense: Sense,
    /// Whether every value at the path has to do with it: no alternative, condition or negation stands above.
    pub(crate) is_unconditional: bool,
    /// Whether it is about which values a condition is for, and not about what is demanded of them.
    pub(crate) is_of_condition: bool,
    /// Whether something broken says for which values it counts.
    pub(crate) is_open: bool,
}

/// What becomes of a whole of which a part allows less than before, whatever `oneOf` says of that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sense {
    /// It allows no more than before.
    #[default]
    Same,
    /// It allows no less than before, as below `not`.
    Turned,
    /// It may allow less of one thing and more of another one, as below `if`.
    Either,
}

impl Sense {
    /// That of a part of a part.
    pub(super) fn within(self, outer: Self) -> Self {
        match (outer, self) {
            (Self::Same, inner) => inner,
            (Self::Turned, Self::Same) => Self::Turned,
            (Self::Turned, Self::Turned) => Self::Same,
            _ => Self::Either,
        }
    }
}

/// An alternative of a `oneOf`, in the base and in the revision, with those beside it in each.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) schemas: [SchemaId; 2],
    pub(crate) others: [Vec<SchemaId>; 2],
}

/// What differs; `None` stands for a keyword that is not there.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A property is declared that was not; what was declared for all others held for it before.
    PropertyAdded(String),
    /// A property is declared that had to be there before, too.
    PropertyDescribed { name: String, held: Held },
    /// A property is no longer declared.
    PropertyRemoved(String),
    /// A property is no longer declared and has to be there all the same.
    PropertyUndescribed { name: String, held: Held },
    /// A property has another name, and its schema says the same; what the base lets the new name hold.
    PropertyRenamed {
        from: String,
        to: String,
        held: Held,
    },
    /// A property must be there now.
    Required(String),
    /// A property need not be there any more.
    Optional(String),
    /// `type`, in words; what is said of types that only one version allows; and whether any value is of the new one, of
    /// those that are listed beside it.
    Type {
        from: String,
        to: String,
        with: Vec<Kind>,
        is_possible: bool,
        change: TypeChange,
    },
    /// Values are allowed now, at least one.
    ValuesAdded(Vec<Literal>),
    /// Values are allowed no more, at least one.
    ValuesRemoved(Vec<Literal>),
    /// Only these values are allowed now.
    ValuesListed(Vec<Literal>),
    /// Not only these values are allowed any more.
    ValuesUnlisted,
    /// A bound of numbers, lengths or counts.
    Limit {
        limit: Limit,
        from: Option<Bound>,
        to: Option<Bound>,
    },
    /// `pattern`.
    Pattern { from: Vec<String>, to: Vec<String> },
    /// `format`.
    Format { from: Vec<String>, to: Vec<String> },
    /// Unknown properties are refused now.
    Closed,
    /// Unknown properties are accepted now.
    Opened,
    /// A branch of `anyOf` or `oneOf` is there that was not.
    AlternativeAdded(Branch),
    /// A branch of `anyOf` or `oneOf` is gone.
    AlternativeRemoved(Branch),
    /// Nothing is allowed any more.
    Emptied,
    /// Something is allowed where nothing was.
    Filled,
    /// A keyword that applies schemas is there that was not.
    SchemaAdded(String),
    /// A keyword that applies schemas is gone.
    SchemaRemoved(String),
    /// A keyword that applies schemas is about other values, or says something else of them.
    SchemaChanged(String),
    /// `default`.
    Default {
        from: Option<Literal>,
        to: Option<Literal>,
    },
    /// `description` of a number that keeps its bounds: its unit may have changed.
    NumberDescribed { from: String, to: String },
    /// `deprecated` and `x-sunset`.
    Ending { from: Ending, to: Ending },
    /// The language that the schemas are written in, or its version, in words; it reads them the same way, as far as nothing
    /// else is told.
    Language { from: String, to: String },
    /// A keyword that people read: which one, and what became of it.
    Annotation(&'static str, Statement),
    /// An `x-` field.
    Extension(String),
    /// A keyword that demands nothing, or that the dialect does not know.
    Keyword(String),
    /// What would differ if it demanded anything, and why it does not.
    Idle(Box<Kind>, Idle),
    /// More than is told one by one.
    More,
    /// Something is broken in this version only.
    Broken(Version),
}

/// What another `type` does to the values that were allowed, as far as their types tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TypeChange {
    /// Whether some may be refused now.
    pub(crate) takes: bool,
    /// Whether others may be allowed now.
    pub(crate) adds: bool,
}

/// What became of something that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Statement {
    /// It was not said.
    New,
    /// It is said no more.
    Gone,
    /// Something else is said.
    Other,
    /// Something else is said by a schema that is included by `allOf`.
    OfIncluded,
    /// The same is said by another keyword than this one.
    InsteadOf(&'static str),
}

impl Statement {
    /// What became of something that was said if it `was`, and is if it `is`.
    pub(crate) fn of(was: bool, is: bool) -> Self {
        match (was, is) {
            (false, true) => Self::New,
            (true, false) => Self::Gone,
            _ => Self::Other,
        }
    }
}

/// What a property holds that is not declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// Any value.
    Anything,
    /// No value: only what is declared is allowed.
    Nothing,
    /// What keywords for properties of other names, or for the whole object, say.
    Other,
}

/// Why something that is said demands nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Idle {
    /// It is said of values of a type that is not allowed.
    Type(&'static str),
    /// It lists a value that is of no type that is allowed.
    Value,
    /// Other keywords demand the same: each alternative, or a list of values.
    Repeated,
}

/// A branch of `anyOf` or `oneOf`.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    /// The keyword that lists it.
    pub(crate) keyword: &'static str,
    /// What it is known by, in words that follow others, with a comma before them; empty where nothing tells it from the
    /// others.
    pub(crate) known_by: String,
    /// What it says, in the version that has it.
    pub(crate) schema: SchemaId,
}

/// A bound as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    /// The keyword that states it.
    pub(crate) keyword: &'static str,
    /// Its values, in words where several schemas state one.
    pub(crate) values: String,
}

impl Bound {
    /// The bound that `keyword` states with `values`, if there are any.
    pub(super) fn of(keyword: &'static str, values: Vec<String>) -> Option<Self> {
        let values = (!values.is_empty()).then(|| values.join(" and "))?;
        Some(Self { keyword, values })
    }

    /// Its value, where there is one; other numbers near it may have the same one.
    fn value(&self) -> Option<f64> {
        self.values.parse().ok()
    }

    /// Whether nothing that keeps to it breaks `other`, as far as that is seen.
    fn holds(&self, other: &Self) -> bool {
        let (Some(own), Some(others)) = (self.value(), other.value()) else {
            return false;
        };
        let excludes = |bound: &Self| bound.keyword.starts_with("exclusive");
        let includes_less = own == others && excludes(self) && !excludes(other);
        match self.keyword {
            "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minContains"
            | "minProperties" => own > others || includes_less,
            "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxContains"
            | "maxProperties" => own < others || includes_less,
            _ => false,
        }
    }

    /// Whether it bounds the same end as `other`, of which one excludes its value.
    pub(super) fn bounds_as(&self, other: &Self) -> bool {
        const ENDS: [[&str; 2]; 2] = [
            ["minimum", "exclusiveMinimum"],
            ["maximum", "exclusiveMaximum"],
        ];
        let keywords = [self.keyword, other.keyword];
        let mut ends = ENDS.iter();
        self.keyword != other.keyword
            && ends.any(|end| keywords.iter().all(|keyword| end.contains(keyword)))
    }
}

/// Whether `to` may refuse what keeps to `from`.
fn bounds_more(from: Option<&Bound>, to: Option<&Bound>) -> bool {
    // One has to be there where `minContains` says nothing.
    let is_counted = |bound: &Bound| bound.keyword == "minContains";
    match (from, to) {
        (None, None) => false,
        (Some(from), None) => is_counted(from) && from.value().is_none_or(|from| from < 1.0),
        (None, Some(to)) => !is_counted(to) || to.value().is_none_or(|to| to > 1.0),
        (Some(from), Some(to)) => !from.holds(to),
    }
}

/// What a bound bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Numbers.
    Number,
    /// Lengths of texts.
    Length,
    /// How many items or properties there are.
    Count,
}

/// Words that follow others.
fn behind(words: [&String; 2]) -> String {
    let words = words.into_iter().filter(|words| !words.is_empty());
    words.map(|words| format!(" {words}")).collect()
}

impl Difference {
    /// What follows the path where it is told: which of the values there it is about, and in which branch.
    pub(crate) fn way(&self) -> String {
        behind([&self.which, &self.branch])
    }

    /// The same for the fingerprint.
    pub(crate) fn meant_way(&self) -> String {
        behind([&self.which, &self.meant])
    }

    /// Whether an alternative, a condition or a negation stands above it.
    pub(crate) fn is_of_branch(&self) -> bool {
        !self.is_unconditional || !self.branch.is_empty()
    }

    /// The two schemas that say everything of the values there, where there is one in each version.
    pub(crate) fn place(&self) -> Option<(SchemaId, SchemaId)> {
        match (&*self.base_schemas, &*self.revision_schemas) {
            ([was], [now]) => Some((*was, *now)),
            _ => None,
        }
    }
}

impl Kind {
    /// Whether it may change which values are valid, so that the schemas have to be asked.
    ///
    /// A default counts, because some readers fill it in.
    pub(crate) fn is_asked(&self) -> bool {
        self.is_demand() || matches!(self, Self::Default { .. })
    }

    /// Whether it takes away values that were allowed.
    ///
    /// Under a `not` or an `if` it may do the opposite, so this says only which of several differences is the likelier
    /// reason.
    pub(crate) fn may_take(&self) -> bool {
        if let Self::Limit { from, to, .. } = self {
            return bounds_more(from.as_ref(), to.as_ref());
        }
        !matches!(
            self,
            Self::Type {
                change: TypeChange { takes: false, .. },
                ..
            } | Self::Optional(_)
                | Self::ValuesAdded(_)
                | Self::ValuesUnlisted
                | Self::Opened
                | Self::AlternativeAdded(_)
                | Self::SchemaRemoved(_)
                | Self::Filled
        )
    }

    /// Whether it adds values to those that were allowed; see [`Self::may_take`].
    pub(crate) fn may_add(&self) -> bool {
        if let Self::Limit { from, to, .. } = self {
            return bounds_more(to.as_ref(), from.as_ref());
        }
        !matches!(
            self,
            Self::Type {
                change: TypeChange { adds: false, .. },
                ..
            } | Self::Required(_)
                | Self::ValuesRemoved(_)
                | Self::ValuesListed(_)
                | Self::Closed
                | Self::AlternativeRemoved(_)
                | Self::SchemaAdded(_)
                | Self::Emptied
        )
    }

    /// Whether it is about a property of the object at its place.
    pub(crate) fn names_property(&self) -> bool {
        matches!(
            self,
            Self::PropertyAdded(_)
                | Self::PropertyDescribed { .. }
                | Self::PropertyRemoved(_)
                | Self::PropertyUndescribed { .. }
                | Self::PropertyRenamed { .. }
                | Self::Required(_)
                | Self::Optional(_)
        )
    }

    /// The alternative that only one version has, and which.
    pub(crate) fn alternative(&self) -> Option<(Version, &Branch)> {
        match self {
            Self::AlternativeAdded(branch) => Some((Version::Revision, branch)),
            Self::AlternativeRemoved(branch) => Some((Version::Base, branch)),
            _ => None,
        }
    }

    /// The values of a list that are allowed now, or no more.
    pub(crate) fn values(&self) -> Option<&[Literal]> {
        match self {
            Self::ValuesAdded(values) | Self::ValuesRemoved(values) => Some(values),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(crate) fn values_mut(&mut self) -> Option<&mut Vec<Literal>> {
        match self {
            Self::ValuesAdded(values) | Self::ValuesRemoved(values) => Some(values),
            _ => None,
        }
    }

    /// Whether it says which values are valid.
    pub(crate) fn is_demand(&self) -> bool {
        !matches!(
            self,
            Self::Default { .. }
                | Self::NumberDescribed { .. }
                | Self::Ending { .. }
                | Self::Language { .. }
                | Self::Annotation(..)
                | Self::Extension(_)
                | Self::Keyword(_)
                | Self::Idle(..)
                | Self::More
        )
    }
}
