//! Kafka's bindings, versions 0.3 to 0.5.

use super::table::{Field, Format, Kind, Object, Version};

/// The binding's version that holds when none is stated.
const LATEST: Version = Version::new(0, 5);

/// The versions that these tables describe; `latest` is what the binding's text assumes by default.
const BINDING_VERSION: Field = Field::new(
    "bindingVersion",
    Kind::OneOf(&["0.3.0", "0.4.0", "0.5.0", "latest"]),
);

/// Kafka Server Binding Object.
pub static SERVER: Object = Object::new(
    "Kafka server binding",
    "Kafka Bindings, Server Binding Object",
    &[
        BINDING_VERSION,
        Field::new("schemaRegistryUrl", Kind::String(Format::Text)),
        Field::new("schemaRegistryVendor", Kind::String(Format::Text)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Kafka Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "Kafka channel binding",
    "Kafka Bindings, Channel Binding Object",
    &[
        BINDING_VERSION,
        Field::new("partitions", Kind::Integer { minimum: 1 }),
        Field::new("replicas", Kind::Integer { minimum: 1 }),
        Field::new("topic", Kind::String(Format::Text)),
        Field::new("topicConfiguration", Kind::Object(&TOPIC_CONFIGURATION))
            .since(Version::new(0, 4)),
    ],
)
.versioned("bindingVersion", LATEST);

/// TopicConfiguration Object; Kafka has more settings than the binding lists, so others are let through.
pub static TOPIC_CONFIGURATION: Object = Object::new(
    "topic configuration",
    "Kafka Bindings, TopicConfiguration Object",
    &[
        Field::new(
            "cleanup.policy",
            Kind::List(&Kind::OneOf(&["compact", "delete"])),
        ),
        Field::new("confluent.key.schema.validation", Kind::Boolean).since(Version::new(0, 5)),
        Field::new(
            "confluent.key.subject.name.strategy",
            Kind::String(Format::Text),
        )
        .since(Version::new(0, 5)),
        Field::new("confluent.value.schema.validation", Kind::Boolean).since(Version::new(0, 5)),
        Field::new(
            "confluent.value.subject.name.strategy",
            Kind::String(Format::Text),
        )
        .since(Version::new(0, 5)),
        Field::new("delete.retention.ms", Kind::Integer { minimum: 0 }),
        Field::new("max.message.bytes", Kind::Integer { minimum: 0 }),
        Field::new("retention.bytes", Kind::Integer { minimum: -1 }),
        Field::new("retention.ms", Kind::Integer { minimum: -1 }),
    ],
)
.open();

/// Kafka Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "Kafka operation binding",
    "Kafka Bindings, Operation Binding Object",
    &[
        BINDING_VERSION,
        Field::new("clientId", Kind::Schema),
        Field::new("groupId", Kind::Schema),
    ],
)
.versioned("bindingVersion", LATEST);

/// Kafka Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "Kafka message binding",
    "Kafka Bindings, Message Binding Object",
    &[
        BINDING_VERSION,
        // From 0.4 on the key may be an Avro schema too, which is an object of another shape or a bare name.
        Field::new("key", Kind::Any),
        Field::new("schemaIdLocation", Kind::OneOf(&["header", "payload"])),
        Field::new("schemaIdPayloadEncoding", Kind::String(Format::Text)),
        Field::new("schemaLookupStrategy", Kind::String(Format::Text)),
    ],
)
.versioned("bindingVersion", LATEST);
