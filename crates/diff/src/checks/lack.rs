//! What a comparison lacks without a part of a document that is broken.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Channel, LeftOut, Part, Usage};
use tidings_syntax::unescape_pointer;

use super::Versions;
use super::unread::is_whole_list;
use super::unused::holds;
use crate::Version;

/// The objects, as the tables of the grammar call them, whose fields nobody depends on.
const FOR_PEOPLE: [&str; 3] = ["contact", "info", "license"];

/// The maps of `components` that a document has nowhere else: where they stand in its root, only references use them, and
/// those are followed.
const OF_COMPONENTS: [&str; 14] = [
    "channelBindings",
    "correlationIds",
    "messageBindings",
    "messageTraits",
    "messages",
    "operationBindings",
    "operationTraits",
    "parameters",
    "replies",
    "replyAddresses",
    "schemas",
    "securitySchemes",
    "serverBindings",
    "serverVariables",
];

/// Whether a comparison of `versions` lacks nothing without `one`, a part of `version` that the other version has not got:
/// whatever it was meant to be, nobody depends on it, or it is told elsewhere what is not known of it.
pub(super) fn lacks_nothing(versions: &Versions<'_>, one: &LeftOut, version: Version) -> bool {
    let contract = contract_of(versions, version);
    let is_for_people = matches!(one.part, Part::FieldOf(object) if FOR_PEOPLE.contains(&object));
    // What schemas lack is found out by comparing them, and what messages lack where they are listed.
    let is_compared =
        matches!(one.part, Part::Schema | Part::ForeignSchema) || is_mention(contract, one);
    // A scheme matters where it is demanded, and there it is broken, too.
    let is_demanded = one.part == Part::Security && is_component(contract, one);
    let is_misplaced = one.part == Part::FieldOf("document")
        && OF_COMPONENTS
            .iter()
            .any(|field| last_step(&one.location) == *field);
    is_for_people || is_compared || is_demanded || is_misplaced || is_unused(contract, one)
}

impl Versions<'_> {
    /// Whether `version` has a `part` that is called `key` and could not be read, or nobody knows which such parts it has,
    /// so that it is neither gone nor new.
    pub(super) fn has_unread(&self, version: Version, part: Part, key: &str) -> bool {
        let all = match part {
            Part::Server => "/servers",
            Part::Channel => "/channels",
            _ => "/operations",
        };
        let mut left_out = contract_of(self, version).left_out.iter();
        left_out.any(|one| {
            let pointer = one.location.pointer.as_deref().unwrap_or_default();
            let is_all = pointer == all && [part, Part::FieldOf("document")].contains(&one.part);
            is_all || one.part == part && last_of(pointer) == key
        })
    }

    /// Whether `version` has an operation that is called `key`, or its channel, and could not read it.
    pub(super) fn has_unread_operation(
        &self,
        version: Version,
        key: &str,
        channel: &Channel,
    ) -> bool {
        self.has_unread(version, Part::Operation, key)
            || self.has_unread(version, Part::Channel, &channel.key)
    }
}

/// Whether it is one message, and not all of a place.
pub(super) fn is_mention(contract: &Contract, one: &LeftOut) -> bool {
    if one.part != Part::Message || is_whole_list(contract, one) {
        return false;
    }
    let pointer = one.location.pointer.as_deref().unwrap_or_default();
    let pointer = pointer.strip_suffix("/$ref").unwrap_or(pointer);
    let mut steps = pointer.rsplit('/');
    let last = steps.next();
    last == Some("message") || matches!(steps.next(), Some("messages" | "oneOf"))
}

/// The last step that leads to a place.
pub(super) fn last_step(location: &Location) -> String {
    last_of(location.pointer.as_deref().unwrap_or_default())
}

/// The contract as it is in `version`.
pub(super) fn contract_of<'c>(versions: &Versions<'c>, version: Version) -> &'c Contract {
    match version {
        Version::Base => versions.base,
        Version::Revision => versions.revision,
    }
}

/// Whether it is a component.
fn is_component(contract: &Contract, one: &LeftOut) -> bool {
    let mut components = contract.components.iter();
    components.any(|component| component.location == one.location)
}

/// Whether it lies in a component that nothing uses.
fn is_unused(contract: &Contract, one: &LeftOut) -> bool {
    let components = contract.components.iter();
    let mut unused = components.filter(|component| component.usage != Usage::Used);
    unused.any(|component| holds(&component.location, &one.location))
}

/// The last step of a pointer or a reference.
pub(super) fn last_of(pointer: &str) -> String {
    let last = pointer.rsplit('/').next();
    unescape_pointer(last.unwrap_or_default())
}

/// What leads from the place `outer` to `inner`, which lies in it.
pub(super) fn after<'l>(outer: &Location, inner: &'l Location) -> Option<&'l str> {
    let (whole, part) = (outer.pointer.as_deref()?, inner.pointer.as_deref()?);
    let rest = part.strip_prefix(whole);
    rest.filter(|_| outer.span.file == inner.span.file)
}
