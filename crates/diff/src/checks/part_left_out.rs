//! A part of a document could not be read, so nothing is known of it.

use std::collections::{HashMap, HashSet};

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{ElementId, LeftOut, Part};

use super::identity::{Identities, Identity};
use super::lack::{contract_of, lacks_nothing};
use super::unread::{UNKNOWN, advice, advised, described, named, sentence, unread_messages};
use super::unused::holds;
use super::{Check, Find, Found, Versions, check};
use crate::Version;
use crate::facts::{Fact, Facts};
use crate::roles::Concern;

check! {
    /// A part of one version could not be read, and the other version has not got the same such part.
    ///
    /// ## Why it matters
    ///
    /// A reference that leads nowhere, a channel that is no object, or a schema with a keyword of the wrong type are
    /// such parts; `tidings validate` says what is wrong with each.
    /// A reference to an address of which no copy is kept is another one: nothing need be wrong with it, and
    /// `tidings vendor` keeps a copy.
    /// What else a schema says is compared, so that only what rests on its broken part is unknown; each part is told once,
    /// with what could not be compared because of it.
    /// A message that could not be read is known by its key: under the same key it is the same message, which could not be
    /// compared, and what one version only has is new or gone, whatever it says.
    /// Where the list of messages is broken itself, nobody knows which are new or gone, and none is told as that; the same
    /// holds for servers, channels and operations.
    /// The contract is compared without any other part, as if it were not there, and so a difference in it is not seen.
    /// Nothing is unknown where it cannot matter what the part was meant to be: where people read it, or where nothing uses
    /// it (as `messages` that stand in the root in place of `components`, because references to them are followed).
    /// A field that is broken in both versions is told once, if more of it differs than the layout of its texts.
    /// A field that is misspelt or belongs to another version of AsyncAPI is such a part where it was probably meant to say
    /// what somebody depends on (`defaultContentTyp`).
    /// Where it was meant as a name (`mesageId`), or the document says the same otherwise (`host` beside the `url` of a
    /// server, `action` below `publish`), nothing is missing, and it is `undefined-field-changed`.
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
    "a part of one version could not be read, and so not be compared",
    advice: "mend what `tidings validate` says of it, and compare again",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut all = unread_messages(versions);
    let parts = [Version::Base, Version::Revision].map(|version| {
        let identities = Identities::of(versions, version);
        let contract = contract_of(versions, version);
        let left_out = contract.left_out.iter();
        // A field without which nothing is missing is told as one that is not defined.
        let left_out = left_out.filter(|one| {
            let mut undefined = contract.undefined_fields.iter();
            !undefined.any(|field| field.location == one.location)
        });
        let parts = left_out.map(|one| (identities.identity(one), one));
        parts.collect::<Vec<_>>()
    });
    let [before, now] = &parts;
    let told = [Version::Base, Version::Revision].map(|version| {
        let places = all.iter().filter_map(|found| match version {
            Version::Base => found.base.clone(),
            Version::Revision => found.revision.clone(),
        });
        places.collect::<Vec<_>>()
    });
    let gone = only_in(before, now, &told[0]);
    let gone = without_fields_of_missing(versions, gone, Version::Base).into_iter();
    let new = only_in(now, before, &told[1]);
    let mut new = without_fields_of_missing(versions, new, Version::Revision);
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

/// Those of `ones` that are not among `others`, besides messages of which it is told that what stands at one of the places
/// `told` is missing.
fn only_in<'k, 'c>(
    ones: &'k [(Identity, &'c LeftOut)],
    others: &[(Identity, &LeftOut)],
    told: &[Location],
) -> Vec<Known<'k, 'c>> {
    let known = others.iter().map(|(identity, _)| identity);
    // Of a message that is told where it is listed nothing is left to say, wherever else it is referred to.
    let messages = ones.iter().filter(|(_, one)| one.part == Part::Message);
    let listed = messages.filter(|(_, one)| told.contains(&one.cause.location));
    let known: HashSet<&Identity> = known.chain(listed.map(|(identity, _)| identity)).collect();
    let ones = ones.iter().map(|(identity, one)| (identity, *one));
    ones.filter(|(identity, _)| !known.contains(identity))
        .collect()
}

/// `ones` of `version` without the fields of what is missing as a whole, or because of them, which is told with them.
fn without_fields_of_missing<'k, 'c>(
    versions: &Versions<'_>,
    mut ones: Vec<Known<'k, 'c>>,
    version: Version,
) -> Vec<Known<'k, 'c>> {
    let is_field = |one: &LeftOut| matches!(one.part, Part::FieldOf(_));
    let missing = ones.iter().map(|(_, one)| *one);
    let missing = missing.filter(|one| !is_field(one));
    let missing: Vec<&Location> = missing
        .filter(|one| !lacks_nothing(versions, one, version))
        .flat_map(|one| [&one.location, &one.cause.location])
        .collect();
    ones.retain(|(_, one)| {
        !is_field(one) || !missing.iter().any(|whole| holds(whole, &one.location))
    });
    ones
}

/// A field that is broken in both versions and says something else.
fn changed(versions: &Versions<'_>, was: &LeftOut, is: &LeftOut) -> Found {
    let called = named(versions.revision, is);
    let message = format!("{called}, which is broken in both versions, changed");
    let mut lacks = [(was, Version::Base), (is, Version::Revision)].into_iter();
    let is_nothing = lacks.all(|(one, version)| lacks_nothing(versions, one, version));
    let facts = Facts::new(was.content, is.content);
    let found = lacking(versions, is_nothing, facts, message, &called);
    let found = found.left_out(&is.location, Version::Revision);
    found.in_base(&was.location)
}

/// What the contract of `version` lacks without `one`, which is no message of an operation or channel.
fn found(versions: &Versions<'_>, one: &LeftOut, version: Version) -> Found {
    let contract = contract_of(versions, version);
    let mut unread = contract
        .schemas
        .iter()
        .flat_map(|(id, _)| contract.schemas.unread(id));
    let message = match unread.find(|unread| unread.location == one.location) {
        Some(unread) => described(contract, unread, version),
        None => sentence(contract, one, version),
    };
    let facts = broken_in(version, one.content);
    let is_nothing = lacks_nothing(versions, one, version);
    let found = lacking(versions, is_nothing, facts, message, &named(contract, one));
    let place = match one.part {
        // What is compared with the schema is told of this place, too.
        Part::Schema | Part::ForeignSchema => &one.location,
        _ => &one.cause.location,
    };
    advised(found.left_out(place, version), advice(&one.cause.flaw))
}

/// Something because of which `named` could not be compared, unless that `is_nothing` that anybody depends on.
fn lacking(
    versions: &Versions<'_>,
    is_nothing: bool,
    facts: Facts,
    message: String,
    named: &str,
) -> Found {
    let whole = ElementId::new("contract", &versions.revision.info.title);
    match is_nothing {
        true => Found::annotation(&whole, facts, message),
        false => {
            Found::new(Concern::BOTH, UNKNOWN, &whole, facts, message).because_of_itself(named)
        }
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
            true => found.base.clone(),
            false => found.revision.clone(),
        };
        let place = (found.detail.clone(), place);
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
