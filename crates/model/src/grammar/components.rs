//! What a document keeps for reuse.

use super::bindings::{CHANNEL_BINDINGS, MESSAGE_BINDINGS, OPERATION_BINDINGS, SERVER_BINDINGS};
use super::channel::{CHANNEL, PARAMETER};
use super::info::{EXTERNAL_DOCS, TAG};
use super::message::{CORRELATION_ID, MESSAGE, MESSAGE_TRAIT};
use super::operation::{OPERATION, OPERATION_TRAIT, REPLY, REPLY_ADDRESS};
use super::security::SECURITY_SCHEME;
use super::server::{SERVER, SERVER_VARIABLE};
use super::table::{Field, Keys, Kind, Object};

/// A field of components: a map of objects or references, with the keys that components allow.
macro_rules! reusable {
    ($name:literal, $object:path) => {
        Field::new(
            $name,
            Kind::Map {
                keys: Keys::Component,
                values: &Kind::ObjectOrReference(&$object),
            },
        )
    };
}

/// Components Object.
pub static COMPONENTS: Object = Object::new(
    "components",
    "Components Object",
    &[
        reusable!("channelBindings", CHANNEL_BINDINGS),
        reusable!("channels", CHANNEL),
        reusable!("correlationIds", CORRELATION_ID),
        reusable!("externalDocs", EXTERNAL_DOCS),
        reusable!("messageBindings", MESSAGE_BINDINGS),
        reusable!("messageTraits", MESSAGE_TRAIT),
        reusable!("messages", MESSAGE),
        reusable!("operationBindings", OPERATION_BINDINGS),
        reusable!("operationTraits", OPERATION_TRAIT),
        reusable!("operations", OPERATION),
        reusable!("parameters", PARAMETER),
        reusable!("replies", REPLY),
        reusable!("replyAddresses", REPLY_ADDRESS),
        Field::new(
            "schemas",
            Kind::Map {
                keys: Keys::Component,
                values: &Kind::AnyFormatSchema,
            },
        ),
        reusable!("securitySchemes", SECURITY_SCHEME),
        reusable!("serverBindings", SERVER_BINDINGS),
        reusable!("serverVariables", SERVER_VARIABLE),
        reusable!("servers", SERVER),
        reusable!("tags", TAG),
    ],
);
