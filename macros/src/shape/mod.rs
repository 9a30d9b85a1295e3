//! What serde writes and reads of a type, as far as the type's own declaration says.
//!
//! `#[serde(…)]` is taken for the truth; `rules.rs` reads what `#[message(…)]` and `#[schemars(…)]` say beside it, and
//! `known.rs` which types are known by name.

mod case;
mod known;
mod read;
mod rules;
mod serde;

pub(crate) use known::Known;
pub(crate) use rules::Rules;

use proc_macro2::Span;
use syn::{Ident, LitStr, Member, Type};

/// A type as serde sees it.
pub(crate) struct Shape {
    pub(crate) body: Body,
    /// Whether names that are not known are refused.
    pub(crate) denies_unknown: bool,
    /// Why the declaration does not say what is written, where it does not.
    pub(crate) hidden: Option<(Span, String)>,
}

/// What a type is made of.
pub(crate) enum Body {
    Struct(Fields),
    Enum(Tagging, Vec<Variant>),
}

/// Fields of a struct or a variant; those that serde neither writes nor reads are not among them.
pub(crate) enum Fields {
    Unit,
    /// The value of the one field, without anything around it.
    Newtype(Box<Field>),
    Tuple(Vec<Field>),
    Named(Vec<Field>),
}

/// One field.
pub(crate) struct Field {
    pub(crate) member: Member,
    /// What an error about it underlines.
    pub(crate) span: Span,
    pub(crate) ty: Type,
    pub(crate) known: Known,
    /// Its name on the wire.
    pub(crate) name: String,
    /// Whether it is missing from what is written, sometimes or always.
    pub(crate) is_left_out: Presence,
    /// Whether it may be missing from what is read.
    pub(crate) has_default: bool,
    /// Whether its own entries stand in place of it.
    pub(crate) is_flattened: bool,
    /// Whether a function of the user's writes or reads it.
    pub(crate) is_custom: bool,
    pub(crate) rules: Rules,
    /// Its schema, as the user states it.
    pub(crate) stated: Option<LitStr>,
}

/// How often a field is missing from what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Never.
    Always,
    /// Where it is `None`.
    UnlessNone,
    /// Where a function of the user's says so.
    Sometimes,
}

/// One variant of an enum.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) fields: Fields,
    /// Whether it stands for every name that is not known.
    pub(crate) is_other: bool,
    /// Whether it is without a tag, whatever the others have.
    pub(crate) is_untagged: bool,
    /// Whether the variant is written as a struct, `{ … }`, a tuple, or alone.
    pub(crate) style: Style,
}

/// How fields are written in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Unit,
    Tuple(usize),
    Named,
}

/// How a variant is told from the others.
pub(crate) enum Tagging {
    External,
    Internal(String),
    Adjacent { tag: String, content: String },
    Untagged,
}

impl Fields {
    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Field> {
        let (one, all): (Option<&Field>, &[Field]) = match self {
            Self::Unit => (None, &[]),
            Self::Newtype(field) => (Some(field), &[]),
            Self::Tuple(fields) | Self::Named(fields) => (None, fields),
        };
        one.into_iter().chain(all)
    }
}
