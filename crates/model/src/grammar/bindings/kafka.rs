//! The bindings of Kafka, versions 0.1.0 to 0.5.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "kafka",
    since: None,
    deprecated: None,
    variants: &["kafka-secure"],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 5);

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "Kafka server binding",
    "Kafka Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("schemaRegistryUrl", Kind::String(Format::Url)).since(Version::new(0, 2)),
        Field::new("schemaRegistryVendor", Kind::TEXT).since(Version::new(0, 2)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "Kafka channel binding",
    "Kafka Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("partitions", Kind::Integer(Limits::at_least(1))).since(Version::new(0, 3)),
        Field::new("replicas", Kind::Integer(Limits::at_least(1))).since(Version::new(0, 3)),
        Field::new("topic", Kind::String(Format::KafkaTopic)).since(Version::new(0, 3)),
        Field::new("topicConfiguration", Kind::Object(&TOPIC_CONFIGURATION))
            .since(Version::new(0, 4)),
    ],
)
.versioned("bindingVersion", LATEST);

/// TopicConfiguration Object; from 0.5.0 on the text lets other settings of Kafka through.
pub static TOPIC_CONFIGURATION: Object = Object::new(
    "topic configuration",
    "Kafka Bindings, TopicConfiguration Object",
    &[
        Field::new(
            "cleanup.policy",
            Kind::List(&Kind::OneOf(&["compact", "delete"])),
        ),
        Field::new("confluent.key.schema.validation", Kind::Boolean).since(Version::new(0, 5)),
        Field::new("confluent.key.subject.name.strategy", Kind::TEXT).since(Version::new(0, 5)),
        Field::new("confluent.value.schema.validation", Kind::Boolean).since(Version::new(0, 5)),
        Field::new("confluent.value.subject.name.strategy", Kind::TEXT).since(Version::new(0, 5)),
        Field::new("delete.retention.ms", Kind::NATURAL),
        Field::new("max.message.bytes", Kind::NATURAL),
        Field::new("retention.bytes", UNLIMITED_OR_NATURAL),
        Field::new("retention.ms", UNLIMITED_OR_NATURAL),
    ],
)
.open_since(Version::new(0, 5));

/// Kafka reads -1 as "without limit" (Apache Kafka, "Topic Configs").
const UNLIMITED_OR_NATURAL: Kind = Kind::Integer(Limits::at_least(-1));

/// Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "Kafka operation binding",
    "Kafka Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("clientId", Kind::TextSchema),
        Field::new("groupId", Kind::TextSchema),
    ],
)
.versioned("bindingVersion", LATEST);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "Kafka message binding",
    "Kafka Bindings, Message Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new(
            "key",
            Kind::SchemaOrAvro {
                avro_since: Version::new(0, 4),
            },
        ),
        Field::new("schemaIdLocation", Kind::OneOf(&["header", "payload"]))
            .since(Version::new(0, 3)),
        Field::new("schemaIdPayloadEncoding", Kind::TEXT).since(Version::new(0, 3)),
        Field::new("schemaLookupStrategy", Kind::TEXT).since(Version::new(0, 3)),
    ],
)
.versioned("bindingVersion", LATEST);
