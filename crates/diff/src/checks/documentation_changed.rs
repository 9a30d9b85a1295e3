//! What people read changed.

use tidings_schema::Literal;

use super::described::{Described, became, described, said_otherwise};
use super::{Find, Found, Told, Versions, check};
use crate::change::Likeness;
use crate::facts::Facts;
use crate::schema::{Difference, Kind, Statement};

check! {
    /// A title, a description, an example or another keyword for people is another one.
    ///
    /// ## Why it matters
    ///
    /// No message changes, but people may come to understand it otherwise.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         summary: An order.
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
    ///         summary: An order was placed.
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "documentation-changed", "K091", Info,
    "what people read changed",
    advice: "",
    Find::Both(find, explain)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let pairs = described(versions);
    let found = pairs.iter().flat_map(|(was, is)| {
        let changed = was.said.iter().zip(&is.said);
        let changed = changed.filter(|(was, is)| was.1 != is.1);
        changed.map(|((field, before), (_, now))| {
            // Lists stand for what a reader finds in the contract.
            let is_text = |value: &Literal| matches!(value, Literal::Null | Literal::String(_));
            let words = match is_text(before) && is_text(now) {
                true => became(before, now),
                false => "changed".to_owned(),
            };
            said_otherwise(field, &words, Facts::new(before, now), was, is)
        })
    });
    let overridden = pairs.iter().flat_map(|(was, is)| in_vain(was, is));
    found.chain(overridden).collect()
}

/// What an element, or a trait of it, says otherwise in vain in both versions.
fn in_vain(was: &Described<'_>, is: &Described<'_>) -> Vec<Found> {
    let (before, now) = (was.overridden(), is.overridden());
    let mut changes = Vec::new();
    for ((field, is_of_trait), now) in now {
        let before = before.get(&(field, is_of_trait));
        // What came or went with its trait says nothing that was said otherwise.
        let pairs = before.filter(|before| before.len() == now.len());
        let pairs = pairs.into_iter().flatten().zip(now);
        for (before, now) in pairs.filter(|(before, now)| before.value != now.value) {
            let (of, by) = match is_of_trait {
                true => ("a trait of ", "what is stronger than the trait"),
                false => ("", "a trait"),
            };
            let words = format!("changed, and {by} says something else, which counts");
            let message = format!("`{field}` of {of}{} {words}", is.called);
            let facts = Facts::new(&before.value, &now.value);
            let found = Found::annotation(is.element, facts, message);
            let mut found = found.with_detail(format!("{field} in vain {is_of_trait}"));
            found.likeness = Some(Likeness {
                place: format!("{of}{}", is.called),
                difference: format!("{field} in vain"),
                said: format!("{field} in vain"),
            });
            changes.push(found.in_base(&before.location).in_revision(&now.location));
        }
    }
    changes
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Annotation(keyword, change) => Told::new(match change {
            Statement::New => format!("`{keyword}` was not stated and is now"),
            Statement::Gone => format!("`{keyword}` is not stated any more"),
            Statement::Other => format!("`{keyword}` changed"),
            Statement::OfIncluded => format!("`{keyword}` of an `allOf` member changed"),
            Statement::InsteadOf(other) => format!("`{keyword}` says what `{other}` said"),
        }),
        _ => None,
    }
}
