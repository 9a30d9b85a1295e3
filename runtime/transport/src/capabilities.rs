//! What a transport can do, stated per channel.

/// Whether something works at all, by itself or only with help from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Support {
    /// The protocol or broker does it.
    Native,
    /// It cannot be had from this transport.
    No,
}

/// How a failed message comes back later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DelayedRedelivery {
    /// The transport holds the delivery back itself.
    Native,
    /// A copy has to be published to a waiting queue.
    Republish,
    /// Not at all.
    No,
}

/// Where rejected messages go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeadLetters {
    /// The transport keeps them, with the reason, when a delivery is rejected.
    Native,
    /// A copy has to be published.
    Publish,
}

/// Which headers arrive as they were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeaderSupport {
    /// Every name and every value, repeated names in order.
    Full,
    /// Text only.
    Text,
    /// None.
    No,
}

/// What comes in the order it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Messages of one key, also when one of them has to be redelivered.
    Key,
    /// Everything of a channel, with a single consumer.
    Channel,
    /// Nothing.
    None,
}

/// What a transport can do on one channel in one direction.
///
/// The policy core compares this with what an operation asks for and refuses to start when they differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Capabilities {
    /// Deliveries are settled one by one and an unsettled one comes back.
    pub acknowledgement: Support,
    /// A confirmation says how safely a published message is kept.
    pub durability: crate::Durability,
    /// A delivery can be given back at once.
    pub redelivery: Support,
    /// A delivery can be given back for later.
    pub delayed_redelivery: DelayedRedelivery,
    /// A message can be published for later.
    pub delayed_delivery: Support,
    /// Where rejected messages go.
    pub dead_letters: DeadLetters,
    /// The number of attempts is exact.
    pub attempt_count: Support,
    /// Groups each get all messages.
    pub groups: Support,
    /// Consumers of one group share its messages.
    pub competing_consumers: Support,
    /// A group reads on where it stopped.
    pub durable_groups: Support,
    /// A subscription may leave parameters of an address open.
    pub wildcards: Support,
    /// Which headers arrive.
    pub headers: HeaderSupport,
    /// What stays in order.
    pub order: Order,
    /// A resend with the same message id is recognised.
    pub deduplication: Support,
    /// Replies have an address of their own.
    pub inbox: Support,
    /// Bytes a body may have at most.
    pub max_body: Option<usize>,
}

impl Capabilities {
    /// A transport that can do nothing but carry bytes at most once; each transport starts here and adds what it has.
    pub const fn none() -> Self {
        Self {
            acknowledgement: Support::No,
            durability: crate::Durability::None,
            redelivery: Support::No,
            delayed_redelivery: DelayedRedelivery::No,
            delayed_delivery: Support::No,
            dead_letters: DeadLetters::Publish,
            attempt_count: Support::No,
            groups: Support::No,
            competing_consumers: Support::No,
            durable_groups: Support::No,
            wildcards: Support::No,
            headers: HeaderSupport::No,
            order: Order::None,
            deduplication: Support::No,
            inbox: Support::No,
            max_body: None,
        }
    }
}
