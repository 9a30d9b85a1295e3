//! Discriminators that tell nothing apart.

use std::collections::HashMap;

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
    let holds = |rule: &dyn Fn(&Rules) -> bool| {
        Holds {
            graph: subject.graph,
            rule,
            known: HashMap::new(),
        }
        .of(subject.id, DEPTH)
    };
    let is_declared = holds(&|rules| declares(rules, name));
    let is_required = holds(&|rules| rules.object.is_required(name));
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

/// Whether a schema, something it has in `allOf`, or each branch of an alternative of its keeps a rule.
struct Holds<'g, 'r> {
    graph: &'g SchemaGraph,
    rule: &'r dyn Fn(&Rules) -> bool,
    /// What was found; a schema that is being looked at does not keep the rule by itself.
    known: HashMap<SchemaId, bool>,
}

impl<'g> Holds<'g, '_> {
    fn of(&mut self, id: SchemaId, depth: usize) -> bool {
        let id = self.graph.resolve(id);
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        let Some(rules) = self.graph.rules(id).filter(|_| depth > 0) else {
            return false;
        };
        self.known.insert(id, false);
        let mut of_part = |part: &SchemaId| self.of(*part, depth - 1);
        let found = rules.all_of.iter().any(&mut of_part)
            || [&rules.one_of, &rules.any_of]
                .into_iter()
                .any(|branches| !branches.is_empty() && branches.iter().all(&mut of_part))
            || (self.rule)(rules);
        self.known.insert(id, found);
        found
    }
}
