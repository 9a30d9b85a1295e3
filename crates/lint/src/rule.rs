//! What a rule is, and the two macros that declare one.

use tidings_diag::{Finding, RuleMeta};
use tidings_model::Contract;
use tidings_source::Sources;

/// A rule with its page and its check.
pub(crate) struct Rule {
    /// Id, code, severity, summary, and the doc comment as its page.
    pub(crate) meta: RuleMeta,
    /// Where the specification speaks of it.
    pub(crate) section: Section,
    /// What it finds.
    pub(crate) check: fn(&Contract, &Sources) -> Vec<Finding>,
}

/// A section of the specification, by the name that each of its major versions gives it.
pub(crate) struct Section {
    v2: &'static str,
    v3: &'static str,
}

impl Section {
    /// A section that every version calls `name`.
    pub(crate) const fn of(name: &'static str) -> Self {
        Self { v2: name, v3: name }
    }

    /// A section that AsyncAPI 2 calls `v2` and AsyncAPI 3 `v3`.
    pub(crate) const fn renamed(v2: &'static str, v3: &'static str) -> Self {
        Self { v2, v3 }
    }

    /// How the section is cited for a document that follows the version `asyncapi`.
    pub(crate) fn cited(&self, asyncapi: &str) -> String {
        let version: Vec<&str> = asyncapi.split('.').take(2).collect();
        let name = if version.first() == Some(&"2") {
            self.v2
        } else {
            self.v3
        };
        format!("AsyncAPI {}, {name}", version.join("."))
    }
}

/// Declares the rule of a file: its page as a doc comment, then id, code, severity, summary, section and check.
///
/// Its group is `correctness` unless the severity is followed by `in` and another one.
macro_rules! rule {
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident, $summary:literal, $section:expr, $check:ident) => {
        crate::rule::rule! {
            $(#[doc = $page])+ $id, $code, $severity in Correctness, $summary, $section, $check
        }
    };
    ($(#[doc = $page:literal])+ $id:literal, $code:literal, $severity:ident in $group:ident, $summary:literal, $section:expr, $check:ident) => {
        $(#[doc = $page])+
        pub(crate) static RULE: crate::rule::Rule = crate::rule::Rule {
            meta: tidings_diag::RuleMeta {
                id: $id,
                code: $code,
                severity: tidings_diag::Severity::$severity,
                group: tidings_diag::Group::$group,
                summary: $summary,
                page: concat!($($page, "\n"),+),
            },
            section: $section,
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
