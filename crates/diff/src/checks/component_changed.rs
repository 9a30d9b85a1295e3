//! A component that nothing uses is another one.

use std::collections::BTreeMap;

use tidings_model::Contract;
use tidings_model::contract::{Component, ElementId};

use super::{Find, Found, Versions, check};

check! {
    /// A component that nothing in the contract leads to has changed, is new or is gone.
    ///
    /// What a channel, an operation or a server uses is compared where it is used.
    ///
    /// ## Why it matters
    ///
    /// Nobody breaks who uses the contract; documents that refer to the component from elsewhere are compared by
    /// themselves.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// components:
    ///   schemas:
    ///     Address: { type: object }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// components:
    ///   schemas:
    ///     Address: { type: object, required: [street] }
    /// ```
    "component-changed", "K093", Info,
    "a component that nothing uses is another one",
    advice: "",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let (before, now) = (by_name(versions.base), by_name(versions.revision));
    let gone = before.keys().filter(|name| !now.contains_key(*name));
    let mut names: Vec<&Name<'_>> = now.keys().chain(gone).collect();
    names.sort();
    let changes = names.into_iter().filter_map(|name| {
        let (was, is) = (before.get(name), now.get(name));
        // What one version uses is compared where it does.
        let words = match (was.map(|one| one.unused), is.map(|one| one.unused)) {
            (Some(Some(was)), Some(Some(is))) if was != is => "changed",
            (None, Some(Some(_))) => "is new",
            (Some(Some(_)), None) => "is gone",
            _ => return None,
        };
        let (kind, key) = name;
        let message =
            format!("`{key}` of the {kind} of the components, which nothing uses, {words}");
        let element = ElementId::new(kind, key);
        let mut found = Found::annotation(&element, message);
        found.base = was.map(|one| one.location.clone());
        found.revision = is.map(|one| one.location.clone());
        Some(found)
    });
    changes.collect()
}

/// The field of the components and the key in it.
type Name<'c> = (&'c str, &'c str);

fn by_name(contract: &Contract) -> BTreeMap<Name<'_>, &Component> {
    let components = contract.components.iter();
    let named = components.map(|one| ((one.kind.as_str(), one.name.as_str()), one));
    named.collect()
}
