//! Keywords that apply other schemas to the same instance (draft-07 validation §6.6, §6.7; 2020-12 core §8.2.3.2, §10.2).

use tidings_check::message;

use super::branches::{Branch, nearest_branch, unknown_tag};
use super::{Applied, Failure, Validator};
use crate::{DynamicReference, SchemaId};

impl<'g> Validator<'g, '_> {
    /// Judges the instance by the schemas that are combined with this one.
    pub(super) fn check_combinations(
        &mut self,
        applied: Applied<'_, 'g>,
        failures: &mut Vec<Failure>,
    ) {
        let rules = applied.rules;
        for schema in &rules.all_of {
            self.apply(*schema, applied.instance, applied.path, failures);
        }
        if let Some(reference) = &rules.dynamic_reference {
            let schema = self.meant(reference);
            self.apply(schema, applied.instance, applied.path, failures);
        }
        if !rules.any_of.is_empty() {
            let branches = self.branches(applied, &rules.any_of);
            if branches.iter().all(|branch| !branch.failures.is_empty()) {
                self.refuse(applied, "anyOf", branches, failures);
            }
        }
        if !rules.one_of.is_empty() {
            let branches = self.branches(applied, &rules.one_of);
            match branches
                .iter()
                .filter(|branch| branch.failures.is_empty())
                .count()
            {
                0 => self.refuse(applied, "oneOf", branches, failures),
                1 => {}
                valid => {
                    let message = message::several_branches(valid, branches.len());
                    failures.push(applied.failure("oneOf", message));
                }
            }
        }
        if let Some(schema) = rules.not
            && self.is_valid(schema, applied.instance, applied.path)
        {
            failures.push(applied.failure("not", message::not()));
        }
        self.check_condition(applied, failures);
    }

    /// The schema that a dynamic reference means here: of those that have its name, the one that was entered first.
    pub(super) fn meant(&self, reference: &DynamicReference) -> SchemaId {
        let mut entered = self.entered.iter();
        let outermost =
            entered.find_map(|resource| self.graph.dynamic_anchor(*resource, &reference.name));
        outermost.unwrap_or(reference.target)
    }

    fn check_condition(&mut self, applied: Applied<'_, 'g>, failures: &mut Vec<Failure>) {
        let rules = applied.rules;
        let Some(condition) = rules.condition else {
            return;
        };
        let follows = match self.is_valid(condition, applied.instance, applied.path) {
            true => rules.consequence,
            false => rules.alternative,
        };
        if let Some(schema) = follows {
            self.apply(schema, applied.instance, applied.path, failures);
        }
    }

    fn branches(&mut self, applied: Applied<'_, 'g>, schemas: &[SchemaId]) -> Vec<Branch> {
        schemas
            .iter()
            .map(|&schema| {
                let mut failures = Vec::new();
                self.apply(schema, applied.instance, applied.path, &mut failures);
                Branch { schema, failures }
            })
            .collect()
    }

    /// Says why no branch fits: by the failures of the one that is meant, or that there is none such.
    fn refuse(
        &self,
        applied: Applied<'_, 'g>,
        keyword: &'static str,
        branches: Vec<Branch>,
        failures: &mut Vec<Failure>,
    ) {
        let count = branches.len();
        let tag = unknown_tag(self.graph, applied, keyword, &branches);
        match (tag, nearest_branch(self.graph, applied, branches)) {
            (Some(failure), _) => failures.push(failure),
            (None, Some(branch)) => failures.extend(branch.failures),
            (None, None) => failures.push(applied.failure(keyword, message::no_branch(count))),
        }
    }
}
