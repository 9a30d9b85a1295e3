//! The rules about documents and the code made of them, which `[lint]` decides about.
//!
//! What changed between two versions has rules of its own, which build scripts have no use for; `[diff.checks]` decides
//! about those.

use tidings_diag::{RuleMeta, nearest};

use crate::lint::must_fail;
use crate::rules;

/// The tables of all rooms that look at documents, in the order in which a document goes through them.
pub static TABLES: &[&[&RuleMeta]] = &[
    rules::RULES,
    tidings_syntax::RULES,
    tidings_source::RULES,
    tidings_schema::RULES,
    tidings_schema::avro::RULES,
    tidings_schema::protobuf::RULES,
    tidings_model::RULES,
    tidings_lint::RULES,
    tidings_codegen::RULES,
];

/// Why nothing can be decided about the rule `id`.
pub(crate) fn objection(id: &str) -> Option<String> {
    let rules = || TABLES.iter().copied().flatten();
    let Some(rule) = rules().find(|rule| rule.id == id) else {
        return Some(match nearest(id, rules().map(|rule| rule.id)) {
            Some(near) => format!("no rule is called `{id}`; did you mean `{near}`?"),
            None => format!(
                "no rule about documents or code is called `{id}`; `tidings rules` lists them, and \
                 `[diff.checks]` decides about those of the group compatibility"
            ),
        });
    };
    must_fail(rule).then(|| {
        format!("`{id}` says that something could not be read, which can never pass as success")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::means_unreadable;

    #[test]
    fn the_rules_about_unreadable_inputs_exist() {
        let count = |is: fn(&RuleMeta) -> bool| {
            let rules = TABLES.iter().copied().flatten();
            rules.filter(|rule| is(rule)).count()
        };
        assert_eq!(count(means_unreadable), 4);
        assert_eq!(count(must_fail), 5);
    }
}
