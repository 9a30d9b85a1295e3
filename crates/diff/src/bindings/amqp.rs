//! AMQP 0-9-1 (AsyncAPI bindings, `amqp`, 0.3.0).

use super::Meaning::{Breaks, Own, Risky};
use super::Object::{Channel, Message, Operation};
use super::Table;

pub(super) static FIELDS: Table = &[
    (Channel, "is", Breaks),
    (Channel, "exchange.name", Breaks),
    // Declaring an exchange again with another type is an error (AMQP 0-9-1, exchange.declare, "not-allowed").
    (Channel, "exchange.type", Breaks),
    (Channel, "exchange.durable", Risky),
    (Channel, "exchange.autoDelete", Risky),
    (Channel, "exchange.vhost", Breaks),
    (Channel, "queue.name", Breaks),
    (Channel, "queue.durable", Risky),
    (Channel, "queue.exclusive", Breaks),
    (Channel, "queue.autoDelete", Risky),
    (Channel, "queue.vhost", Breaks),
    (Operation, "expiration", Risky),
    (Operation, "userId", Own),
    (Operation, "cc", Risky),
    (Operation, "priority", Own),
    (Operation, "deliveryMode", Risky),
    (Operation, "mandatory", Own),
    (Operation, "bcc", Risky),
    (Operation, "replyTo", Breaks),
    (Operation, "timestamp", Own),
    (Operation, "ack", Own),
    (Message, "contentEncoding", Breaks),
    (Message, "messageType", Risky),
];
