//! A message as it travels: bytes, headers and what brokers call properties.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use crate::Bindings;

/// One message on its way, in no protocol's terms.
///
/// Everything but the body is optional, and a transport writes a field only when it is there:
/// nothing goes on the wire that nobody asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// The producer's id, the same for every copy and resend of this message.
    pub id: Option<MessageId>,
    /// The address it is sent to, or was received from.
    pub address: String,
    /// The payload.
    pub body: Bytes,
    /// Application headers.
    pub headers: Headers,
    /// Media type of the body.
    pub content_type: Option<String>,
    /// Ordering and partitioning key.
    pub key: Option<Bytes>,
    /// The id that ties a reply to its request.
    pub correlation_id: Option<String>,
    /// The address that a reply is sent to.
    pub reply_to: Option<String>,
    /// When the producer made it.
    pub timestamp: Option<SystemTime>,
    /// How long it is worth delivering.
    pub time_to_live: Option<Duration>,
    /// How long the transport holds it back before the first delivery.
    pub deliver_after: Option<Duration>,
    /// Importance, 0 (lowest) to 9, where the protocol knows any.
    pub priority: Option<u8>,
    /// What the sender's contract says of the message in the terms of single protocols, for the transport that sends it;
    /// a message that has arrived has none.
    pub bindings: Bindings,
}

impl Message {
    /// A message with `body` for `address` and nothing else.
    pub fn new(address: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self {
            address: address.into(),
            body: body.into(),
            ..Self::default()
        }
    }
}

/// The identity of a message across copies, resends and stores; a clone shares the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(Arc<str>);

impl MessageId {
    /// An id that the producer chose; any text, compared byte for byte.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Headers in the order they were written: names may repeat, values are bytes.
///
/// Names compare byte for byte, because Kafka, NATS and MQTT do; a transport whose protocol ignores case says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    entries: Vec<(String, Bytes)>,
}

impl Headers {
    /// No headers; does not allocate.
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&Bytes> {
        self.entries
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The first value of `name` as text; `None` when it is absent or not UTF-8.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)
            .and_then(|value| std::str::from_utf8(value).ok())
    }

    /// Adds a value and keeps those that `name` has already.
    pub fn append(&mut self, name: impl Into<String>, value: impl Into<Bytes>) {
        self.entries.push((name.into(), value.into()));
    }

    /// Sets the only value of `name`, in the place of its first one.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Bytes>) {
        let (name, value) = (name.into(), value.into());
        match self.entries.iter().position(|(key, _)| *key == name) {
            Some(first) => {
                self.entries[first].1 = value;
                let mut index = 0;
                self.entries.retain(|(key, _)| {
                    index += 1;
                    index - 1 <= first || *key != name
                });
            }
            None => self.entries.push((name, value)),
        }
    }

    /// Removes every value of `name` and says whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.entries.len();
        self.entries.retain(|(key, _)| key != name);
        self.entries.len() < before
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Bytes)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<N: Into<String>, V: Into<Bytes>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        Self {
            entries: entries
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_a_repeated_header_leaves_one_value_in_the_first_place() {
        let mut headers: Headers = [("a", "1"), ("b", "2"), ("a", "3")].into_iter().collect();
        headers.set("a", "9");
        let entries: Vec<_> = headers
            .iter()
            .map(|(name, value)| (name, value.as_ref()))
            .collect();
        assert_eq!(entries, [("a", b"9".as_slice()), ("b", b"2")]);
    }

    #[test]
    fn text_refuses_bytes_that_are_no_text() {
        let headers: Headers = [("a", vec![0xff])].into_iter().collect();
        assert!(headers.get("a").is_some());
        assert_eq!(headers.text("a"), None);
    }
}
