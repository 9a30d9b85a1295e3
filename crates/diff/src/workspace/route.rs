//! Where the messages of an operation travel, and whether those of two operations meet.

use tidings_model::Contract;
use tidings_model::contract::{Action, Operation, OperationId};

use super::address::Addresses;
use super::place::Place;

/// An operation with where its messages travel.
pub(super) struct Side<'c> {
    pub(super) id: OperationId,
    pub(super) operation: &'c Operation,
    pub(super) route: Route,
}

/// Where the messages of a channel travel.
pub(super) struct Route {
    /// The servers; none where the contract names none, so that it may be any.
    servers: Vec<Place>,
    addresses: Addresses,
}

/// The operations of `contract` that do `action`, as far as their addresses are known.
pub(super) fn by_action(contract: &Contract, action: Action) -> Vec<Side<'_>> {
    let operations = contract.operations.enumerate();
    let sides = operations.filter_map(|(id, operation)| {
        let channel = &contract.channels[operation.channel];
        let servers = channel.servers.iter();
        let route = Route {
            servers: servers
                .map(|server| Place::of(&contract.servers[*server]))
                .collect(),
            addresses: Addresses::of(contract, channel)?,
        };
        (operation.action == action).then_some(Side {
            id,
            operation,
            route,
        })
    });
    sides.collect()
}

impl Route {
    /// Whether both are the same, so that nobody can tell what travels on the one from what travels on the other.
    pub(super) fn is(&self, other: &Self) -> bool {
        let have = |one: &Self, other: &Self| {
            let mut servers = one.servers.iter();
            servers.all(|server| other.servers.contains(server))
        };
        self.addresses == other.addresses && have(self, other) && have(other, self)
    }

    /// An address that both have by one protocol, where they do not meet.
    pub(super) fn apart(&self, other: &Self) -> Option<String> {
        if self.met(other).is_some() {
            return None;
        }
        let mut families = self.servers.iter().map(|place| place.family.as_str());
        families.find_map(|family| {
            let mut others = other.servers.iter();
            others.find(|other| other.family == family)?;
            self.addresses.common(&other.addresses, Some(family))
        })
    }

    /// An address and a protocol at which both meet, if they do.
    pub(super) fn met(&self, other: &Self) -> Option<(String, Option<String>)> {
        if self.servers.is_empty() || other.servers.is_empty() {
            let known = self.servers.first().or(other.servers.first());
            let family = known.map(|place| place.family.as_str());
            let address = self.addresses.common(&other.addresses, family)?;
            return Some((address, None));
        }
        let mut servers = self.servers.iter();
        servers.find_map(|one| {
            let mut others = other.servers.iter();
            let common = others.find(|other| one.may_be(other))?;
            let family = common.family.as_str();
            let address = self.addresses.common(&other.addresses, Some(family))?;
            Some((address, Some(family.to_owned())))
        })
    }
}
