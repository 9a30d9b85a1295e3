//! What generated code says about its contract, as constants.

use std::fmt;

use serde_json::{Number, Value};

use super::{MessageKind, Security, ServerInfo};
use crate::codec::{Codec, Json};
use crate::transport::{Bindings, Message};

/// A contract as it is at run time: which one it is, and what it describes.
///
/// A generated client has it as `CONTRACT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContractInfo {
    /// The contract's title.
    pub title: &'static str,
    /// The contract's version.
    pub version: &'static str,
    /// A hash of everything in the contract that has a meaning, in hexadecimal digits.
    pub hash: &'static str,
    /// The servers, in the contract's order.
    pub servers: &'static [ServerInfo],
    /// The channels, in the contract's order.
    pub channels: &'static [&'static Channel],
    /// The operations as the client takes part in them, in the contract's order.
    pub operations: &'static [&'static Operation],
    /// The messages, in the contract's order.
    pub messages: &'static [MessageInfo],
    /// The schemas, in JSON Schema 2020-12 whatever they were written in.
    pub schemas: &'static [SchemaInfo],
}

impl ContractInfo {
    /// The server that the contract calls `name`.
    pub fn server(&self, name: &str) -> Option<&'static ServerInfo> {
        self.servers.iter().find(|server| server.name == name)
    }

    /// The channel that the contract calls `name`.
    pub fn channel(&self, name: &str) -> Option<&'static Channel> {
        let mut channels = self.channels.iter();
        channels.find(|channel| channel.name == name).copied()
    }

    /// The operation that the contract calls `name`.
    pub fn operation(&self, name: &str) -> Option<&'static Operation> {
        let mut operations = self.operations.iter();
        operations.find(|operation| operation.name == name).copied()
    }

    /// The message that the contract calls `name`.
    pub fn message(&self, name: &str) -> Option<&'static MessageInfo> {
        self.messages.iter().find(|message| message.name == name)
    }

    /// The schema that is called `name`.
    pub fn schema(&self, name: &str) -> Option<&'static SchemaInfo> {
        self.schemas.iter().find(|schema| schema.name == name)
    }
}

/// A message of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MessageInfo {
    /// Its name in the contract.
    pub name: &'static str,
    /// What it is for.
    pub kind: MessageKind,
    /// The media type of its body.
    pub content_type: &'static str,
    /// The name of the schema of its headers, if the contract describes any.
    pub headers: Option<&'static str>,
    /// The name of the schema of its payload, if the contract describes it.
    pub payload: Option<&'static str>,
    /// What the contract says of it in the terms of single protocols.
    pub bindings: Bindings,
}

/// A schema of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SchemaInfo {
    /// Its name: its own in the contract, or the message's with `.payload` or `.headers` behind it.
    pub name: &'static str,
    /// It as JSON; `#/$defs/NAME` refers to the schema of that name.
    pub json: &'static str,
}

/// A channel of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Channel {
    /// Its name in the contract.
    pub name: &'static str,
    /// Its address with `{parameters}`; none when the address is known only at run time.
    pub address: Option<&'static str>,
    /// The names of the servers that it is on; none where it is on all of them.
    pub servers: &'static [&'static str],
    /// The names of its messages.
    pub messages: &'static [&'static str],
    /// What the contract says of it in the terms of single protocols.
    pub bindings: Bindings,
}

impl Channel {
    /// A channel of which nothing but its name and its address is known.
    pub const fn new(name: &'static str, address: Option<&'static str>) -> Self {
        Self {
            name,
            address,
            servers: &[],
            messages: &[],
            bindings: Bindings::NONE,
        }
    }

    /// Whether the contract has it on the server that it calls `server`.
    pub fn is_on(&self, server: &str) -> bool {
        self.servers.is_empty() || self.servers.contains(&server)
    }
}

/// What a client does with a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// It sends.
    Send,
    /// It receives.
    Receive,
}

/// An operation of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    /// Its name in the contract.
    pub name: &'static str,
    /// What the client does.
    pub action: Action,
    /// The channel it works on.
    pub channel: &'static Channel,
    /// The names of its messages.
    pub messages: &'static [&'static str],
    /// What is answered, if anything.
    pub reply: Option<Reply>,
    /// Whom it lets in, besides what its server demands.
    pub security: Security,
    /// What the contract says of it in the terms of single protocols; nothing of an operation that the client sees from
    /// the other side, because it says how the described application takes part.
    pub bindings: Bindings,
}

/// The reply of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reply {
    /// Where the request states the reply's address; none where the contract does not say, and then the transport's
    /// own field for it is used.
    pub address: Option<Location>,
    /// The channel of the reply; a fixed one when it has an address.
    pub channel: Option<&'static Channel>,
}

impl Reply {
    /// The channel that every reply is sent to, if the contract fixes one.
    pub(crate) fn fixed_channel(&self) -> Option<&'static Channel> {
        self.channel.filter(|channel| channel.address.is_some())
    }
}

/// A place in a message: AsyncAPI's runtime expression `$message.header#/…` or `$message.payload#/…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// The header of this name.
    Header(&'static str),
    /// The place of this JSON Pointer in the JSON that the header of this name holds.
    HeaderPart(&'static str, &'static str),
    /// The place of this JSON Pointer in the payload.
    Payload(&'static str),
}

impl Location {
    /// The text that stands there in a message whose body is JSON, or the digits of a whole number.
    pub fn read(&self, message: &Message) -> Option<String> {
        self.read_in::<Json>(message)
    }

    /// The text that stands there in a message whose body is written as `C` says, or the digits of a whole number.
    pub fn read_in<C: Codec<Value>>(&self, message: &Message) -> Option<String> {
        match self {
            Self::Header(name) => message.headers.text(name).map(str::to_owned),
            Self::Payload(pointer) => {
                let body = C::decode(&message.body).ok()?;
                text_at(&body, pointer)
            }
            Self::HeaderPart(name, pointer) => {
                let header = serde_json::from_slice(message.headers.get(name)?).ok()?;
                text_at(&header, pointer)
            }
        }
    }
}

/// The runtime expression.
impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(formatter, "$message.header#/{name}"),
            Self::HeaderPart(name, pointer) => {
                write!(formatter, "$message.header#/{name}{pointer}")
            }
            Self::Payload(pointer) => write!(formatter, "$message.payload#{pointer}"),
        }
    }
}

/// The text or the whole number at `pointer`.
fn text_at(value: &Value, pointer: &str) -> Option<String> {
    match value.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => whole(number),
        _ => None,
    }
}

/// The digits of a whole number, however it is written.
fn whole(number: &Number) -> Option<String> {
    if number.is_i64() || number.is_u64() {
        return Some(number.to_string());
    }
    let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
    Some(format!("{float:.0}"))
}

/// The address of a channel, with a typed value for each parameter.
#[diagnostic::on_unimplemented(
    message = "name a channel by the address that is generated for it: `{Self}` is none",
    label = "this is no address of a channel"
)]
pub trait Address: Sized + Send + Sync + 'static {
    /// The channel.
    const CHANNEL: &'static Channel;

    /// The address as text.
    fn render(&self) -> String;

    /// The parameters of `address`; none when it is no address of this channel.
    fn parse(address: &str) -> Option<Self>;
}
