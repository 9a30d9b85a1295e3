//! Anypoint MQ, versions 0.0.1 and 0.1.0 of the binding.

use super::Meaning::{Address, Breaks, Schema};
use super::fields;

fields! {
    Channel {
        "destination": Address,
            "whoever uses the old destination does not meet the new one",
            "Anypoint MQ Bindings, Channel Binding Object";
        "destinationType": Breaks,
            "an exchange copies each message to its queues, a queue gives it to one reader",
            "Anypoint MQ Bindings, Channel Binding Object";
    }
    Message {
        "headers": Schema,
            "messages carry these headers",
            "Anypoint MQ Bindings, Message Binding Object";
    }
}
