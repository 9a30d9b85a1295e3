//! Servers.

use super::{
    Binding, ElementId, Extension, ExternalDocs, FieldPlaces, Origin, SecurityRequirement, Tag,
};

/// A broker or another kind of server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The key in `servers`.
    pub key: String,
    /// Identity.
    pub element: ElementId,
    /// Position.
    pub origin: Origin,
    /// Where its fields stand, as the document has them: AsyncAPI 2 has `url` for `host` and `pathname`.
    pub fields: FieldPlaces,
    /// `host`, with `{variables}`.
    pub host: String,
    /// `pathname`, with `{variables}`.
    pub pathname: Option<String>,
    /// `protocol`: `kafka`, `amqps`, `embedded`.
    pub protocol: String,
    /// `protocolVersion`.
    pub protocol_version: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `variables`, in document order.
    pub variables: Vec<ServerVariable>,
    /// `security`: the ways to be let in, of which one is enough.
    pub security: Vec<SecurityRequirement>,
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

/// A `{variable}` of a server's host or path.
#[derive(Clone, Debug)]
pub struct ServerVariable {
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
}
