//! The bindings of Amazon SNS, versions 0.1.0 to 1.0.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Keys, Kind, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "sns",
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
const VERSIONS: &[&str] = &["0.1.0", "0.2.0", "1.0.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(1, 0);

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
    "SNS server binding",
    "SNS Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object; the text allows an empty one, to say only that the channel is a topic of SNS.
pub static CHANNEL: Object = Object::new(
    "SNS channel binding",
    "SNS Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("name", Kind::String(Format::SnsTopic)).required(),
        Field::new("ordering", Kind::Object(&ORDERING)),
        Field::new("policy", Kind::Object(&POLICY)),
        Field::new("tags", Kind::AnyObject),
    ],
)
.versioned("bindingVersion", LATEST)
.may_be_empty();

/// Ordering.
pub static ORDERING: Object = Object::new(
    "SNS ordering",
    "SNS Bindings, Ordering Object",
    &[
        Field::new("contentBasedDeduplication", Kind::Boolean),
        Field::new("type", Kind::OneOf(&["FIFO", "standard"])).required(),
    ],
)
.loose();

/// Policy.
pub static POLICY: Object = Object::new(
    "SNS policy",
    "SNS Bindings, Policy Object",
    &[Field::new("statements", Kind::List(&Kind::Object(&STATEMENT))).required()],
)
.loose();

/// Statement.
pub static STATEMENT: Object = Object::new(
    "SNS statement",
    "SNS Bindings, Statement Object",
    &[
        Field::new("action", TEXTS).required(),
        // The language of policies has more operators and keys than the text, so only the shape is looked at.
        Field::new("condition", Kind::OneOrList(&Kind::AnyObject)).since(Version::new(0, 2)),
        Field::new("effect", Kind::OneOf(&["Allow", "Deny"])).required(),
        Field::new("principal", PRINCIPAL).required(),
        Field::new("resource", TEXTS).since(Version::new(0, 2)),
    ],
)
.loose();

/// Operation Binding Object; `consumers` are required of operations that receive, which is no matter of this object alone.
pub static OPERATION: Object = Object::new(
    "SNS operation binding",
    "SNS Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("consumers", Kind::NonEmptyList(&Kind::Object(&CONSUMER))),
        Field::new("deliveryPolicy", Kind::Object(&DELIVERY_POLICY)),
        Field::new("topic", Kind::Object(&IDENTIFIER)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Consumer.
pub static CONSUMER: Object = Object::new(
    "SNS consumer",
    "SNS Bindings, Consumer Object",
    &[
        Field::new("deliveryPolicy", Kind::Object(&DELIVERY_POLICY)),
        Field::new("displayName", Kind::TEXT),
        Field::new("endpoint", Kind::Object(&IDENTIFIER)).required(),
        Field::new("filterPolicy", Kind::AnyObject),
        Field::new(
            "filterPolicyScope",
            Kind::OneOf(&["MessageAttributes", "MessageBody"]),
        ),
        Field::new(
            "protocol",
            Kind::OneOf(&[
                "http",
                "https",
                "email",
                "email-json",
                "sms",
                "sqs",
                "application",
                "lambda",
                "firehose",
            ]),
        )
        .required(),
        Field::new("rawMessageDelivery", Kind::Boolean).required(),
        Field::new("redrivePolicy", Kind::Object(&REDRIVE_POLICY)),
    ],
)
.loose();

/// Delivery Policy.
pub static DELIVERY_POLICY: Object = Object::new(
    "SNS delivery policy",
    "SNS Bindings, Delivery Policy Object",
    &[
        Field::new(
            "backoffFunction",
            Kind::OneOf(&["arithmetic", "exponential", "geometric", "linear"]),
        ),
        Field::new("maxDelayTarget", Kind::NATURAL),
        Field::new("maxReceivesPerSecond", Kind::NATURAL),
        Field::new("minDelayTarget", Kind::NATURAL),
        Field::new("numMaxDelayRetries", Kind::NATURAL),
        Field::new("numMinDelayRetries", Kind::NATURAL),
        Field::new("numNoDelayRetries", Kind::NATURAL),
        Field::new("numRetries", Kind::NATURAL),
    ],
)
.loose();

/// Identifier.
pub static IDENTIFIER: Object = Object::new(
    "SNS identifier",
    "SNS Bindings, Identifier Object",
    &[
        Field::new("arn", Kind::TEXT),
        Field::new("email", Kind::TEXT),
        Field::new("name", Kind::TEXT),
        Field::new("phone", Kind::TEXT),
        Field::new("url", Kind::TEXT),
    ],
)
.loose();

/// Redrive Policy.
pub static REDRIVE_POLICY: Object = Object::new(
    "SNS redrive policy",
    "SNS Bindings, Redrive Policy Object",
    &[
        Field::new("deadLetterQueue", Kind::Object(&IDENTIFIER)).required(),
        Field::new("maxReceiveCount", Kind::NATURAL),
    ],
)
.loose();

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "SNS message binding",
    "SNS Bindings, Message Binding Object",
    &[],
);
