//! The operations of a client: those of the contract, as the side sees them that the client is on.

use tidings_model::Contract;
use tidings_model::contract::{
    Action, Arena, Channel, ChannelId, ElementId, Operation, OperationId,
};
use tidings_naming::compound;

use crate::settings::Perspective;

/// The operations of `contract`, in document order, with the action that a client of this perspective takes; behind
/// them two for each channel with messages that no operation works on, because nothing says who sends there.
///
/// A reply goes against its request, so it needs nothing but the action: whoever sends requests receives replies.
pub(crate) fn operations(
    contract: &Contract,
    perspective: Perspective,
) -> Arena<OperationId, Operation> {
    let operations = contract.operations.iter().cloned();
    let seen = operations.map(|operation| Operation {
        action: action(operation.action, perspective),
        // How the application takes part, as under which name, is its own affair.
        bindings: match perspective {
            Perspective::App => operation.bindings,
            Perspective::Peer => Vec::new(),
        },
        ..operation
    });
    let channels = contract.channels.enumerate();
    let unused = channels.filter(|(id, channel)| {
        let mut operations = contract.operations.iter();
        !channel.messages.is_empty() && operations.all(|operation| !works_on(operation, *id))
    });
    let both = unused.flat_map(|(id, channel)| {
        [("publish", Action::Send), ("on", Action::Receive)]
            .map(|(does, action)| of_channel(id, channel, does, action))
    });
    seen.chain(both).collect()
}

/// Whether the contract states the operation `id` of [`operations`] itself.
pub(crate) fn is_stated(contract: &Contract, id: OperationId) -> bool {
    usize::from(id) < contract.operations.len()
}

fn works_on(operation: &Operation, channel: ChannelId) -> bool {
    let reply = operation.reply.as_ref().and_then(|reply| reply.channel);
    operation.channel == channel || reply == Some(channel)
}

/// What one can do with a channel of which the contract does not say who does it.
fn of_channel(id: ChannelId, channel: &Channel, does: &str, action: Action) -> Operation {
    let key = compound(does, &channel.key);
    let mut messages = Vec::new();
    for (_, message) in &channel.messages {
        if !messages.contains(message) {
            messages.push(*message);
        }
    }
    Operation {
        element: ElementId::new("operation", &key),
        key,
        id: None,
        origin: channel.origin.clone(),
        fields: channel.fields.clone(),
        action,
        channel: id,
        title: channel.title.clone(),
        summary: channel.summary.clone(),
        description: channel.description.clone(),
        messages,
        message_references: Vec::new(),
        reply: None,
        security: Vec::new(),
        tags: Vec::new(),
        external_docs: None,
        bindings: Vec::new(),
        binding_extensions: Vec::new(),
        extensions: Vec::new(),
    }
}

fn action(described: Action, perspective: Perspective) -> Action {
    match (perspective, described) {
        (Perspective::App, action) => action,
        (Perspective::Peer, Action::Send) => Action::Receive,
        (Perspective::Peer, Action::Receive) => Action::Send,
    }
}
