//! The media type that a message arrives with, held against the contract's.

use tidings_check::Notation;
use tidings_check::media_type::{charset, essence};

use crate::json::{DecodeError, Problems};
use crate::transport::Message;

/// What senders state that say nothing (RFC 2046 §4.5.1).
const UNSTATED: &str = "application/octet-stream";

/// Holds the media type of `incoming` against `stated`, the contract's.
///
/// A message without one is taken at the contract's word.
/// Another name for the same notation will do, because what is in it is checked anyway.
///
/// # Errors
///
/// The message says that it is written in another notation, or in another charset.
pub fn expect_content(incoming: &Message, stated: &str) -> Result<(), DecodeError> {
    if incoming.content_type.as_deref() == Some(stated) {
        return Ok(());
    }
    let (Some(found), Some(found_essence)) = (&incoming.content_type, media_type(incoming)) else {
        return Ok(());
    };
    let notation = Notation::of(stated);
    let is_named = matches!(notation, Notation::Text | Notation::Bytes);
    let same = found_essence == essence(stated) || !is_named && Notation::of(found) == notation;
    let readable = notation != Notation::Text || reads(stated, found);
    if same && readable {
        return Ok(());
    }
    // Headers come from outside: no more is shown of them than a media type needs.
    let shown: String = found.chars().take(100).collect();
    let message = format!("is {shown:?}, and has to be {stated:?}");
    Err(DecodeError::from(Problems::one(
        "header content-type".to_owned(),
        message,
    )))
}

/// The media type of `incoming` in lower case and without its parameters, where it states one that says something.
pub fn media_type(incoming: &Message) -> Option<String> {
    let essence = essence(incoming.content_type.as_deref()?);
    (!essence.is_empty() && essence != UNSTATED).then_some(essence)
}

/// Whether text in the charset of `found` is read rightly in that of `stated`.
fn reads(stated: &str, found: &str) -> bool {
    let of = |media_type| charset(media_type).unwrap_or_else(|| "utf-8".to_owned());
    match charset(found) {
        Some(found) => found == of(stated) || found == "us-ascii",
        None => true,
    }
}
