//! The operations of a client: those of the contract, as the side sees them that the client is on.

use tidings_model::Contract;
use tidings_model::contract::{Action, Arena, Operation, OperationId};

use crate::settings::Perspective;

/// The operations of `contract`, in document order, with the action that a client of this perspective takes.
///
/// A reply goes against its request, so it needs nothing but the action: whoever sends requests receives replies.
pub(crate) fn operations(
    contract: &Contract,
    perspective: Perspective,
) -> Arena<OperationId, Operation> {
    let operations = contract.operations.iter().cloned();
    let seen = operations.map(|operation| Operation {
        action: action(operation.action, perspective),
        ..operation
    });
    seen.collect()
}

fn action(described: Action, perspective: Perspective) -> Action {
    match (perspective, described) {
        (Perspective::App, action) => action,
        (Perspective::Peer, Action::Send) => Action::Receive,
        (Perspective::Peer, Action::Receive) => Action::Send,
    }
}
