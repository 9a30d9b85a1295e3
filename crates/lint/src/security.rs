//! The ways to be let in that a contract demands.

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{SecurityRequirement, SecurityScheme};

use crate::place::key_of;

/// Every requirement of every server and operation.
pub(crate) fn requirements(contract: &Contract) -> impl Iterator<Item = &SecurityRequirement> {
    let servers = contract.servers.iter();
    let servers = servers.flat_map(|server| &server.security);
    let operations = contract.operations.iter();
    servers.chain(operations.flat_map(|operation| &operation.security))
}

/// `finding` with the place of `scheme`, unless it stands where it is demanded.
pub(crate) fn with_scheme(finding: Finding, scheme: &SecurityScheme) -> Finding {
    match scheme.key {
        Some(_) => finding.with_related(key_of(&scheme.origin), "the scheme"),
        None => finding,
    }
}
