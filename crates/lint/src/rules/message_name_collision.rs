use std::collections::HashMap;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{Message, Payload};
use tidings_schema::Literal;
use tidings_source::Sources;

use crate::place::{field_at, key_of, value_at};
use crate::rule::{Section, rule};

rule! {
    /// Two messages have the same `name` and different payloads.
    ///
    /// ## Why it matters
    ///
    /// The name of a message is for machines (AsyncAPI 3.0, Message Object): schema registries, generated types and consumers
    /// tell messages apart by it.
    /// Two different payloads of one name overwrite each other there.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { name: Switched, payload: { type: boolean } }
    ///       dimmed: { name: Switched, payload: { type: integer } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { name: Switched, payload: { type: boolean } }
    ///       dimmed: { name: Dimmed, payload: { type: integer } }
    /// ```
    "message-name-collision", "M013", Warning,
    "two messages have the same name and different payloads",
    Section::of("Message Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut first: HashMap<&str, &Message> = HashMap::new();
    let mut findings = Vec::new();
    for message in contract.messages.iter() {
        let Some(name) = message.name.as_deref() else {
            continue;
        };
        let Some(earlier) = first.get(name) else {
            first.insert(name, message);
            continue;
        };
        if payload_text(contract, sources, earlier) == payload_text(contract, sources, message) {
            continue;
        }
        let named = |message: &Message| {
            let name = field_at(sources, &message.origin.location, "name");
            name.map_or_else(|| key_of(&message.origin), |name| name.value.location())
        };
        let text = format!("another message is called `{name}` too and has another payload");
        findings.push(
            Finding::new(&RULE.meta, named(message), text)
                .with_help("give each payload a name of its own")
                .with_related(named(earlier), "the other message")
                .with_element(message.element.as_str())
                .with_detail(message.key.as_str()),
        );
    }
    findings
}

/// The schema of the payload as it is written, references followed.
fn payload_text(contract: &Contract, sources: &Sources, message: &Message) -> Option<Literal> {
    let location = match message.payload.as_ref()? {
        Payload::Schema(schema) => {
            let schemas = &contract.schemas;
            &schemas.get(schemas.resolve(*schema)).location
        }
        Payload::Avro { location, .. }
        | Payload::Protobuf { location, .. }
        | Payload::Opaque { location, .. } => location,
    };
    value_at(sources, location).map(Literal::from)
}
