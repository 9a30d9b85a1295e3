//! One of two messages.

use crate::json::{DecodeError, EncodeError};
use crate::transport::{self, Bindings};
use crate::wire::{
    Correlated, CorrelationIds, Encoded, Location, Message, MessageSet, Outgoing, SetError,
};

/// A message of one of two types, such as the replies to one request.
///
/// What has arrived is an `A` wherever it can be read as one; types that both read something are better told apart by an
/// enumeration with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Either<A, B> {
    /// The first type.
    A(A),
    /// The second type.
    B(B),
}

impl<A: Message, B: Message> MessageSet for Either<A, B> {
    const NAMES: &'static [&'static str] = &[A::NAME, B::NAME];

    fn decode(incoming: &transport::Message) -> Result<Self, SetError> {
        let of_a = match A::decode(incoming) {
            Ok(message) => return Ok(Self::A(message)),
            Err(error) => error.of_message(A::NAME),
        };
        B::decode(incoming).map(Self::B).map_err(|of_b| {
            let of_b = of_b.of_message(B::NAME);
            SetError::Invalid(DecodeError::of_none(vec![of_a, of_b]))
        })
    }

    fn encode(&self) -> Result<Encoded, EncodeError> {
        match self {
            Self::A(message) => MessageSet::encode(message),
            Self::B(message) => MessageSet::encode(message),
        }
    }

    fn correlation_id(incoming: &transport::Message) -> Option<String> {
        A::correlation_id(incoming).or_else(|| B::correlation_id(incoming))
    }

    fn correlation(&self) -> Option<Location> {
        match self {
            Self::A(_) => A::CORRELATION,
            Self::B(_) => B::CORRELATION,
        }
    }

    fn content_type(&self) -> Option<&str> {
        Some(match self {
            Self::A(_) => A::CONTENT_TYPE,
            Self::B(_) => B::CONTENT_TYPE,
        })
    }

    fn bindings(&self) -> Bindings {
        match self {
            Self::A(_) => A::BINDINGS,
            Self::B(_) => B::BINDINGS,
        }
    }
}

impl<A: Message + Correlated, B: Message + Correlated> Correlated for Either<A, B> {
    const IDS: CorrelationIds = A::IDS.and(B::IDS);

    fn set_correlation_id(&mut self, id: &str, outgoing: &mut Outgoing) {
        match self {
            Self::A(message) => message.set_correlation_id(id, outgoing),
            Self::B(message) => message.set_correlation_id(id, outgoing),
        }
    }
}
