//! What a project can decide.

use serde::Deserialize;

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

/// What points in time, days, times of day and durations are in Rust; the text of a message survives in any case.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DateTimes {
    /// `tidings::DateTime` and its like, which convert from and into types of the crate `time`.
    #[default]
    Time,
    /// The same, which also convert from and into types of the crate `jiff`.
    Jiff,
    /// The same, which also convert from and into types of the crate `chrono`.
    Chrono,
    /// A text, which is checked unless formats are only annotated.
    String,
}

/// What a `uuid` is in Rust; the text of a message survives in any case.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Uuids {
    /// `tidings::Uuid`.
    #[default]
    Tidings,
    /// The same, which also converts from and into the type of the crate `uuid`.
    Uuid,
    /// A text, which is checked unless formats are only annotated.
    String,
}

/// Which numbers are exact decimals in Rust.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Decimals {
    /// Those whose schema asks for it: `format: decimal`, or a bound, a constant or a divisor that no `f64` is.
    #[default]
    Asked,
    /// All but those whose `format` is `float` or `double`.
    Exact,
    /// None: numbers are `f64`, and texts of `format: decimal` are texts, which are checked.
    F64,
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

/// Whether a named scalar that the contract constrains can hold what the contract does not allow.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Newtypes {
    /// It is made from any value with `From`, and checked when it is written.
    #[default]
    Plain,
    /// It is made with `new`, `TryFrom` and `FromStr` only, which check at once.
    Checked,
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
