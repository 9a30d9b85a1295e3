//! The schema of a contract that a type is held against.

use tidings_diag::nearest;
use tidings_model::contract::{Action, Contract, Message, MessageId, Payload};
use tidings_project::{Perspective, Project};
use tidings_schema::{SchemaGraph, SchemaId};

use super::Direction;
use crate::problems::Problems;
use crate::suggestion::suggestion;
use crate::terms::{Role, Terms};

/// The schema of a contract, and what is done with its values.
pub(super) struct Subject {
    pub(super) schema: SchemaId,
    pub(super) direction: Direction,
    /// What it is called in errors: "the message `OrderPlaced`".
    pub(super) name: String,
}

impl Subject {
    /// The schema that `terms` name, unless there is none; then `problems` say so.
    pub(super) fn find(
        project: &Project,
        terms: &Terms<'_>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let contract = &project.contract;
        let stated = stated(terms, problems);
        match &terms.role {
            Role::Message {
                name,
                span,
                content_type,
            } => {
                let Some((id, message)) = message(contract, name) else {
                    let known: Vec<&str> = contract.messages.iter().map(name_of).collect();
                    let meant = match nearest(name, known.iter().copied()) {
                        Some(meant) => format!("did you mean `{meant}`? "),
                        None => String::new(),
                    };
                    let known: Vec<String> =
                        known.iter().map(|known| format!("`{known}`")).collect();
                    problems.add(syn::Error::new(
                        *span,
                        format!(
                            "the contract has no message `{name}`: {meant}It has {}",
                            known.join(", ")
                        ),
                    ));
                    return None;
                };
                let Some(Payload::Schema(schema)) = message.payload else {
                    problems.add(syn::Error::new(
                        *span,
                        format!(
                            "the payload of `{name}` is described by no JSON Schema: generate its type from the contract"
                        ),
                    ));
                    return None;
                };
                let written = message.content_type.as_deref();
                if let Some(written) = written.filter(|written| written != content_type) {
                    problems.add(syn::Error::new(
                        *span,
                        format!("the contract says in which media type `{name}` is written: state `content_type = \"{written}\"`"),
                    ));
                }
                let direction = stated.unwrap_or_else(|| {
                    let peer = project.settings.perspective == Perspective::Peer;
                    direction(contract, id, peer)
                });
                Some(Self {
                    schema,
                    direction,
                    name: format!("the message `{name}`"),
                })
            }
            Role::Part(place) => {
                let found = at(&contract.schemas, &place.value());
                let Some(schema) = found else {
                    let keys = contract.component_schemas.iter();
                    let known: Vec<String> = keys
                        .map(|(key, _)| format!("#/components/schemas/{key}"))
                        .collect();
                    let meant = match nearest(&place.value(), known.iter().map(String::as_str)) {
                        Some(meant) => format!(": did you mean `{meant}`?"),
                        None => String::new(),
                    };
                    problems.at(
                        place,
                        format!("the contract uses no schema at `{}`{meant}", place.value()),
                    );
                    return None;
                };
                Some(Self {
                    schema: contract.schemas.resolve(schema),
                    direction: stated.unwrap_or(Direction::BOTH),
                    name: format!("`{}`", place.value()),
                })
            }
        }
    }
}

/// The direction that the user states.
fn stated(terms: &Terms<'_>, problems: &mut Problems) -> Option<Direction> {
    let written = terms.direction?;
    let direction = Direction::named(&written.value());
    if direction.is_none() {
        let known = suggestion(&written.value(), &["send", "receive", "both"]);
        problems.at(
            written,
            format!("`{}` is no direction: {known}", written.value()),
        );
    }
    direction
}

/// The schema at `#/…`, or at `file.yaml#/…` by its pointer.
fn at(graph: &SchemaGraph, place: &str) -> Option<SchemaId> {
    let pointer = place.split_once('#').map_or(place, |(_, pointer)| pointer);
    let mut schemas = graph.iter();
    let found = schemas.find(|(_, schema)| schema.location.pointer.as_deref() == Some(pointer));
    found.map(|(id, _)| id)
}

/// The message that the contract, or its author, calls `name`.
fn message<'c>(contract: &'c Contract, name: &str) -> Option<(MessageId, &'c Message)> {
    let mut messages = contract.messages.enumerate();
    messages.find(|(_, message)| message.name.as_deref() == Some(name) || message.key == name)
}

fn name_of(message: &Message) -> &str {
    message.name.as_deref().unwrap_or(&message.key)
}

/// What the application, or its peer, does with the message; both where no operation says.
fn direction(contract: &Contract, id: MessageId, is_peer: bool) -> Direction {
    let mut found = Direction::default();
    let mut note = |sends: bool| match sends != is_peer {
        true => found.sends = true,
        false => found.receives = true,
    };
    for operation in contract.operations.iter() {
        let sends = operation.action == Action::Send;
        if operation.messages.contains(&id) {
            note(sends);
        }
        let reply = operation.reply.as_ref();
        if reply.is_some_and(|reply| reply.messages.contains(&id)) {
            note(!sends);
        }
    }
    match found == Direction::default() {
        true => Direction::BOTH,
        false => found,
    }
}
