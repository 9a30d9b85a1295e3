//! The bindings of Amazon SQS, versions 0.1.0 to 0.3.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Keys, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "sqs",
    since: None,
    deprecated: None,
    variants: &[],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0", "0.2.0", "0.3.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 3);

/// A string, or several.
const TEXTS: Kind = Kind::OneOrList(&Kind::TEXT);

/// Who a statement is about: accounts and resources, or kinds of them with their names.
const PRINCIPAL: Kind = Kind::ObjectOr {
    object: &Kind::Map {
        keys: Keys::Any,
        values: &TEXTS,
    },
    other: &TEXTS,
};

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "SQS server binding",
    "SQS Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object; the text shows an empty one, to say only that a queue of SQS listens.
pub static CHANNEL: Object = Object::new(
    "SQS channel binding",
    "SQS Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("deadLetterQueue", Kind::Object(&QUEUE)),
        Field::new("queue", Kind::Object(&QUEUE)).required(),
    ],
)
.versioned("bindingVersion", LATEST)
.may_be_empty();

/// Operation Binding Object; the text allows an empty one, to say only which protocol is used.
pub static OPERATION: Object = Object::new(
    "SQS operation binding",
    "SQS Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("queues", Kind::List(&Kind::ObjectOrReference(&QUEUE))).required(),
    ],
)
.versioned("bindingVersion", LATEST)
.may_be_empty();

/// Queue; the ranges are those of the text, and for `receiveMessageWaitTime` those of the service.
pub static QUEUE: Object = Object::new(
    "SQS queue",
    "SQS Bindings, Queue Object",
    &[
        Field::new(
            "deduplicationScope",
            Kind::OneOf(&["messageGroup", "queue"]),
        ),
        Field::new("deliveryDelay", Kind::Integer(Limits::between(0, 900))),
        Field::new("fifoQueue", Kind::Boolean).required(),
        Field::new(
            "fifoThroughputLimit",
            Kind::OneOf(&["perMessageGroupId", "perQueue"]),
        ),
        Field::new(
            "messageRetentionPeriod",
            Kind::Integer(Limits::between(60, 1_209_600)),
        ),
        Field::new("name", Kind::String(Format::SqsQueue)).required(),
        Field::new("policy", Kind::Object(&POLICY)),
        Field::new(
            "receiveMessageWaitTime",
            Kind::Integer(Limits::between(0, 20)),
        ),
        Field::new("redrivePolicy", Kind::Object(&REDRIVE_POLICY)),
        Field::new("tags", Kind::AnyObject),
        Field::new(
            "visibilityTimeout",
            Kind::Integer(Limits::between(0, 43_200)),
        ),
    ],
)
.loose();

/// Identifier.
pub static IDENTIFIER: Object = Object::new(
    "SQS identifier",
    "SQS Bindings, Identifier Object",
    &[
        Field::new("arn", Kind::TEXT),
        Field::new("name", Kind::TEXT),
    ],
)
.loose();

/// Policy; the text's table begins `Statements` with a capital, its examples do not.
pub static POLICY: Object = Object::new(
    "SQS policy",
    "SQS Bindings, Policy Object",
    &[
        Field::new("Statements", Kind::List(&Kind::Object(&STATEMENT))),
        Field::new("statements", Kind::List(&Kind::Object(&STATEMENT))),
    ],
)
.loose()
.any_of(&["Statements", "statements"]);

/// Redrive Policy.
pub static REDRIVE_POLICY: Object = Object::new(
    "SQS redrive policy",
    "SQS Bindings, Redrive Policy Object",
    &[
        Field::new("deadLetterQueue", Kind::Object(&IDENTIFIER)),
        Field::new("maxReceiveCount", Kind::NATURAL),
    ],
)
.loose();

/// Statement.
pub static STATEMENT: Object = Object::new(
    "SQS statement",
    "SQS Bindings, Statement Object",
    &[
        Field::new("action", TEXTS).required(),
        // The language of policies has more operators and keys than the text, so only the shape is looked at.
        Field::new("condition", Kind::OneOrList(&Kind::AnyObject)).since(Version::new(0, 3)),
        Field::new("effect", Kind::OneOf(&["Allow", "Deny"])).required(),
        Field::new("principal", PRINCIPAL).required(),
        Field::new("resource", TEXTS).since(Version::new(0, 3)),
    ],
)
.loose();

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "SQS message binding",
    "SQS Bindings, Message Binding Object",
    &[],
);
