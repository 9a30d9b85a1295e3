use std::collections::HashSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{Day, Extension, SUNSET};
use tidings_schema::Literal;
use tidings_source::Sources;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The `x-sunset` of a server, channel, operation, message or schema is no day.
    ///
    /// ## Why it matters
    ///
    /// `x-sunset` is a field of one's own (AsyncAPI 3.0, Specification Extensions) that tells partners until when they may rely
    /// on something: `tidings diff` lets it go from that day on.
    /// What is no day announces nothing, so the removal breaks whenever it comes.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   old: { host: old.example.org, protocol: mqtt, x-sunset: next year }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   old: { host: old.example.org, protocol: mqtt, x-sunset: '2030-05-01' }
    /// ```
    "sunset-not-date", "D026", Warning in Suspicious,
    "what says when something ends is no day",
    Section::of("Specification Extensions"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let servers = contract.servers.iter();
    let servers = servers.map(|server| (&server.origin, &server.extensions));
    let channels = contract.channels.iter();
    let channels = channels.map(|channel| (&channel.origin, &channel.extensions));
    let operations = contract.operations.iter();
    let operations = operations.map(|operation| (&operation.origin, &operation.extensions));
    let messages = contract.messages.iter();
    let messages = messages.map(|message| (&message.origin, &message.extensions));
    let elements = servers.chain(channels).chain(operations).chain(messages);
    let elements = elements.filter_map(|(origin, extensions)| {
        Some((&origin.location, origin.named(), sunset(extensions)?))
    });
    let schemas = contract.schemas.iter();
    let schemas = schemas.filter_map(|(_, schema)| {
        let location = &schema.location;
        Some((location, location, schema.extension(SUNSET)?))
    });
    let mut findings = Vec::new();
    let mut told = HashSet::new();
    for (location, named, sunset) in elements.chain(schemas) {
        let text = match sunset {
            Literal::String(text) => text.clone(),
            other => other.to_json_text(),
        };
        // What a trait says of a message stands elsewhere.
        let field = field_at(sources, location, SUNSET);
        let place = field.map_or_else(|| named.clone(), |field| field.value.location());
        if Day::read(&text).is_none() && told.insert(place.span) {
            let message = format!("`{text}` is no day, so it announces nothing");
            findings.push(
                Finding::new(&RULE.meta, place, message)
                    .with_help("write the day on which it ends, as in `2030-05-01`"),
            );
        }
    }
    findings
}

/// What `x-sunset` says.
fn sunset(extensions: &[Extension]) -> Option<&Literal> {
    let mut extensions = extensions.iter();
    let sunset = extensions.find(|extension| extension.name == SUNSET)?;
    Some(&sunset.value)
}
