//! Amazon SNS, versions 0.1.0 and 0.2.0 of the binding.

use super::Meaning::{Breaks, Own, Risky};
use super::fields;

fields! {
    Channel {
        "name": Breaks,
            "whoever uses the old topic does not meet the new one",
            "SNS Bindings, Channel Binding Object";
        "ordering.type": Breaks,
            "a topic cannot become ordered, or cease to be, so it is another one with another name",
            "Amazon SNS, FIFO topics";
        "ordering.contentBasedDeduplication": Risky,
            "messages need an id of their own, or equal ones are taken for one",
            "Amazon SNS, Message deduplication for FIFO topics";
        "policy": Risky,
            "others may publish and subscribe",
            "SNS Bindings, Policy Object";
        "tags": Own,
            "they only sort resources for their owner",
            "SNS Bindings, Channel Binding Object";
    }
    Operation {
        "topic": Breaks,
            "whoever uses the old topic does not meet the new one",
            "SNS Bindings, Operation Binding Object";
        "deliveryPolicy": Own,
            "it says how often the service tries again",
            "Amazon SNS, Message delivery retries";
        "consumers": Risky,
            "messages are delivered to others",
            "SNS Bindings, Consumer Object";
        "consumers.protocol": Breaks,
            "the consumer gets messages in another way",
            "SNS Bindings, Consumer Object";
        "consumers.endpoint": Risky,
            "messages are delivered to another place",
            "SNS Bindings, Consumer Object";
        "consumers.filterPolicy": Risky,
            "the consumer gets other messages",
            "Amazon SNS, Subscription filter policies";
        "consumers.filterPolicyScope": Risky,
            "the consumer gets other messages",
            "Amazon SNS, Subscription filter policy scope";
        "consumers.rawMessageDelivery": Breaks,
            "messages come with or without an envelope around them",
            "Amazon SNS, Raw message delivery";
        "consumers.redrivePolicy": Risky,
            "what could not be delivered goes elsewhere",
            "Amazon SNS, Dead-letter queues";
        "consumers.redrivePolicy.maxReceiveCount": Own,
            "it says how often the service tries again",
            "SNS Bindings, Redrive Policy Object";
        "consumers.deliveryPolicy": Own,
            "it says how often the service tries again",
            "Amazon SNS, Message delivery retries";
        "consumers.displayName": Own,
            "people read it in text messages",
            "SNS Bindings, Consumer Object";
    }
}
