//! What goes wrong when something is sent.

use std::time::Duration;

use crate::json::{DecodeError, EncodeError};
use crate::transport::{InvalidTemplate, PublishError, PublishErrorKind, TransportError};
use crate::wire::{Channel, UnknownMessage};

/// A channel is on other servers of the contract than those that the client is connected to, or that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the channel `{channel}` is not on the server{} `{}`: the contract has it on `{}`",
    if connected.len() == 1 { "" } else { "s" },
    connected.join("`, `"),
    servers.join("`, `")
)]
pub struct OtherServer {
    /// The channel.
    pub channel: &'static str,
    /// The servers that there are.
    pub connected: Vec<&'static str>,
    /// The servers that the channel is on.
    pub servers: &'static [&'static str],
}

impl OtherServer {
    pub(super) fn new(channel: &'static Channel, connected: Vec<&'static str>) -> Self {
        Self {
            channel: channel.name,
            connected,
            servers: channel.servers,
        }
    }
}

/// Why a message was not sent, or may not have been.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The message is not valid.
    #[error("the message is not valid: {0}")]
    Invalid(#[from] EncodeError),
    /// A parameter is empty, or holds a separator of the address.
    #[error("`{address}` is no address of the channel `{channel}`, which is `{template}`")]
    Address {
        /// The channel.
        channel: &'static str,
        /// The address as the contract has it.
        template: String,
        /// The address that came of the parameters.
        address: String,
    },
    /// The address in the contract cannot be used.
    #[error("the channel `{channel}` cannot be used: {source}")]
    Channel {
        /// The channel.
        channel: &'static str,
        /// What is wrong with its address.
        source: InvalidTemplate,
    },
    /// The channel is on another server.
    #[error(transparent)]
    OtherServer(#[from] OtherServer),
    /// The client was not connected to the server that was asked for.
    #[error(
        "the client is not connected to the server `{server}`: give it to the builder with `on`"
    )]
    NotConnected {
        /// The server.
        server: &'static str,
    },
    /// The transport cannot do what was asked.
    #[error("the channel `{channel}` cannot be used this way: {why}")]
    Unsupported {
        /// The channel.
        channel: &'static str,
        /// What cannot be had.
        why: String,
    },
    /// The transport does not open the channel.
    #[error("the channel `{channel}` does not open: {source}")]
    Transport {
        /// The channel.
        channel: &'static str,
        /// What the transport says.
        source: TransportError,
    },
    /// The context of a request has no JSON.
    #[error("the context of the request cannot be written: {source}")]
    Context {
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The transport did not take the message.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl SendError {
    /// Whether, and how, it may be sent again.
    pub fn kind(&self) -> PublishErrorKind {
        match self {
            Self::Publish(error) => error.kind(),
            Self::Transport { .. } => PublishErrorKind::NotSent,
            Self::Invalid(_)
            | Self::Address { .. }
            | Self::Channel { .. }
            | Self::Context { .. }
            | Self::OtherServer(_)
            | Self::NotConnected { .. }
            | Self::Unsupported { .. } => PublishErrorKind::Rejected,
        }
    }
}

/// Why a request has no reply.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It was not sent, or may not have been.
    #[error(transparent)]
    Send(#[from] SendError),
    /// Nobody receives requests at the address.
    ///
    /// Some transports say so at once; others are asked when no reply has come in time.
    #[error("nobody receives requests at `{address}`")]
    NoResponder {
        /// The address of the request.
        address: String,
    },
    /// Fewer replies came in time than were asked for.
    #[error("{came} of {wanted} replies came within {within:?}")]
    Quorum {
        /// How many were asked for.
        wanted: usize,
        /// How many came that keep the contract.
        came: usize,
        /// How long was waited.
        within: Duration,
    },
    /// No reply came in time.
    #[error("no reply came within {within:?}")]
    Timeout {
        /// How long was waited.
        within: Duration,
    },
    /// A reply came that is not valid.
    #[error("the reply is not valid: {0}")]
    Reply(#[from] DecodeError),
    /// A reply came that the operation does not list.
    #[error("the reply is {0}")]
    Unexpected(UnknownMessage),
    /// The client was closed while it waited.
    #[error("the client was closed before a reply came")]
    Closed,
}

impl RequestError {
    /// What it means for a request to `address`.
    pub(super) fn at(self, address: String) -> Self {
        match self {
            Self::Send(error) if error.kind() == PublishErrorKind::NoReceiver => {
                Self::NoResponder { address }
            }
            other => other,
        }
    }
}
