//! Operations: by what they do with which channel, then by key.

use tidings_model::Contract;
use tidings_model::contract::{Action, ChannelId, Operation, OperationId};

use super::{Pairs, Reason};
use crate::schema::Equality;

pub(super) fn pairs(
    base: &Contract,
    revision: &Contract,
    channels: &Pairs<ChannelId>,
    equality: &Equality<'_>,
) -> Pairs<OperationId> {
    let (old, new) = (&base.operations, &revision.operations);
    // What an operation does, in terms of the revision's channels.
    let was = |operation: &Operation| -> Option<(ChannelId, Action)> {
        Some((channels.revision_of(operation.channel)?, operation.action))
    };
    let is = |operation: &Operation| (operation.channel, operation.action);
    let key = |operation: &Operation| operation.key.clone();
    Pairs::unpaired(base.operations.ids(), revision.operations.ids())
        .by(
            Reason::Action,
            |id| Some((was(&old[id])?, key(&old[id]))),
            |id| Some((is(&new[id]), key(&new[id]))),
        )
        .by(Reason::Action, |id| was(&old[id]), |id| Some(is(&new[id])))
        .by(
            Reason::Key,
            |id| Some(key(&old[id])),
            |id| Some(key(&new[id])),
        )
        .when(Reason::Content, |one, other| {
            let (one, other) = (&old[one], &new[other]);
            was(one) == Some(is(other))
                && one.messages.iter().all(|message| {
                    let mut others = other.messages.iter();
                    others.any(|other| equality.have_equal_content(*message, *other))
                })
        })
}
