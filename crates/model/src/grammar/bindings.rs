//! Which protocols have bindings where.
//!
//! Kafka's bindings have tables of their own; those of other protocols are let through as they are.

use super::kafka;
use super::table::{Field, Kind, Object, V3_0, V3_1};

/// A protocol whose binding has no table here.
const fn untyped(protocol: &'static str) -> Field {
    Field::new(protocol, Kind::UntypedBinding)
}

/// MQTT 5 has no binding of its own any more: `mqtt` describes it too from its version 0.2.0 on.
const fn mqtt5() -> Field {
    untyped("mqtt5").deprecated(V3_0)
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
        mqtt5(),
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
        mqtt5(),
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
        mqtt5(),
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
        mqtt5(),
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
