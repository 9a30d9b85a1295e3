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

/// What all changes come to, in the word that people read first; later is worse.
///
/// It says more than a [`Verdict`], which programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Nothing changed that anybody could notice.
    Unchanged,
    /// Nothing but what was accepted.
    Accepted,
    /// Everybody gets along with the revision.
    Compatible,
    /// No message is refused, and something is taken away.
    Risky,
    /// Of something it could not be found out.
    Unknown,
    /// Somebody does not get along with the revision.
    Breaking,
}

impl Outcome {
    /// That of a change which nobody has accepted.
    pub(crate) fn of(impact: Impact) -> Self {
        match impact {
            Impact::Annotation => Self::Unchanged,
            Impact::Compatible => Self::Compatible,
            Impact::Risky => Self::Risky,
            Impact::Unknown => Self::Unknown,
            Impact::Breaking => Self::Breaking,
        }
    }

    /// The name used in every form for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Risky => "risky",
            Self::Unchanged | Self::Compatible | Self::Unknown | Self::Breaking => {
                self.verdict().name()
            }
        }
    }

    /// The same for programs: what was accepted is something that changed, and does not count.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Unchanged => Verdict::Unchanged,
            Self::Accepted | Self::Compatible | Self::Risky => Verdict::Compatible,
            Self::Unknown => Verdict::Unknown,
            Self::Breaking => Verdict::Breaking,
        }
    }
}

impl Verdict {
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
