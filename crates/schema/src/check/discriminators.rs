//! Discriminators that tell nothing apart.

use tidings_diag::{Finding, Severity};

use super::Subject;
use super::families::declares;
use crate::rules::DISCRIMINATOR_INVALID;
use crate::{Dialect, Rules, SchemaGraph, SchemaId};

/// How many schemas inside each other are looked at.
const DEPTH: usize = 32;

/// Says so where the discriminating property is not declared, or not required (AsyncAPI, "Schema Object": both MUST).
///
/// What `allOf` adds counts, and what every branch of `oneOf` or `anyOf` says.
pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(name) = &subject.rules.discriminator else {
        return;
    };
    let Some(value) = subject.value("discriminator") else {
        return;
    };
    let is_declared = holds(subject.graph, subject.id, DEPTH, &|rules| {
        declares(rules, name)
    });
    let is_required = holds(subject.graph, subject.id, DEPTH, &|rules| {
        rules.object.is_required(name)
    });
    let message = match (is_declared, is_required) {
        (true, true) => return,
        (true, false) => format!(
            "the discriminator `{name}` is not required, so a value may not say which schema it is of"
        ),
        (false, true) => format!("the discriminator `{name}` is declared in no `properties`"),
        (false, false) => {
            format!("the discriminator `{name}` is neither declared in `properties` nor required")
        }
    };
    let location = value.get("propertyName").unwrap_or(value).location();
    let mut finding = subject.finding(&DISCRIMINATOR_INVALID, location, message);
    if subject.dialect() != Dialect::AsyncApi {
        // OpenAPI only expects it.
        finding.severity = Severity::Warning;
    }
    let help = match is_declared {
        true => format!("add `{name}` to `required`"),
        false => {
            format!("declare `{name}` in `properties` of this schema and name it in `required`")
        }
    };
    findings.push(finding.with_help(help));
}

/// Whether a schema, something it has in `allOf`, or each branch of an alternative of its keeps `rule`.
fn holds(graph: &SchemaGraph, id: SchemaId, depth: usize, rule: &dyn Fn(&Rules) -> bool) -> bool {
    let Some(rules) = graph.rules(id).filter(|_| depth > 0) else {
        return false;
    };
    let inner = |schema: &SchemaId| holds(graph, *schema, depth - 1, rule);
    rule(rules)
        || rules.all_of.iter().any(inner)
        || [&rules.one_of, &rules.any_of]
            .into_iter()
            .any(|branches| !branches.is_empty() && branches.iter().all(inner))
}
