//! A payload allows other values, in a way that no other check explains.

use super::{Find, check};

check! {
    /// The payload or the headers of a message allow values that they did not, or no longer allow some that they did.
    ///
    /// The message that shows it is part of the change; several keywords together bring it about, or a schema in a
    /// language other than JSON Schema.
    "payload-changed", "K085", Error,
    "a payload allows other values",
    advice: "accept what was accepted, and send what was sent, until all partners have followed",
    Find::Elsewhere
}
