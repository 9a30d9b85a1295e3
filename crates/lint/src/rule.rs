//! What a rule is, and the two macros that declare one.

use tidings_diag::{Finding, RuleMeta};
use tidings_model::Contract;
use tidings_source::Sources;

/// A rule with its page and its check.
pub(crate) struct Rule {
    /// Id, code, severity, summary, and the doc comment as its page.
    pub(crate) meta: RuleMeta,
    /// What it finds.
    pub(crate) check: fn(&Contract, &Sources) -> Vec<Finding>,
}

/// Declares the rule of a file: its page as a doc comment, then id, code, severity, summary and check.
macro_rules! rule {
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident, $summary:literal, $check:ident) => {
        $(#[doc = $page])+
        pub(crate) static RULE: crate::rule::Rule = crate::rule::Rule {
            meta: tidings_diag::RuleMeta {
                id: $id,
                code: $code,
                severity: tidings_diag::Severity::$severity,
                group: tidings_diag::Group::Correctness,
                summary: $summary,
                page: concat!($($page, "\n"),+),
            },
            check: $check,
        };
    };
}

/// Declares the modules of the rules and the tables of them.
macro_rules! rules {
    ($($name:ident,)+) => {
        $(mod $name;)+

        /// Every rule with its page and check, by id.
        pub(crate) static ALL: &[&crate::rule::Rule] = &[$(&$name::RULE),+];

        /// Every rule of this crate, by id.
        pub static RULES: &[&tidings_diag::RuleMeta] = &[$(&$name::RULE.meta),+];
    };
}

pub(crate) use {rule, rules};
