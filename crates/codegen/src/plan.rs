//! What is generated for each message: decided once, before anything is written.

use std::collections::HashMap;

use tidings_diag::{Finding, Location, Severity};
use tidings_model::Contract;
use tidings_model::contract::{
    Arena, Message, MessageId, Operation, OperationId, Payload, Reply, RuntimeExpression,
};

use crate::body::{Codec, body};
use crate::ir::{Builder, Field, Kind, Shape, Struct, TypeId, Types, Usage, XmlElement};
use crate::rules::{UNTYPEABLE, UNTYPED_HEADERS};
use crate::telling::Orders;

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
    /// The fields that lead there in the payload, by their names on the wire.
    Payload(Vec<String>),
}

impl Place {
    /// The place that `expression` names; none inside of a header.
    pub(crate) fn of(expression: &RuntimeExpression) -> Option<Self> {
        let mut steps = expression.steps();
        match expression {
            RuntimeExpression::Header(_) if steps.len() == 1 => steps.pop().map(Self::Header),
            RuntimeExpression::Header(_) => None,
            RuntimeExpression::Payload(_) => Some(Self::Payload(steps)),
        }
    }
}

impl Place {
    /// Whether the place can be found in a message whose body is written with `codec`.
    fn is_found_with(&self, codec: Codec) -> bool {
        matches!(self, Self::Header(_)) || codec.is_self_describing()
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

    /// Whether the runtime fills the header `name`.
    pub(crate) fn fills(&self, name: &str) -> bool {
        let is_there =
            |place: &Option<Place>| matches!(place, Some(Place::Header(header)) if header == name);
        self.takes_part() && (is_there(&self.correlation) || is_there(&self.reply_to))
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
            Some(Payload::Schema(schema)) => {
                builder.read_headers(*schema, &format!("{} headers", message.key))
            }
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
        let is_carried = target(types, plan, plan.correlation.as_ref()) == Target::Transport;
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
            plans.find(|plan| target(types, plan, plan.reply_to.as_ref()) == Target::Transport)?;
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
            format!("no text of the message stands where its {what} should"),
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

/// Where a text that the runtime sets goes in a typed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Fields that lead to it, by their names on the wire, and whether the last may be absent.
    Fields {
        in_headers: bool,
        path: Vec<String>,
        optional: bool,
    },
    /// A header that the message's own headers do not declare.
    Header(String),
    /// The transport's own field, because the contract does not say, or says a place that holds no text.
    Transport,
}

/// Finds the field that `place` leads to.
pub(crate) fn target(types: &Types, plan: &MessagePlan, place: Option<&Place>) -> Target {
    match place {
        None => Target::Transport,
        Some(Place::Header(name)) => {
            match text_field(types, plan.headers, std::slice::from_ref(name)) {
                Some(optional) => Target::Fields {
                    in_headers: true,
                    path: vec![name.clone()],
                    optional,
                },
                None => Target::Header(name.clone()),
            }
        }
        Some(Place::Payload(path)) => {
            let payload = plan.payload.as_ref().and_then(Usage::defined);
            match text_field(types, payload, path) {
                Some(optional) => Target::Fields {
                    in_headers: false,
                    path: path.clone(),
                    optional,
                },
                None => Target::Transport,
            }
        }
    }
}

/// Whether the text at the end of `path` may be absent; `None` when there is no text.
fn text_field(types: &Types, start: Option<TypeId>, path: &[String]) -> Option<bool> {
    let mut at = start?;
    let (last, before) = path.split_last()?;
    for name in before {
        let field = field(types, at, name)?;
        at = field
            .usage
            .defined()
            .filter(|_| field.required && !field.usage.nullable && !field.usage.boxed)?;
    }
    let field = field(types, at, last)?;
    let is_text = match &field.usage.kind {
        Kind::Defined(id) => match &types.get(*id).shape {
            Shape::Newtype(inner) => inner.kind.holds_ids(),
            _ => false,
        },
        kind => kind.holds_ids(),
    };
    (is_text && !field.usage.nullable && !field.usage.boxed).then_some(!field.required)
}

fn field<'t>(types: &'t Types, id: TypeId, name: &str) -> Option<&'t Field> {
    match &types.get(id).shape {
        Shape::Struct(Struct { fields, .. }) => fields.iter().find(|field| field.name == name),
        _ => None,
    }
}
