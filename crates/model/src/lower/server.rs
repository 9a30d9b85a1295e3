//! Servers.

use tidings_syntax::{Entry, Value};

use super::Lowering;
use super::element::{field_places, origin};
use super::layers::Layers;
use crate::contract::{ElementId, Part, SecurityRequirement, Server, ServerId, ServerVariable};
use crate::grammar::bindings;
use crate::grammar::check::node_of;

/// Where a server is.
pub(super) struct Address {
    /// Its host, perhaps with a port.
    pub(super) host: String,
    /// What follows the host.
    pub(super) pathname: Option<String>,
}

impl<'s> Lowering<'s> {
    /// The server at `value`, which stands behind `entry`; `None` if it does not say how it is spoken to.
    pub(super) fn server(
        &mut self,
        entry: Entry<'s>,
        value: Value<'s>,
        address: Address,
        security: Vec<SecurityRequirement>,
    ) -> Option<ServerId> {
        let fields = Layers::of(value);
        let server = Server {
            key: entry.key.to_owned(),
            element: ElementId::new("server", entry.key),
            origin: origin(value),
            fields: field_places(&fields, 1),
            host: address.host,
            pathname: address.pathname,
            protocol: self
                .reader
                .or_leave_out(fields.text("protocol"), Part::Server, value)?,
            protocol_version: fields.text("protocolVersion"),
            title: fields.text("title"),
            summary: fields.text("summary"),
            description: fields.text("description"),
            variables: self.variables(value),
            security,
            tags: self.tags(&fields),
            external_docs: self.external_docs(&fields),
            bindings: self.bindings(&fields, bindings::Part::Server),
            binding_extensions: self.binding_extensions(&fields),
            extensions: fields.extensions(),
        };
        let id = self.servers.push(server);
        for node in [node_of(entry.value), node_of(value)] {
            self.server_of.entry(node).or_insert(id);
        }
        Some(id)
    }

    fn variables(&self, server: Value<'s>) -> Vec<ServerVariable> {
        let variables = self
            .reader
            .parts(Part::ServerVariable, server.get("variables"));
        variables
            .into_iter()
            .map(|(entry, value)| {
                let fields = Layers::of(value);
                ServerVariable {
                    name: entry.key.to_owned(),
                    origin: origin(value),
                    values: fields.texts("enum"),
                    default: fields.text("default"),
                    examples: fields.texts("examples"),
                    description: fields.text("description"),
                }
            })
            .collect()
    }

    /// Every server of the document.
    pub(super) fn every_server(&self) -> Vec<ServerId> {
        self.servers.ids().collect()
    }
}
