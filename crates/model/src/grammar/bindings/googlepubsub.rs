//! The bindings of Google Cloud Pub/Sub, versions 0.1.0 and 0.2.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Kind, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "googlepubsub",
    since: Some(Version::new(2, 5)),
    deprecated: None,
    variants: &[],
    nicknames: &["pubsub"],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0", "0.2.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 2);

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "Google Cloud Pub/Sub server binding",
    "Google Cloud Pub/Sub Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "Google Cloud Pub/Sub channel binding",
    "Google Cloud Pub/Sub Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("labels", Kind::AnyObject),
        Field::new(
            "messageRetentionDuration",
            Kind::String(Format::ProtobufDuration),
        ),
        Field::new(
            "messageStoragePolicy",
            Kind::Object(&MESSAGE_STORAGE_POLICY),
        ),
        Field::new("schemaSettings", Kind::Object(&SCHEMA_SETTINGS)),
        Field::new("topic", Kind::TEXT).removed(Version::new(0, 2)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Message Storage Policy Object.
pub static MESSAGE_STORAGE_POLICY: Object = Object::new(
    "message storage policy",
    "Google Cloud Pub/Sub Bindings, Message Storage Policy Object",
    &[Field::new(
        "allowedPersistenceRegions",
        Kind::List(&Kind::TEXT),
    )],
);

/// Schema Settings Object; the text writes encodings in small letters, the service's own reference in capitals.
pub static SCHEMA_SETTINGS: Object = Object::new(
    "schema settings",
    "Google Cloud Pub/Sub Bindings, Schema Settings Object",
    &[
        Field::new(
            "encoding",
            Kind::OneOf(&["BINARY", "ENCODING_UNSPECIFIED", "JSON", "binary", "json"]),
        )
        .required(),
        Field::new("firstRevisionId", Kind::TEXT),
        Field::new("lastRevisionId", Kind::TEXT),
        Field::new("name", Kind::String(Format::PubsubSchemaName)).required(),
    ],
)
.loose();

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "Google Cloud Pub/Sub operation binding",
    "Google Cloud Pub/Sub Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "Google Cloud Pub/Sub message binding",
    "Google Cloud Pub/Sub Bindings, Message Binding Object",
    &[
        Field::new("attributes", Kind::AnyObject),
        binding_version(VERSIONS),
        Field::new("orderingKey", Kind::TEXT),
        Field::new("schema", Kind::Object(&SCHEMA_DEFINITION)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Schema Definition Object.
pub static SCHEMA_DEFINITION: Object = Object::new(
    "schema definition",
    "Google Cloud Pub/Sub Bindings, Schema Definition Object",
    &[
        Field::new("name", Kind::TEXT).required(),
        Field::new("type", Kind::TEXT)
            .required()
            .removed(Version::new(0, 2)),
    ],
)
.loose();
