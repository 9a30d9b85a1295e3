//! Operations: messages in one direction, and perhaps replies in the other.

use schemars::JsonSchema;

use super::message::MessageEntry;
use crate::wire::Declared;

/// Something that an application does with a channel.
///
/// ```
/// # use schemars::JsonSchema;
/// # use serde::{Deserialize, Serialize};
/// # #[derive(Serialize, Deserialize, JsonSchema, tidings::Message)]
/// # struct PlaceOrder {}
/// # #[derive(Serialize, Deserialize, JsonSchema, tidings::Message)]
/// # struct OrderAccepted {}
/// # #[derive(Serialize, Deserialize, JsonSchema, tidings::Message)]
/// # struct OrderRefused {}
/// use tidings::application::Operation;
///
/// let place_order = Operation::receive("placeOrder", "orders.commands")
///     .summary("Takes an order, or says why not.")
///     .message::<PlaceOrder>()
///     .reply::<OrderAccepted>()
///     .reply::<OrderRefused>();
/// ```
#[derive(Clone, Debug)]
#[must_use = "an operation is a description; give it to an application"]
pub struct Operation {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) action: &'static str,
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) messages: Vec<MessageEntry>,
    pub(super) replies: Vec<MessageEntry>,
}

impl Operation {
    /// The application sends messages to `address`, which may have `{parameters}`.
    pub fn send(name: impl Into<String>, address: impl Into<String>) -> Self {
        Self::new(name.into(), address.into(), "send")
    }

    /// The application receives messages from `address`, which may have `{parameters}`.
    pub fn receive(name: impl Into<String>, address: impl Into<String>) -> Self {
        Self::new(name.into(), address.into(), "receive")
    }

    fn new(name: String, address: String, action: &'static str) -> Self {
        Self {
            name,
            address,
            action,
            summary: None,
            description: None,
            messages: Vec::new(),
            replies: Vec::new(),
        }
    }

    /// One sentence.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// What it does, in Markdown.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// It sends or receives `M`.
    pub fn message<M: Declared + JsonSchema>(mut self) -> Self {
        self.messages.push(MessageEntry::of::<M>());
        self
    }

    /// It is answered with `M`, at the address that the request states in the transport's own field for it.
    pub fn reply<M: Declared + JsonSchema>(mut self) -> Self {
        self.replies.push(MessageEntry::of::<M>());
        self
    }
}
