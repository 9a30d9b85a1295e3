//! All that goes from one application to another one, and which operations of the receiver get it.
//!
//! Who receives at an address sees what is sent there and not by which operation, so a message is taken for what it is
//! among all that the one sends and all that the other one knows there, however both divide that among their operations.

use std::collections::HashMap;

use tidings_model::Contract;
use tidings_model::contract::{Action, MessageId, OperationId};

use super::Sent;
use super::reception::{Reader, Reception};
use super::route::{Side, by_action};
use crate::Options;

/// All that goes from one application to another one without having been asked for.
pub(super) struct Flow<'c> {
    pub(super) sender: &'c Contract,
    pub(super) receiver: &'c Contract,
    sending: Vec<Side<'c>>,
    receiving: Vec<Side<'c>>,
}

/// What goes from one operation to another one.
pub(super) struct Delivery {
    pub(super) sender: OperationId,
    pub(super) receiver: OperationId,
    pub(super) address: String,
    pub(super) protocol: Option<String>,
    pub(super) messages: Vec<Sent>,
}

impl Delivery {
    /// Whether something arrives that is not ignored.
    pub(super) fn arrives(&self) -> bool {
        let is_ignored = |sent: &Sent| matches!(sent.reception, Reception::Ignored);
        self.messages.is_empty() || !self.messages.iter().all(is_ignored)
    }
}

impl<'c> Flow<'c> {
    pub(super) fn between(sender: &'c Contract, receiver: &'c Contract) -> Self {
        Self {
            sender,
            receiver,
            sending: by_action(sender, Action::Send),
            receiving: by_action(receiver, Action::Receive),
        }
    }

    /// What goes from each operation to each that gets something of it.
    pub(super) fn deliveries(&self, options: &Options) -> Vec<Delivery> {
        // Most pairs of contracts never meet, and those do not pay for what judges.
        let mut reader: Option<Reader<'_>> = None;
        let mut read: HashMap<[OperationId; 2], Vec<Sent>> = HashMap::new();
        let mut deliveries = Vec::new();
        for one in &self.sending {
            for other in &self.receiving {
                let Some((address, protocol)) = one.route.met(&other.route) else {
                    continue;
                };
                let (sending, receiving) =
                    (beside(one, &self.sending), beside(other, &self.receiving));
                let reader =
                    reader.get_or_insert_with(|| Reader::new(self.sender, self.receiver, options));
                let place = [sending[0].id, receiving[0].id];
                let read = read
                    .entry(place)
                    .or_insert_with(|| reader.read(&messages(&sending), &messages(&receiving)));
                let gets = |sent: &&Sent| {
                    one.operation.messages.contains(&sent.message)
                        && gets(other, &receiving, sent.taken_for)
                };
                let messages: Vec<Sent> = read.iter().filter(gets).cloned().collect();
                if messages.is_empty() && !one.operation.messages.is_empty() {
                    continue;
                }
                deliveries.push(Delivery {
                    sender: one.id,
                    receiver: other.id,
                    address,
                    protocol,
                    messages,
                });
            }
        }
        deliveries
    }
}

/// Those of `all` whose messages travel where those of `one` do.
fn beside<'s, 'c>(one: &Side<'c>, all: &'s [Side<'c>]) -> Vec<&'s Side<'c>> {
    all.iter()
        .filter(|other| other.route.is(&one.route))
        .collect()
}

/// The messages of operations, each once.
fn messages(sides: &[&Side<'_>]) -> Vec<MessageId> {
    let mut messages: Vec<MessageId> = Vec::new();
    for message in sides.iter().flat_map(|side| &side.operation.messages) {
        if !messages.contains(message) {
            messages.push(*message);
        }
    }
    messages
}

/// Whether `one`, of all that receive at an address, gets a message that is `taken_for` this one; what is taken for none is
/// told of the first of them by name, so that their order does not matter.
fn gets(one: &Side<'_>, receiving: &[&Side<'_>], taken_for: Option<MessageId>) -> bool {
    match taken_for {
        Some(message) => one.operation.messages.contains(&message),
        None => {
            let name = |side: &Side<'_>| side.operation.element.as_str().to_owned();
            receiving.iter().all(|other| name(one) <= name(other))
        }
    }
}
