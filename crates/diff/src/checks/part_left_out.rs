//! A part of a document is broken, so nothing is known of it.

use std::collections::HashSet;

use tidings_model::Contract;
use tidings_model::contract::{ElementId, LeftOut, Part};

use super::lack::{Lack, weigh, without_order};
use super::{Find, Found, Versions, check};
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

check! {
    /// A part of one version is broken, and the other version has not got the same broken part.
    ///
    /// ## Why it matters
    ///
    /// The contract is compared without the part, as if it were not there, and so a difference in it is not seen.
    /// A reference that leads nowhere, a channel that is no object, or a schema with a keyword of the wrong type are
    /// such parts; `tidings validate` says what is wrong with each.
    /// Nothing is unknown where it cannot matter what the part was meant to be: where people read it, where nothing uses it,
    /// or where it is a message that one version only has.
    /// `--unknown allow` lets such changes pass.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
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
    ///       Placed: { payload: { $ref: '#/components/schemas/Order' } }
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
    ///       Placed: { payload: { $ref: '#/components/schemas/Order' } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// components:
    ///   schemas:
    ///     Order: { type: object }
    /// ```
    "part-left-out", "K096", Error,
    "a part of one version is broken, so it could not be compared",
    advice: "mend what `tidings validate` says of it, and compare again",
    Find::Contract(find)
}

/// What makes a part of both versions the same: what it is, where it stands, and what stands there.
type Same = (Part, Option<String>, u64);

fn same(one: &LeftOut) -> Same {
    (
        one.part,
        one.location.pointer.as_deref().map(without_order),
        one.content,
    )
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let all = |contract: &Contract| contract.left_out.iter().map(same).collect();
    let (before, now): (HashSet<Same>, HashSet<Same>) =
        (all(versions.base), all(versions.revision));
    let removed = versions.base.left_out.iter();
    let removed = removed.filter(|one| !now.contains(&same(one)));
    let added = versions.revision.left_out.iter();
    let added = added.filter(|one| !before.contains(&same(one)));
    let removed = removed.map(|one| found(versions, one, Version::Base).in_base(&one.location));
    let added = added.map(|one| found(versions, one, Version::Revision).in_revision(&one.location));
    removed.chain(added).collect()
}

fn found(versions: &Versions<'_>, one: &LeftOut, version: Version) -> Found {
    let element = ElementId::new("contract", &versions.revision.info.title);
    let (part, name) = (one.part.described(), version.name());
    let pointer = one.location.pointer.as_deref().unwrap_or_default();
    let broken = format!("{part} of the {name} is broken");
    let found = match weigh(versions, one, version) {
        Lack::Nothing => Found::annotation(&element, broken),
        Lack::Message(concern, answers) => {
            let only = format!("{broken}, and the other version has no such message");
            Found::new(concern, answers, &element, only)
        }
        Lack::Unknown => {
            let answers = Answers {
                backward: Answer::Unknown,
                forward: Answer::Unknown,
            };
            let message = format!("{broken}, so it could not be compared");
            Found::new(Concern::Both, answers, &element, message)
        }
    };
    found.with_detail(format!("{name} {pointer}"))
}
