//! Where messages go whose types are written by hand.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use crate::transport::{AddressTemplate, Bindings};
use crate::wire::{Action, Address, Channel, Message, MessageSet, Operation, Reply};

/// Messages of the type `M` at one address, which may have `{parameters}`.
///
/// `M` is a type with `#[derive(tidings::Message)]`.
pub struct Topic<M> {
    place: Place,
    messages: PhantomData<fn() -> M>,
}

/// Requests of the type `Q` at one address, and their replies of the type `R`, which come back to an address that each
/// request states.
///
/// Two types of replies are an [`Either`](super::Either).
pub struct Service<Q, R> {
    place: Place,
    messages: PhantomData<fn() -> (Q, R)>,
}

/// A channel, and what is done with it.
struct Place {
    channel: Channel,
    name: Option<&'static str>,
    send: OnceLock<Operation>,
    receive: OnceLock<Operation>,
}

impl Place {
    const fn new(name: Option<&'static str>, address: &'static str) -> Self {
        Self {
            channel: Channel::new(address, Some(address)),
            name,
            send: OnceLock::new(),
            receive: OnceLock::new(),
        }
    }

    /// The operation on it, which is called as the contract would call it that `application` makes.
    fn operation<M: MessageSet>(
        &'static self,
        action: Action,
        reply: Option<Reply>,
    ) -> &'static Operation {
        let (operation, verb) = match action {
            Action::Send => (&self.send, "send"),
            Action::Receive => (&self.receive, "receive"),
        };
        operation.get_or_init(|| Operation {
            // One text for each topic of the program, for as long as the program runs.
            name: self
                .name
                .unwrap_or_else(|| format!("{verb}{}", M::NAMES.join("Or")).leak()),
            action,
            channel: &self.channel,
            messages: M::NAMES,
            reply,
            security: &[],
            bindings: Bindings::NONE,
        })
    }

    fn address<'v>(&self, values: impl IntoIterator<Item = (&'v str, &'v str)>) -> TextAddress {
        let template: Result<AddressTemplate, _> = self.channel.name.parse();
        let values: Vec<_> = values.into_iter().collect();
        let value = |name: &str| {
            let mut values = values.iter();
            // What is missing leaves an address that is none of the topic.
            values
                .find(|(known, _)| *known == name)
                .map_or("", |(_, value)| *value)
        };
        TextAddress(match template {
            Ok(template) => template.render(value),
            Err(_) => self.channel.name.to_owned(),
        })
    }
}

impl<M: Message> Topic<M> {
    /// Messages at `address`.
    pub const fn new(address: &'static str) -> Self {
        Self {
            place: Place::new(None, address),
            messages: PhantomData,
        }
    }

    /// Messages at `address`, called `name` in reports and errors; without a name they are called by their type, as
    /// `receiveBookReturned`.
    ///
    /// A server that receives messages of one type at several addresses needs it.
    pub const fn named(name: &'static str, address: &'static str) -> Self {
        Self {
            place: Place::new(Some(name), address),
            messages: PhantomData,
        }
    }

    /// The address with these values of its parameters; one without a value makes it none of this topic.
    pub fn address<'v>(&self, values: impl IntoIterator<Item = (&'v str, &'v str)>) -> TextAddress {
        self.place.address(values)
    }

    pub(super) fn channel(&'static self) -> &'static Channel {
        &self.place.channel
    }

    pub(super) fn sending(&'static self) -> &'static Operation {
        self.place.operation::<M>(Action::Send, None)
    }

    pub(super) fn receiving(&'static self) -> &'static Operation {
        self.place.operation::<M>(Action::Receive, None)
    }
}

/// The reply goes where the request says, by the transport's own field.
const ANYWHERE: Option<Reply> = Some(Reply {
    address: None,
    channel: None,
});

impl<Q: Message, R: MessageSet> Service<Q, R> {
    /// Requests at `address`.
    pub const fn new(address: &'static str) -> Self {
        Self {
            place: Place::new(None, address),
            messages: PhantomData,
        }
    }

    /// Requests at `address`, called `name` in reports and errors, as for a [`Topic`].
    pub const fn named(name: &'static str, address: &'static str) -> Self {
        Self {
            place: Place::new(Some(name), address),
            messages: PhantomData,
        }
    }

    /// The address with these values of its parameters, as for a [`Topic`].
    pub fn address<'v>(&self, values: impl IntoIterator<Item = (&'v str, &'v str)>) -> TextAddress {
        self.place.address(values)
    }

    pub(super) fn sending(&'static self) -> &'static Operation {
        self.place.operation::<Q>(Action::Send, ANYWHERE)
    }

    pub(super) fn receiving(&'static self) -> &'static Operation {
        self.place.operation::<Q>(Action::Receive, ANYWHERE)
    }
}

impl<M> fmt::Debug for Topic<M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Topic")
            .field(&self.place.channel.name)
            .finish()
    }
}

impl<Q, R> fmt::Debug for Service<Q, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Service")
            .field(&self.place.channel.name)
            .finish()
    }
}

/// An address as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextAddress(String);

impl TextAddress {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value of a parameter of `topic`; none where this is no address of it, or it has no such parameter.
    pub fn parameter<M: Message>(&self, topic: &Topic<M>, name: &str) -> Option<String> {
        let template: AddressTemplate = topic.place.channel.name.parse().ok()?;
        let values = template.parameters(&self.0)?;
        let value = values.into_iter().find(|(known, _)| *known == name);
        value.map(|(_, value)| value.to_owned())
    }
}

impl<T: Into<String>> From<T> for TextAddress {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

/// What any address is one of.
static ANY: Channel = Channel::new("any", None);

impl Address for TextAddress {
    const CHANNEL: &'static Channel = &ANY;

    fn render(&self) -> String {
        self.0.clone()
    }

    fn parse(address: &str) -> Option<Self> {
        Some(Self(address.to_owned()))
    }
}
