//! IBM MQ, version 0.1.0 of the binding.

use super::Meaning::{Address, Admits, Breaks, Offers, Own, Risky};
use super::fields;
use super::offer::Order::{Larger, LargerOrZero, Off, On};
use crate::Partners;

fields! {
    Server {
        "groupId": Own,
            "it groups servers for people",
            "IBM MQ Bindings, Server Binding Object";
        "ccdtQueueManagerName": Risky,
            "clients look in their connection table for another queue manager",
            "IBM MQ Bindings, Server Binding Object";
        "cipherSpec": Breaks,
            "both ends must name the same cipher to connect",
            "IBM MQ, CipherSpecs and CipherSuites";
        "multiEndpointServer": Own,
            "clients choose among the endpoints that they know",
            "IBM MQ Bindings, Server Binding Object";
        "heartBeatInterval": Own,
            "both ends agree on the smaller one",
            "IBM MQ, Heartbeat interval (HBINT)";
    }
    Channel {
        "destinationType": Breaks,
            "a queue is read by one, a topic by all who subscribe",
            "IBM MQ Bindings, Channel Binding Object";
        "maxMsgLength": Admits(Larger, Partners::SENDERS),
            "longer messages are refused",
            more: "longer messages are taken",
            "IBM MQ, Maximum message length (MAXMSGL)";
        "queue": Risky,
            "the queue has another attribute",
            "IBM MQ Bindings, Channel Binding Object";
        "queue.objectName": Breaks,
            "whoever uses the old queue does not meet the new one",
            "IBM MQ Bindings, Channel Binding Object";
        "queue.isPartitioned": Risky,
            "messages of a partitioned queue are spread over several queue managers, which keep no order among them",
            "IBM MQ Bindings, Channel Binding Object";
        "queue.exclusive": Offers(Off),
            "only one reader at a time may open the queue",
            more: "several readers may open the queue at a time",
            "IBM MQ, Default share option (DEFSOPT)";
        "topic": Risky,
            "the topic has another attribute",
            "IBM MQ Bindings, Channel Binding Object";
        "topic.string": Address,
            "whoever uses the old topic does not meet the new one",
            "IBM MQ Bindings, Channel Binding Object";
        "topic.objectName": Breaks,
            "the name of the object is the first part of the topic",
            "IBM MQ, Combining topic strings";
        "topic.durablePermitted": Admits(On, Partners::RECEIVERS),
            "durable subscriptions are refused",
            more: "durable subscriptions are allowed",
            "IBM MQ, Durable subscriptions (DURSUB)";
        "topic.lastMsgRetained": Risky,
            "whether who subscribes later gets the last message changes",
            "IBM MQ, Retained publications";
    }
    Message {
        "type": Breaks,
            "who reads the old kind of message cannot read the new one",
            "IBM MQ Bindings, Message Binding Object";
        "headers": Risky,
            "other headers stand before the payload",
            "IBM MQ Bindings, Message Binding Object";
        "description": Own,
            "people read it",
            "IBM MQ Bindings, Message Binding Object";
        "expiry": Offers(LargerOrZero),
            "who reads late misses messages that have expired",
            more: "messages expire later",
            "IBM MQ Bindings, Message Binding Object";
    }
}
