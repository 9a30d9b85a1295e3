//! Names that elements of AsyncAPI 2 give themselves, and that must be unique.

use std::collections::HashMap;

use tidings_diag::{Finding, Location, RuleMeta};
use tidings_model::contract::{ElementId, Identifier};

/// A finding of `rule` for each of `identified` whose identifier, the field `field`, an earlier one has.
pub(crate) fn repeated<'c>(
    rule: &'static RuleMeta,
    field: &str,
    identified: impl Iterator<Item = (&'c Identifier, Location, &'c ElementId)>,
) -> Vec<Finding> {
    let mut first: HashMap<&str, (&Location, Location)> = HashMap::new();
    let mut findings = Vec::new();
    for (id, owner, element) in identified {
        let Some((earlier, earlier_owner)) = first.get(id.name.as_str()) else {
            first.insert(&id.name, (&id.location, owner));
            continue;
        };
        let message = format!("the {field} `{}` is given twice", id.name);
        // A trait gives the same identifier to whoever applies it; then its owners tell the two apart.
        let related = if *earlier == &id.location {
            earlier_owner.clone()
        } else {
            (*earlier).clone()
        };
        findings.push(
            Finding::new(rule, id.location.clone(), message)
                .with_help(format!("give each its own {field}"))
                .with_related(related, "given here first")
                .with_element(element.as_str())
                .with_detail(id.name.as_str()),
        );
    }
    findings
}
