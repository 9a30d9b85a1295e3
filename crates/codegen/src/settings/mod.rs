//! What a project has decided about its code: the table `[generate]` of `tidings.toml`.
//!
//! Every door reads this table: the command line, and build scripts.
//! `choices` are what can be decided, `selector` says which types a decision is about, `rust` what is Rust in it.

mod choices;
mod replacement;
mod rust;
mod selector;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use choices::{
    DateTimes, Decimals, Enums, Formats, MissingType, Newtypes, Perspective, UnknownFields, Uuids,
};
pub use replacement::{Package, Replacement, StandardTrait};
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
    /// What a `date-time`, a `date`, a `time` and a `duration` are in Rust.
    pub date_time: DateTimes,
    /// What a `uuid` is in Rust.
    pub uuid: Uuids,
    /// Which numbers are exact decimals.
    pub decimal: Decimals,
    /// What becomes of properties that a schema neither declares nor speaks of.
    pub unknown_fields: UnknownFields,
    /// Whether enumerations of texts take values that they do not list.
    pub enums: Enums,
    /// What a schema describes that has keywords such as `properties` or `maxLength` and no `type`.
    pub missing_type: MissingType,
    /// Whether a named scalar that the contract constrains can hold what the contract does not allow.
    pub newtypes: Newtypes,
    /// Whether each example of the contract is a test.
    pub example_tests: bool,
    /// Derives of every type, by their paths, beside those that are true anyway.
    pub derive: Vec<RustPath>,
    /// Names of messages, channels, operations and servers.
    #[serde(rename = "name")]
    pub names: Vec<NameSettings>,
    /// Decisions about some types; what is decided about a type counts before the rest of the table.
    #[serde(rename = "type")]
    pub types: Vec<TypeSettings>,
}

impl Settings {
    /// The features of the runtime that the decisions need.
    pub(crate) fn features(&self) -> impl Iterator<Item = &'static str> {
        let date_time = match self.date_time {
            DateTimes::Jiff => Some("jiff"),
            DateTimes::Chrono => Some("chrono"),
            DateTimes::Time | DateTimes::String => None,
        };
        let uuid = (self.uuid == Uuids::Uuid).then_some("uuid");
        date_time.into_iter().chain(uuid)
    }
}

/// An entry of `[[generate.name]]`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NameSettings {
    /// The messages, channels, operations or servers that it is about.
    pub path: Selector,
    /// The name that stands in place of the contract's.
    pub rename: RustName,
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
    pub replace: Option<Replacement>,
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
