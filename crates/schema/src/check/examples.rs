//! Defaults and examples that are not valid under the schema they stand in.

use tidings_diag::{Finding, RuleMeta, Severity};
use tidings_syntax::Value;

use super::Subject;
use crate::rules::{SCHEMA_DEFAULT_INVALID, SCHEMA_EXAMPLE_INVALID};
use crate::validate::{Effort, validate_value_within};
use crate::{Dialect, Failure, ValidateOptions};

/// How much work all defaults and examples of a contract may be.
const STEP_LIMIT: u64 = 1_000_000;

/// Judges values, and stops where a document asks for too much work.
pub(super) struct Judge<'g> {
    effort: Effort<'g>,
    /// What is left for the values to come.
    steps: u64,
}

impl Default for Judge<'_> {
    fn default() -> Self {
        Self {
            effort: Effort::default(),
            steps: STEP_LIMIT,
        }
    }
}

impl<'g> Judge<'g> {
    /// What `value` breaks; nothing where that would take too long to find out.
    fn failures(&mut self, subject: &Subject<'g, '_>, value: Value<'_>) -> Vec<Failure> {
        let allowed = self.steps.min(Effort::default().steps);
        self.effort.steps = allowed;
        let options = ValidateOptions::default();
        let failures =
            validate_value_within(subject.graph, subject.id, value, &options, &mut self.effort);
        self.steps -= allowed - self.effort.steps;
        match self.effort.steps {
            0 => Vec::new(),
            _ => failures,
        }
    }
}

/// Says what a default or an example breaks, where it does.
pub(super) fn check<'g>(
    subject: &Subject<'g, '_>,
    judge: &mut Judge<'g>,
    findings: &mut Vec<Finding>,
) {
    if let Some(default) = subject.value("default") {
        check_value(
            subject,
            judge,
            &SCHEMA_DEFAULT_INVALID,
            "default",
            default,
            findings,
        );
    }
    let examples = subject.value("examples");
    for example in examples.into_iter().flat_map(Value::items) {
        check_value(
            subject,
            judge,
            &SCHEMA_EXAMPLE_INVALID,
            "example",
            example,
            findings,
        );
    }
    if let Some(example) = subject.value("example") {
        check_value(
            subject,
            judge,
            &SCHEMA_EXAMPLE_INVALID,
            "example",
            example,
            findings,
        );
    }
}

fn check_value<'g>(
    subject: &Subject<'g, '_>,
    judge: &mut Judge<'g>,
    rule: &'static RuleMeta,
    name: &str,
    value: Value<'_>,
    findings: &mut Vec<Finding>,
) {
    for failure in judge.failures(subject, value) {
        let help = failure.help();
        let Failure {
            pointer,
            location,
            schema,
            keyword,
            message,
            ..
        } = failure;
        let place = match pointer.as_str() {
            "" => format!("the {name} is not valid"),
            pointer => format!("the {name} is not valid at {pointer}"),
        };
        let location = location.unwrap_or_else(|| value.location());
        let finding = subject.finding(rule, location, format!("{place}: {message}"));
        let demand = match keyword {
            "" => "the schema is here".to_owned(),
            keyword => format!("`{keyword}` demands it here"),
        };
        let mut finding = finding.with_help(help).with_related(schema, demand);
        // AsyncAPI and OpenAPI say that a default MUST be of the type; JSON Schema only recommends it, and leaves
        // formats open (draft-07 validation §7.1, §10.2, §10.4).
        let is_recommended = !matches!(
            subject.dialect(),
            Dialect::AsyncApi | Dialect::OpenApi30 | Dialect::OpenApi31
        );
        if is_recommended || keyword == "format" {
            finding.severity = Severity::Warning;
        }
        findings.push(finding);
    }
}
