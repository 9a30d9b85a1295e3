//! What all changes together mean.

use crate::Impact;

/// What all changes together mean; later is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing changed that anybody could notice.
    Unchanged,
    /// Everybody gets along with the revision.
    Compatible,
    /// Of something it could not be found out.
    Unknown,
    /// Somebody does not get along with the revision.
    Breaking,
}

impl Verdict {
    /// What changes of these impacts mean together.
    pub(crate) fn of(impacts: impl IntoIterator<Item = Impact>) -> Self {
        let verdicts = impacts.into_iter().map(|impact| match impact {
            Impact::Annotation => Self::Unchanged,
            Impact::Compatible | Impact::Risky => Self::Compatible,
            Impact::Unknown => Self::Unknown,
            Impact::Breaking => Self::Breaking,
        });
        verdicts.max().unwrap_or(Self::Unchanged)
    }

    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Compatible => "compatible",
            Self::Unknown => "unknown",
            Self::Breaking => "breaking",
        }
    }
}

/// The part of a version number (Semantic Versioning 2.0.0) that has to grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequiredBump {
    /// None.
    None,
    /// The third number.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
}

impl RequiredBump {
    /// What the worst of the changes asks of a contract that had `version`.
    ///
    /// Before 1.0.0 anything may change (Semantic Versioning 2.0.0 §4), so each step is one place further down.
    pub(crate) fn of(worst: Option<Impact>, version: &str) -> Self {
        let is_initial = version.trim_start_matches('v').starts_with("0.");
        match (worst, is_initial) {
            (None, _) => Self::None,
            (Some(Impact::Breaking | Impact::Unknown), false) => Self::Major,
            (Some(Impact::Breaking | Impact::Unknown), true)
            | (Some(Impact::Risky | Impact::Compatible), false) => Self::Minor,
            (Some(Impact::Risky | Impact::Compatible), true) | (Some(Impact::Annotation), _) => {
                Self::Patch
            }
        }
    }

    /// The name used in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
