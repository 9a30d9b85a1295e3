//! A binding is another one.

use tidings_diag::Location;
use tidings_model::contract::{Binding, ElementId};
use tidings_schema::Literal;

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::bindings::{Object, meaning};
use crate::roles::Concern;

check! {
    /// What a protocol has to know about a server, channel, operation or message is something else than before.
    ///
    /// What that means is looked up for each field: another exchange type or another key breaks, fewer partitions or a
    /// shorter retention are risky, most others need nobody's care.
    ///
    /// ## Why it matters
    ///
    /// Bindings say where messages are kept, in which order they come and who gets them.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         bindings:
    ///           kafka: { key: { type: string } }
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         bindings:
    ///           kafka: { key: { type: integer } }
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         bindings:
    ///           kafka: { key: { type: string } }
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///   numbered:
    ///     address: orders.numbered
    ///     messages:
    ///       Placed:
    ///         bindings:
    ///           kafka: { key: { type: integer } }
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendNumbered: { action: send, channel: { $ref: '#/channels/numbered' } }
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "binding-changed", "K095", Error,
    "a binding is another one",
    advice: "declare the new settings for a new channel, and move partners one by one",
    Find::Contract(find)
}

/// Something that has bindings.
struct Bound<'c> {
    object: Object,
    called: String,
    concern: Concern,
    element: &'c ElementId,
    base: (&'c Location, &'c [Binding]),
    revision: (&'c Location, &'c [Binding]),
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut bound = Vec::new();
    for (was, is) in versions.servers() {
        bound.push(Bound {
            object: Object::Server,
            called: format!("server `{}`", is.key),
            concern: Concern::Existence,
            element: &is.element,
            base: (&was.origin.location, &was.bindings),
            revision: (&is.origin.location, &is.bindings),
        });
    }
    for (was, is, concern) in versions.channels() {
        bound.push(Bound {
            object: Object::Channel,
            called: format!("channel `{}`", super::versions::called(is)),
            concern,
            element: &is.element,
            base: (&was.origin.location, &was.bindings),
            revision: (&is.origin.location, &is.bindings),
        });
    }
    for (was, is) in versions.operations() {
        bound.push(Bound {
            object: Object::Operation,
            called: format!("operation `{}`", is.key),
            concern: Concern::of(is.action),
            element: &is.element,
            base: (&was.origin.location, &was.bindings),
            revision: (&is.origin.location, &is.bindings),
        });
    }
    for (was, is, concern) in versions.messages() {
        bound.push(Bound {
            object: Object::Message,
            called: format!("message `{}`", is.key),
            concern,
            element: &is.element,
            base: (&was.origin.location, &was.bindings),
            revision: (&is.origin.location, &is.bindings),
        });
    }
    bound.iter().flat_map(Bound::changes).collect()
}

impl Bound<'_> {
    fn changes(&self) -> Vec<Found> {
        let of = |bindings: &[Binding]| -> Vec<(String, String, Literal)> {
            let fields = bindings.iter().flat_map(|binding| {
                let fields = fields(&binding.value, "");
                let protocol = &binding.protocol;
                fields
                    .into_iter()
                    .map(move |(field, value)| (protocol.clone(), field, value))
            });
            fields.collect()
        };
        let (before, now) = (of(self.base.1), of(self.revision.1));
        let value = |fields: &[(String, String, Literal)], protocol: &str, field: &str| {
            let mut fields = fields.iter();
            let found = fields.find(|one| one.0 == protocol && one.1 == field);
            found.map(|(_, _, value)| value.clone())
        };
        let gone = before
            .iter()
            .filter(|one| value(&now, &one.0, &one.1).is_none());
        let mut changes = Vec::new();
        for (protocol, field, _) in now.iter().chain(gone) {
            let (was, is) = (
                value(&before, protocol, field),
                value(&now, protocol, field),
            );
            if was == is || field == "bindingVersion" {
                continue;
            }
            let told = |value: &Option<Literal>| match value {
                Some(value) => format!("`{value}`"),
                None => "not stated".to_owned(),
            };
            let message = format!(
                "`{protocol}.{field}` of {} was {} and is {}",
                self.called,
                told(&was),
                told(&is)
            );
            let answers = meaning(protocol, self.object, field).answers(was.as_ref(), is.as_ref());
            let found = match answers {
                Answers::UNTOUCHED => Found::annotation(self.element, message),
                answers => Found::new(self.concern, answers, self.element, message),
            };
            let found = found.with_detail(format!("{protocol}.{field}"));
            changes.push(found.in_base(self.base.0).in_revision(self.revision.0));
        }
        changes
    }
}

/// The fields of a binding, those of objects in it with a dot between the names; schemas are one value.
fn fields(value: &Literal, prefix: &str) -> Vec<(String, Literal)> {
    let Literal::Object(entries) = value else {
        return vec![(prefix.to_owned(), value.clone())];
    };
    let is_schema =
        prefix.ends_with("key") || prefix.ends_with("query") || prefix.ends_with("headers");
    if is_schema {
        return vec![(prefix.to_owned(), value.clone())];
    }
    let nested = entries.iter().flat_map(|(name, value)| {
        let path = match prefix {
            "" => name.clone(),
            prefix => format!("{prefix}.{name}"),
        };
        fields(value, &path)
    });
    nested.collect()
}
