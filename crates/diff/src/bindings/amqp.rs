//! AMQP 0-9-1, versions 0.1.0 to 0.3.0 of the binding.

use super::Meaning::{Breaks, Offers, Own, Risky, Route};
use super::fields;
use super::offer::Order::{Larger, Listed, On};

fields! {
    Channel {
        "is": Route,
            "a queue is consumed by its name, a routing key is bound to an exchange",
            "AMQP Bindings, Channel Binding Object";
        "exchange": Risky,
            "whoever declares it may have to do so with other arguments",
            "AMQP 0-9-1, exchange.declare";
        "exchange.name": Route,
            "whoever uses the old exchange does not meet the new one",
            "AMQP Bindings, Channel Binding Object";
        "exchange.type": Breaks,
            "messages are routed otherwise, and the broker refuses whoever declares it as before",
            "AMQP 0-9-1, exchange.declare";
        "exchange.durable": Breaks,
            "the broker refuses whoever declares it as before",
            "AMQP 0-9-1, exchange.declare";
        "exchange.autoDelete": Breaks,
            "the broker refuses whoever declares it as before",
            "RabbitMQ, Exchanges, Declaration and Property Equivalence";
        "exchange.vhost": Breaks,
            "virtual hosts share nothing",
            "AMQP 0-9-1, connection.open";
        "queue": Risky,
            "whoever declares it may have to do so with other arguments",
            "AMQP 0-9-1, queue.declare";
        "queue.name": Route,
            "whoever uses the old queue does not meet the new one",
            "AMQP Bindings, Channel Binding Object";
        "queue.durable": Breaks,
            "the broker refuses whoever declares it as before",
            "AMQP 0-9-1, queue.declare";
        "queue.exclusive": Breaks,
            "an exclusive queue serves one connection, and the broker refuses whoever declares it as before",
            "AMQP 0-9-1, queue.declare";
        "queue.autoDelete": Breaks,
            "the broker refuses whoever declares it as before",
            "AMQP 0-9-1, queue.declare";
        "queue.vhost": Breaks,
            "virtual hosts share nothing",
            "AMQP 0-9-1, connection.open";
    }
    Operation {
        "expiration": Offers(Larger),
            "who consumes late misses messages that have expired",
            more: "messages expire later",
            "AMQP 0-9-1, Basic class, expiration";
        "userId": Own,
            "the broker checks that the sender is who it says",
            "AMQP 0-9-1, Basic class, user-id";
        "cc": Offers(Listed),
            "messages are not routed any more by the keys that are gone",
            more: "messages are routed by the keys that are new, too",
            "RabbitMQ, Sender-selected Distribution";
        "bcc": Offers(Listed),
            "messages are not routed any more by the keys that are gone",
            more: "messages are routed by the keys that are new, too",
            "RabbitMQ, Sender-selected Distribution";
        "priority": Own,
            "it only decides who comes first in a queue with priorities",
            "AMQP 0-9-1, Basic class, priority";
        "deliveryMode": Offers(Larger),
            "messages that are not persistent are lost when the broker restarts",
            more: "messages survive a restart of the broker in queues that do",
            "AMQP 0-9-1, Basic class, delivery-mode";
        "mandatory": Own,
            "the sender alone gets back what could not be routed",
            "AMQP 0-9-1, basic.publish";
        "replyTo": Breaks,
            "who waits for the reply at the old queue gets none",
            "AMQP Bindings 0.2.0, Operation Binding Object";
        "timestamp": Offers(On),
            "messages have no time any more",
            more: "messages say when they were sent",
            "AMQP 0-9-1, Basic class, timestamp";
        "ack": Own,
            "whether the consumer acknowledges is between it and the broker",
            "AMQP 0-9-1, basic.consume";
    }
    Message {
        "contentEncoding": Breaks,
            "who decodes the payload as before cannot read it",
            "AMQP 0-9-1, Basic class, content-encoding";
        "messageType": Risky,
            "who tells messages apart by their type takes this one for another",
            "AMQP 0-9-1, Basic class, type";
    }
}
