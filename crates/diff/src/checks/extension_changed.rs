//! An extension is another one.

use std::collections::BTreeSet;

use tidings_model::contract::SUNSET;
use tidings_schema::Literal;

use super::described::{became, described, said_otherwise};
use super::{Find, Found, Told, Versions, check};
use crate::facts::Facts;
use crate::schema::{Difference, Kind};

check! {
    /// An `x-` field, or a keyword that the dialect of a schema does not know, says something else, is new or is gone.
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
    let mut changes = Vec::new();
    for (was, is) in described(versions) {
        let extensions = [was.extensions, is.extensions];
        let names = extensions
            .into_iter()
            .flatten()
            .map(|one| one.name.as_str());
        for name in names.collect::<BTreeSet<&str>>() {
            let [before, now] = extensions.map(|all| {
                let mut all = all.iter();
                all.find(|extension| extension.name == name)
                    .map(|extension| &extension.value)
            });
            // The announced end has a check of its own.
            if before == now || name == SUNSET {
                continue;
            }
            let [before, now] = [before, now].map(|value| value.cloned().unwrap_or(Literal::Null));
            let words = became(&before, &now);
            let facts = Facts::new(&before, &now);
            changes.push(said_otherwise(name, &words, facts, &was, &is));
        }
    }
    changes
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
