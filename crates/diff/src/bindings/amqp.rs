//! AMQP 0-9-1, versions 0.1.0 to 0.3.0 of the binding.

use super::Meaning::{Breaks, Offers, Own, Risky, Route};
use super::fields;
use super::offer::Order::{Larger, On};

fields! {
    Channel {
        "is": Route,
            "a queue is consumed by its name, a routing key is bound to an exchange",
            "AMQP Bindings, Channel Binding Object";
        "exchange": Risky,
            "the broker refuses who declares it with other arguments",
            "AMQP 0-9-1, exchange.declare";
        "exchange.name": Route,
            "whoever uses the old exchange does not meet the new one",
            "AMQP Bindings, Channel Binding Object";
        "exchange.type": Breaks,
            "messages are routed otherwise, and the broker refuses who declares the old type",
            "AMQP 0-9-1, exchange.declare";
        "exchange.durable": Risky,
            "the broker refuses who declares it as before, and only what is durable survives a restart",
            "AMQP 0-9-1, exchange.declare";
        "exchange.autoDelete": Risky,
            "the broker refuses who declares it as before, and may delete what nobody is bound to",
            "AMQP 0-9-1, exchange.declare";
        "exchange.vhost": Breaks,
            "virtual hosts share nothing",
            "AMQP 0-9-1, connection.open";
        "queue": Risky,
            "the broker refuses who declares it with other arguments",
            "AMQP 0-9-1, queue.declare";
        "queue.name": Route,
            "whoever uses the old queue does not meet the new one",
            "AMQP Bindings, Channel Binding Object";
        "queue.durable": Risky,
            "the broker refuses who declares it as before, and only what is durable survives a restart",
            "AMQP 0-9-1, queue.declare";
        "queue.exclusive": Breaks,
            "an exclusive queue serves one connection, and the broker refuses who declares it as before",
            "AMQP 0-9-1, queue.declare";
        "queue.autoDelete": Risky,
            "the broker refuses who declares it as before, and may delete what nobody consumes",
            "AMQP 0-9-1, queue.declare";
        "queue.vhost": Breaks,
            "virtual hosts share nothing",
            "AMQP 0-9-1, connection.open";
    }
    Operation {
        "expiration": Offers(Larger),
            "who consumes late misses messages that have expired",
            "AMQP 0-9-1, Basic class, expiration";
        "userId": Own,
            "the broker checks that the sender is who it says",
            "AMQP 0-9-1, Basic class, user-id";
        "cc": Risky,
            "messages reach other queues",
            "RabbitMQ, Sender-selected Distribution";
        "bcc": Risky,
            "messages reach other queues",
            "RabbitMQ, Sender-selected Distribution";
        "priority": Own,
            "it only decides who comes first in a queue with priorities",
            "AMQP 0-9-1, Basic class, priority";
        "deliveryMode": Offers(Larger),
            "messages that are not persistent are lost when the broker restarts",
            "AMQP 0-9-1, Basic class, delivery-mode";
        "mandatory": Own,
            "the sender alone gets back what could not be routed",
            "AMQP 0-9-1, basic.publish";
        "replyTo": Breaks,
            "who waits for the reply at the old queue gets none",
            "AMQP Bindings 0.2.0, Operation Binding Object";
        "timestamp": Offers(On),
            "messages have no time any more",
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
