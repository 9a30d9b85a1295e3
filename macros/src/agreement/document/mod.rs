//! The schema of what serde writes, or reads, of a type: a document of its own, which knows what each place is of.
//!
//! What is written of an enumeration is in `variants.rs`, of fields in `fields.rs`, and of a type that is known by its
//! name in `known.rs`.

mod fields;
mod known;
mod variants;

use proc_macro2::Span;

use super::json::Json;
use crate::shape::{Body, Field, Shape};

/// From whose side a type is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What serde writes of it.
    Written,
    /// What serde reads into it.
    Read,
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into the property of this name.
    Property(String),
    /// Into the item at this index.
    Index(usize),
    /// Into any item.
    Item,
    /// Into the value of a key that nothing names.
    Entry,
    /// Past `null`.
    Present,
}

/// A part whose type is declared elsewhere.
pub(super) struct Hole<'t> {
    pub(super) ty: &'t syn::Type,
    pub(super) span: Span,
    /// The way to it in a value.
    pub(super) way: Vec<Step>,
    /// The tag of the variant that it stands in: the property and what it holds.
    pub(super) tag: Option<(String, String)>,
}

/// What stands at a place of the document.
pub(super) struct Place {
    /// The pointer of its schema.
    pub(super) pointer: String,
    pub(super) span: Span,
}

/// The document.
pub(super) struct Document<'t> {
    pub(super) text: String,
    /// Fields and variants by the pointers of their schemas.
    pub(super) places: Vec<Place>,
    /// What is missing: in `text` stands a hole's number, as the constant `{"tidings:part": 0}`.
    pub(super) holes: Vec<Hole<'t>>,
    /// Fields of which nothing can be known, and why.
    pub(super) unknown: Vec<(Span, String)>,
}

impl Document<'_> {
    /// The schema of `shape` from `side`.
    pub(super) fn of<'t>(shape: &'t Shape, side: Side) -> Document<'t> {
        let mut writer = Writer {
            side,
            denies_unknown: shape.denies_unknown,
            document: Document {
                text: String::new(),
                places: Vec::new(),
                holes: Vec::new(),
                unknown: Vec::new(),
            },
            way: Vec::new(),
            tag: None,
        };
        let json = writer.body(&shape.body);
        let mut document = writer.document;
        json.write(&mut document.text);
        document
    }
}

struct Writer<'t> {
    side: Side,
    denies_unknown: bool,
    document: Document<'t>,
    way: Vec<Step>,
    tag: Option<(String, String)>,
}

impl<'t> Writer<'t> {
    fn body(&mut self, body: &'t Body) -> Json {
        match body {
            Body::Struct(fields) => self.fields(fields, "", None),
            Body::Enum(tagging, variants) => self.variants(tagging, variants),
        }
    }

    fn place(&mut self, field: &Field, pointer: &str) {
        self.document.places.push(Place {
            pointer: pointer.to_owned(),
            span: field.span,
        });
    }

    /// Notes that nothing can be known of `field`, because of what stands in the way.
    fn unseen(&mut self, field: &Field, why: &str) {
        let message = format!(
            "{why}, and a macro does not see them: write the fields here, or generate the type from the contract"
        );
        self.document.unknown.push((field.span, message));
    }
}

/// What stands for the hole `number` until it is known what a value of it looks like.
pub(super) fn marker(number: usize) -> String {
    format!("{{\"tidings:part\":{number}}}")
}

/// A name as a step of a JSON Pointer (RFC 6901 §3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
