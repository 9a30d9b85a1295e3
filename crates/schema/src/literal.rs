//! JSON values that a schema mentions: constants, enumerations, defaults, examples.

/// A JSON value detached from the text, numbers in their exact spelling.
///
/// Equality is JSON Schema's (draft-07 validation §4.2.3): `1.0` equals `1`, key order does not matter.
#[derive(Clone, Debug)]
pub enum Literal {
    /// `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Literal>),
    /// An object in document order.
    Object(Vec<(String, Literal)>),
}
