//! What a document keeps for reuse.

use super::channel::{CHANNEL_ITEM, PARAMETER};
use super::message::{MESSAGE, MESSAGE_TRAIT};
use super::operation::OPERATION_TRAIT;
use super::server::SERVER;
use crate::grammar::bindings::{
    CHANNEL_BINDINGS, MESSAGE_BINDINGS, OPERATION_BINDINGS, SERVER_BINDINGS,
};
use crate::grammar::message::CORRELATION_ID;
use crate::grammar::security::SECURITY_SCHEME;
use crate::grammar::server::SERVER_VARIABLE;
use crate::grammar::table::{Kind, Object, V2_3, V2_4, reusable};

/// Components Object.
pub static COMPONENTS: Object = Object::new(
    "components",
    "Components Object",
    &[
        reusable(
            "channelBindings",
            &Kind::ObjectOrReference(&CHANNEL_BINDINGS),
        ),
        reusable("channels", &Kind::ObjectOrReference(&CHANNEL_ITEM)).since(V2_3),
        reusable("correlationIds", &Kind::ObjectOrReference(&CORRELATION_ID)),
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
        reusable("parameters", &Kind::ObjectOrReference(&PARAMETER)),
        reusable("schemas", &Kind::Schema),
        reusable(
            "securitySchemes",
            &Kind::ObjectOrReference(&SECURITY_SCHEME),
        ),
        reusable("serverBindings", &Kind::ObjectOrReference(&SERVER_BINDINGS)),
        reusable(
            "serverVariables",
            &Kind::ObjectOrReference(&SERVER_VARIABLE),
        )
        .since(V2_4),
        reusable("servers", &Kind::ObjectOrReference(&SERVER)).since(V2_3),
    ],
);
