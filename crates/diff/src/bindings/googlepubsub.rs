//! Google Cloud Pub/Sub, versions 0.1.0 and 0.2.0 of the binding.

use super::Meaning::{Breaks, Offers, Own, Risky};
use super::fields;
use super::offer::Order::Larger;

fields! {
    Channel {
        "topic": Breaks,
            "whoever uses the old topic does not meet the new one",
            "Google Cloud Pub/Sub Bindings 0.1.0, Channel Binding Object";
        "labels": Own,
            "they only sort resources for their owner",
            "Google Cloud Pub/Sub, REST reference, projects.topics";
        "messageRetentionDuration": Offers(Larger),
            "who seeks back misses messages that are gone by then",
            more: "messages are kept longer",
            "Google Cloud Pub/Sub, REST reference, projects.topics";
        "messageStoragePolicy": Own,
            "it says where the service keeps messages",
            "Google Cloud Pub/Sub, REST reference, MessageStoragePolicy";
        "messageStoragePolicy.allowedPersistenceRegions": Own,
            "it says where the service keeps messages",
            "Google Cloud Pub/Sub, REST reference, MessageStoragePolicy";
        "schemaSettings.encoding": Breaks,
            "messages in the old encoding are refused, and readers cannot read the new one",
            "Google Cloud Pub/Sub, REST reference, SchemaSettings";
        "schemaSettings.name": Risky,
            "messages are held against another schema before they are accepted",
            "Google Cloud Pub/Sub, REST reference, SchemaSettings";
        "schemaSettings.firstRevisionId": Risky,
            "messages are held against other revisions of the schema before they are accepted",
            "Google Cloud Pub/Sub, REST reference, SchemaSettings";
        "schemaSettings.lastRevisionId": Risky,
            "messages are held against other revisions of the schema before they are accepted",
            "Google Cloud Pub/Sub, REST reference, SchemaSettings";
    }
    Message {
        "attributes": Risky,
            "subscriptions that filter by attributes may miss the message",
            "Google Cloud Pub/Sub, Filter messages from a subscription";
        "orderingKey": Risky,
            "messages come in order only where they have the same key",
            "Google Cloud Pub/Sub, Order messages";
        "schema.name": Risky,
            "messages are held against another schema before they are accepted",
            "Google Cloud Pub/Sub Bindings, Schema Definition Object";
        "schema.type": Breaks,
            "the schema is written in another language, which puts other bytes on the wire",
            "Google Cloud Pub/Sub Bindings 0.1.0, Schema Definition Object";
    }
}
