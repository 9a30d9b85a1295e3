//! A part of a document is broken, so nothing is known of it.

use std::collections::{HashMap, HashSet};

use tidings_model::Contract;
use tidings_model::contract::{ElementId, LeftOut, Part};
use tidings_schema::Unread;
use tidings_syntax::unescape_pointer;

use super::identity::{Identities, Identity};
use super::lack::{Lack, contract_of, last_step, weigh};
use super::{Check, Find, Found, Versions, check};
use crate::facts::{Fact, Facts};
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
    /// Nothing is unknown where it cannot matter what the part was meant to be: where people read it, where nothing uses it
    /// (as `messages` that stand in the root in place of `components`, because references to them are followed), or where
    /// it is a message that one version only has.
    /// A field that is broken in both versions is told once, if more of it differs than the layout of its texts.
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
    let gone = only_in(before, now).into_iter();
    let mut new = only_in(now, before);
    let mut all = Vec::new();
    for ((part, place, _), one) in gone {
        // A field that both versions have is one field, whatever it says.
        let is_field = matches!(part, Part::FieldOf(_));
        let mut others = new.iter();
        let other = others.position(|((of, at, _), _)| is_field && (of, at) == (part, place));
        all.push(match other {
            Some(index) => changed(versions, one, new.remove(index).1),
            None => found(versions, one, Version::Base),
        });
    }
    let new = new.into_iter();
    all.extend(new.map(|(_, one)| found(versions, one, Version::Revision)));
    all
}

/// A broken part with what tells it from others.
type Known<'k, 'c> = (&'k Identity, &'c LeftOut);

/// Those of `ones` that are not among `others`.
fn only_in<'k, 'c>(
    ones: &'k [(Identity, &'c LeftOut)],
    others: &[(Identity, &LeftOut)],
) -> Vec<Known<'k, 'c>> {
    let known: HashSet<&Identity> = others.iter().map(|(identity, _)| identity).collect();
    let ones = ones.iter().map(|(identity, one)| (identity, *one));
    ones.filter(|(identity, _)| !known.contains(identity))
        .collect()
}

/// A field that is broken in both versions and says something else.
fn changed(versions: &Versions<'_>, was: &LeftOut, is: &LeftOut) -> Found {
    let called = called(is);
    let lacks = [(was, Version::Base), (is, Version::Revision)];
    let mut lacks = lacks
        .map(|(one, version)| weigh(versions, one, version))
        .into_iter();
    let facts = Facts::new(was.content, is.content);
    let message = format!("{called}, which is broken in both versions, changed");
    let found = match lacks.all(|lack| matches!(lack, Lack::Nothing)) {
        true => Found::annotation(&whole(versions), facts, message),
        false => unknown(versions, facts, message),
    };
    let found = found.left_out(&is.location, Version::Revision);
    found.in_base(&was.location)
}

fn found(versions: &Versions<'_>, one: &LeftOut, version: Version) -> Found {
    let contract = contract_of(versions, version);
    let mut unread = contract
        .schemas
        .iter()
        .flat_map(|(id, _)| contract.schemas.unread(id));
    let message = match unread.find(|unread| unread.location == one.location) {
        Some(unread) => described(unread, version),
        None => broken(one, version),
    };
    let facts = broken_in(version, one.content);
    let found = match weigh(versions, one, version) {
        Lack::Nothing => Found::annotation(&whole(versions), facts, message),
        Lack::Message(concern, answers) => {
            let only = format!("{message}, and the other version has no such message");
            Found::new(concern, answers, &whole(versions), facts, only)
        }
        Lack::Unknown => unknown(versions, facts, message),
    };
    found.left_out(&one.location, version)
}

/// The contract as an element.
fn whole(versions: &Versions<'_>) -> ElementId {
    ElementId::new("contract", &versions.revision.info.title)
}

/// Something because of which it is not known what changed.
fn unknown(versions: &Versions<'_>, facts: Facts, message: String) -> Found {
    let answers = Answers {
        backward: Answer::Unknown,
        forward: Answer::Unknown,
    };
    let message = format!("{message}, so it could not be compared");
    Found::new(Concern::Both, answers, &whole(versions), facts, message)
}

/// That a part of `version` is broken, in words.
pub(super) fn broken(one: &LeftOut, version: Version) -> String {
    format!("{} of the {} is broken", called(one), version.name())
}

/// The broken part in words, by its name where it has one.
fn called(one: &LeftOut) -> String {
    match one.part {
        Part::FieldOf(object) => {
            format!("the field `{}` of the {object}", last_step(&one.location))
        }
        // An item has the name of its list.
        Part::Schema => {
            let pointer = one.location.pointer.as_deref().unwrap_or_default();
            let mut steps = pointer.rsplit('/').map(unescape_pointer);
            let name = steps.find(|step| step.parse::<usize>().is_err());
            format!("`{}` of a schema", name.unwrap_or_default())
        }
        part => part.described(),
    }
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

/// What is broken in `version`.
pub(super) fn broken_in(version: Version, content: impl Into<Fact>) -> Facts {
    match version {
        Version::Base => Facts::gone(content),
        Version::Revision => Facts::came(content),
    }
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
