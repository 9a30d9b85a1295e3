//! Solace, versions 0.1.0 to 0.4.0 of the binding.

use super::Meaning::{Breaks, Offers, Own, Risky};
use super::fields;
use super::offer::Order::{Larger, LargerOrZero, On, Ranked};

fields! {
    Server {
        "msgVpn": Breaks,
            "message VPNs share nothing",
            "Solace, Message VPNs";
        "clientName": Own,
            "it names the connection of the application itself",
            "Solace Bindings, Server Binding Object";
    }
    Operation {
        "destinations": Risky,
            "messages are sent to or read from other places",
            "Solace Bindings, Destination Object";
        "destinations.destinationType": Breaks,
            "a queue is read by one, a topic by all who subscribe",
            "Solace Bindings, Destination Object";
        "destinations.deliveryMode": Offers(Ranked(&["direct", "persistent"])),
            "direct messages may be lost",
            more: "messages are kept until they are delivered",
            "Solace, Message Delivery Modes";
        "destinations.queue.name": Breaks,
            "whoever uses the old queue does not meet the new one",
            "Solace Bindings, Destination Object";
        "destinations.queue.topicSubscriptions": Risky,
            "the queue attracts messages of other topics",
            "Solace, Adding Topic Subscriptions to Queues";
        "destinations.queue.accessType": Risky,
            "one reader gets all messages, or several share them",
            "Solace, Queues, Access Types";
        "destinations.queue.maxMsgSpoolSize": Offers(Larger),
            "the queue is full earlier, and refuses messages then",
            more: "the queue has room for more messages",
            "Solace Bindings, Destination Object";
        "destinations.queue.maxMsgSpoolUsage": Offers(Larger),
            "the queue is full earlier, and refuses messages then",
            more: "the queue has room for more messages",
            "Solace Bindings, Destination Object";
        "destinations.queue.maxTtl": Offers(LargerOrZero),
            "who reads late misses messages that have expired",
            more: "messages expire later",
            "Solace, Configuring Message Expiry";
        "destinations.topic.topicSubscriptions": Risky,
            "messages of other topics are read",
            "Solace Bindings, Destination Object";
        "destinations.topicSubscriptions": Risky,
            "messages of other topics are read",
            "Solace Bindings, Destination Object";
        "timeToLive": Offers(LargerOrZero),
            "who reads late misses messages that have expired",
            more: "messages expire later",
            "Solace, Configuring Message Expiry";
        "priority": Own,
            "it only decides who comes first in a queue with priorities",
            "Solace, Message Priority";
        "dmqEligible": Offers(On),
            "messages that have expired are lost instead of kept",
            more: "messages that have expired are kept instead of lost",
            "Solace, Dead Message Queues";
    }
}
