//! An extension is another one.

use std::collections::BTreeSet;

use super::described::described;
use super::{Find, Found, Told, Versions, check};
use crate::schema::{Difference, Kind};

check! {
    /// An `x-` field, or a keyword that is not known, is another one, is new or is gone.
    ///
    /// What it means only its users know.
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
            // The date of a message's end has a check of its own.
            if before == now || name == "x-sunset" {
                continue;
            }
            let message = format!("the extension `{name}` of {} changed", is.called);
            let found = Found::annotation(is.element, message).with_detail(name);
            changes.push(found.in_base(was.location).in_revision(is.location));
        }
    }
    changes
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Extension(name) => Told::new(format!("the extension `{name}` changed")),
        Kind::Keyword(name) => Told::new(format!(
            "the keyword `{name}`, which is not known, came or went"
        )),
        _ => None,
    }
}
