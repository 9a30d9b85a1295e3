//! Servers and how one is let in.

use super::{Binding, ElementId, Extension, Origin};

/// A broker or another kind of server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The key in `servers`.
    pub key: String,
    /// Identity.
    pub element: ElementId,
    /// Position.
    pub origin: Origin,
    /// `host`, with `{variables}`.
    pub host: String,
    /// `pathname`, with `{variables}`.
    pub pathname: Option<String>,
    /// `protocol`: `kafka`, `amqps`, `embedded`.
    pub protocol: String,
    /// `protocolVersion`.
    pub protocol_version: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `variables`, in document order.
    pub variables: Vec<ServerVariable>,
    /// `security`.
    pub security: Vec<SecurityScheme>,
    /// `bindings`.
    pub bindings: Vec<Binding>,
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
    /// `description`.
    pub description: Option<String>,
}

/// A way to prove who one is.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The key in `components/securitySchemes`, where it has one.
    pub key: Option<String>,
    /// Position.
    pub origin: Origin,
    /// `type`: `userPassword`, `scramSha256`, `oauth2`.
    pub scheme: String,
    /// `description`.
    pub description: Option<String>,
}
