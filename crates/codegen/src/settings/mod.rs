//! What a project has decided about its code: the table `[generate]` of `tidings.toml`.
//!
//! Every door reads this table: the command line, and build scripts.
//! `selector` says which types a decision is about, `rust` what is Rust in it.

mod rust;
mod selector;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use rust::{RustAttribute, RustName, RustPath};
pub(crate) use selector::Address;
pub use selector::Selector;

/// The table `[generate]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// Which side of the contract the client is on.
    pub perspective: Perspective,
    /// Whether generated code checks the known formats of strings.
    pub formats: Formats,
    /// What a `date-time` is in Rust.
    pub date_time: DateTimes,
    /// What becomes of properties that a schema neither declares nor speaks of.
    pub unknown_fields: UnknownFields,
    /// Whether enumerations of texts take values that they do not list.
    pub enums: Enums,
    /// What a schema describes that has keywords such as `properties` or `maxLength` and no `type`.
    pub missing_type: MissingType,
    /// Derives of every type, by their paths, beside those that are true anyway.
    pub derive: Vec<RustPath>,
    /// Decisions about some types; what is decided about a type counts before the rest of the table.
    #[serde(rename = "type")]
    pub types: Vec<TypeSettings>,
}

/// An entry of `[[generate.type]]`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TypeSettings {
    /// The types it is about.
    pub path: Selector,
    /// The name of the type.
    pub rename: Option<RustName>,
    /// An existing type that takes the place of a generated one.
    pub replace: Option<RustPath>,
    /// Further derives.
    #[serde(default)]
    pub derive: Vec<RustPath>,
    /// Further attributes.
    #[serde(default)]
    pub attributes: Vec<RustAttribute>,
    /// What becomes of properties that the schema neither declares nor speaks of.
    pub unknown_fields: Option<UnknownFields>,
    /// Whether the enumeration takes values that it does not list.
    pub enums: Option<Enums>,
    /// Names of fields, by the names of the properties.
    #[serde(default)]
    pub fields: BTreeMap<String, RustName>,
    /// Names of variants, by the texts that they stand for.
    #[serde(default)]
    pub variants: BTreeMap<String, RustName>,
}

/// The side of a contract that a client is on.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Perspective {
    /// It is the described application: it sends what the contract sends.
    #[default]
    App,
    /// It is the described application's counterpart: it sends what the contract receives, and the other way round.
    Peer,
}

/// What generated code does with the known formats of strings.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Formats {
    /// It checks them.
    #[default]
    Check,
    /// It documents them.
    Annotate,
}

/// What a `date-time` is in Rust; the text of a message survives in any case.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DateTimes {
    /// `tidings::DateTime`, which converts from and into types of the crate `time`.
    #[default]
    Time,
    /// `tidings::DateTime`, which also converts from and into types of the crate `jiff`.
    Jiff,
    /// `tidings::DateTime`, which also converts from and into types of the crate `chrono`.
    Chrono,
    /// A text, which is checked unless formats are only annotated.
    String,
}

impl DateTimes {
    /// The feature of the runtime that it needs.
    pub(crate) fn feature(self) -> Option<&'static str> {
        match self {
            Self::Jiff => Some("jiff"),
            Self::Chrono => Some("chrono"),
            Self::Time | Self::String => None,
        }
    }
}

/// What becomes of properties that a schema neither declares nor speaks of.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum UnknownFields {
    /// They are read over.
    #[default]
    Ignore,
    /// They are kept, and written again.
    Keep,
    /// They are refused.
    Deny,
}

/// Whether an enumeration of texts takes values that it does not list.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Enums {
    /// It refuses them.
    #[default]
    Closed,
    /// It keeps them as `Other`.
    Open,
}

/// What a schema describes that has keywords such as `properties` or `maxLength` and no `type`.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MissingType {
    /// Values of the types that the keywords are about, as most authors mean it.
    #[default]
    Implied,
    /// Values of any type, to the letter: such keywords say nothing of other types (JSON Schema 2020-12 core, §7.6.1).
    Any,
}
