//! Examples of messages, judged by the schemas of their messages.

use tidings_diag::{Finding, RuleMeta, Severity};
use tidings_model::Contract;
use tidings_model::contract::Message;
use tidings_schema::{Failure, SchemaId, SchemaKind, ValidateOptions, validate};
use tidings_syntax::Value;

/// How many failures of one example are told.
const TOLD: usize = 10;

/// How many failures of the nearest of several schemas are told.
const TOLD_OF_NEAREST: usize = 3;

/// A part of an example, and the schema it must be valid under.
pub(crate) struct Judged<'c, 's> {
    /// The rule that judges.
    pub(crate) rule: &'static RuleMeta,
    /// Which part it is: `payload` or `headers`.
    pub(crate) what: &'static str,
    /// The message.
    pub(crate) message: &'c Message,
    /// The schema of that part of the message.
    pub(crate) schema: SchemaId,
    /// The part of the example.
    pub(crate) value: Value<'s>,
}

impl Judged<'_, '_> {
    /// A finding for each demand that the example does not meet.
    pub(crate) fn failures(&self, contract: &Contract) -> Vec<Finding> {
        if self.value.get("$ref").is_some() {
            // No reference is allowed there, but who writes one does not mean an object with a field of that name.
            return Vec::new();
        }
        let options = ValidateOptions::default();
        let failures = validate(&contract.schemas, self.schema, self.value, &options);
        let finding = |failure: Failure| {
            let nearest = self.nearest(contract, &failure);
            let help = nearest.unwrap_or_else(|| failure.help());
            let place = match failure.pointer.as_str() {
                "" => String::new(),
                pointer => format!(" at {pointer}"),
            };
            let what = match self.what {
                "headers" => "the headers of the example are",
                _ => "the payload of the example is",
            };
            let message = format!("{what} not valid{place}: {}", failure.message);
            let demand = match failure.keyword {
                "" => "the schema is here".to_owned(),
                keyword => format!("`{keyword}` demands it here"),
            };
            let location = failure.location.unwrap_or_else(|| self.value.location());
            let mut finding = Finding::new(self.rule, location, message)
                .with_help(help)
                .with_related(failure.schema, demand)
                .with_element(self.message.element.as_str());
            if failure.keyword == "format" {
                finding.severity = Severity::Warning;
            }
            finding
        };
        failures.into_iter().take(TOLD).map(finding).collect()
    }

    /// Which of several schemas the value was probably meant for, and what it breaks of that one.
    fn nearest(&self, contract: &Contract, failure: &Failure) -> Option<String> {
        let schemas = &contract.schemas;
        let stated = schemas.iter().find_map(|(_, schema)| match &schema.kind {
            SchemaKind::Rules(rules) => {
                let stated = rules.keyword(failure.keyword)?;
                (stated.span == failure.schema.span).then_some(rules)
            }
            _ => None,
        });
        let alternatives = match failure.keyword {
            "anyOf" => &stated?.any_of,
            "oneOf" => &stated?.one_of,
            _ => return None,
        };
        let pointer = failure.location.as_ref()?.pointer.as_deref()?;
        let value = self.value.tree().pointer(pointer)?;
        let options = ValidateOptions::default();
        let judged = alternatives.iter().map(|&alternative| {
            let failures = validate(schemas, alternative, value, &options);
            (alternative, failures)
        });
        let (alternative, failures) = judged.min_by_key(|(_, failures)| failures.len())?;
        let schema = schemas.get(schemas.resolve(alternative));
        let name = schema.key.as_deref().or(schema.title.as_deref());
        let name = name.map_or_else(|| "one of them".to_owned(), |name| format!("`{name}`"));
        let broken: Vec<String> = failures
            .iter()
            .take(TOLD_OF_NEAREST)
            .map(|failure| match failure.pointer.as_str() {
                "" => failure.message.clone(),
                pointer => format!("at {pointer} {}", failure.message),
            })
            .collect();
        (!broken.is_empty()).then(|| format!("{name} is nearest: {}", broken.join("; ")))
    }
}

/// Whether the payload of `message` is JSON on the wire, as it is when nothing says otherwise.
pub(crate) fn travels_as_json(message: &Message) -> bool {
    let Some(content_type) = &message.content_type else {
        return true;
    };
    let essence = content_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}
