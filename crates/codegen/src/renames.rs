//! Names that the project has given to messages, channels, operations and servers.

use std::collections::HashMap;

use tidings_diag::{Finding, Location, nearest};
use tidings_model::Contract;
use tidings_model::contract::{ChannelId, MessageId, OperationId, ServerId};

use crate::ir::CONFIGURATION;
use crate::plan::Plan;
use crate::rules::SELECTOR_UNMATCHED;
use crate::settings::{Address, NameSettings, Settings};

/// What stands in place of the keys that the contract has.
#[derive(Debug, Default)]
pub(crate) struct Renames {
    messages: HashMap<MessageId, String>,
    channels: HashMap<ChannelId, String>,
    operations: HashMap<OperationId, String>,
    servers: HashMap<ServerId, String>,
}

impl Renames {
    /// The names that `settings` give, and what is told of those that nothing bears.
    pub(crate) fn new(
        contract: &Contract,
        plan: &Plan,
        settings: &Settings,
    ) -> (Self, Vec<Finding>) {
        let mut given = Given::new(&settings.names);
        let messages = contract.messages.enumerate();
        let messages = messages.map(|(id, one)| (id, "messages", &one.key, &one.origin.location));
        let messages = given.of(messages);
        let channels = contract.channels.enumerate();
        let channels = channels.map(|(id, one)| (id, "channels", &one.key, &one.origin.location));
        let channels = given.of(channels);
        let operations = plan.described.enumerate();
        let operations =
            operations.map(|(id, one)| (id, "operations", &one.key, &one.origin.location));
        let operations = given.of(operations);
        let servers = contract.servers.enumerate();
        let servers = servers.map(|(id, one)| (id, "servers", &one.key, &one.origin.location));
        let servers = given.of(servers);
        let renames = Self {
            messages,
            channels,
            operations,
            servers,
        };
        (renames, given.unmatched())
    }

    /// What `id` is called, whose key is `key`.
    pub(crate) fn message<'n>(&'n self, id: MessageId, key: &'n str) -> &'n str {
        self.messages.get(&id).map_or(key, String::as_str)
    }

    /// What `id` is called, whose key is `key`.
    pub(crate) fn channel<'n>(&'n self, id: ChannelId, key: &'n str) -> &'n str {
        self.channels.get(&id).map_or(key, String::as_str)
    }

    /// What `id` is called, whose key is `key`.
    pub(crate) fn operation<'n>(&'n self, id: OperationId, key: &'n str) -> &'n str {
        self.operations.get(&id).map_or(key, String::as_str)
    }

    /// What `id` is called, whose key is `key`.
    pub(crate) fn server<'n>(&'n self, id: ServerId, key: &'n str) -> &'n str {
        self.servers.get(&id).map_or(key, String::as_str)
    }
}

/// The names that are given, and which of them something bears.
struct Given<'s> {
    names: &'s [NameSettings],
    matched: Vec<bool>,
    /// The paths that a user could have written.
    known: Vec<String>,
}

impl<'s> Given<'s> {
    fn new(names: &'s [NameSettings]) -> Self {
        Self {
            names,
            matched: vec![false; names.len()],
            known: Vec::new(),
        }
    }

    /// The names of the elements of one section of the contract; of two names for one the later one counts.
    fn of<'e, Id: std::hash::Hash + Eq>(
        &mut self,
        elements: impl Iterator<Item = (Id, &'static str, &'e String, &'e Location)>,
    ) -> HashMap<Id, String> {
        let mut found = HashMap::new();
        if self.names.is_empty() {
            return found;
        }
        for (id, section, key, location) in elements {
            let pointer = location.pointer.as_deref().unwrap_or_default();
            let address = Address::of_element(pointer, section, key);
            let mut given = None;
            for (name, matched) in self.names.iter().zip(&mut self.matched) {
                if name.path.selects(&address) {
                    *matched = true;
                    given = Some(name.rename.as_str().to_owned());
                }
            }
            self.known.push(address.shown());
            found.extend(given.map(|given| (id, given)));
        }
        found
    }

    fn unmatched(&self) -> Vec<Finding> {
        let unmatched = self.names.iter().zip(&self.matched);
        let unmatched = unmatched.filter(|(_, matched)| !**matched);
        let findings = unmatched.map(|(name, _)| {
            let path = name.path.as_str();
            let message = format!(
                "no message, channel, operation or server stands at `{path}`, so nothing is named by it"
            );
            let help = match nearest(path, self.known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a path is a section of the contract and a key in it, as in `operations.placeOrder`, or a JSON Pointer".to_owned(),
            };
            Finding::of_file(&SELECTOR_UNMATCHED, CONFIGURATION, message).with_help(help)
        });
        findings.collect()
    }
}
