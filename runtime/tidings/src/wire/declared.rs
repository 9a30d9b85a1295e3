//! What a type that is written by hand says of itself as a message.

use super::{Location, Message};
use crate::Payload;

/// A message whose type is written by hand; `#[derive(Message)]` implements it.
///
/// What a contract would say of a message, and its type does not.
pub trait Declared: Message + Payload {
    /// What is said of it.
    const DECLARATION: Declaration;

    /// Values to show.
    fn examples() -> Vec<Self>;
}

/// What is said of a message whose type is written by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// A title for people.
    pub title: Option<&'static str>,
    /// One sentence.
    pub summary: Option<&'static str>,
    /// The whole story, in Markdown.
    pub description: Option<&'static str>,
    /// What documentation groups it by.
    pub tags: &'static [&'static str],
    /// Where the id stands that ties a reply to its request, if not in the transport's own field.
    pub correlation_id: Option<Location>,
    /// Whether it should no longer be used.
    pub is_deprecated: bool,
}
