//! XML, by a mapping that the contract writes down (`docs/xml.md`).
//!
//! A generated [`Description`] says which element or attribute each property is; between it and the Rust types stands
//! the JSON value that the schema describes.

#[cfg(feature = "xml")]
mod read;
#[cfg(feature = "xml")]
mod tree;
#[cfg(feature = "xml")]
mod write;

#[cfg(feature = "xml")]
use serde_json::Value;

#[cfg(feature = "xml")]
use crate::refusal::Refusal;

/// The elements of a document; the first one is its root.
pub trait Description {
    /// The elements, which name each other by number.
    const ELEMENTS: &'static [Element];
}

/// An element, or an attribute.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Its name without a prefix.
    pub name: &'static str,
    /// The prefix it is written with; empty for none.
    pub prefix: &'static str,
    /// The namespace it is in; where it is empty, any will do.
    pub namespace: &'static str,
    /// What is in it.
    pub content: Content,
}

/// What is in an element.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A truth value.
    Boolean,
    /// An object, and what its other properties are, where it may have some.
    Object(&'static [Property], Option<usize>),
    /// A list, each item of which is this element.
    List(usize),
}

/// A property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its name in the schema.
    pub key: &'static str,
    /// How it stands in the element.
    pub node: Node,
    /// Its name and content; of a repeated element those of an item.
    pub element: usize,
    /// Whether it is required.
    pub required: bool,
}

/// How a property stands in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// As an attribute.
    Attribute,
    /// As the element's text.
    Text,
    /// As an element.
    Element,
    /// As an element for each item.
    Repeated,
}

/// The document that `value` is.
#[cfg(feature = "xml")]
pub(crate) fn write<D: Description>(value: &Value) -> Result<String, Refusal> {
    write::document(D::ELEMENTS, value)
}

/// The value that a document is, and how many values are in it.
#[cfg(feature = "xml")]
pub(crate) fn read<D: Description>(text: &str) -> Result<(Value, usize), Refusal> {
    let root = tree::parse(text)?;
    read::document(D::ELEMENTS, &root)
}

/// Whether a document may have this character (XML 1.0, production 2).
#[cfg(feature = "xml")]
fn is_character(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        character => character >= ' ',
    }
}
