//! The parameters of an address have other values.

use tidings_model::contract::{Channel, Parameter, placeholders};

use super::{Find, Found, Versions, check};
use crate::{Answer, Answers};

check! {
    /// A parameter of an address may have other values than before, so that the channel has other addresses.
    ///
    /// Each list of values stands for the addresses that it makes: fewer values are fewer addresses.
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
    "channel-parameters-changed", "K013", Error,
    "the parameters of an address have other values",
    advice: "add values for what you receive, remove them from what you send; the other way round only when all partners have followed",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is, concern) in versions.channels() {
        let (Some(old), Some(new)) = (&was.address, &is.address) else {
            continue;
        };
        for (former, current) in placeholders(old).zip(placeholders(new)) {
            let (before, now) = (parameter(was, former), parameter(is, current));
            let values = |parameter: Option<&Parameter>| -> Vec<String> {
                parameter.map_or_else(Vec::new, |parameter| parameter.values.clone())
            };
            let place = |channel: &Channel, parameter: Option<&Parameter>| match parameter {
                Some(parameter) => parameter.origin.location.clone(),
                None => channel.origin.location.clone(),
            };
            let mut note = |answers: Option<Answers>, message: String| {
                let found = match answers {
                    Some(answers) => Found::new(concern, answers, &is.element, message),
                    None => Found::annotation(&is.element, message),
                };
                let found = found.in_base(&place(was, before));
                let found = found.in_revision(&place(is, now));
                changes.push(found.with_detail(current));
            };
            let answers = inclusion(&values(before), &values(now));
            if answers != Answers::UNTOUCHED {
                let told = |values: Vec<String>| match values.as_slice() {
                    [] => "anything".to_owned(),
                    values => values.join(", "),
                };
                let (from, to) = (told(values(before)), told(values(now)));
                note(
                    Some(answers),
                    format!("parameter `{current}` of `{new}` was {from} and is {to}"),
                );
            }
            let location = |parameter: Option<&Parameter>| {
                parameter.and_then(|parameter| Some(parameter.location.as_ref()?.to_string()))
            };
            if location(before) != location(now) {
                let told = |place: Option<String>| place.unwrap_or_else(|| "nowhere".to_owned());
                let (from, to) = (told(location(before)), told(location(now)));
                note(
                    Some(Answers::RISKY),
                    format!(
                        "the value of parameter `{current}` of `{new}` was found in {from} and is in {to}"
                    ),
                );
            }
            let default =
                |parameter: Option<&Parameter>| parameter.and_then(|it| it.default.clone());
            if default(before) != default(now) {
                note(
                    None,
                    format!("parameter `{current}` of `{new}` has another default"),
                );
            }
        }
    }
    changes
}

fn parameter<'c>(channel: &'c Channel, name: &str) -> Option<&'c Parameter> {
    let mut parameters = channel.parameters.iter();
    parameters.find(|parameter| parameter.name == name)
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
