use std::collections::HashSet;

use tidings_decide::Reading;
use tidings_diag::{Finding, Location, Witness};
use tidings_model::Contract;
use tidings_model::contract::{Message, MessageId, Origin};
use tidings_schema::Literal;
use tidings_source::Sources;

use crate::distinction::{Confusion, confusion, no_headers};
use crate::place::{is_v2, key_of, root_channels};
use crate::protocol::is_path;
use crate::rule::{Section, rule};
use crate::witness::shown;

rule! {
    /// A value is a message of two kinds at once, on one channel, in one operation or in one reply.
    ///
    /// The finding shows such a value.
    /// It holds only names that both messages declare, because a sender sends no others.
    /// Messages are told apart by their content type, which is `defaultContentType` where a message has none, by their headers, by a property that both declare with other constants
    /// (also where it is not required), by a property that one requires and the other does not have, and by the bindings,
    /// such as the status of an HTTP response.
    /// On HTTP and WebSocket messages of opposite directions are told apart by that.
    /// What a message does not say is not held against it: messages of which one has a content type other than JSON and the
    /// other none, not even by default, and messages without a payload, or with one that can be anything, are
    /// left alone.
    ///
    /// ## Why it matters
    ///
    /// Every message has to be valid against one, and only one, of the messages of its channel (AsyncAPI 3.0, Channel Object),
    /// and in AsyncAPI 2 of its operation (AsyncAPI 2.6, Operation Object).
    /// Whoever receives a message that fits two of them has to guess which one was meant, and handles it as the wrong one.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       switched:
    ///         payload:
    ///           type: object
    ///           required: [lamp]
    ///           properties: { lamp: { type: string }, lit: { type: boolean } }
    ///       replaced:
    ///         payload:
    ///           type: object
    ///           required: [lamp]
    ///           properties: { lamp: { type: string }, by: { type: string } }
    /// operations:
    ///   watch:
    ///     action: receive
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       switched:
    ///         payload:
    ///           type: object
    ///           required: [event, lamp]
    ///           properties: { event: { const: switched }, lamp: { type: string }, lit: { type: boolean } }
    ///       replaced:
    ///         payload:
    ///           type: object
    ///           required: [event, lamp]
    ///           properties: { event: { const: replaced }, lamp: { type: string }, by: { type: string } }
    /// operations:
    ///   watch:
    ///     action: receive
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    "messages-indistinguishable", "M001", Warning,
    "two messages of a channel, an operation or a reply have a value in common",
    Section::renamed("Operation Object", "Channel Object"),
    check
}

/// With how many of the messages before it a message is compared.
const COMPARED: usize = 50;

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut writers = Reading::Events.writers(&contract.schemas);
    let mut compared = HashSet::new();
    let mut findings = Vec::new();
    for group in groups(contract, sources) {
        for (index, &id) in group.messages.iter().enumerate() {
            let earlier = group.messages[..index].iter().rev().take(COMPARED);
            let mut new = earlier.filter(|&&other| other != id && compared.insert((id, other)));
            let message = &contract.messages[id];
            let found = new.find_map(|&other| {
                let other = &contract.messages[other];
                let confusion = confusion(&contract.schemas, &mut writers, other, message)?;
                Some((other, confusion))
            });
            if let Some((other, confusion)) = found {
                findings.push(finding(&group, message, other, &confusion));
            }
        }
    }
    findings
}

/// Messages of which each value has to be exactly one.
struct Group {
    /// What they are messages of.
    what: String,
    place: Location,
    messages: Vec<MessageId>,
}

impl Group {
    fn new(what: &str, key: &str, origin: &Origin, messages: Vec<MessageId>) -> Self {
        Self {
            what: format!("{what} `{key}`"),
            place: key_of(origin),
            messages,
        }
    }
}

/// The groups of messages in `contract`.
fn groups(contract: &Contract, sources: &Sources) -> Vec<Group> {
    let mut groups = Vec::new();
    let is_v2 = is_v2(contract);
    if !is_v2 {
        for channel in root_channels(contract, sources).filter(|one| !is_path(contract, one)) {
            let messages = channel.messages.iter().map(|(_, message)| *message);
            groups.push(Group::new(
                "channel",
                &channel.key,
                &channel.origin,
                messages.collect(),
            ));
        }
    }
    for operation in contract.operations.iter() {
        let messages = operation.messages.clone();
        groups.push(Group::new(
            "operation",
            &operation.key,
            &operation.origin,
            messages,
        ));
        if let Some(reply) = &operation.reply {
            let messages = reply.messages.clone();
            groups.push(Group::new(
                "the reply of",
                &operation.key,
                &reply.origin,
                messages,
            ));
        }
    }
    groups
}

fn finding(group: &Group, message: &Message, other: &Message, confusion: &Confusion) -> Finding {
    let payload = shown(&confusion.payload);
    let headers = confusion.headers.as_ref();
    let headers = headers.filter(|headers| **headers != no_headers());
    let value = match headers {
        Some(headers) => format!("{payload} with the headers {}", shown(headers)),
        None => payload,
    };
    let both = format!("both `{}` and `{}`", other.key, message.key);
    let text = format!("{value} is {both}, which are messages of {}", group.what);
    let witness = Witness {
        instance: confusion.payload.to_json_text(),
        headers: headers.map(Literal::to_json_text),
        reason: format!("it is {both}"),
    };
    Finding::new(&RULE.meta, key_of(&message.origin), text)
        .with_help(
            "give each a required property or header with a `const` of its own, or a required property that the other does not have",
        )
        .with_related(key_of(&other.origin), "the other message")
        .with_related(group.place.clone(), "both belong here")
        .with_witness(witness)
        .with_element(message.element.as_str())
        .with_detail(other.element.as_str())
}
