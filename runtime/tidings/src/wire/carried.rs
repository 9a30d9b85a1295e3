//! What a request gives along so that its reply can be handled by somebody who did not send it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::base64;
use crate::transport::Message;

/// The header in which a request carries its context, and in which its reply brings it back.
///
/// Its value is the Base64 of the JSON array of the operation's name and the context.
/// Responders of this runtime return it; of others nothing is known, and for them the context can travel in the
/// correlation id.
pub const REQUEST_CONTEXT: &str = "tidings-request-context";

/// What a correlation id begins with that holds a context.
const IN_CORRELATION: &str = "tidings.";

/// A context on its way back.
pub(crate) struct Carried {
    /// The operation whose request it comes from.
    pub(crate) operation: String,
    context: Value,
}

impl Carried {
    /// Writes the context of a request of `operation`.
    pub(crate) fn write<C: Serialize>(
        operation: &str,
        context: &C,
    ) -> Result<String, serde_json::Error> {
        Ok(base64::write(&serde_json::to_vec(&(operation, context))?))
    }

    /// A correlation id that holds what [`Carried::write`] wrote; `unique` makes it one that nobody else has.
    pub(crate) fn correlation_id(unique: &str, written: &str) -> String {
        format!("{IN_CORRELATION}{unique}.{written}")
    }

    /// Finds the context in a reply; none when its request gave none along.
    pub(crate) fn read(
        reply: &Message,
        correlation_id: Option<&str>,
    ) -> Option<Result<Self, String>> {
        let in_correlation = || {
            let (_, written) = correlation_id?
                .strip_prefix(IN_CORRELATION)?
                .split_once('.')?;
            Some(written)
        };
        let written = match reply.headers.get(REQUEST_CONTEXT) {
            Some(header) => std::str::from_utf8(header).unwrap_or_default(),
            None => in_correlation()?,
        };
        let parsed = base64::read(written)
            .and_then(|bytes| serde_json::from_slice::<(String, Value)>(&bytes).ok());
        Some(match parsed {
            Some((operation, context)) => Ok(Self { operation, context }),
            None => Err("the context of the request came back broken".to_owned()),
        })
    }

    /// The context as the handler knows it.
    pub(crate) fn context<C: DeserializeOwned>(self) -> Result<C, String> {
        serde_json::from_value(self.context).map_err(|error| {
            format!(
                "the context of the request to `{}` is none that this handler knows: {error}",
                self.operation
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(header: Option<&str>) -> Message {
        let mut reply = Message::new("a", "");
        if let Some(header) = header {
            reply.headers.append(REQUEST_CONTEXT, header.to_owned());
        }
        reply
    }

    #[test]
    fn what_was_written_is_read_from_either_place() {
        let written = Carried::write("placeOrder", &("basket", 7)).unwrap();
        let id = Carried::correlation_id("unique", &written);
        for (reply, id) in [
            (reply(Some(&written)), Some("anything")),
            (reply(None), Some(id.as_str())),
        ] {
            let carried = Carried::read(&reply, id).unwrap().unwrap();
            assert_eq!(carried.operation, "placeOrder");
            let context: (String, u32) = carried.context().unwrap();
            assert_eq!(context, ("basket".to_owned(), 7));
        }
    }

    #[test]
    fn what_is_no_context_is_none_and_what_is_broken_is_told() {
        assert!(Carried::read(&reply(None), None).is_none());
        assert!(Carried::read(&reply(None), Some("7")).is_none());
        assert!(Carried::read(&reply(None), Some("tidings.")).is_none());
        for broken in ["?", "", "W10="] {
            assert!(Carried::read(&reply(Some(broken)), None).unwrap().is_err());
        }
        let written = Carried::write("placeOrder", &7).unwrap();
        let carried = Carried::read(&reply(Some(&written)), None)
            .unwrap()
            .unwrap();
        let problem = carried.context::<String>().unwrap_err();
        assert!(problem.starts_with("the context of the request to `placeOrder` is none"));
    }
}
