//! Operations: by what they do with which channel and with which messages, then by key.

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
    let is_held = |one: &Operation, other: &Operation, are_equal: &dyn Fn(_, _) -> bool| {
        let mut messages = one.messages.iter();
        messages.all(|one| other.messages.iter().any(|other| are_equal(*one, *other)))
    };
    let do_the_same = |one: OperationId, other: OperationId| {
        let (one, other) = (&old[one], &new[other]);
        was(one) == Some(is(other))
            && is_held(one, other, &|one, other| {
                equality.have_equal_content(one, other)
            })
            && is_held(other, one, &|other, one| {
                equality.have_equal_content(one, other)
            })
    };
    Pairs::unpaired(base.operations.ids(), revision.operations.ids())
        .by(Reason::Action, |id| was(&old[id]), |id| Some(is(&new[id])))
        // Of several that do the same with a channel, each has its messages.
        .when(Reason::Content, do_the_same)
        .by(
            Reason::Action,
            |id| Some((was(&old[id])?, key(&old[id]))),
            |id| Some((is(&new[id]), key(&new[id]))),
        )
        .by(
            Reason::Key,
            |id| Some(key(&old[id])),
            |id| Some(key(&new[id])),
        )
        // Several that do the same with the same messages are as good as each other.
        .in_order(Reason::Content, do_the_same)
}
