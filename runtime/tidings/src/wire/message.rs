//! Messages and sets of messages.

use bytes::Bytes;

use super::{Location, UnknownMessage};
use crate::json::{DecodeError, EncodeError};
use crate::transport::{self, Bindings, Headers};

/// A message of a contract: a payload, and headers where the contract declares some.
#[diagnostic::on_unimplemented(
    message = "use a message that is generated from the contract, or derive `tidings::Message` for `{Self}`",
    label = "this is no message of a contract"
)]
pub trait Message: Sized + Send + 'static {
    /// Its name in the contract.
    const NAME: &'static str;
    /// What it is for.
    const KIND: MessageKind;
    /// The media type of its body.
    const CONTENT_TYPE: &'static str;
    /// Where the id stands that ties it to other messages; none where the contract does not say.
    const CORRELATION: Option<Location> = None;
    /// What the contract says of it in the terms of single protocols.
    const BINDINGS: Bindings = Bindings::NONE;

    /// Checks it and writes it.
    ///
    /// # Errors
    ///
    /// What the contract does not allow.
    fn encode(&self) -> Result<Encoded, EncodeError>;

    /// Reads and checks one that has arrived.
    ///
    /// # Errors
    ///
    /// What the contract does not allow.
    fn decode(incoming: &transport::Message) -> Result<Self, DecodeError>;

    /// The id that ties a reply to its request, read where the contract says; by default the transport's own field.
    fn correlation_id(incoming: &transport::Message) -> Option<String> {
        incoming.correlation_id.clone()
    }

    /// The address of the reply, read where the contract says; by default the transport's own field.
    fn reply_to(incoming: &transport::Message) -> Option<String> {
        incoming.reply_to.clone()
    }
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// Something has happened.
    Event,
    /// Somebody is to do something.
    Command,
    /// Somebody is asked for something and changes nothing.
    Query,
    /// Data without an occasion.
    Document,
    /// The answer to a command or a query.
    Reply,
}

/// A message in the form that goes on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The headers that the contract declares.
    pub headers: Headers,
    /// The payload.
    pub body: Bytes,
}

impl Encoded {
    /// A message of `headers` and `body`.
    pub fn new(headers: Headers, body: impl Into<Bytes>) -> Self {
        Self {
            headers,
            body: body.into(),
        }
    }
}

/// The messages that one operation sends or receives; every [`Message`] is the set of itself.
pub trait MessageSet: Sized + Send + 'static {
    /// The names of the messages in the contract.
    const NAMES: &'static [&'static str];

    /// Finds out which of the messages has arrived, reads it and checks it.
    ///
    /// # Errors
    ///
    /// It is none of them, or it is not valid.
    fn decode(incoming: &transport::Message) -> Result<Self, SetError>;

    /// Checks the message and writes it.
    ///
    /// # Errors
    ///
    /// What the contract does not allow.
    fn encode(&self) -> Result<Encoded, EncodeError>;

    /// The id that ties a reply to its request, read where the contract says.
    fn correlation_id(incoming: &transport::Message) -> Option<String>;

    /// Where this message has the id that ties it to others; none where the contract does not say.
    fn correlation(&self) -> Option<Location> {
        None
    }

    /// The address of the reply, read where the contract says; by default the transport's own field.
    fn reply_to(incoming: &transport::Message) -> Option<String> {
        incoming.reply_to.clone()
    }

    /// The media type of this message's body; none where nobody says.
    fn content_type(&self) -> Option<&str>;

    /// What the contract says of this message in the terms of single protocols.
    fn bindings(&self) -> Bindings {
        Bindings::NONE
    }
}

impl<M: Message> MessageSet for M {
    const NAMES: &'static [&'static str] = &[M::NAME];

    fn decode(incoming: &transport::Message) -> Result<Self, SetError> {
        let read = M::decode(incoming);
        read.map_err(|error| SetError::Invalid(error.of_message(M::NAME)))
    }

    fn encode(&self) -> Result<Encoded, EncodeError> {
        M::encode(self).map_err(|error| error.of_message(M::NAME))
    }

    fn correlation_id(incoming: &transport::Message) -> Option<String> {
        M::correlation_id(incoming)
    }

    fn correlation(&self) -> Option<Location> {
        M::CORRELATION
    }

    fn reply_to(incoming: &transport::Message) -> Option<String> {
        M::reply_to(incoming)
    }

    fn content_type(&self) -> Option<&str> {
        Some(M::CONTENT_TYPE)
    }

    fn bindings(&self) -> Bindings {
        M::BINDINGS
    }
}

/// Why what has arrived is no message of a set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetError {
    /// It is another message.
    #[error("it is {0}")]
    Unknown(UnknownMessage),
    /// It is one of the set and not valid, or fits none of those that only their shape tells apart.
    #[error(transparent)]
    Invalid(#[from] DecodeError),
}

/// A message that takes part in request and reply.
///
/// Both methods write where the contract says: into a typed field of the message, or a header that the contract names
/// without declaring it.
/// Where the contract is silent the transport's own fields are used, which is what the provided methods do.
pub trait Correlated: MessageSet {
    /// What the id of a request has to be.
    const IDS: CorrelationIds = CorrelationIds::Texts;

    /// Sets the id that ties a reply to its request.
    fn set_correlation_id(&mut self, id: &str, outgoing: &mut Outgoing) {
        outgoing.correlation_id(id);
    }

    /// Sets the address that the reply is sent to.
    fn set_reply_to(&mut self, address: &str, outgoing: &mut Outgoing) {
        outgoing.reply_to(address);
    }
}

/// What the place of a correlation id holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrelationIds {
    /// Any text.
    Texts,
    /// Whole numbers from 1, below this one.
    Integers {
        /// The least number that is none.
        below: u64,
    },
}

impl CorrelationIds {
    /// What both a request and its reply can hold; digits are a text as well.
    pub(crate) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Texts, ids) | (ids, Self::Texts) => ids,
            (Self::Integers { below: one }, Self::Integers { below: other }) => Self::Integers {
                below: if one < other { one } else { other },
            },
        }
    }
}

/// What goes with a message although it is no field of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    headers: Vec<(&'static str, String)>,
    correlation_id: Option<String>,
    reply_to: Option<String>,
}

impl Outgoing {
    /// Sets a header that the contract names outside of the message's own headers.
    pub fn header(&mut self, name: &'static str, value: &str) {
        self.headers.push((name, value.to_owned()));
    }

    /// Sets the transport's own field for the correlation id.
    pub fn correlation_id(&mut self, id: &str) {
        self.correlation_id = Some(id.to_owned());
    }

    /// Sets the transport's own field for the reply address.
    pub fn reply_to(&mut self, address: &str) {
        self.reply_to = Some(address.to_owned());
    }

    /// Encodes `message`, and adds what is here; where it goes is not said yet.
    pub(crate) fn encode<M: MessageSet>(
        self,
        message: &M,
    ) -> Result<transport::Message, EncodeError> {
        let Encoded { mut headers, body } = message.encode()?;
        for (name, value) in self.headers {
            headers.set(name, value);
        }
        Ok(transport::Message {
            headers,
            content_type: message.content_type().map(str::to_owned),
            correlation_id: self.correlation_id,
            reply_to: self.reply_to,
            bindings: message.bindings(),
            ..transport::Message::new(String::new(), body)
        })
    }
}

/// What may be given where the contract wants the message `M`: the message, or its payload where that says all.
#[diagnostic::on_unimplemented(
    message = "send what is `{M}`, with `.with_headers(..)` where headers are required: `{Self}` is not",
    label = "expected `{M}`",
    note = "a message whose headers are all optional is sent as its payload, others as `payload.with_headers(..)`"
)]
pub trait IntoMessage<M> {
    /// The whole message.
    fn into_message(self) -> M;
}
