//! How much of what is wrong is told.

use tidings_check::Violations;

/// Which of the constraints that a value breaks are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Report {
    /// Every one, up to a thousand.
    #[default]
    All,
    /// The first one, which takes no longer for a value that is wrong everywhere.
    First,
}

impl Report {
    /// What collects them.
    pub(super) const fn violations(self) -> Violations {
        match self {
            Self::All => Violations::all(),
            Self::First => Violations::first(),
        }
    }
}
