//! Which message of a set has arrived, as generated code finds it out, and what is said of one that is none of them.

use std::fmt;

use serde::de::IgnoredAny;
use serde_json::Value;
use tidings_check::message::Shown;

use super::{Message, MessageSet, SetError, peek};
use crate::codec::media_type;
use crate::json::DecodeError;
use crate::transport;
use crate::union::{buffer, listed};

/// One of the messages that may have arrived.
pub struct Candidate<S> {
    name: &'static str,
    read: fn(&transport::Message) -> Result<S, DecodeError>,
}

impl<S> Candidate<S> {
    /// The message `M`, which becomes one of the set.
    pub const fn of<M: Message>() -> Self
    where
        S: From<M>,
    {
        Self {
            name: M::NAME,
            read: |incoming| M::decode(incoming).map(S::from),
        }
    }

    /// Reads what has arrived as this message.
    fn read(&self, incoming: &transport::Message) -> Result<S, DecodeError> {
        (self.read)(incoming).map_err(|error| error.of_message(self.name))
    }
}

/// A message and the text by which it is told.
pub(super) type Told<S> = (&'static str, Candidate<S>);

/// Why what has arrived is none of the messages of a set.
///
/// Displays as `none of Reserve, Release: the property "kind" tells them apart ("reserve", "release"), and is missing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMessage(Box<str>);

impl UnknownMessage {
    fn new<S: MessageSet>(means: &str, told: &[Told<S>], seen: &str) -> Self {
        let names = S::NAMES.join(", ");
        let mut texts: Vec<&str> = Vec::new();
        for (text, _) in told {
            if !texts.contains(text) {
                texts.push(text);
            }
        }
        let known = listed(texts.into_iter());
        let text = format!("none of {names}: {means} tells them apart ({known}), and {seen}");
        Self(text.into())
    }
}

impl fmt::Display for UnknownMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Reads the message that `text` tells, of several the first one that fits; `None` where it tells none.
fn told_by_text<S: MessageSet>(
    incoming: &transport::Message,
    told: &[Told<S>],
    text: Option<&str>,
) -> Option<Result<S, SetError>> {
    let text = text?;
    let mut told = told.iter().filter(|(known, _)| *known == text);
    let (_, first) = told.next()?;
    Some(match told.next() {
        None => first.read(incoming).map_err(SetError::from),
        Some((_, second)) => {
            let rest = told.map(|(_, candidate)| candidate);
            first_that_fits(incoming, [first, second].into_iter().chain(rest))
        }
    })
}

/// Reads the message that the text of the header `header` tells.
///
/// # Errors
///
/// The header tells none of them, or the message that it tells is not valid.
pub fn told_by_header<S: MessageSet>(
    incoming: &transport::Message,
    header: &str,
    told: &[Told<S>],
) -> Result<S, SetError> {
    let text = incoming.headers.text(header);
    if let Some(read) = told_by_text(incoming, told, text) {
        return read;
    }
    let seen = match (text, incoming.headers.get(header)) {
        (Some(text), _) => format!("is {}", Shown::Text(text)),
        (None, Some(_)) => "is no text".to_owned(),
        (None, None) => "is missing".to_owned(),
    };
    let means = format!("the header \"{header}\"");
    Err(SetError::Unknown(UnknownMessage::new(&means, told, &seen)))
}

/// Reads the message that the text of the top-level property `property` of its JSON tells.
///
/// # Errors
///
/// The property tells none of them, or the message that it tells is not valid.
pub fn told_by_property<S: MessageSet>(
    incoming: &transport::Message,
    property: &str,
    told: &[Told<S>],
) -> Result<S, SetError> {
    let value = peek(&incoming.body, property);
    let text = value.as_ref().and_then(Value::as_str);
    if let Some(read) = told_by_text(incoming, told, text) {
        return read;
    }
    let seen = match value {
        Some(Value::String(text)) => format!("is {}", Shown::Text(&text)),
        Some(value) => format!("is {}", buffer::type_of(&value)),
        None => not_there(&incoming.body),
    };
    let means = format!("the property \"{property}\"");
    Err(SetError::Unknown(UnknownMessage::new(&means, told, &seen)))
}

/// What is to be said of `body` where a property was sought and not found.
fn not_there(body: &[u8]) -> String {
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(body) {
        return format!("the body is not JSON: {error}");
    }
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => "is missing".to_owned(),
        _ => "the body is no object".to_owned(),
    }
}

/// Reads the message that the media type tells; without a media type, or with another one, the one that fits.
///
/// # Errors
///
/// What is wrong with the message, or why it is none of them.
pub fn told_by_content_type<S: MessageSet>(
    incoming: &transport::Message,
    told: &[Told<S>],
) -> Result<S, SetError> {
    let stated = media_type(incoming);
    let read = told_by_text(incoming, told, stated.as_deref());
    read.unwrap_or_else(|| first_that_fits(incoming, told.iter().map(|(_, candidate)| candidate)))
}

/// Reads the first message that fits, in this order.
///
/// # Errors
///
/// Why none of them does.
pub fn told_by_trying<S: MessageSet>(
    incoming: &transport::Message,
    candidates: &[Candidate<S>],
) -> Result<S, SetError> {
    first_that_fits(incoming, candidates.iter())
}

fn first_that_fits<'c, S: 'c>(
    incoming: &transport::Message,
    candidates: impl Iterator<Item = &'c Candidate<S>>,
) -> Result<S, SetError> {
    let mut errors = Vec::new();
    for candidate in candidates {
        match candidate.read(incoming) {
            Ok(message) => return Ok(message),
            Err(error) => errors.push(error),
        }
    }
    Err(SetError::Invalid(DecodeError::of_none(errors)))
}
