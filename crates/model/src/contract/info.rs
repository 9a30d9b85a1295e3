//! Who the application is, and what documents it.

use super::{Extension, FieldPlaces, Origin};

/// Who the application is.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// Position; `None` where the document has none.
    pub origin: Option<Origin>,
    /// Where its fields stand, with those of `contact` and `license`.
    pub fields: FieldPlaces,
    /// `title`.
    pub title: String,
    /// `version` of the application's contract.
    pub version: String,
    /// `description`, CommonMark.
    pub description: Option<String>,
    /// `termsOfService`: a URL.
    pub terms_of_service: Option<String>,
    /// `contact`.
    pub contact: Option<Contact>,
    /// `license`.
    pub license: Option<License>,
    /// `tags` of the application; in AsyncAPI 2 they stand in the root object.
    pub tags: Vec<Tag>,
    /// `externalDocs` of the application; in AsyncAPI 2 they stand in the root object.
    pub external_docs: Option<ExternalDocs>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// Whom to ask about the application.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Position.
    pub origin: Origin,
    /// `name`.
    pub name: Option<String>,
    /// `url`.
    pub url: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// What one may do with the application's interface.
#[derive(Clone, Debug)]
pub struct License {
    /// Position.
    pub origin: Origin,
    /// `name`.
    pub name: String,
    /// `url`.
    pub url: Option<String>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// A word by which elements are grouped.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Position of the tag; in the list itself where it is not a reference.
    pub origin: Origin,
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// A place where more is written about an element.
#[derive(Clone, Debug)]
pub struct ExternalDocs {
    /// Position.
    pub origin: Origin,
    /// `url`.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}
