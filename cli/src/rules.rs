//! What can be wrong with files, apart from their text.

use tidings_diag::{Group, RuleMeta, Severity};

/// A folder without a document.
pub(crate) static NO_DOCUMENTS: RuleMeta = RuleMeta {
    id: "no-documents",
    code: "F002",
    severity: Severity::Error,
    group: Group::Syntax,
    summary: "a folder that holds no AsyncAPI document",
};

/// A generated file that the contract has left behind.
pub(crate) static STALE_OUTPUT: RuleMeta = RuleMeta {
    id: "stale-output",
    code: "F003",
    severity: Severity::Error,
    group: Group::Generation,
    summary: "a generated file that is not what its contract gives",
};

/// Every rule about files.
pub(crate) static RULES: &[&RuleMeta] = &[&NO_DOCUMENTS, &STALE_OUTPUT];

/// Whether a finding of `rule` says that an input could not be read at all, or is neither YAML nor JSON.
pub(crate) fn means_unreadable(rule: &RuleMeta) -> bool {
    ["unreadable", "no-documents", "syntax-error"].contains(&rule.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn the_rules_about_unreadable_inputs_exist() {
        let unreadable = |rule: &&&RuleMeta| means_unreadable(rule);
        assert_eq!(catalogue::all().iter().filter(unreadable).count(), 3);
    }
}
