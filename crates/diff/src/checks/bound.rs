//! Bindings of elements that both versions have, in one form for all kinds of elements.

use tidings_diag::Location;
use tidings_model::contract::{Binding, ElementId, Payload};
use tidings_schema::Literal;

use super::Versions;
use super::versions::called;
use crate::bindings::{Changed, Object, changed, is_extension, is_plain, is_undefined};
use crate::roles::Concern;

/// What one protocol has to know about an element, in both versions.
pub(super) struct Bound<'c> {
    pub(super) object: Object,
    pub(super) protocol: &'c str,
    /// The element in words.
    pub(super) called: String,
    /// Whom a change concerns.
    pub(super) concern: Concern,
    pub(super) element: &'c ElementId,
    pub(super) was: Option<&'c Binding>,
    pub(super) is: Option<&'c Binding>,
    /// The addresses of the channel that it is of.
    pub(super) addresses: [Option<&'c str>; 2],
    base: &'c Location,
    revision: &'c Location,
}

/// The fields of a binding that differ.
#[derive(Default)]
pub(super) struct ChangedFields<'c> {
    /// Those of the protocol.
    pub(super) defined: Vec<Changed<'c>>,
    /// Those whose names start with `x-`.
    pub(super) extensions: Vec<Changed<'c>>,
    /// Those that the specification does not define.
    pub(super) undefined: Vec<Changed<'c>>,
}

/// The bindings of every element, those of the same protocol together.
pub(super) fn bound<'c>(versions: &Versions<'c>) -> Vec<Bound<'c>> {
    let servers = versions.servers().map(|(was, is)| Element {
        object: Object::Server,
        addresses: [None, None],
        called: format!("server `{}`", is.key),
        concern: Concern::Existence,
        element: &is.element,
        base: (was.origin.named(), &was.bindings),
        revision: (is.origin.named(), &is.bindings),
    });
    let channels = versions.channels().map(|(was, is, concern)| Element {
        object: Object::Channel,
        addresses: [was, is].map(|channel| channel.address.as_deref()),
        called: format!("channel `{}`", called(is)),
        concern,
        element: &is.element,
        base: (was.origin.named(), &was.bindings),
        revision: (is.origin.named(), &is.bindings),
    });
    let operations = versions.operations().map(|(was, is)| Element {
        object: Object::Operation,
        addresses: [None, None],
        called: format!("operation `{}`", is.key),
        concern: Concern::of(is),
        element: &is.element,
        base: (was.origin.named(), &was.bindings),
        revision: (is.origin.named(), &is.bindings),
    });
    let messages = versions.messages().map(|(was, is, concern)| Element {
        object: Object::Message,
        addresses: [None, None],
        called: format!("message {}", versions.called_message(is)),
        concern,
        element: &is.element,
        base: (was.origin.named(), &was.bindings),
        revision: (is.origin.named(), &is.bindings),
    });
    let elements = servers.chain(channels).chain(operations).chain(messages);
    elements.flat_map(|element| element.by_protocol()).collect()
}

/// An element with its bindings.
struct Element<'c> {
    object: Object,
    addresses: [Option<&'c str>; 2],
    called: String,
    concern: Concern,
    element: &'c ElementId,
    base: (&'c Location, &'c [Binding]),
    revision: (&'c Location, &'c [Binding]),
}

impl<'c> Element<'c> {
    fn by_protocol(&self) -> Vec<Bound<'c>> {
        let of = |bindings: &'c [Binding], protocol: &str| {
            let mut bindings = bindings.iter();
            bindings.find(|binding| binding.protocol == protocol)
        };
        let (before, now) = (self.base.1, self.revision.1);
        let gone = before
            .iter()
            .filter(|binding| of(now, &binding.protocol).is_none());
        let all = now.iter().chain(gone);
        let bound = all.map(|binding| Bound {
            object: self.object,
            protocol: &binding.protocol,
            called: self.called.clone(),
            concern: self.concern,
            element: self.element,
            was: of(before, &binding.protocol),
            is: of(now, &binding.protocol),
            addresses: self.addresses,
            base: self.base.0,
            revision: self.revision.0,
        });
        bound.collect()
    }
}

impl<'c> Bound<'c> {
    /// Where the binding is named in the base, or the element that has none.
    pub(super) fn base(&self) -> &'c Location {
        self.was.map_or(self.base, |binding| binding.origin.named())
    }

    /// Where the binding is named in the revision, or the element that has none.
    pub(super) fn revision(&self) -> &'c Location {
        self.is
            .map_or(self.revision, |binding| binding.origin.named())
    }

    /// Where `field` stands in the base and in the revision, or what would hold it is named.
    pub(super) fn places(&self, field: &str) -> [&'c Location; 2] {
        // Items are called by their places in the revision; in the base they may have others.
        let (list, _) = field.split_once('[').unwrap_or((field, ""));
        let stands = |binding: Option<&'c Binding>, field| binding?.fields.of(field);
        [
            stands(self.was, list).unwrap_or_else(|| self.base()),
            stands(self.is, field).unwrap_or_else(|| self.revision()),
        ]
    }

    /// The addresses of the channel in the base and in the revision, as a field states one.
    pub(super) fn addresses(&self) -> [Option<Literal>; 2] {
        self.addresses
            .map(|address| Some(Literal::String(address?.to_owned())))
    }

    /// The fields that differ.
    pub(super) fn changed(&self) -> ChangedFields<'c> {
        let [was, is] = [self.was, self.is].map(|binding| Some(&binding?.value));
        let is_extension = |field: &str| is_extension(self.protocol, self.object, field);
        let is_whole = |field: &str| {
            self.schemas(field).iter().any(Option::is_some)
                || is_plain(self.protocol, self.object, field)
                || is_extension(field)
                || is_undefined(self.protocol, self.object, field)
        };
        let mut fields = ChangedFields::default();
        for one in changed(was, is, &is_whole) {
            let name = &one.field;
            match () {
                () if is_extension(name) => fields.extensions.push(one),
                () if is_undefined(self.protocol, self.object, name) => fields.undefined.push(one),
                () => fields.defined.push(one),
            }
        }
        fields
    }

    /// The schemas that `field` holds in the base and in the revision.
    pub(super) fn schemas(&self, field: &str) -> [Option<&'c Payload>; 2] {
        [self.was, self.is].map(|binding| {
            let mut schemas = binding?.schemas.iter();
            let (_, schema) = schemas.find(|(name, _)| name == field)?;
            Some(schema)
        })
    }

    /// The fields that hold a schema in both versions, each with both.
    pub(super) fn both_schemas(&self) -> impl Iterator<Item = (&'c str, &'c Payload, &'c Payload)> {
        let fields = self.is.into_iter().flat_map(|binding| &binding.schemas);
        fields.filter_map(|(field, is)| {
            let [was, _] = self.schemas(field);
            Some((field.as_str(), was?, is))
        })
    }
}
