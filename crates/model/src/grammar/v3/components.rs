//! What a document keeps for reuse.

use super::channel::{CHANNEL, PARAMETER};
use super::message::{MESSAGE, MESSAGE_TRAIT};
use super::operation::{OPERATION, OPERATION_TRAIT, REPLY, REPLY_ADDRESS};
use super::server::SERVER;
use crate::grammar::bindings::{
    CHANNEL_BINDINGS, MESSAGE_BINDINGS, OPERATION_BINDINGS, SERVER_BINDINGS,
};
use crate::grammar::info::{EXTERNAL_DOCS, TAG};
use crate::grammar::message::CORRELATION_ID;
use crate::grammar::security::SECURITY_SCHEME;
use crate::grammar::server::SERVER_VARIABLE;
use crate::grammar::table::{Kind, Object, reusable};

/// Components Object.
pub static COMPONENTS: Object = Object::new(
    "components",
    "Components Object",
    &[
        reusable(
            "channelBindings",
            &Kind::ObjectOrReference(&CHANNEL_BINDINGS),
        ),
        reusable("channels", &Kind::ObjectOrReference(&CHANNEL)),
        reusable("correlationIds", &Kind::ObjectOrReference(&CORRELATION_ID)),
        reusable("externalDocs", &Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        reusable(
            "messageBindings",
            &Kind::ObjectOrReference(&MESSAGE_BINDINGS),
        ),
        reusable("messageTraits", &Kind::ObjectOrReference(&MESSAGE_TRAIT)),
        reusable("messages", &Kind::ObjectOrReference(&MESSAGE)),
        reusable(
            "operationBindings",
            &Kind::ObjectOrReference(&OPERATION_BINDINGS),
        ),
        reusable(
            "operationTraits",
            &Kind::ObjectOrReference(&OPERATION_TRAIT),
        ),
        reusable("operations", &Kind::ObjectOrReference(&OPERATION)),
        reusable("parameters", &Kind::ObjectOrReference(&PARAMETER)),
        reusable("replies", &Kind::ObjectOrReference(&REPLY)),
        reusable("replyAddresses", &Kind::ObjectOrReference(&REPLY_ADDRESS)),
        reusable("schemas", &Kind::AnyFormatSchema),
        reusable(
            "securitySchemes",
            &Kind::ObjectOrReference(&SECURITY_SCHEME),
        ),
        reusable("serverBindings", &Kind::ObjectOrReference(&SERVER_BINDINGS)),
        reusable(
            "serverVariables",
            &Kind::ObjectOrReference(&SERVER_VARIABLE),
        ),
        reusable("servers", &Kind::ObjectOrReference(&SERVER)),
        reusable("tags", &Kind::ObjectOrReference(&TAG)),
    ],
);
