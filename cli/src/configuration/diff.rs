//! The table `[diff]`: how versions are compared.

use std::collections::BTreeMap;

use globset::{Glob, GlobBuilder, GlobMatcher};
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use tidings_diff::{Impact, Policy, Reading, Weight};
use toml::Spanned;

use crate::arguments::{FormatCheck, Unknown};
use crate::choice::Chosen;

/// The table `[diff]`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Diff {
    /// Which direction a change must not break.
    pub(crate) policy: Option<Chosen<Policy>>,
    /// How literally schemas are read.
    pub(crate) reading: Option<Chosen<Reading>>,
    /// Whether known formats are compared as the languages they are.
    pub(crate) formats: Option<FormatCheck>,
    /// Whether what could not be found out fails.
    pub(crate) unknown: Option<Unknown>,
    /// The least impact that makes the exit status 1.
    pub(crate) fail_on: Option<FailOn>,
    /// What the changes are that a check finds, by the check's id.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, Counted>"))]
    pub(crate) checks: BTreeMap<Spanned<String>, Counted>,
    /// What is decided about some channels, or about the contracts in some files; the last one that says something counts.
    #[serde(rename = "path")]
    pub(crate) paths: Vec<DiffPath>,
}

/// One entry of `[[diff.path]]`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DiffPath {
    /// The contracts it is about, by their files as they are seen from the folder of this file [default: all of them].
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(crate) files: Vec<Pattern>,
    /// The channels it is about, by their addresses, or by their keys where they have none [default: whole contracts].
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(crate) channels: Vec<Pattern>,
    /// Which direction a change must not break.
    pub(crate) policy: Option<Chosen<Policy>>,
    /// How literally schemas are read.
    pub(crate) reading: Option<Chosen<Reading>>,
    /// Whether known formats are compared as the languages they are.
    pub(crate) formats: Option<FormatCheck>,
}

impl DiffPath {
    /// Whether it is about the contract in `file`, seen from the folder of the configuration.
    pub(crate) fn is_about(&self, file: &str) -> bool {
        let mut files = self.files.iter();
        self.files.is_empty() || files.any(|pattern| pattern.matches(file))
    }
}

/// A pattern of paths or addresses: `*` is a part without `/`, `**` is any parts.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// As it is written.
    pub(crate) text: String,
    matcher: GlobMatcher,
}

impl Pattern {
    /// Whether `text` has this pattern.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.matcher.is_match(text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // Addresses have their parameters in braces, which are no alternatives.
        let literal = text.replace('{', "[{]").replace('}', "[}]");
        let glob: Result<Glob, _> = GlobBuilder::new(&literal).literal_separator(true).build();
        let glob = glob
            .map_err(|error| Error::custom(format!("`{text}` is no pattern: {}", error.kind())))?;
        let matcher = glob.compile_matcher();
        Ok(Self { text, matcher })
    }
}

/// The least impact that fails, by its name or by that of the severity that it is shown with.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailOn {
    /// Every change that somebody could notice.
    #[serde(alias = "info")]
    Compatible,
    /// What takes something away although no message is refused.
    #[serde(alias = "warning")]
    Risky,
    /// What somebody does not get along with.
    #[serde(alias = "error")]
    Breaking,
}

impl From<FailOn> for Impact {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Compatible => Self::Compatible,
            FailOn::Risky => Self::Risky,
            FailOn::Breaking => Self::Breaking,
        }
    }
}

/// What the changes of a check are.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Counted {
    /// They are left out.
    Off,
    /// Only people read them.
    Annotation,
    /// Everybody gets along with them.
    Compatible,
    /// They take something away although no message is refused.
    Risky,
    /// Somebody does not get along with them.
    Breaking,
}

impl From<Counted> for Weight {
    fn from(counted: Counted) -> Self {
        match counted {
            Counted::Off => Self::Off,
            Counted::Annotation => Self::Impact(Impact::Annotation),
            Counted::Compatible => Self::Impact(Impact::Compatible),
            Counted::Risky => Self::Impact(Impact::Risky),
            Counted::Breaking => Self::Impact(Impact::Breaking),
        }
    }
}
