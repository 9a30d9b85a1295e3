//! An extension is another one.

use std::collections::BTreeSet;

use tidings_model::contract::{Extension, SUNSET};
use tidings_schema::Literal;

use super::bound::{Bound, bound};
use super::described::{became, described, said_otherwise};
use super::{Find, Found, Told, Versions, check};
use crate::bindings::Changed;
use crate::change::Likeness;
use crate::facts::Facts;
use crate::schema::{Difference, Kind};

check! {
    /// An `x-` field, or a keyword that the dialect of a schema does not know, says something else, is new or is gone.
    ///
    /// Those of bindings are told with where they stand (`kafka.x-owner`, `bindings.x-owner`).
    ///
    /// ## Why it matters
    ///
    /// Only those who use it know what it means.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         x-owner: shop
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
    ///         x-owner: sales
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "extension-changed", "K090", Info,
    "an extension is another one",
    advice: "",
    Find::Both(find, explain)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let described = described(versions).into_iter();
    let changes = described.flat_map(|(was, is)| {
        let own = [was.extensions, is.extensions];
        let of_bindings = [was.binding_extensions, is.binding_extensions];
        // The announced end has a check of its own.
        let own = differing(own).filter(|(name, ..)| *name != SUNSET);
        let own = own.map(|(name, before, now)| (name.to_owned(), before, now));
        let of_bindings = differing(of_bindings);
        let of_bindings =
            of_bindings.map(|(name, before, now)| (format!("bindings.{name}"), before, now));
        let all = own.chain(of_bindings);
        let changes = all.map(|(field, before, now)| {
            let words = became(&before, &now);
            said_otherwise(&field, &words, Facts::new(&before, &now), &was, &is)
        });
        changes.collect::<Vec<_>>()
    });
    let bound = bound(versions);
    let of_protocols = bound.iter().flat_map(|bound| {
        let changes = bound.changed().extensions.into_iter();
        changes
            .map(|changed| of_protocol(bound, &changed, ""))
            .collect::<Vec<_>>()
    });
    changes.chain(of_protocols).collect()
}

/// The extensions that are not the same in both versions, each with both values; `null` stands for one that is not there.
fn differing(both: [&[Extension]; 2]) -> impl Iterator<Item = (&str, Literal, Literal)> {
    let names = both.into_iter().flatten().map(|one| one.name.as_str());
    let names = names.collect::<BTreeSet<&str>>().into_iter();
    names.filter_map(move |name| {
        let [before, now] = both.map(|all| {
            let extension = all.iter().find(|extension| extension.name == name);
            extension.map(|extension| &extension.value)
        });
        let value = |value: Option<&Literal>| value.cloned().unwrap_or(Literal::Null);
        (before != now).then(|| (name, value(before), value(now)))
    })
}

/// A field that nobody has to know in what one protocol has to know about an element; `remark` says why, in words that follow its
/// name.
pub(super) fn of_protocol(bound: &Bound<'_>, changed: &Changed<'_>, remark: &str) -> Found {
    let value = |value: Option<&Literal>| value.cloned().unwrap_or(Literal::Null);
    let (before, now) = (value(changed.was), value(changed.is));
    let field = format!("{}.{}", bound.protocol, changed.path);
    let words = became(&before, &now);
    let message = format!("`{field}` of {}{remark} {words}", bound.called);
    let facts = Facts::new(&before, &now);
    let mut found = Found::annotation(bound.element, facts, message).with_detail(&field);
    let difference = format!("{field} {words}");
    found.likeness = Some(Likeness {
        place: bound.called.clone(),
        said: difference.clone(),
        difference,
    });
    let [base, revision] = bound.places(&changed.path);
    found.in_base(base).in_revision(revision)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Extension(name) => Told::new(format!("the extension `{name}` changed")),
        Kind::Keyword(name) => Told::new(format!(
            "the keyword `{name}`, which demands nothing, changed"
        )),
        _ => None,
    }
}
