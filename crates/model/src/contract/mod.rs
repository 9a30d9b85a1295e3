//! The resolved contract: one model for every version, in the terms of AsyncAPI 3.
//!
//! Everything refers to everything else by number (`ChannelId`, `MessageId`, …), so the model is plain data.
//! What was broken in the document is missing here, and a finding says so.

mod channel;
mod component;
mod element;
mod id;
mod info;
mod left_out;
mod message;
mod operation;
mod security;
mod server;
mod sunset;
mod template;
mod undefined_field;

pub use channel::{Channel, Parameter};
pub use component::{Component, Content, Usage};
pub use element::{Binding, ElementId, Extension, FieldPlaces, Identifier, Origin, Overridden};
pub use id::{Arena, ChannelId, MessageId, OperationId, SecuritySchemeId, ServerId};
pub use info::{Contact, ExternalDocs, Info, License, Tag};
pub use left_out::{Cause, Flaw, LeftOut, Part, Places};
pub use message::{Correlation, Message, MessageExample, Payload, RuntimeExpression};
pub use operation::{Action, MessageReference, Operation, Reply, ReplyAddress};
pub use security::{OAuthFlow, RequiredScheme, Scope, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use sunset::{Day, SUNSET};
pub use template::placeholders;
pub use undefined_field::UndefinedField;

use tidings_schema::avro::AvroGraph;
use tidings_schema::protobuf::ProtobufGraph;
use tidings_schema::{SchemaGraph, SchemaId};

use crate::grammar::table::Version;

/// What one application tells the world about the channels it uses.
#[derive(Clone, Debug, Default)]
pub struct Contract {
    /// The version the document states, for instance `3.0.0`.
    pub asyncapi: String,
    /// The version of the specification that the document follows; `None` when it states none that is supported.
    pub specification: Option<Version>,
    /// `id`: the identifier of the application.
    pub id: Option<String>,
    /// `info`.
    pub info: Info,
    /// `defaultContentType`.
    pub default_content_type: Option<String>,
    /// Servers, in document order.
    pub servers: Arena<ServerId, Server>,
    /// Channels, in document order: those of the root, then those only `components` has.
    pub channels: Arena<ChannelId, Channel>,
    /// Operations, in document order: those of the root only.
    pub operations: Arena<OperationId, Operation>,
    /// Messages, each once, with traits applied: in the order of channels, then those only `components` has.
    pub messages: Arena<MessageId, Message>,
    /// Security schemes: those of `components` in document order, then those that stand in a list `security`.
    pub security_schemes: Arena<SecuritySchemeId, SecurityScheme>,
    /// Every schema that anything above refers to.
    pub schemas: SchemaGraph,
    /// Every schema of Avro that a payload or headers are written in.
    pub avro: AvroGraph,
    /// Every message of Protocol Buffers that a payload or headers are.
    pub protobuf: ProtobufGraph,
    /// `components/schemas` by key, in document order.
    pub component_schemas: Vec<(String, SchemaId)>,
    /// Every entry of the maps in `components`, in document order.
    pub components: Vec<Component>,
    /// Extensions of the root object.
    pub extensions: Vec<Extension>,
    /// Where the fields of the root object stand.
    pub fields: FieldPlaces,
    /// What is broken in the document and therefore missing above.
    pub left_out: Vec<LeftOut>,
    /// What the document says in fields that the specification does not define, in the order of the walk along it.
    pub undefined_fields: Vec<UndefinedField>,
}
