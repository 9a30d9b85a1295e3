//! Apache Pulsar, version 0.1.0 of the binding.

use super::Meaning::{Breaks, Offers, Risky};
use super::fields;
use super::offer::Order::{Larger, LargerOrZero, On};

fields! {
    Server {
        "tenant": Breaks,
            "the tenant is a part of the name of every topic",
            "Apache Pulsar, Messaging, Topics";
    }
    Channel {
        "namespace": Breaks,
            "the namespace is a part of the name of the topic",
            "Apache Pulsar, Messaging, Topics";
        "persistence": Breaks,
            "persistence is a part of the name of the topic",
            "Apache Pulsar, Messaging, Topics";
        "compaction": Risky,
            "who reads the compacted topic gets the last message of each key from another size on",
            "Apache Pulsar, Topic compaction";
        "geo-replication": Risky,
            "messages reach other clusters",
            "Apache Pulsar, Geo-replication";
        "retention.size": Offers(Larger),
            "who reads late misses messages that are gone by then",
            more: "more messages are kept",
            "Apache Pulsar, Message retention and expiry";
        "retention.time": Offers(Larger),
            "who reads late misses messages that are gone by then",
            more: "messages are kept longer",
            "Apache Pulsar, Message retention and expiry";
        "ttl": Offers(LargerOrZero),
            "who reads late misses messages that have expired",
            more: "messages expire later",
            "Apache Pulsar, Message retention and expiry";
        "deduplication": Offers(On),
            "messages that a sender repeats come twice",
            more: "messages that a sender repeats come once",
            "Apache Pulsar, Message deduplication";
    }
}
