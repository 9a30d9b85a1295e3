//! The places of a contract that hold schemas of what travels, in both versions.

use tidings_diag::Location;
use tidings_model::contract::{ElementId, Message, MessageId, Payload};
use tidings_schema::SchemaGraph;

use super::bound::bound;
use super::sunset::Removal;
use super::versions::is_of_2;
use super::{Check, Versions, binding_changed, key_changed};
use crate::bindings::{Meaning, Object, meaning};
use crate::facts::Facts;
use crate::matching::{Alternative, Match};
use crate::roles::Concern;
use crate::schema::{Difference, Hashes, Kind};
use crate::{Answer, Answers, Options, Part, Version};

/// A place that has a schema in both versions.
pub(super) struct SchemaPlace<'c> {
    /// The place in words.
    pub(super) called: String,
    /// The place in a fingerprint.
    pub(super) name: String,
    pub(super) concern: Concern,
    pub(super) element: &'c ElementId,
    pub(super) part: Part,
    pub(super) was: &'c Payload,
    pub(super) is: &'c Payload,
    /// The content types of messages that have it as their payload, as far as they are stated.
    pub(super) content_types: [Option<&'c str>; 2],
    hashes: &'c Hashes<'c>,
    /// Where each version says in which language the schema is, or that there is one.
    pub(super) stated: [&'c Location; 2],
    /// What a change means for the protocol, where the schema is a field of a binding.
    binding: Option<Meaning>,
    /// What the base says of its schemas.
    graph: &'c SchemaGraph,
    options: Options,
}

/// Every place that has a schema in both versions.
pub(super) fn schema_places<'c>(versions: &Versions<'c>) -> Vec<SchemaPlace<'c>> {
    let mut places = Vec::new();
    for pair in versions.known_messages() {
        places.extend(of_messages(versions, pair));
    }
    for bound in bound(versions) {
        for (field, was, is) in bound.both_schemas() {
            let meaning = meaning(bound.protocol, bound.object, field);
            let part = match meaning {
                Meaning::Key => Part::Key,
                _ if bound.object == Object::Message && field == "headers" => Part::Headers,
                _ => Part::Binding,
            };
            places.push(SchemaPlace {
                called: format!("`{}.{field}` of {}", bound.protocol, bound.called),
                name: format!("{}.{field}", bound.protocol),
                concern: bound.concern,
                element: bound.element,
                part,
                was,
                is,
                content_types: [None, None],
                hashes: versions.hashes,
                stated: bound.places(field),
                binding: Some(meaning),
                graph: &versions.base.schemas,
                options: *versions.options,
            });
        }
    }
    places
}

/// The payload and the headers of two messages that are one.
fn of_messages<'c>(versions: &Versions<'c>, pair: &Match<MessageId>) -> Vec<SchemaPlace<'c>> {
    let (was, is) = (
        &versions.base.messages[pair.base],
        &versions.revision.messages[pair.revision],
    );
    let matching = versions.matching;
    let alternatives: Vec<&Alternative> = matching
        .alternatives_between(pair.base, pair.revision)
        .collect();
    let mut compared = Vec::new();
    for (part, old, new) in parts(was, is) {
        let name = part.name();
        if part != Part::Payload || alternatives.is_empty() {
            compared.extend(old.zip(new).map(|both| (part, name.to_owned(), both)));
            continue;
        }
        // Each alternative is compared with what it is by itself.
        for (place, alternative) in alternatives.iter().enumerate() {
            let name = match (alternative.version, place) {
                (Version::Base, 0) => name.to_owned(),
                (Version::Base, place) => format!("{name} {place}"),
                (Version::Revision, 0) => format!("{name} {}", was.key),
                (Version::Revision, place) => format!("{name} {} {place}", was.key),
            };
            let [old, new] = alternative.payloads();
            compared.push((part, name, (old, new)));
        }
    }
    let mut places = Vec::new();
    for (part, name, (old, new)) in compared {
        places.push(SchemaPlace {
            called: format!("{} of {}", part.name(), versions.called_message(is)),
            name,
            concern: versions.concern(pair),
            element: &is.element,
            part,
            was: old,
            is: new,
            content_types: match part {
                Part::Payload => [was, is].map(|message| message.content_type.as_deref()),
                _ => [None, None],
            },
            hashes: versions.hashes,
            stated: [(was, versions.base), (is, versions.revision)].map(|(message, contract)| {
                // Only AsyncAPI 2 has it beside the payload.
                let is_beside = part == Part::Payload && is_of_2(contract);
                let format = message.fields.of("schemaFormat");
                let format = format.filter(|_| is_beside);
                let stated = format.or_else(|| message.fields.of(part.name()));
                stated.unwrap_or(&message.origin.location)
            }),
            binding: None,
            graph: &versions.base.schemas,
            options: *versions.options,
        });
    }
    places
}

/// The payload and the headers of both.
pub(super) fn parts<'m>(
    was: &'m Message,
    is: &'m Message,
) -> [(Part, Option<&'m Payload>, Option<&'m Payload>); 2] {
    [
        (Part::Payload, was.payload.as_ref(), is.payload.as_ref()),
        (Part::Headers, was.headers.as_ref(), is.headers.as_ref()),
    ]
}

impl SchemaPlace<'_> {
    /// All that is said in both versions, for what cannot be told more closely.
    pub(super) fn whole(&self) -> Facts {
        // Asked for and not kept, because most places are the same in both versions.
        let [was, is] = [(self.was, Version::Base), (self.is, Version::Revision)]
            .map(|(payload, version)| self.hashes.fact(payload, version));
        Facts::new(was, is)
    }

    /// The directions, 0 for backward, the one first in which a loss breaks somebody.
    pub(super) fn directions(&self) -> [usize; 2] {
        match self.judged(Answers::REMOVED) == Answer::No {
            true => [0, 1],
            false => [1, 0],
        }
    }

    /// What the policy makes of `answers`.
    pub(super) fn judged(&self, answers: Answers) -> Answer {
        self.options.policy.judge(self.concern, answers)
    }

    /// Whether the schemas say what a difference means, and not the protocol.
    pub(super) fn is_judged(&self) -> bool {
        matches!(self.binding, None | Some(Meaning::Schema | Meaning::Key))
    }

    /// The check that tells of a difference that `explaining` explains.
    pub(super) fn check(&self, explaining: &'static Check) -> &'static Check {
        match self.binding {
            None => explaining,
            Some(Meaning::Key) => &key_changed::CHECK,
            Some(_) => &binding_changed::CHECK,
        }
    }

    /// What was announced for the property that `difference` takes away.
    pub(super) fn removal(&self, difference: &Difference) -> Option<Removal> {
        Removal::of_property(difference, self.graph, &self.options)
    }

    /// What a difference that may change values means by rule, besides what the schemas say.
    pub(super) fn by_rule(&self, kind: &Kind) -> Answers {
        match self.binding {
            None | Some(Meaning::Schema) => Answers::UNTOUCHED,
            // Numbers are written with other bytes than texts, so no key meets its old one.
            Some(Meaning::Key) if matches!(kind, Kind::Type { .. }) => Answers::EXCHANGED,
            Some(Meaning::Key) => Answers::RISKY,
            Some(meaning) => meaning.answers(None, None),
        }
    }
}
