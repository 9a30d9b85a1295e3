//! Messages: in the channels and replies that both versions have, by name, by what tells them apart, by what they hold.

use std::collections::BTreeSet;

use tidings_model::Contract;
use tidings_model::contract::{ChannelId, Message, MessageId, OperationId};

use super::distinction::distinction;
use super::{Match, Pairs, Reason};
use crate::schema::Equality;

pub(super) fn pairs(
    base: &Contract,
    revision: &Contract,
    channels: &Pairs<ChannelId>,
    operations: &Pairs<OperationId>,
    equality: &Equality<'_>,
) -> Pairs<MessageId> {
    let mut matched: Vec<Match<MessageId>> = Vec::new();
    let mut meet = |old: Vec<MessageId>, new: Vec<MessageId>| {
        for one in together(base, revision, old, new, equality).matched {
            let is_known =
                |known: &Match<MessageId>| (known.base, known.revision) == (one.base, one.revision);
            if !matched.iter().any(is_known) {
                matched.push(one);
            }
        }
    };
    for pair in &channels.matched {
        let listed = |contract: &Contract, id: ChannelId| {
            let messages = contract.channels[id].messages.iter();
            messages.map(|(_, message)| *message).collect()
        };
        meet(listed(base, pair.base), listed(revision, pair.revision));
    }
    for pair in &operations.matched {
        let (old, new) = (
            &base.operations[pair.base],
            &revision.operations[pair.revision],
        );
        meet(old.messages.clone(), new.messages.clone());
        if let (Some(old), Some(new)) = (&old.reply, &new.reply) {
            meet(old.messages.clone(), new.messages.clone());
        }
    }
    matched.sort_by_key(|one| (one.revision, one.base));
    let unmatched = |contract: &Contract, known: &dyn Fn(MessageId) -> bool| {
        let ids = contract.messages.ids();
        ids.filter(|id| !known(*id)).collect()
    };
    let has_base = |id| matched.iter().any(|one: &Match<MessageId>| one.base == id);
    let has_revision = |id| {
        matched
            .iter()
            .any(|one: &Match<MessageId>| one.revision == id)
    };
    Pairs {
        removed: unmatched(base, &has_base),
        added: unmatched(revision, &has_revision),
        matched,
    }
}

/// The messages of one place in pairs.
pub(crate) fn together(
    base: &Contract,
    revision: &Contract,
    old: Vec<MessageId>,
    new: Vec<MessageId>,
    equality: &Equality<'_>,
) -> Pairs<MessageId> {
    let once = |ids: Vec<MessageId>| ids.into_iter().collect::<BTreeSet<_>>();
    let was = |id: MessageId| &base.messages[id];
    let is = |id: MessageId| &revision.messages[id];
    let name = |message: &Message| message.name.clone();
    let key = |message: &Message| message.key.clone();
    let pairs = Pairs::unpaired(once(old), once(new))
        .by(
            Reason::Name,
            |id| Some((name(was(id))?, key(was(id)))),
            |id| Some((name(is(id))?, key(is(id)))),
        )
        .by(Reason::Name, |id| name(was(id)), |id| name(is(id)))
        .by(
            Reason::Distinction,
            |id| distinction(base, was(id)),
            |id| distinction(revision, is(id)),
        )
        .by(Reason::Key, |id| Some(key(was(id))), |id| Some(key(is(id))))
        .when(Reason::Content, |one, other| {
            equality.have_equal_content(one, other)
        });
    let are_alone = pairs.removed.len() == 1 && pairs.added.len() == 1;
    pairs.when(Reason::Remaining, |one, other| {
        // Two messages that are told apart by different values are different messages.
        let told_apart = || {
            let (one, other) = (
                distinction(base, was(one)),
                distinction(revision, is(other)),
            );
            one.is_some() && other.is_some()
        };
        are_alone && !told_apart()
    })
}
