//! A binding is another one.

use tidings_model::contract::{Binding, Payload};
use tidings_schema::{Literal, SchemaGraph};

use super::bound::{Bound, bound};
use super::payload_added::of_description;
use super::{Find, Found, Versions, check};
use crate::bindings::{Changed, Meaning, Route, meaning, row};
use crate::change::Likeness;
use crate::facts::Facts;
use crate::roles::Concern;
use crate::side::Side;
use crate::{Answers, Part};

check! {
    /// What a protocol has to know about a server, channel, operation or message is something else than before.
    ///
    /// What that means is looked up for each field, and the change says why and which text says so: another exchange type
    /// breaks, other partitions or a shorter retention are risky, a longer one is not, and some are the application's own
    /// affair.
    /// An `x-` field of a binding is `extension-changed`, as everywhere.
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
        let changed = self.changed().defined;
        let route = self.route(&changed);
        let is_told = |field: &&Changed<'_>| route.is_none() || !self.is_of_route(&field.field);
        let fields = changed.iter().filter(is_told);
        let fields: Vec<Found> = fields
            .filter_map(|field| self.change(field, versions))
            .collect();
        let mut changes: Vec<Found> = route.into_iter().chain(fields).collect();
        // An empty binding still says which protocol there is.
        if changed.is_empty() && was.is_some() != is.is_some() {
            let words = match is {
                Some(_) => "is new and says nothing",
                None => "said nothing and is gone",
            };
            let message = format!("the binding `{}` of {} {words}", self.protocol, self.called);
            let found = Found::annotation(self.element, Facts::new(was, is), message);
            let found = found.with_detail(self.protocol);
            changes.push(found.in_base(self.base()).in_revision(self.revision()));
        }
        changes
    }

    /// What became of the way that messages take through the broker, where fields that say it are `changed`.
    fn route(&self, changed: &[Changed<'_>]) -> Option<Found> {
        let says = |field: &Changed<'_>| {
            meaning(self.protocol, self.object, &field.field) == Meaning::Route
        };
        if !changed.iter().any(says) {
            return None;
        }
        let [was, is] = [(self.was?, 0), (self.is?, 1)]
            .map(|(binding, version)| Route::of(&binding.value, self.addresses[version]));
        let protocol = self.protocol;
        let message = match was == is {
            true => format!(
                "`{protocol}` of {} says in other words what it is",
                self.called
            ),
            false => format!("`{protocol}` of {} was {was} and is {is}", self.called),
        };
        let facts = Facts::new(was.to_string(), is.to_string());
        let (answers, row) = was.replaced_by(&is, self.concern);
        let found = match was == is || answers == Answers::UNTOUCHED {
            true => Found::annotation(self.element, facts, message),
            false => {
                let message = format!("{message}; {} ({})", row.why, row.source);
                let sides = self.concern.sides().into_iter().map(|side| {
                    let (answers, _) = was.replaced_by(&is, side);
                    Side::existence(side.partners(), answers)
                });
                Found::existence(self.concern, answers, self.element, facts, message)
                    .with_sides(sides.collect())
            }
        };
        let found = found.with_detail(format!("{protocol} route"));
        Some(found.in_base(self.base()).in_revision(self.revision()))
    }

    /// Whether a field is told with the route: one that says it, and whatever an exchange or queue is that only one
    /// version has.
    fn is_of_route(&self, field: &str) -> bool {
        let (object, _) = field.split_once('.').unwrap_or((field, ""));
        let has =
            |binding: Option<&Binding>| binding.is_some_and(|it| it.value.get(object).is_some());
        let is_said = meaning(self.protocol, self.object, field) == Meaning::Route;
        is_said || has(self.was) != has(self.is)
    }

    /// What makes a change the same as that of another element: what is not stated any more may have been another value,
    /// which is named with the element.
    fn likeness(&self, changed: &Changed<'_>) -> Likeness {
        let field = format!("{}.{}", self.protocol, changed.path);
        let (place, difference) = match (changed.was, changed.is) {
            (Some(was), None) => (
                format!("{}, where it was `{was}`", self.called),
                format!("{field} is gone"),
            ),
            (was, is) => {
                let told =
                    [was, is].map(|value| value.map_or_else(String::new, |it| it.to_json_text()));
                (
                    self.called.clone(),
                    format!("{field} {} {}", told[0], told[1]),
                )
            }
        };
        Likeness {
            place,
            said: difference.clone(),
            difference,
        }
    }

    fn change(&self, changed: &Changed<'_>, versions: &Versions<'_>) -> Option<Found> {
        let meaning = meaning(self.protocol, self.object, &changed.field);
        // Where it is not stated, the address is known.
        let [was, is] = match meaning {
            Meaning::Address => self.addresses(),
            _ => [None, None],
        };
        let (was, is) = (changed.was.or(was.as_ref()), changed.is.or(is.as_ref()));
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
            _ => meaning.answers(was, is),
        };
        let sides = self.sides(meaning, answers, versions);
        let answers = match meaning {
            Meaning::Admits(..) => {
                let all = sides.iter().map(|side| side.answers);
                all.fold(Answers::UNTOUCHED, Answers::and)
            }
            _ => answers,
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
        let facts = Facts::new(changed.was, changed.is);
        let row = row(self.protocol, self.object, &changed.field);
        let reason = row.map(|row| {
            let why = row.reason(was, is);
            format!("; {why} ({})", row.source)
        });
        let found = match answers {
            Answers::UNTOUCHED => Found::annotation(self.element, facts, message),
            answers => {
                let message = format!("{message}{}", reason.unwrap_or_default());
                match meaning {
                    Meaning::Admits(..) => {
                        Found::existence(self.concern, answers, self.element, facts, message)
                            .with_sides(sides)
                    }
                    // What partners are offered is there or is not, whoever sends.
                    Meaning::Offers(_) if self.concern != Concern::Existence => {
                        Found::existence(self.concern, answers, self.element, facts, message)
                    }
                    _ => Found::new(self.concern, answers, self.element, facts, message),
                }
            }
        };
        let mut found = found.with_detail(format!("{}.{}", self.protocol, changed.path));
        found.likeness = Some(self.likeness(changed));
        let [base, revision] = self.places(&changed.path);
        Some(found.in_base(base).in_revision(revision))
    }
}

impl Bound<'_> {
    /// Whom a limit concerns, each with what it means for them: those that it refuses `answers`, and nothing for others.
    fn sides(&self, meaning: Meaning, answers: Answers, versions: &Versions<'_>) -> Vec<Side> {
        let Meaning::Admits(_, refused) = meaning else {
            return Vec::new();
        };
        let partners = match self.concern {
            // A server has no side, so it is those of the whole contract.
            Concern::Existence => versions.partners(),
            concern => concern.partners(),
        };
        let sides = partners.each().map(|one| {
            let is_refused = [one.send(), one.receive()] == [refused.send(), refused.receive()];
            let answers = match is_refused {
                true => answers,
                false => Answers::UNTOUCHED,
            };
            Side::existence(one, answers)
        });
        sides.collect()
    }
}

/// What it means that a part which only a binding has is described now: whoever did not send what must be there is left.
fn described(versions: &Versions<'_>, schemas: &SchemaGraph, schema: &Payload) -> Answers {
    of_description(versions, schemas, Part::Headers, schema)
}
