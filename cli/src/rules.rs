//! What can be wrong with an input before there is any text.

use tidings_diag::{Group, RuleMeta, Severity};

/// A folder without a document.
pub(crate) static NO_DOCUMENTS: RuleMeta = RuleMeta {
    id: "no-documents",
    code: "F002",
    severity: Severity::Error,
    group: Group::Syntax,
    summary: "a folder that holds no AsyncAPI document",
};

/// Every rule about inputs.
pub(crate) static RULES: &[&RuleMeta] = &[&NO_DOCUMENTS];

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
