//! The parameters of an address have other values.

use tidings_model::contract::{Channel, Parameter, placeholders};

use super::{Find, Found, Versions, check};
use crate::facts::{Fact, Facts};
use crate::{Answer, Answers};

check! {
    /// A parameter of an address may have other values than before, so that the channel has other addresses.
    ///
    /// Each list of values stands for the addresses that it makes: fewer values are fewer addresses.
    /// Where AsyncAPI 2 describes a parameter with a schema, the texts that it allows are compared, and one that is gone or
    /// new is shown.
    /// A default and the place in the message where the value is found are looked at too.
    ///
    /// ## Why it matters
    ///
    /// Whoever sends to an address that is gone is heard by nobody; whoever listens to all old ones misses a new one.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: 'orders.{region}'
    ///     parameters:
    ///       region: { enum: [eu, us] }
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: 'orders.{region}'
    ///     parameters:
    ///       region: { enum: [eu] }
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: 'orders.{region}'
    ///     parameters:
    ///       region: { enum: [eu, us, asia] }
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// Where the application sends, new values are addresses at which nobody listens yet.
    ///
    /// ```yaml base sent
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: 'orders.{region}'
    ///     parameters:
    ///       region: { enum: [eu] }
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision sent
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: 'orders.{region}'
    ///     parameters:
    ///       region: { enum: [eu, us] }
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead sent
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: 'orders.{region}'
    ///     parameters:
    ///       region: { enum: [eu], description: Soon `us` as well. }
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "channel-parameters-changed", "K013", Error,
    "the parameters of an address have other values",
    backward: "keep the value until nobody uses the addresses that it makes",
    forward: "have nothing sent to the new addresses until every receiver listens there",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is, concern) in versions.channels() {
        for parameter in pairs(was, is) {
            let (before, now) = (parameter.was, parameter.is);
            let called = parameter.called();
            let values = |parameter: Option<&Parameter>| -> Vec<String> {
                parameter.map_or_else(Vec::new, |parameter| parameter.values.clone())
            };
            let place = |channel: &Channel, parameter: Option<&Parameter>| match parameter {
                Some(parameter) => parameter.origin.named().clone(),
                None => channel.origin.named().clone(),
            };
            let found = |answers: Option<Answers>, what: &str, facts: Facts, message: String| {
                let found = match answers {
                    Some(answers) => Found::new(concern, answers, &is.element, facts, message),
                    None => Found::annotation(&is.element, facts, message),
                };
                let found = found.in_base(&place(was, before));
                let found = found.in_revision(&place(is, now));
                found.with_detail(format!("{} {what}", parameter.name))
            };
            let schemas = [before, now].map(|one| one.and_then(|one| one.schema));
            // What schemas say is decided (`parameter_schemas`); between versions of AsyncAPI only lists are kept.
            let is_listed = !versions.are_of_2() || schemas == [None, None];
            let answers = inclusion(&values(before), &values(now));
            if is_listed && answers != Answers::UNTOUCHED {
                let (from, to) = (in_words(&values(before)), in_words(&values(now)));
                let facts = Facts::new(Fact::set(values(before)), Fact::set(values(now)));
                let message = format!("{called} was {from} and is {to}");
                changes.push(found(Some(answers), "enum", facts, message));
            }
            let location = |parameter: Option<&Parameter>| {
                parameter.and_then(|parameter| Some(parameter.location.as_ref()?.to_string()))
            };
            if location(before) != location(now) {
                let told = |place: Option<String>| match place {
                    Some(place) => format!("in `{place}`"),
                    None => "nowhere".to_owned(),
                };
                let (from, to) = (told(location(before)), told(location(now)));
                let facts = Facts::new(location(before), location(now));
                let message = format!("the value of {called} was found {from} and is found {to}");
                let found = found(Some(Answers::RISKY), "location", facts, message);
                let advice = "have the value at both places for a while: write both, read either";
                changes.push(found.advised(advice));
            }
            let default =
                |parameter: Option<&Parameter>| parameter.and_then(|it| it.default.clone());
            let is_read = versions.are_of_2() && !schemas.contains(&None);
            if !is_read && default(before) != default(now) {
                let facts = Facts::new(default(before), default(now));
                let told = |value: Option<String>| match value {
                    Some(value) => format!("`{value}`"),
                    None => "not stated".to_owned(),
                };
                let (from, to) = (told(default(before)), told(default(now)));
                let message = format!("the default of {called} was {from} and is {to}");
                changes.push(found(None, "default", facts, message));
            }
        }
    }
    changes
}

/// A place in an address that both versions have a parameter for.
pub(super) struct Pair<'c> {
    /// The parameter as the revision calls it.
    pub(super) name: &'c str,
    /// The address in the revision.
    address: &'c str,
    pub(super) was: Option<&'c Parameter>,
    pub(super) is: Option<&'c Parameter>,
}

impl Pair<'_> {
    /// The parameter in words.
    pub(super) fn called(&self) -> String {
        format!("parameter `{}` of `{}`", self.name, self.address)
    }
}

/// The parameters of two versions of a channel, by their places in the address.
pub(super) fn pairs<'c>(was: &'c Channel, is: &'c Channel) -> Vec<Pair<'c>> {
    let (Some(old), Some(address)) = (&was.address, &is.address) else {
        return Vec::new();
    };
    let names = placeholders(old).zip(placeholders(address));
    let pairs = names.map(|(former, name)| Pair {
        name,
        address,
        was: parameter(was, former),
        is: parameter(is, name),
    });
    pairs.collect()
}

fn parameter<'c>(channel: &'c Channel, name: &str) -> Option<&'c Parameter> {
    let mut parameters = channel.parameters.iter();
    parameters.find(|parameter| parameter.name == name)
}

/// The values that one of a list may have; an empty list stands for every value.
pub(super) fn in_words(values: &[String]) -> String {
    let quoted = values.iter().map(|value| format!("`{value}`"));
    match values {
        [] => "anything".to_owned(),
        _ => quoted.collect::<Vec<_>>().join(", "),
    }
}

/// Whether lists of values hold each other; an empty list stands for every value.
pub(super) fn inclusion(base: &[String], revision: &[String]) -> Answers {
    let holds = |inner: &[String], outer: &[String]| {
        outer.is_empty() || !inner.is_empty() && inner.iter().all(|value| outer.contains(value))
    };
    let answer = |holds| if holds { Answer::Yes } else { Answer::No };
    Answers {
        backward: answer(holds(base, revision)),
        forward: answer(holds(revision, base)),
    }
}
