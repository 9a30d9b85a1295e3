//! What a check is, and the two macros that declare one.

use tidings_diag::RuleMeta;

use super::{Found, Told, Versions};
use crate::schema::Difference;

/// A check with its page.
pub(crate) struct Check {
    /// Id, code, severity, summary, and the doc comment as its page.
    pub(crate) meta: RuleMeta,
    /// What to do instead where it breaks somebody: an addition, a new channel or version, or two steps.
    pub(crate) advice: Advice,
    /// What it does.
    pub(crate) find: Find,
}

/// What to do instead, by what fails: what the base emits in the revision, or what the revision emits in the base.
///
/// The policy decides which of them matters, and the application may be on either side of it, so advice speaks of who
/// sends and who receives, not of the application and its partners.
pub(crate) struct Advice {
    pub(crate) backward: &'static str,
    pub(crate) forward: &'static str,
}

/// What to do where what the base emits fails in the revision, and the check knows nothing better.
pub(crate) const BACKWARD: &str = "go on accepting what was accepted until nobody sends it";

/// What to do where what the revision emits fails in the base, and the check knows nothing better.
pub(crate) const FORWARD: &str = "have nothing new sent until every receiver is updated";

/// What a check looks at.
pub(crate) enum Find {
    /// The contract.
    Contract(fn(&Versions<'_>) -> Vec<Found>),
    /// A difference between two schemas: what it says of it, if it is its own.
    Schema(fn(&Difference) -> Option<Told>),
    /// Both.
    Both(
        fn(&Versions<'_>) -> Vec<Found>,
        fn(&Difference) -> Option<Told>,
    ),
    /// Nothing: what it stands for is found while schemas are compared.
    Elsewhere,
}

impl Check {
    /// What it finds in the contract.
    pub(crate) fn find(&self, versions: &Versions<'_>) -> Vec<Found> {
        match self.find {
            Find::Contract(find) | Find::Both(find, _) => find(versions),
            Find::Schema(_) | Find::Elsewhere => Vec::new(),
        }
    }

    /// What it says of a difference between two schemas, if that is its own.
    pub(crate) fn explain(&self, difference: &Difference) -> Option<Told> {
        match self.find {
            Find::Schema(explain) | Find::Both(_, explain) => explain(difference),
            Find::Contract(_) | Find::Elsewhere => None,
        }
    }
}

impl Advice {
    /// What to do instead where these directions fail; nothing where there is nothing to do.
    pub(crate) fn of(&self, backward: bool, forward: bool) -> Option<String> {
        let told = match (backward, forward) {
            (true, true) if self.backward != self.forward => {
                format!("{}; {}", self.backward, self.forward)
            }
            (true, _) => self.backward.to_owned(),
            (false, _) => self.forward.to_owned(),
        };
        (!told.is_empty()).then_some(told)
    }
}

/// Declares the check of a file: its page as a doc comment, then id, code, severity, summary, advice and what it does.
///
/// The advice is one sentence for both directions, one for each, or one for a direction of which the check knows more than
/// what is advised about values in general.
macro_rules! check {
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident, $summary:literal, backward: $backward:literal, $find:expr) => {
        crate::checks::check! {
            $(#[doc = $page])+
            $id, $code, $severity, $summary, backward: $backward, forward: crate::checks::check::FORWARD, $find
        }
    };
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident, $summary:literal, forward: $forward:literal, $find:expr) => {
        crate::checks::check! {
            $(#[doc = $page])+
            $id, $code, $severity, $summary, backward: crate::checks::check::BACKWARD, forward: $forward, $find
        }
    };
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident, $summary:literal, $find:expr) => {
        crate::checks::check! {
            $(#[doc = $page])+
            $id, $code, $severity, $summary, backward: crate::checks::check::BACKWARD, forward: crate::checks::check::FORWARD, $find
        }
    };
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident, $summary:literal, advice: $advice:literal, $find:expr) => {
        crate::checks::check! {
            $(#[doc = $page])+
            $id, $code, $severity, $summary, backward: $advice, forward: $advice, $find
        }
    };
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident, $summary:literal, backward: $backward:expr, forward: $forward:expr, $find:expr) => {
        $(#[doc = $page])+
        pub(crate) static CHECK: crate::checks::Check = crate::checks::Check {
            meta: tidings_diag::RuleMeta {
                id: $id,
                code: $code,
                severity: tidings_diag::Severity::$severity,
                group: tidings_diag::Group::Compatibility,
                summary: $summary,
                page: concat!($($page, "\n"),+),
            },
            advice: crate::checks::check::Advice {
                backward: $backward,
                forward: $forward,
            },
            find: $find,
        };
    };
}

/// Declares the modules of the checks and the tables of them.
macro_rules! checks {
    ($($name:ident,)+) => {
        $(mod $name;)+

        /// Every check, by id.
        pub(crate) static ALL: &[&crate::checks::Check] = &[$(&$name::CHECK),+];

        /// Every check of this crate, by id.
        pub static RULES: &[&tidings_diag::RuleMeta] = &[$(&$name::CHECK.meta),+];
    };
}

pub(crate) use {check, checks};

#[cfg(test)]
mod tests {
    use crate::checks::ALL;

    /// The page shows a second example, so that following either advice is tried.
    #[test]
    fn each_advice_has_an_example() {
        for check in ALL {
            let (backward, forward) = (check.advice.backward, check.advice.forward);
            let examples = check.meta.page.matches("```yaml base").count();
            assert_eq!(backward != forward, examples > 1, "{}", check.meta.id);
        }
    }
}
