use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_source::Sources;

use crate::encoding::Encoding;
use crate::place::{field_at, is_v2, key_of};
use crate::rule::{Section, rule};

rule! {
    /// The content type of a message says another encoding than the language of its payload's schema stands for.
    ///
    /// Avro and Protocol Buffers describe bytes of their own; JSON is what Protocol Buffers can be written as, too.
    ///
    /// ## Why it matters
    ///
    /// A consumer chooses its reader by the content type (AsyncAPI 3.0, Message Object).
    /// Where the schema is in Avro and the content type is JSON, one of the two is a remainder of earlier days, and
    /// whoever believes it cannot read the message.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// components:
    ///   messages:
    ///     Switched:
    ///       contentType: application/json
    ///       payload:
    ///         schemaFormat: application/vnd.apache.avro;version=1.9.0
    ///         schema: { type: record, name: Switched, fields: [{ name: lamp, type: string }] }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// components:
    ///   messages:
    ///     Switched:
    ///       contentType: application/vnd.apache.avro
    ///       payload:
    ///         schemaFormat: application/vnd.apache.avro;version=1.9.0
    ///         schema: { type: record, name: Switched, fields: [{ name: lamp, type: string }] }
    /// ```
    "content-type-vs-schema-format", "M010", Warning,
    "the content type of a message contradicts the language of its payload's schema",
    Section::of("Message Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for message in contract.messages.iter() {
        let (Some(content_type), Some(payload)) = (&message.content_type, &message.payload) else {
            continue;
        };
        let Some(encoding) = Encoding::of(content_type) else {
            continue;
        };
        let (language, fits) = match payload {
            Payload::Schema(_) => (
                "JSON Schema",
                !matches!(encoding, Encoding::Avro | Encoding::Protobuf),
            ),
            Payload::Avro { .. } => ("Avro", encoding == Encoding::Avro),
            Payload::Protobuf { .. } => (
                "Protocol Buffers",
                matches!(encoding, Encoding::Protobuf | Encoding::Json),
            ),
            Payload::Opaque { .. } => continue,
        };
        let is_misplaced = || {
            let payload = field_at(sources, &message.origin.location, "payload");
            is_v2(contract)
                && payload.is_some_and(|payload| payload.value.get("schemaFormat").is_some())
        };
        // A language that is stated where AsyncAPI 2 does not read it is a finding of its own.
        if fits || is_misplaced() {
            continue;
        }
        let written = field_at(sources, &message.origin.location, "contentType");
        let location = written.map_or(key_of(&message.origin), |entry| entry.value.location());
        let text = format!(
            "the content type is `{content_type}`, but the payload is described in {language}"
        );
        let help = match payload {
            Payload::Schema(_) => {
                "describe the payload in the language of its bytes with `schemaFormat`, or state a JSON content type"
            }
            _ => "state the content type of the bytes that this language describes",
        };
        findings.push(
            Finding::new(&RULE.meta, location, text)
                .with_help(help)
                .with_element(message.element.as_str()),
        );
    }
    findings
}
