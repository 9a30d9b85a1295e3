//! What a project has decided about findings: the table `[lint]` of `tidings.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use tidings_diag::{Finding, Group, RuleMeta, Severity};
use toml::Spanned;

use crate::catalogue;

/// The table `[lint]`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Lint {
    /// The least severity that makes the exit status 1.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<Failing>"))]
    pub fail_on: Option<Failing>,
    /// What becomes of the findings of a group of rules.
    pub groups: Groups,
    /// What becomes of the findings of a rule, by the rule's id; counts before the rule's group.
    #[cfg_attr(feature = "schemars", schemars(with = "BTreeMap<String, Level>"))]
    pub rules: BTreeMap<Spanned<String>, Level>,
}

/// The table `[lint.groups]`: groups of rules that can be decided about as a whole.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Groups {
    /// What the specification demands of the resolved contract.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<Level>"))]
    pub correctness: Option<Level>,
    /// What is allowed and hardly meant.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<Level>"))]
    pub suspicious: Option<Level>,
}

/// What becomes of the findings of a rule.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// They are left out.
    Off,
    /// They are worth knowing.
    Info,
    /// They are probably a mistake.
    Warning,
    /// They are errors.
    Error,
}

/// How many findings are otherwise than their rules would have it, because a project has decided so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// Findings that are left out.
    pub off: usize,
    /// Findings with another severity.
    pub changed: usize,
}

/// A severity.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Failing {
    /// Worth knowing.
    Info,
    /// Probably a mistake.
    Warning,
    /// Against the specification.
    Error,
}

impl Groups {
    /// What was decided about `group`.
    fn level(&self, group: Group) -> Option<Level> {
        match group {
            Group::Correctness => self.correctness,
            Group::Suspicious => self.suspicious,
            Group::Syntax | Group::Structure | Group::Generation | Group::Compatibility => None,
        }
    }
}

impl Lint {
    /// What was decided about `rule`, by itself or with its group.
    pub fn level(&self, rule: &RuleMeta) -> Option<Level> {
        let of_group = || self.groups.level(rule.group).filter(|_| !must_fail(rule));
        self.rules.get(rule.id).copied().or_else(of_group)
    }

    /// Leaves out the findings of rules that are off, gives others the severity that was decided, and counts both.
    pub fn weigh(&self, findings: &mut Vec<Finding>) -> Weighed {
        let mut weighed = Weighed::default();
        findings.retain_mut(|finding| {
            let Some(level) = self.level(finding.rule) else {
                return true;
            };
            let Some(severity) = level.severity() else {
                weighed.off += 1;
                return false;
            };
            weighed.changed += usize::from(severity != finding.severity);
            finding.severity = severity;
            true
        });
        weighed
    }

    /// Why nothing can be decided about a rule that is named, and the byte of the file where it is.
    pub(crate) fn objection(&self) -> Option<(usize, String)> {
        let objections = self.rules.keys().filter_map(|rule| {
            let objection = catalogue::objection(rule.as_ref())?;
            Some((rule.span().start, objection))
        });
        objections.min()
    }
}

impl From<Failing> for Severity {
    fn from(failing: Failing) -> Self {
        match failing {
            Failing::Info => Self::Info,
            Failing::Warning => Self::Warning,
            Failing::Error => Self::Error,
        }
    }
}

impl Level {
    /// The severity that findings get; `None` where they are left out.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// Whether a finding of `rule` says that an input could not be read, or not to its end.
pub fn means_unreadable(rule: &RuleMeta) -> bool {
    ["unreadable", "no-documents", "syntax-error", "over-budget"].contains(&rule.id)
}

/// Whether a finding of `rule` may never pass as success: what could not be read or resolved was not checked either.
pub fn must_fail(rule: &RuleMeta) -> bool {
    means_unreadable(rule) || rule.id == "unresolved-ref"
}
