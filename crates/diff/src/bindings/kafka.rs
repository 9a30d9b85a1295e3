//! Kafka, versions 0.1.0 to 0.5.0 of the binding.

use super::Meaning::{Address, Admits, Breaks, Key, Offers, Own, Resized, Risky};
use super::fields;
use super::offer::Order::{Larger, Off};
use crate::Partners;

fields! {
    Server {
        "schemaRegistryUrl": Risky,
            "whoever looks schemas up at another registry has to be configured anew",
            "Kafka Bindings, Server Binding Object";
        "schemaRegistryVendor": Risky,
            "registries of other vendors frame messages and name schemas otherwise",
            "Kafka Bindings, Server Binding Object";
    }
    Channel {
        "topic": Address,
            "whoever uses the old topic does not meet the new one",
            "Kafka Bindings, Channel Binding Object";
        "partitions": Resized(Larger),
            "no partition can be taken from a topic, so it has to be made anew, without what was not read",
            more: "keys go to other partitions, so that the order by key holds no more",
            "Apache Kafka, Basic Kafka Operations, Modifying topics";
        "replicas": Own,
            "it says how many brokers may fail",
            "Apache Kafka, Design, Replication";
        "topicConfiguration": Risky,
            "the topic keeps or accepts messages otherwise",
            "Apache Kafka, Topic Configs";
        "topicConfiguration.cleanup.policy": Risky,
            "a compacted topic demands keys, keeps the last message of each and takes a null payload for a deletion",
            "Apache Kafka, Design, Log Compaction";
        "topicConfiguration.retention.ms": Offers(Larger),
            "who reads late misses messages that are gone by then",
            more: "messages are kept longer",
            "Apache Kafka, Topic Configs, retention.ms";
        "topicConfiguration.retention.bytes": Offers(Larger),
            "who reads late misses messages that are gone by then",
            more: "more messages are kept",
            "Apache Kafka, Topic Configs, retention.bytes";
        "topicConfiguration.delete.retention.ms": Offers(Larger),
            "who reads from the beginning may miss deletions",
            more: "deletions are kept longer",
            "Apache Kafka, Topic Configs, delete.retention.ms";
        "topicConfiguration.max.message.bytes": Admits(Larger, Partners::SENDERS),
            "the broker refuses larger batches",
            more: "the broker takes larger batches",
            "Apache Kafka, Topic Configs, max.message.bytes";
        "topicConfiguration.confluent.key.schema.validation": Offers(Off),
            "the broker refuses messages whose keys have no registered schema",
            more: "the broker takes messages whatever their keys are",
            "Confluent Server, Schema Validation";
        "topicConfiguration.confluent.value.schema.validation": Offers(Off),
            "the broker refuses messages whose payloads have no registered schema",
            more: "the broker takes messages whatever their payloads are",
            "Confluent Server, Schema Validation";
        "topicConfiguration.confluent.key.subject.name.strategy": Risky,
            "schemas of keys are registered under other names",
            "Confluent Server, Schema Validation";
        "topicConfiguration.confluent.value.subject.name.strategy": Risky,
            "schemas of payloads are registered under other names",
            "Confluent Server, Schema Validation";
    }
    Operation {
        "groupId": Own,
            "the group is how the application shares work among its own instances",
            "Kafka Bindings, Operation Binding Object";
        "clientId": Own,
            "the broker uses it for logs and quotas",
            "Kafka Bindings, Operation Binding Object";
    }
    Message {
        "key": Key,
            "the key decides the partition and what compaction keeps",
            "Apache Kafka, Design, Log Compaction";
        "schemaIdLocation": Breaks,
            "who looks for the id of the schema at the old place cannot read the message",
            "Kafka Bindings, Message Binding Object";
        "schemaIdPayloadEncoding": Breaks,
            "who takes the old number of bytes for the id of the schema cannot read the message",
            "Kafka Bindings, Message Binding Object";
        "schemaLookupStrategy": Risky,
            "readers find the schema of a message in another way",
            "Kafka Bindings, Message Binding Object";
    }
}
