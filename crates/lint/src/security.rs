//! The ways to be let in that a contract demands.

use tidings_model::Contract;
use tidings_model::contract::SecurityRequirement;

/// Every requirement of every server and operation.
pub(crate) fn requirements(contract: &Contract) -> impl Iterator<Item = &SecurityRequirement> {
    let servers = contract.servers.iter();
    let servers = servers.flat_map(|server| &server.security);
    let operations = contract.operations.iter();
    servers.chain(operations.flat_map(|operation| &operation.security))
}
