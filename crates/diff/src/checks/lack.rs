//! What a comparison lacks without a part of a document that is broken.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{ChannelId, LeftOut, MessageId, OperationId, Part, Usage};
use tidings_syntax::unescape_pointer;

use super::Versions;
use super::unused::holds;
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

/// What a comparison lacks.
pub(super) enum Lack {
    /// Nothing: whatever the part was meant to be, nobody depends on it.
    Nothing,
    /// A message that only one version has, which means as much as if it could be read.
    Message(Concern, Answers),
    /// What the part says.
    Unknown,
}

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

/// What a comparison of `versions` lacks without `one`, a part of `version` that the other version has not got.
pub(super) fn weigh(versions: &Versions<'_>, one: &LeftOut, version: Version) -> Lack {
    let contract = contract_of(versions, version);
    let is_nothing = matches!(one.part, Part::FieldOf(object) if FOR_PEOPLE.contains(&object))
        // What schemas lack is found out by comparing them.
        || matches!(one.part, Part::Schema | Part::ForeignSchema)
        // A scheme matters where it is demanded, and there it is broken, too.
        || one.part == Part::Security && is_component(contract, one)
        || one.part == Part::FieldOf("document")
            && OF_COMPONENTS.iter().any(|field| last_step(&one.location) == *field)
        || is_unused(contract, one);
    match (is_nothing, one.part) {
        (true, _) => Lack::Nothing,
        (false, Part::Message) => message(versions, one, version).unwrap_or(Lack::Unknown),
        (false, _) => Lack::Unknown,
    }
}

/// The last step that leads to a place.
pub(super) fn last_step(location: &Location) -> String {
    let pointer = location.pointer.as_deref().unwrap_or_default();
    unescape_pointer(pointer.rsplit('/').next().unwrap_or_default())
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

/// What it means that only `version` has the message, or the mention of one, that is broken; `None` where the other
/// version has it, too.
fn message(versions: &Versions<'_>, one: &LeftOut, version: Version) -> Option<Lack> {
    let sides = [versions.base, versions.revision];
    let [own, other] = match version {
        Version::Base => sides,
        Version::Revision => [sides[1], sides[0]],
    };
    let last = |pointer: &str| pointer.rsplit('/').next().map(unescape_pointer);
    let name = one.reference.as_deref().and_then(last);
    if let Some(operation) = operation_of(own, one) {
        let Some(counterpart) = (match version {
            Version::Base => versions.matching.operations.revision_of(operation),
            Version::Revision => versions.matching.operations.base_of(operation),
        }) else {
            // The operation itself is told.
            return Some(Lack::Nothing);
        };
        let listed = other.operations[counterpart].messages.iter();
        let is_known = has(other, listed.copied(), &name?);
        let concern = Concern::of(own.operations[operation].action);
        return (!is_known).then(|| alone(versions, concern, version));
    }
    if let Some(channel) = channel_of(own, one) {
        let Some(counterpart) = (match version {
            Version::Base => versions.matching.channels.revision_of(channel),
            Version::Revision => versions.matching.channels.base_of(channel),
        }) else {
            return Some(Lack::Nothing);
        };
        let key = one.location.pointer.as_deref().and_then(last)?;
        let listed = other.channels[counterpart].messages.iter();
        let is_known = has(other, listed.map(|(_, id)| *id), &key);
        let concern = match version {
            Version::Base => versions.base_concern(channel),
            Version::Revision => versions.revision_concern(channel),
        };
        return (!is_known).then(|| alone(versions, concern, version));
    }
    // A component matters where it is used, and there it is broken, too.
    let component = own
        .components
        .iter()
        .find(|it| it.location == one.location)?;
    let mut others = other.components.iter();
    let is_known = others.any(|it| (&it.kind, &it.name) == (&component.kind, &component.name));
    (!is_known).then_some(Lack::Nothing)
}

/// What it means that only `version` has a message, whatever it says.
fn alone(versions: &Versions<'_>, concern: Concern, version: Version) -> Lack {
    // Who ignores what it does not know ignores a message that is new to it, and misses none that does not come.
    let is_ignored = concern.is_sent() && !versions.is_literal();
    let answers = match (version, is_ignored) {
        (Version::Base, true) => Answers::UNTOUCHED,
        (Version::Base, false) => Answers {
            backward: Answer::Unknown,
            forward: Answer::Yes,
        },
        (Version::Revision, true) => Answers {
            backward: Answer::Yes,
            forward: Answer::Risky,
        },
        (Version::Revision, false) => Answers {
            backward: Answer::Yes,
            forward: Answer::Unknown,
        },
    };
    Lack::Message(concern, answers)
}

fn has(contract: &Contract, mut messages: impl Iterator<Item = MessageId>, key: &str) -> bool {
    messages.any(|id| contract.messages[id].key == key)
}

/// The operation that lists what is broken.
fn operation_of(contract: &Contract, one: &LeftOut) -> Option<OperationId> {
    let mut ids = contract.operations.ids();
    ids.find(|id| {
        let operation = &contract.operations[*id].origin.location;
        let rest = after(operation, &one.location);
        rest.is_some_and(|rest| rest == "/message" || listed(rest))
    })
}

/// Whether `rest` leads from an operation to one of its messages.
fn listed(rest: &str) -> bool {
    let lists = ["/messages/", "/message/oneOf/"].into_iter();
    let mut items = lists.filter_map(|list| rest.strip_prefix(list));
    items.any(|item| !item.contains('/'))
}

/// The channel that has what is broken among its messages.
fn channel_of(contract: &Contract, one: &LeftOut) -> Option<ChannelId> {
    let mut ids = contract.channels.ids();
    ids.find(|id| {
        let rest = after(&contract.channels[*id].origin.location, &one.location);
        let key = rest.and_then(|rest| rest.strip_prefix("/messages/"));
        key.is_some_and(|key| !key.contains('/'))
    })
}

/// What leads from the place `outer` to `inner`, which lies in it.
pub(super) fn after<'l>(outer: &Location, inner: &'l Location) -> Option<&'l str> {
    let (whole, part) = (outer.pointer.as_deref()?, inner.pointer.as_deref()?);
    let rest = part.strip_prefix(whole);
    rest.filter(|_| outer.span.file == inner.span.file)
}
