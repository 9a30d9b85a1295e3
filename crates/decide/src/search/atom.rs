//! The smallest demands, each on values of one kind, and the choices between them.

use std::rc::Rc;

use super::Claim;
use crate::found::{Cause, Node};
use crate::intern::{NumberRule, StringRule, Value};

/// A demand that is not made of demands on the same value.
#[derive(Clone, Debug)]
pub(crate) enum Atom {
    /// A number keeps to the rule, or does not.
    Number(NumberRule, bool),
    /// A string keeps to the rule, or does not.
    String(StringRule, bool),
    /// The value, a number or a string, is none of these.
    Excluded(Rc<[Value]>),
    Array(ArrayAtom),
    Object(ObjectAtom),
}

/// A demand on arrays.
#[derive(Clone, Debug)]
pub(crate) enum ArrayAtom {
    /// Each item is valid under the schema that this one has for its position.
    Table(Node),
    Min(u64),
    Max(u64),
    /// No two items are equal, or two are.
    Unique(bool),
    /// Every item from this position on meets the claim.
    Every(usize, Claim),
    /// The item at this position is there and meets the claim.
    At(usize, Claim),
    /// An item from this position on meets the claim.
    Some(usize, Claim),
    /// That many items are valid.
    Count(Node, u64, Option<u64>),
}

/// A demand on objects.
#[derive(Clone, Debug)]
pub(crate) enum ObjectAtom {
    /// Each property is valid under the schemas that this one has for its name, and those that it requires are there.
    Table(Node),
    Required(Rc<str>),
    Absent(Rc<str>),
    Min(u64),
    Max(u64),
    /// Every property in the region meets the claim.
    Every(Region, Claim),
    /// A property in the region meets the claim.
    Some(Region, Claim),
    /// Every name meets the claim.
    EveryName(Claim),
    /// A name meets the claim.
    SomeName(Claim),
}

/// A set of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    Key(Rc<str>),
    /// Names in which the pattern is found.
    Pattern(Rc<str>),
    /// Every other name.
    Others(Rc<Declared>),
}

/// The names that a schema has a word for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Declared {
    /// Sorted.
    pub(crate) names: Vec<Rc<str>>,
    pub(crate) patterns: Vec<Rc<str>>,
}

/// One way out of a choice: all of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alternative {
    pub(crate) claims: Vec<Claim>,
    pub(crate) atoms: Vec<Atom>,
    /// What could not be followed on this way; values that go it may fail.
    pub(crate) doubt: Option<Cause>,
}

impl From<Claim> for Alternative {
    fn from(claim: Claim) -> Self {
        Self {
            claims: vec![claim],
            ..Self::default()
        }
    }
}

impl From<Atom> for Alternative {
    fn from(atom: Atom) -> Self {
        Self {
            atoms: vec![atom],
            ..Self::default()
        }
    }
}

impl From<ArrayAtom> for Alternative {
    fn from(atom: ArrayAtom) -> Self {
        Atom::Array(atom).into()
    }
}

impl From<ObjectAtom> for Alternative {
    fn from(atom: ObjectAtom) -> Self {
        Atom::Object(atom).into()
    }
}
