//! What is generated for each message: decided once, before anything is written.

use std::collections::HashMap;

use crate::body::{Codec, body};
use crate::filling::{Filled, Filling, Target, target};
use crate::ir::{Builder, TypeId, Types, Usage, XmlElement};
use crate::rules::{UNTYPEABLE, UNTYPED_HEADERS};
use crate::telling::Orders;
use tidings_diag::{Finding, Location, Severity};
use tidings_model::Contract;
use tidings_model::contract::{
    Arena, Message, MessageId, Operation, OperationId, Payload, Reply, RuntimeExpression,
};

/// The decisions.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) messages: HashMap<MessageId, MessagePlan>,
    /// The operations as the client's side sees them.
    pub(crate) described: Arena<OperationId, Operation>,
    /// Those that get code, in document order.
    pub(crate) operations: Vec<OperationId>,
    /// In which order the messages of a set are tried that nothing else tells apart.
    pub(crate) orders: Orders,
    /// What nobody has to be asked for.
    pub(crate) filled: Filled,
}

/// What a message is made of.
#[derive(Clone, Debug)]
pub(crate) struct MessagePlan {
    pub(crate) payload: Option<Usage>,
    pub(crate) headers: Option<TypeId>,
    /// What the ordering key is, where the contract says.
    pub(crate) key: Option<Usage>,
    pub(crate) content_type: String,
    pub(crate) codec: Codec,
    pub(crate) xml: Vec<XmlElement>,
    pub(crate) kind: MessageKind,
    pub(crate) correlation: Option<Place>,
    pub(crate) reply_to: Option<Place>,
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MessageKind {
    Event,
    Command,
    Query,
    Document,
    Reply,
}

/// A place in a message that the runtime fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A header by its name.
    Header(String),
    /// The keys that lead there in the JSON that a header holds, by its name.
    HeaderPart(String, Vec<String>),
    /// The fields that lead there in the payload, by their names on the wire.
    Payload(Vec<String>),
}

impl Place {
    /// The place that `expression` names; none where it is the headers as a whole.
    pub(crate) fn of(expression: &RuntimeExpression) -> Option<Self> {
        let steps = expression.steps();
        match expression {
            RuntimeExpression::Header(_) => {
                let (name, inside) = steps.split_first()?;
                Some(match inside.is_empty() {
                    true => Self::Header(name.clone()),
                    false => Self::HeaderPart(name.clone(), inside.to_vec()),
                })
            }
            RuntimeExpression::Payload(_) => Some(Self::Payload(steps)),
        }
    }
}

impl Place {
    /// Whether the place can be found in a message whose body is written with `codec`.
    fn is_found_with(&self, codec: Codec) -> bool {
        !matches!(self, Self::Payload(_)) || codec.is_self_describing()
    }
}

impl MessagePlan {
    /// Whether the message is a request or a reply.
    fn takes_part(&self) -> bool {
        matches!(
            self.kind,
            MessageKind::Command | MessageKind::Query | MessageKind::Reply
        )
    }
}

/// Types of all messages, before names are given: whatever cannot be typed is refused here.
pub(crate) fn message_plans(
    contract: &Contract,
    described: &Arena<OperationId, Operation>,
    builder: &mut Builder<'_>,
) -> HashMap<MessageId, MessagePlan> {
    let mut plans = HashMap::new();
    for (id, message) in contract.messages.enumerate() {
        let body = body(contract, message, builder);
        let headers = message.headers.as_ref();
        if let Some((format, location)) = headers.and_then(Payload::in_another_language) {
            let text =
                format!("headers in `{format}` have no type, so the message goes without them");
            let finding = Finding::new(&UNTYPED_HEADERS, location.clone(), text);
            builder.find(finding.with_help("describe them with JSON Schema"));
        }
        let headers = match headers {
            Some(Payload::Schema(schema)) => builder.read_headers(*schema, &message.key),
            _ => None,
        };
        let key = match &message.key_schema {
            Some(Payload::Schema(schema)) => {
                Some(builder.read_key(*schema, &format!("{} key", message.key)))
            }
            // A key in another language is bytes, which whoever sends it has encoded.
            _ => None,
        };
        let correlation = message
            .correlation
            .as_ref()
            .map(|correlation| &correlation.location);
        plans.insert(
            id,
            MessagePlan {
                payload: body.payload,
                headers,
                key,
                content_type: body.content_type,
                codec: body.codec,
                xml: body.xml,
                kind: kind(message, described, id),
                correlation: correlation
                    .and_then(Place::of)
                    .filter(|place| place.is_found_with(body.codec)),
                reply_to: reply_place(described, id)
                    .filter(|place| place.is_found_with(body.codec)),
            },
        );
    }
    plans
}

fn operations_with_reply(
    described: &Arena<OperationId, Operation>,
) -> impl Iterator<Item = (&Operation, &Reply)> {
    described
        .iter()
        .filter_map(|operation| Some((operation, operation.reply.as_ref()?)))
}

fn kind(
    message: &Message,
    described: &Arena<OperationId, Operation>,
    id: MessageId,
) -> MessageKind {
    let stated = message
        .extensions
        .iter()
        .find(|extension| extension.name == "x-message-kind");
    match stated.and_then(|extension| extension.value.as_str()) {
        Some("event") => return MessageKind::Event,
        Some("command") => return MessageKind::Command,
        Some("query") => return MessageKind::Query,
        Some("document") => return MessageKind::Document,
        Some("reply") => return MessageKind::Reply,
        _ => {}
    }
    if operations_with_reply(described).any(|(operation, _)| operation.messages.contains(&id)) {
        MessageKind::Command
    } else if operations_with_reply(described).any(|(_, reply)| reply.messages.contains(&id)) {
        MessageKind::Reply
    } else {
        MessageKind::Event
    }
}

fn reply_place(described: &Arena<OperationId, Operation>, id: MessageId) -> Option<Place> {
    let mut asking =
        operations_with_reply(described).filter(|(operation, _)| operation.messages.contains(&id));
    asking.find_map(|(_, reply)| Place::of(&reply.address.as_ref()?.location))
}

/// The operations that get code: those all of whose messages do.
pub(crate) fn operations(plan: &Plan) -> Vec<OperationId> {
    let operations = plan.described.enumerate();
    let typed = operations.filter(|(_, operation)| {
        let mut messages = operation.messages.iter();
        messages.all(|message| plan.messages.contains_key(message))
    });
    typed.map(|(id, _)| id).collect()
}

/// Correlation ids and reply addresses that no typed message can hold where the contract says: the transport carries
/// them instead.
pub(crate) fn untyped_places(contract: &Contract, types: &Types, plan: &Plan) -> Vec<Finding> {
    let correlations = contract.messages.enumerate().filter_map(|(id, message)| {
        let correlation = message.correlation.as_ref()?;
        let plan = plan.messages.get(&id).filter(|plan| plan.takes_part())?;
        let is_carried = target(types, plan, Filling::CorrelationId) == Target::Transport;
        is_carried.then(|| carried(plan.codec, "correlation id", &correlation.origin.location))
    });
    let asking = operations_with_reply(&plan.described);
    let addresses = asking.filter_map(|(operation, reply)| {
        let address = reply.address.as_ref()?;
        let mut plans = operation
            .messages
            .iter()
            .filter_map(|id| plan.messages.get(id));
        let plan =
            plans.find(|plan| target(types, plan, Filling::ReplyAddress) == Target::Transport)?;
        Some(carried(
            plan.codec,
            "reply address",
            &address.origin.location,
        ))
    });
    correlations.chain(addresses).collect()
}

/// Tells that the transport carries `what` of a message whose body is written with `codec`.
fn carried(codec: Codec, what: &str, location: &Location) -> Finding {
    let (why, help) = match codec.is_self_describing() {
        true => (
            format!("nothing of the message can hold its {what} where the contract wants it"),
            "let the location name a header, or a property of type `string`",
        ),
        false => (
            format!("a body in this notation is not searched for its {what}"),
            "let the location name a header",
        ),
    };
    let message = format!("{why}, so the transport carries it in a field of its own");
    let mut finding = Finding::new(&UNTYPEABLE, location.clone(), message).with_help(help);
    finding.severity = Severity::Warning;
    finding
}
