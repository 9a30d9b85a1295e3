//! A part of a document is broken, so nothing is known of it.

use std::collections::{HashMap, HashSet};

use tidings_model::Contract;
use tidings_model::contract::{ElementId, LeftOut};
use tidings_schema::Unread;

use super::identity::{Identities, Identity};
use super::lack::{Lack, contract_of, weigh};
use super::{Check, Find, Found, Versions, check};
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

check! {
    /// A part of one version is broken, and the other version has not got the same broken part.
    ///
    /// ## Why it matters
    ///
    /// A reference that leads nowhere, a channel that is no object, or a schema with a keyword of the wrong type are
    /// such parts; `tidings validate` says what is wrong with each.
    /// What else a schema says is compared, so that only what rests on its broken part is unknown; each part is told once,
    /// with what could not be compared because of it.
    /// The contract is compared without any other part, as if it were not there, and so a difference in it is not seen.
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

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let parts = [Version::Base, Version::Revision].map(|version| {
        let identities = Identities::of(versions, version);
        let left_out = contract_of(versions, version).left_out.iter();
        let parts = left_out.map(|one| (identities.identity(one), one));
        parts.collect::<Vec<_>>()
    });
    let [before, now] = &parts;
    let missing = |ones: &[(Identity, &LeftOut)], others: &[(Identity, &LeftOut)], version| {
        let known: HashSet<&Identity> = others.iter().map(|(identity, _)| identity).collect();
        let missing = ones
            .iter()
            .filter(|(identity, _)| !known.contains(identity));
        let missing = missing.map(|(_, one)| found(versions, one, version));
        missing.collect::<Vec<_>>()
    };
    let mut all = missing(before, now, Version::Base);
    all.extend(missing(now, before, Version::Revision));
    all
}

fn found(versions: &Versions<'_>, one: &LeftOut, version: Version) -> Found {
    let element = ElementId::new("contract", &versions.revision.info.title);
    let contract = contract_of(versions, version);
    let mut unread = contract
        .schemas
        .iter()
        .flat_map(|(id, _)| contract.schemas.unread(id));
    let broken = match unread.find(|unread| unread.location == one.location) {
        Some(unread) => described(unread, version),
        None => format!(
            "{} of the {} is broken",
            one.part.described(),
            version.name()
        ),
    };
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
    found.left_out(&one.location, version)
}

/// `all` with one change of each broken part, however many places it matters to.
pub(crate) fn with_broken_parts_once(
    all: Vec<(&'static Check, Found)>,
    revision: &Contract,
) -> Vec<(&'static Check, Found)> {
    let whole = ElementId::new("contract", &revision.info.title);
    let mut once: Vec<(&Check, Found)> = Vec::new();
    let mut known = HashMap::new();
    for (check, found) in all {
        if !std::ptr::eq(check, &CHECK) {
            once.push((check, found));
            continue;
        }
        // The part stands in one version, and something else may be told of the other one.
        let is_of_base = found.detail.starts_with(Version::Base.name());
        let place = match is_of_base {
            true => (Version::Base.name(), found.base.clone()),
            false => (Version::Revision.name(), found.revision.clone()),
        };
        match known.get(&place) {
            Some(&index) => {
                let (_, first): &mut (&Check, Found) = &mut once[index];
                first.join(found, &whole);
            }
            None => {
                known.insert(place, once.len());
                once.push((check, found));
            }
        }
    }
    once
}

/// What is broken in a schema of `version`, in words.
pub(super) fn described(unread: &Unread, version: Version) -> String {
    let (version, name) = (version.name(), &unread.name);
    match unread.keyword.as_str() {
        "" => format!("`{name}` in the {version} is no schema"),
        "$ref" | "$dynamicRef" | "$recursiveRef" => {
            // Behind the target stands what tells versions of its file apart.
            let target = name.split(" in ").next().unwrap_or_default();
            format!("the reference to `{target}` in the {version} cannot be followed")
        }
        keyword => format!("`{keyword}` of a schema in the {version} is broken"),
    }
}
