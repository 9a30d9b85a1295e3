//! Which part of one version that nobody reads is that of the other one: the same part of the same element, wherever that
//! stands.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{LeftOut, Part};

use super::Versions;
use super::lack::{after, contract_of, is_mention};
use crate::Version;

/// The lists in which nothing depends on the order.
const UNORDERED: [&str; 6] = ["allOf", "anyOf", "messages", "oneOf", "security", "servers"];

/// What makes a part of both versions the same: what it is, where it stands in an element of both, and what stands there.
pub(super) type Identity = (Part, String, u64);

/// Tells the broken parts of one version apart.
pub(super) struct Identities<'c> {
    contract: &'c Contract,
    /// The elements that both versions have, each with a name for both.
    elements: Vec<(&'c Location, String)>,
}

impl<'c> Identities<'c> {
    /// Those of `version`.
    pub(super) fn of(versions: &Versions<'c>, version: Version) -> Self {
        let contract = contract_of(versions, version);
        let matching = versions.matching;
        let messages = matching.messages.matched.iter().enumerate();
        let messages = messages.map(|(number, pair)| {
            let message = &contract.messages[pair.of(version)];
            (&message.origin.location, format!("message {number}"))
        });
        let channels = matching.channels.matched.iter().enumerate();
        let channels = channels.map(|(number, pair)| {
            let channel = &contract.channels[pair.of(version)];
            (&channel.origin.location, format!("channel {number}"))
        });
        let operations = matching.operations.matched.iter().enumerate();
        let operations = operations.map(|(number, pair)| {
            let operation = &contract.operations[pair.of(version)];
            (&operation.origin.location, format!("operation {number}"))
        });
        Self {
            contract,
            elements: messages.chain(channels).chain(operations).collect(),
        }
    }

    /// What tells `one` from the other parts of its version, in words that both versions have in common.
    pub(super) fn identity(&self, one: &LeftOut) -> Identity {
        // What is broken in a schema has a name of its own, and means the same wherever it stands; so does a message, whose
        // places are compared by themselves.
        if one.part == Part::Schema || is_mention(self.contract, one) {
            return (one.part, String::new(), one.content);
        }
        (one.part, self.place(&one.location), one.content)
    }

    /// Where `location` is, in words that both versions have in common: in an element of both, or in the document.
    pub(super) fn place(&self, location: &Location) -> String {
        let elements = self.elements.iter();
        let around = elements.filter_map(|(outer, name)| {
            let rest = after(outer, location)?;
            (rest.is_empty() || rest.starts_with('/')).then_some((rest, name))
        });
        match around.min_by_key(|(rest, _)| rest.len()) {
            Some((rest, name)) => format!("{name}{}", without_order(rest)),
            None => without_order(location.pointer.as_deref().unwrap_or_default()),
        }
    }
}

/// `pointer` without the numbers of items in lists without an order.
fn without_order(pointer: &str) -> String {
    let mut before = "";
    let steps = pointer.split('/').map(|step| {
        let is_item = UNORDERED.contains(&before) && step.parse::<usize>().is_ok();
        before = step;
        if is_item { "*" } else { step }
    });
    steps.collect::<Vec<_>>().join("/")
}
