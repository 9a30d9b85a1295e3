//! What is judged: a value in a document, a value by itself, or the name of a property.

use tidings_check::message::Shown;
use tidings_diag::{FileId, Location};
use tidings_syntax::{Entry, Kind, NodeId, Value};

use crate::number::{decimal, json_number};
use crate::{Literal, Type};

/// An instance, or a part of one.
#[derive(Clone, Copy)]
pub(super) enum Instance<'a> {
    /// In a document.
    Value(Value<'a>),
    /// By itself.
    Literal(&'a Literal),
    /// A property's name, for `propertyNames`.
    Name(&'a Member<'a>),
}

/// A property of an object.
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    pub(super) value: Instance<'a>,
    /// Where the name stands, in a document.
    entry: Option<Entry<'a>>,
}

impl Member<'_> {
    pub(super) fn location(&self) -> Option<Location> {
        self.entry.map(|entry| entry.key_location())
    }
}

/// What tells instances apart while schemas are applied inside each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    Node(FileId, NodeId),
    Address(usize),
}

/// An instance by type.
pub(super) enum View<'a> {
    Null,
    Bool,
    /// The spelling; not always JSON's.
    Number(&'a str),
    String(&'a str),
    Array(Vec<Instance<'a>>),
    Object(Vec<Member<'a>>),
}

impl<'a> Instance<'a> {
    pub(super) fn identity(self) -> Identity {
        match self {
            Self::Value(value) => Identity::Node(value.span().file, value.node()),
            Self::Literal(literal) => Identity::Address(std::ptr::from_ref(literal).addr()),
            Self::Name(member) => Identity::Address(std::ptr::from_ref(member).addr()),
        }
    }

    pub(super) fn location(self) -> Option<Location> {
        match self {
            Self::Value(value) => Some(value.location()),
            Self::Literal(_) => None,
            Self::Name(member) => member.location(),
        }
    }

    /// How many items or properties there are.
    pub(super) fn len(self) -> u64 {
        let parts = match self {
            Self::Value(value) => value.items().len() + value.entries().len(),
            Self::Literal(Literal::Array(items)) => items.len(),
            Self::Literal(Literal::Object(members)) => members.len(),
            Self::Literal(_) | Self::Name(_) => 0,
        };
        parts as u64
    }

    pub(super) fn view(self) -> View<'a> {
        match self {
            Self::Value(value) => match value.kind() {
                Kind::Null => View::Null,
                Kind::Bool => View::Bool,
                Kind::Number => View::Number(value.as_number().map_or("", |number| number.text())),
                Kind::String => View::String(value.as_str().unwrap_or_default()),
                Kind::Sequence => View::Array(value.items().map(Self::Value).collect()),
                Kind::Mapping => View::Object(
                    value
                        .entries()
                        .map(|entry| Member {
                            name: entry.key,
                            value: Self::Value(entry.value),
                            entry: Some(entry),
                        })
                        .collect(),
                ),
            },
            Self::Literal(literal) => match literal {
                Literal::Null => View::Null,
                Literal::Bool(_) => View::Bool,
                Literal::Number(text) => View::Number(text),
                Literal::String(text) => View::String(text),
                Literal::Array(items) => View::Array(items.iter().map(Self::Literal).collect()),
                Literal::Object(members) => View::Object(
                    members
                        .iter()
                        .map(|(name, value)| Member {
                            name,
                            value: Self::Literal(value),
                            entry: None,
                        })
                        .collect(),
                ),
            },
            Self::Name(member) => View::String(member.name),
        }
    }

    /// The value without its place.
    pub(super) fn detached(self) -> Literal {
        match self {
            Self::Value(value) => Literal::from(value),
            Self::Literal(literal) => literal.clone(),
            Self::Name(member) => Literal::String(member.name.to_owned()),
        }
    }

    /// The type; `None` for `.inf` and `.nan`, which JSON has no type for.
    pub(super) fn json_type(self) -> Option<Type> {
        let value = match self {
            Self::Literal(literal) => return Some(literal.json_type()),
            Self::Name(_) => return Some(Type::String),
            Self::Value(value) => value,
        };
        Some(match value.kind() {
            Kind::Null => Type::Null,
            Kind::Bool => Type::Boolean,
            Kind::Number => match decimal(value.as_number()?.text())?.is_integer() {
                true => Type::Integer,
                false => Type::Number,
            },
            Kind::String => Type::String,
            Kind::Sequence => Type::Array,
            Kind::Mapping => Type::Object,
        })
    }

    /// Whether this is `literal`, as JSON Schema compares values.
    pub(super) fn is(self, literal: &Literal) -> bool {
        match (self.view(), literal) {
            (View::Null, Literal::Null) => true,
            (View::Number(text), Literal::Number(other)) => {
                let number = json_number(text);
                number.is_some_and(|text| {
                    Literal::Number(text.into_owned()) == Literal::Number(other.clone())
                })
            }
            (View::String(text), Literal::String(other)) => text == other,
            (View::Bool, Literal::Bool(_)) => self.detached() == *literal,
            (View::Array(_), Literal::Array(_)) | (View::Object(_), Literal::Object(_)) => {
                self.detached() == *literal
            }
            _ => false,
        }
    }

    /// Hands the value to `tell` as messages show it: scalars as they are, the rest by type.
    pub(super) fn show<R>(self, tell: impl FnOnce(Shown<'_>) -> R) -> R {
        match self.view() {
            View::Null => tell(Shown::Plain(&"null")),
            View::Bool => tell(Shown::Plain(&self.detached())),
            View::Number(text) => tell(Shown::Plain(&text)),
            View::String(text) => tell(Shown::Text(text)),
            View::Array(_) => tell(Shown::Plain(&"an array")),
            View::Object(_) => tell(Shown::Plain(&"an object")),
        }
    }
}
