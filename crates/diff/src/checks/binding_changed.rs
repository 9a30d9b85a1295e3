//! A binding is another one.

use tidings_model::contract::Payload;
use tidings_schema::{Literal, SchemaGraph};

use super::bound::{Bound, bound};
use super::payload_added::of_description;
use super::{Find, Found, Versions, check};
use crate::bindings::{Changed, Meaning, changed, meaning, row};
use crate::roles::Concern;
use crate::{Answers, Part};

check! {
    /// What a protocol has to know about a server, channel, operation or message is something else than before.
    ///
    /// What that means is looked up for each field, and the change says why and which text says so: another exchange type
    /// breaks, other partitions or a shorter retention are risky, a longer one is not, and some are the application's own
    /// affair.
    /// What fields with schemas mean, such as the parameters of a request, is decided by comparing the schemas; what they
    /// describe is then the `binding` of the witness.
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
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: orders, type: topic } }
    ///     messages:
    ///       Placed: { payload: { type: string } }
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
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: orders, type: fanout } }
    ///     messages:
    ///       Placed: { payload: { type: string } }
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
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: orders, type: topic } }
    ///     messages:
    ///       Placed: { payload: { type: string } }
    ///   fanned:
    ///     address: orders.fanned
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: fanned, type: fanout } }
    ///     messages:
    ///       Placed: { payload: { type: string } }
    /// operations:
    ///   sendFanned: { action: send, channel: { $ref: '#/channels/fanned' } }
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "binding-changed", "K095", Error,
    "a binding is another one",
    advice: "declare the new settings for a new channel, and move partners one by one",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let bound = bound(versions);
    let changes = bound.iter().flat_map(|bound| bound.changes(versions));
    changes.collect()
}

impl Bound<'_> {
    fn changes(&self, versions: &Versions<'_>) -> Vec<Found> {
        let [was, is] = [self.was, self.is].map(|binding| Some(&binding?.value));
        let holds_schema = |field: &str| self.schemas(field).iter().any(Option::is_some);
        let changed = changed(was, is, &holds_schema);
        let fields = changed.iter();
        let changes = fields.filter_map(|field| self.change(field, versions));
        let mut changes: Vec<Found> = changes.collect();
        // An empty binding still says which protocol there is.
        if changed.is_empty() && was.is_some() != is.is_some() {
            let words = match is {
                Some(_) => "is new and says nothing",
                None => "said nothing and is gone",
            };
            let message = format!("the binding `{}` of {} {words}", self.protocol, self.called);
            let found = Found::annotation(self.element, message).with_detail(self.protocol);
            changes.push(found.in_base(self.base()).in_revision(self.revision()));
        }
        changes
    }

    fn change(&self, changed: &Changed<'_>, versions: &Versions<'_>) -> Option<Found> {
        let meaning = meaning(self.protocol, self.object, &changed.field);
        let answers = match self.schemas(&changed.field) {
            // Keys and schemas are compared with those of messages.
            _ if meaning == Meaning::Key => return None,
            [Some(_), Some(_)] => return None,
            [Some(was), None] if meaning == Meaning::Schema => {
                described(versions, &versions.base.schemas, was).reversed()
            }
            [None, Some(is)] if meaning == Meaning::Schema => {
                described(versions, &versions.revision.schemas, is)
            }
            _ if meaning == Meaning::Address => {
                let [was, is] = self.addresses();
                let (was, is) = (changed.was.or(was.as_ref()), changed.is.or(is.as_ref()));
                meaning.answers(was, is)
            }
            _ => meaning.answers(changed.was, changed.is),
        };
        let told = |value: Option<&Literal>| match value {
            Some(value) => format!("`{value}`"),
            None => "not stated".to_owned(),
        };
        let message = format!(
            "`{}.{}` of {} was {} and is {}",
            self.protocol,
            changed.path,
            self.called,
            told(changed.was),
            told(changed.is)
        );
        let row = row(self.protocol, self.object, &changed.field);
        let reason = row.map(|row| format!("; {} ({})", row.why, row.source));
        // What partners are offered concerns them, whoever sends.
        let concern = match meaning {
            Meaning::Offers(_) => Concern::Existence,
            _ => self.concern,
        };
        let found = match answers {
            Answers::UNTOUCHED => Found::annotation(self.element, message),
            answers => {
                let message = format!("{message}{}", reason.unwrap_or_default());
                Found::new(concern, answers, self.element, message)
            }
        };
        let found = found.with_detail(format!("{}.{}", self.protocol, changed.path));
        Some(found.in_base(self.base()).in_revision(self.revision()))
    }
}

/// What it means that a part which only a binding has is described now: whoever did not send what must be there is left.
fn described(versions: &Versions<'_>, schemas: &SchemaGraph, schema: &Payload) -> Answers {
    of_description(versions, schemas, Part::Headers, schema)
}
