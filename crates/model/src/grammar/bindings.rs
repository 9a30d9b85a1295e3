//! Which protocols have bindings where.
//!
//! Kafka's bindings have tables of their own; those of other protocols are let through as they are.

use super::kafka;
use super::table::{Field, Kind, Object, V3_1};

/// A protocol whose binding has no table here.
const fn untyped(protocol: &'static str) -> Field {
    Field::new(protocol, Kind::UntypedBinding)
}

/// Server Bindings Object.
pub static SERVER_BINDINGS: Object = Object::new(
    "server bindings",
    "Server Bindings Object",
    &[
        untyped("amqp"),
        untyped("amqp1"),
        untyped("anypointmq"),
        untyped("googlepubsub"),
        untyped("http"),
        untyped("ibmmq"),
        untyped("jms"),
        Field::new("kafka", Kind::Object(&kafka::SERVER)),
        untyped("mercure"),
        untyped("mqtt"),
        untyped("mqtt5"),
        untyped("nats"),
        untyped("pulsar"),
        untyped("redis"),
        untyped("ros2").since(V3_1),
        untyped("sns"),
        untyped("solace"),
        untyped("sqs"),
        untyped("stomp"),
        untyped("ws"),
    ],
);

/// Channel Bindings Object.
pub static CHANNEL_BINDINGS: Object = Object::new(
    "channel bindings",
    "Channel Bindings Object",
    &[
        untyped("amqp"),
        untyped("amqp1"),
        untyped("anypointmq"),
        untyped("googlepubsub"),
        untyped("http"),
        untyped("ibmmq"),
        untyped("jms"),
        Field::new("kafka", Kind::Object(&kafka::CHANNEL)),
        untyped("mercure"),
        untyped("mqtt"),
        untyped("mqtt5"),
        untyped("nats"),
        untyped("pulsar"),
        untyped("redis"),
        untyped("ros2").since(V3_1),
        untyped("sns"),
        untyped("solace"),
        untyped("sqs"),
        untyped("stomp"),
        untyped("ws"),
    ],
);

/// Operation Bindings Object.
pub static OPERATION_BINDINGS: Object = Object::new(
    "operation bindings",
    "Operation Bindings Object",
    &[
        untyped("amqp"),
        untyped("amqp1"),
        untyped("anypointmq"),
        untyped("googlepubsub"),
        untyped("http"),
        untyped("ibmmq"),
        untyped("jms"),
        Field::new("kafka", Kind::Object(&kafka::OPERATION)),
        untyped("mercure"),
        untyped("mqtt"),
        untyped("mqtt5"),
        untyped("nats"),
        untyped("pulsar"),
        untyped("redis"),
        untyped("ros2").since(V3_1),
        untyped("sns"),
        untyped("solace"),
        untyped("sqs"),
        untyped("stomp"),
        untyped("ws"),
    ],
);

/// Message Bindings Object.
pub static MESSAGE_BINDINGS: Object = Object::new(
    "message bindings",
    "Message Bindings Object",
    &[
        untyped("amqp"),
        untyped("amqp1"),
        untyped("anypointmq"),
        untyped("googlepubsub"),
        untyped("http"),
        untyped("ibmmq"),
        untyped("jms"),
        Field::new("kafka", Kind::Object(&kafka::MESSAGE)),
        untyped("mercure"),
        untyped("mqtt"),
        untyped("mqtt5"),
        untyped("nats"),
        untyped("pulsar"),
        untyped("redis"),
        untyped("ros2").since(V3_1),
        untyped("sns"),
        untyped("solace"),
        untyped("sqs"),
        untyped("stomp"),
        untyped("ws"),
    ],
);
