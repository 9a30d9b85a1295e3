//! Examples of messages, judged by the schemas of their messages.

use tidings_diag::{Finding, RuleMeta, Severity};
use tidings_model::Contract;
use tidings_model::contract::Message;
use tidings_schema::{SchemaId, ValidateOptions, validate};
use tidings_syntax::Value;

/// How many failures of one example are told.
const TOLD: usize = 10;

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
        let finding = |failure: tidings_schema::Failure| {
            let subject = match failure.pointer.as_str() {
                "" => format!("the {} of this example", self.what),
                pointer => format!("`{pointer}`"),
            };
            let location = failure.location.unwrap_or_else(|| self.value.location());
            let mut finding = Finding::new(
                self.rule,
                location,
                format!("{subject} {}", failure.message),
            )
            .with_related(failure.schema, "demanded here")
            .with_element(self.message.element.as_str());
            if failure.keyword == "format" {
                finding.severity = Severity::Warning;
            }
            finding
        };
        failures.into_iter().take(TOLD).map(finding).collect()
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
