//! Operations: what the application does with a channel.

use tidings_diag::Location;

use super::{
    Binding, ChannelId, ElementId, Extension, ExternalDocs, FieldPlaces, Identifier, MessageId,
    Origin, RuntimeExpression, SecurityRequirement, Tag,
};

/// Whether the described application sends or receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// The application sends messages to the channel.
    Send,
    /// The application receives messages from the channel.
    Receive,
}

/// Something the application does with a channel, traits applied.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The key in `operations`; in AsyncAPI 2 `operationId`, else made of the channel and what is done.
    pub key: String,
    /// `operationId`, which only AsyncAPI 2 has.
    pub id: Option<Identifier>,
    /// Identity.
    pub element: ElementId,
    /// Position.
    pub origin: Origin,
    /// Where its fields stand, those of its traits too.
    pub fields: FieldPlaces,
    /// `action`.
    pub action: Action,
    /// `channel`.
    pub channel: ChannelId,
    /// `title`.
    pub title: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `messages`: all of the channel's when the document names none, none when it names an empty list.
    pub messages: Vec<MessageId>,
    /// `messages` as written: also those that the channel does not have.
    pub message_references: Vec<MessageReference>,
    /// `reply`.
    pub reply: Option<Reply>,
    /// `security`: the ways to be let in, of which one is enough.
    pub security: Vec<SecurityRequirement>,
    /// `tags`.
    pub tags: Vec<Tag>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `bindings`.
    pub bindings: Vec<Binding>,
    /// Extensions of `bindings`, beside the protocols.
    pub binding_extensions: Vec<Extension>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// How an operation is answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Position.
    pub origin: Origin,
    /// `address`: where in the request the address of the reply stands.
    pub address: Option<ReplyAddress>,
    /// `channel`.
    pub channel: Option<ChannelId>,
    /// `messages`: all of the reply channel's when the document names none.
    pub messages: Vec<MessageId>,
    /// `messages` as written: also those that the reply channel does not have.
    pub message_references: Vec<MessageReference>,
}

/// Where the address of a reply is found.
#[derive(Clone, Debug)]
pub struct ReplyAddress {
    /// Position.
    pub origin: Origin,
    /// `location`.
    pub location: RuntimeExpression,
    /// `description`.
    pub description: Option<String>,
}

/// One reference in the `messages` of an operation or of a reply.
#[derive(Clone, Debug)]
pub struct MessageReference {
    /// The reference.
    pub location: Location,
    /// The message it leads to.
    pub message: MessageId,
    /// Whether it leads there through the `messages` of the operation's (or reply's) own channel, as it must.
    pub through_channel: bool,
}
