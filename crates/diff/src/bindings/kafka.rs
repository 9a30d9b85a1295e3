//! Kafka (AsyncAPI bindings, `kafka`, 0.5.0).

use super::Meaning::{Breaks, Own, Risky};
use super::Object::{Channel, Message, Operation, Server};
use super::Table;

pub(super) static FIELDS: Table = &[
    (Server, "schemaRegistryUrl", Risky),
    (Server, "schemaRegistryVendor", Risky),
    (Channel, "topic", Breaks),
    // Keys go to other partitions, so that the order by key holds no more (Kafka documentation, "Modifying topics").
    (Channel, "partitions", Risky),
    (Channel, "replicas", Own),
    // A compacted topic demands keys, and null payloads delete (Kafka documentation, "Log Compaction").
    (Channel, "topicConfiguration.cleanup.policy", Risky),
    (Channel, "topicConfiguration.retention.ms", Risky),
    (Channel, "topicConfiguration.retention.bytes", Risky),
    (Channel, "topicConfiguration.delete.retention.ms", Risky),
    (Channel, "topicConfiguration.max.message.bytes", Risky),
    (
        Channel,
        "topicConfiguration.confluent.key.schema.validation",
        Own,
    ),
    (
        Channel,
        "topicConfiguration.confluent.value.schema.validation",
        Own,
    ),
    (
        Channel,
        "topicConfiguration.confluent.key.subject.name.strategy",
        Risky,
    ),
    (
        Channel,
        "topicConfiguration.confluent.value.subject.name.strategy",
        Risky,
    ),
    (Operation, "groupId", Own),
    (Operation, "clientId", Own),
    // The key decides the partition and what is compacted: even a wider type hashes otherwise.
    (Message, "key", Breaks),
    (Message, "schemaIdLocation", Breaks),
    (Message, "schemaIdPayloadEncoding", Breaks),
    (Message, "schemaLookupStrategy", Risky),
];
