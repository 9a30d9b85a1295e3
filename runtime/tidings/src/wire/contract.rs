//! What generated code says about its contract, as constants.

use serde_json::Value;

use crate::codec::{Codec, Json};
use crate::transport::Message;

/// Which contract generated code came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContractInfo {
    /// The contract's title.
    pub title: &'static str,
    /// The contract's version.
    pub version: &'static str,
    /// A hash of everything in the contract that has a meaning, in hexadecimal digits.
    pub hash: &'static str,
}

/// A channel of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its name in the contract.
    pub name: &'static str,
    /// Its address with `{parameters}`; none when the address is known only at run time.
    pub address: Option<&'static str>,
    /// Its bindings: a protocol's key, and the binding as JSON text.
    pub bindings: &'static [(&'static str, &'static str)],
}

/// An operation of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name in the contract.
    pub name: &'static str,
    /// The channel it works on.
    pub channel: &'static Channel,
    /// The names of its messages.
    pub messages: &'static [&'static str],
    /// What is answered, if anything.
    pub reply: Option<Reply>,
}

/// The reply of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// The header of this name.
    Header(&'static str),
    /// The place of this JSON Pointer in the payload.
    Payload(&'static str),
}

impl Location {
    /// The text that stands there in a message whose body is JSON.
    pub fn read(&self, message: &Message) -> Option<String> {
        self.read_in::<Json>(message)
    }

    /// The text that stands there in a message whose body is written as `C` says.
    pub fn read_in<C: Codec<Value>>(&self, message: &Message) -> Option<String> {
        match self {
            Self::Header(name) => message.headers.text(name).map(str::to_owned),
            Self::Payload(pointer) => {
                let body = C::decode(&message.body).ok()?;
                body.pointer(pointer)?.as_str().map(str::to_owned)
            }
        }
    }
}

/// The address of a channel, with a typed value for each parameter.
pub trait Address: Sized + Send + Sync + 'static {
    /// The channel.
    const CHANNEL: &'static Channel;

    /// The address as text.
    fn render(&self) -> String;

    /// The parameters of `address`; none when it is no address of this channel.
    fn parse(address: &str) -> Option<Self>;
}
