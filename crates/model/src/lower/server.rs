//! Servers.

use tidings_syntax::{Entry, Value};

use super::Lowering;
use super::element::origin;
use super::layers::Layers;
use crate::contract::{ElementId, Server, ServerId, ServerVariable};
use crate::grammar::check::node_of;

impl<'s> Lowering<'s> {
    /// The servers of the document.
    pub(super) fn servers(&mut self, root: Value<'s>) {
        for (entry, value) in self.reader.objects(root.get("servers")) {
            if let Some(server) = self.server(entry, value) {
                let id = self.servers.push(server);
                for node in [node_of(entry.value), node_of(value)] {
                    self.server_of.entry(node).or_insert(id);
                }
            }
        }
    }

    fn server(&mut self, entry: Entry<'s>, value: Value<'s>) -> Option<Server> {
        let fields = Layers::of(value);
        Some(Server {
            key: entry.key.to_owned(),
            element: ElementId::new("server", entry.key),
            origin: origin(value),
            host: fields.text("host")?,
            pathname: fields.text("pathname"),
            protocol: fields.text("protocol")?,
            protocol_version: fields.text("protocolVersion"),
            title: fields.text("title"),
            summary: fields.text("summary"),
            description: fields.text("description"),
            variables: self.variables(value),
            security: self.security(&fields),
            tags: self.tags(&fields),
            external_docs: self.external_docs(&fields),
            bindings: self.bindings(&fields),
            extensions: fields.extensions(),
        })
    }

    fn variables(&self, server: Value<'s>) -> Vec<ServerVariable> {
        let variables = self.reader.objects(server.get("variables"));
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

    /// The servers that a channel is available on: all of them when it names none.
    pub(super) fn servers_of(&self, channel: Value<'s>) -> Vec<ServerId> {
        let named = channel.get("servers").into_iter().flat_map(Value::items);
        let named: Vec<Value<'s>> = named.collect();
        if named.is_empty() {
            return self.servers.enumerate().map(|(id, _)| id).collect();
        }
        let server = |reference: Value<'s>| {
            let named = self.reader.step(reference)?;
            let known = self.server_of.get(&node_of(named)).copied();
            known.or_else(|| {
                let target = self.reader.follow(named)?;
                self.server_of.get(&node_of(target)).copied()
            })
        };
        named.into_iter().filter_map(server).collect()
    }
}
