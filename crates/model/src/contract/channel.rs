//! Channels and the parameters of their addresses.

use tidings_schema::SchemaId;

use super::{
    Binding, ElementId, Extension, ExternalDocs, FieldPlaces, MessageId, Origin, RuntimeExpression,
    ServerId, Tag,
};

/// A path by which messages travel.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The key in `channels`.
    pub key: String,
    /// Identity: by address, by key where there is none.
    pub element: ElementId,
    /// Position.
    pub origin: Origin,
    /// Where its fields stand.
    pub fields: FieldPlaces,
    /// `address`, with `{parameters}`; `None` when it is only known at run time.
    pub address: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`, which the schema of AsyncAPI 2 has and its text does not define.
    pub deprecated: bool,
    /// `servers`; every server of the contract when the document names none.
    pub servers: Vec<ServerId>,
    /// `messages`: the key in the channel and the message, in document order.
    pub messages: Vec<(String, MessageId)>,
    /// `parameters`, in document order.
    pub parameters: Vec<Parameter>,
    /// `tags`.
    pub tags: Vec<Tag>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `bindings`.
    pub bindings: Vec<Binding>,
    /// Extensions of `bindings`, beside the protocols.
    pub binding_extensions: Vec<Extension>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// A `{parameter}` of a channel's address; its values are strings.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Position.
    pub origin: Origin,
    /// `enum`; empty when every value is allowed.
    pub values: Vec<String>,
    /// `default`.
    pub default: Option<String>,
    /// `examples`.
    pub examples: Vec<String>,
    /// `description`.
    pub description: Option<String>,
    /// `location`: where in the message the value is found.
    pub location: Option<RuntimeExpression>,
    /// `schema`, which only AsyncAPI 2 has; what AsyncAPI 3 can say of it stands in the fields above.
    pub schema: Option<SchemaId>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}
