//! A hash of what a contract says, whatever it looks like.

mod facts;
mod schemas;
mod shape;

use std::fmt::Write;

use crate::Contract;
use crate::contract::{
    Action, Binding, Channel, Message, MessageId, Operation, Payload, Reply, RuntimeExpression,
    SecurityRequirement, Server,
};
pub use facts::Digest;
use facts::Facts;
pub use schemas::SchemaDigests;

impl Contract {
    /// SHA-256 of what the contract says, as 64 hexadecimal digits.
    ///
    /// Left out are comments and annotations (titles, descriptions, summaries, examples, tags, external documentation,
    /// deprecation, extensions), the order of keys, components that nothing uses, and the layout: whether something is
    /// written inline, as a component or in a file of its own.
    /// The title and version of the contract itself are part of it.
    pub fn content_hash(&self) -> String {
        let schemas = SchemaDigests::of_graph(&self.schemas);
        let messages = self.messages.iter();
        let messages = messages.map(|message| message_digest(message, &schemas, self));
        let hasher = Hasher {
            contract: self,
            messages: messages.collect(),
        };
        let mut text = String::new();
        for byte in hasher.contract() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

struct Hasher<'c> {
    contract: &'c Contract,
    messages: Vec<Digest>,
}

impl Hasher<'_> {
    fn contract(&self) -> Digest {
        let contract = self.contract;
        let mut facts = Facts::default();
        facts.maybe("id", contract.id.as_ref());
        facts.add("title", &contract.info.title);
        facts.add("version", &contract.info.version);
        let servers = contract.servers.iter();
        facts.each("server", servers.map(|server| self.server(server)));
        let channels = contract.channels.iter();
        facts.each("channel", channels.map(|channel| self.channel(channel)));
        let operations = contract.operations.iter();
        facts.each(
            "operation",
            operations.map(|operation| self.operation(operation)),
        );
        facts.digest()
    }

    fn channel(&self, channel: &Channel) -> Digest {
        let mut facts = Facts::default();
        facts.add("key", &channel.key);
        facts.maybe("address", channel.address.as_ref());
        let servers = channel.servers.iter();
        facts.each("server", servers.map(|id| &self.contract.servers[*id].key));
        for (key, message) in &channel.messages {
            facts.add(format!("message {key}"), self.message(*message));
        }
        for parameter in &channel.parameters {
            let mut about = Facts::default();
            about.each("enum", &parameter.values);
            about.maybe("default", parameter.default.as_ref());
            about.maybe("location", parameter.location.as_ref().map(expression));
            facts.add(format!("parameter {}", parameter.name), about.digest());
        }
        bindings(&channel.bindings, &mut facts);
        facts.digest()
    }

    fn message(&self, id: MessageId) -> Digest {
        self.messages[usize::from(id)]
    }

    fn operation(&self, operation: &Operation) -> Digest {
        let mut facts = Facts::default();
        facts.add("key", &operation.key);
        facts.add(
            "action",
            match operation.action {
                Action::Send => "send",
                Action::Receive => "receive",
            },
        );
        facts.add("channel", &self.contract.channels[operation.channel].key);
        let messages = operation.messages.iter();
        facts.each("message", messages.map(|message| self.message(*message)));
        facts.maybe(
            "reply",
            operation.reply.as_ref().map(|reply| self.reply(reply)),
        );
        self.security(&operation.security, &mut facts);
        bindings(&operation.bindings, &mut facts);
        facts.digest()
    }

    fn server(&self, server: &Server) -> Digest {
        let mut facts = Facts::default();
        facts.add("key", &server.key);
        facts.add("host", &server.host);
        facts.maybe("pathname", server.pathname.as_ref());
        facts.add("protocol", &server.protocol);
        facts.maybe("protocolVersion", server.protocol_version.as_ref());
        for variable in &server.variables {
            let mut about = Facts::default();
            about.each("enum", &variable.values);
            about.maybe("default", variable.default.as_ref());
            facts.add(format!("variable {}", variable.name), about.digest());
        }
        self.security(&server.security, &mut facts);
        bindings(&server.bindings, &mut facts);
        facts.digest()
    }

    /// The kinds of schemes that each requirement demands.
    fn security(&self, requirements: &[SecurityRequirement], facts: &mut Facts) {
        let kinds = requirements.iter().map(|requirement| {
            let schemes = requirement.schemes.iter();
            let kinds = schemes.map(|required| {
                let scheme = &self.contract.security_schemes[required.scheme];
                scheme.scheme.as_str()
            });
            kinds.collect::<Vec<_>>().join(" ")
        });
        facts.each("security", kinds);
    }

    fn reply(&self, reply: &Reply) -> Digest {
        let mut facts = Facts::default();
        let address = reply.address.as_ref();
        facts.maybe(
            "address",
            address.map(|address| expression(&address.location)),
        );
        let channel = reply.channel.map(|id| &self.contract.channels[id].key);
        facts.maybe("channel", channel);
        let messages = reply.messages.iter();
        facts.each("message", messages.map(|message| self.message(*message)));
        facts.digest()
    }
}

fn message_digest(message: &Message, schemas: &SchemaDigests<'_>, contract: &Contract) -> Digest {
    let mut facts = Facts::default();
    facts.maybe("name", message.name.as_ref());
    facts.maybe("contentType", message.content_type.as_ref());
    for (label, payload) in [("payload", &message.payload), ("headers", &message.headers)] {
        match payload {
            None => {}
            Some(Payload::Schema(schema)) => facts.add(label, schemas.of(*schema)),
            Some(Payload::Avro { format, schema, .. }) => {
                facts.add(format!("{label} format"), format);
                facts.add(label, contract.avro.canonical(*schema));
            }
            Some(Payload::Protobuf {
                format, message, ..
            }) => {
                facts.add(format!("{label} format"), format);
                facts.add(label, contract.protobuf.canonical(*message));
            }
            Some(Payload::Opaque { format, schema, .. }) => {
                facts.add(format!("{label} format"), format);
                facts.literal(label, schema);
            }
        }
    }
    let correlation = message.correlation.as_ref();
    let location = correlation.map(|correlation| expression(&correlation.location));
    facts.maybe("correlationId", location);
    bindings(&message.bindings, &mut facts);
    facts.digest()
}

fn bindings(bindings: &[Binding], facts: &mut Facts) {
    for binding in bindings {
        facts.literal(format!("binding {}", binding.protocol), &binding.value);
    }
}

fn expression(expression: &RuntimeExpression) -> String {
    match expression {
        RuntimeExpression::Header(pointer) => format!("header {pointer}"),
        RuntimeExpression::Payload(pointer) => format!("payload {pointer}"),
    }
}
