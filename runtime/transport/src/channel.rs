//! What a transport is told about a channel and about how it is used.

use std::time::Duration;

use crate::{AddressTemplate, Bindings, Credentials};

/// A channel of a contract as a transport sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelSpec {
    /// The channel's name in the contract, for error messages.
    pub name: String,
    /// The address, with parameters.
    pub address: AddressTemplate,
    /// What the contract says of this channel in the terms of single protocols.
    pub bindings: Bindings,
}

/// Whether the application sends to a channel or receives from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It sends.
    Publish,
    /// It receives.
    Subscribe,
}

/// What a transport does about queues, topics and exchanges that a contract states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Provision {
    /// They are there; do not look.
    #[default]
    Assume,
    /// Look, and fail with what is missing or different.
    Validate,
    /// Make what is missing, and fail with what is different.
    Create,
}

/// What provisioning found and did, one sentence each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProvisionReport {
    /// What was made.
    pub created: Vec<String>,
    /// What was there as stated.
    pub present: Vec<String>,
}

/// How a publisher is to behave.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishOptions {
    /// Messages that may wait for their confirmation at a time; the next one waits for a slot.
    pub window: usize,
    /// What the operation demands besides what opened the connection; none for most operations.
    ///
    /// A transport whose protocol knows who is connected and nothing else refuses them, and never drops them.
    pub credentials: Vec<Credentials>,
    /// What the contract says of the operation in the terms of single protocols; nothing where the channel is used for
    /// no operation, and where replies are sent to a channel of theirs.
    ///
    /// What it says of a message comes with the message ([`Message::bindings`](crate::Message::bindings)).
    pub bindings: Bindings,
}

impl Default for PublishOptions {
    fn default() -> Self {
        Self {
            window: 256,
            credentials: Vec::new(),
            bindings: Bindings::NONE,
        }
    }
}

/// How a subscription is to behave.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubscribeOptions {
    /// The name of the subscription: consumers of one group share messages, each group gets all of them.
    pub group: String,
    /// The name of this consumer within the group, for logs and for the broker's own lists.
    pub consumer: String,
    /// Deliveries that may be unsettled at a time.
    pub prefetch: usize,
    /// How long a delivery may stay unsettled before the transport gives it to another consumer,
    /// where the transport works with leases.
    pub lease: Duration,
    /// Where a group that did not exist begins.
    pub start: Start,
    /// Whether the group, with everything that waits for it, goes when its last subscription ends.
    ///
    /// A requester reads a fixed reply channel in a group of its own, which is worth nothing to anybody afterwards.
    pub ephemeral: bool,
    /// What the operations demand besides what opened the connection, as in [`PublishOptions::credentials`].
    pub credentials: Vec<Credentials>,
    /// What the contract says of the operations that share the subscription, of each that says something of its own, in
    /// the terms of single protocols.
    ///
    /// A stream that joins a subscription which is open adds nothing to it.
    pub bindings: Vec<Bindings>,
}

impl SubscribeOptions {
    /// Options of the group `group` with the usual values: prefetch 32, lease 30 s, every retained message.
    pub fn new(group: impl Into<String>) -> Self {
        Self {
            group: group.into(),
            consumer: String::new(),
            prefetch: 32,
            lease: Duration::from_secs(30),
            start: Start::default(),
            ephemeral: false,
            credentials: Vec::new(),
            bindings: Vec::new(),
        }
    }
}

/// Where a new group begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Start {
    /// With the oldest message the transport still has, so that what was sent before the first consumer is not lost.
    #[default]
    Earliest,
    /// With the next message.
    Now,
}
