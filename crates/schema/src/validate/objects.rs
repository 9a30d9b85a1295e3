//! Keywords for objects (draft-07 validation §6.5).

use tidings_check::message;
use tidings_diag::nearest;

use super::instance::{Instance, Member};
use super::names::Present;
use super::{Applied, Failure, Validator};
use crate::{Additional, ObjectRules};

impl<'g> Validator<'g, '_> {
    /// Judges the object of `members`.
    pub(super) fn check_object(
        &mut self,
        applied: Applied<'_, 'g>,
        members: &[Member<'_>],
        failures: &mut Vec<Failure>,
    ) {
        let rules = &applied.rules.object;
        let count = members.len();
        if let Some(bound) = rules.min_properties
            && (count as u64) < bound
        {
            let message = message::min_properties(count, bound);
            failures.push(applied.failure("minProperties", message));
        }
        if let Some(bound) = rules.max_properties
            && count as u64 > bound
        {
            let message = message::max_properties(count, bound);
            failures.push(applied.failure("maxProperties", message));
        }
        let present = Present::new(members);
        for name in &rules.required {
            if !present.contains(name) {
                failures.push(applied.missing("required", name, message::required(name)));
            }
        }
        for member in members {
            self.check_member(applied, rules, member, failures);
        }
        for (dependent, names) in &rules.dependent_required {
            let missing = names.iter().filter(|name| !present.contains(name));
            for name in missing.filter(|_| present.contains(dependent)) {
                let keyword = match applied.rules.keyword("dependentRequired") {
                    Some(_) => "dependentRequired",
                    None => "dependencies",
                };
                let message = message::dependent_required(dependent, name);
                failures.push(applied.missing(keyword, name, message));
            }
        }
        for (dependent, schema) in &rules.dependent_schemas {
            if present.contains(dependent) {
                self.apply(*schema, applied.instance, applied.path, failures);
            }
        }
    }

    fn check_member(
        &mut self,
        applied: Applied<'_, 'g>,
        rules: &'g ObjectRules,
        member: &Member<'_>,
        failures: &mut Vec<Failure>,
    ) {
        let path = &applied.path.key(member.name);
        if let Some(names) = rules.property_names {
            self.apply(names, Instance::Name(member), path, failures);
        }
        let mut is_declared = false;
        if let Some(property) = self.effort.declared.property(rules, member.name) {
            is_declared = true;
            self.apply(property.schema, member.value, path, failures);
        }
        for (source, schema) in &rules.pattern_properties {
            let pattern = self.effort.patterns.get(source);
            if pattern.is_some_and(|pattern| pattern.is_match(member.name)) {
                is_declared = true;
                self.apply(*schema, member.value, path, failures);
            }
        }
        match rules.additional {
            _ if is_declared => {}
            Additional::Unstated | Additional::Allowed => {}
            Additional::Schema(schema) => self.apply(schema, member.value, path, failures),
            Additional::Denied => {
                let mut message = message::additional_property(member.name);
                let declared = rules.properties.iter().map(|property| &*property.name);
                if let Some(meant) = nearest(member.name, declared) {
                    message += &format!("; did you mean `{meant}`?");
                }
                let location = member.location();
                let keyword = "additionalProperties";
                failures.push(applied.failure_at(path, location, keyword, message));
            }
        }
    }
}
