//! Messages: in the channels and replies that both versions have, by name, by what tells them apart, by what they hold.

use tidings_model::Contract;
use tidings_model::contract::{ChannelId, MessageId, OperationId};

use super::alternatives::{Alternative, Contents};
use super::inclusion::Inclusion;
use super::likeness::Likeness;
use super::together::together;
use super::traffic::{OnChannel, Traffic};
use super::{Match, Pairs, Reason};
use crate::schema::Equality;

pub(super) fn pairs<'c>(
    (base, revision): (&'c Contract, &'c Contract),
    channels: &Pairs<ChannelId>,
    operations: &Pairs<OperationId>,
    equality: &Equality<'c>,
    likeness: &Likeness<'c>,
) -> (Pairs<MessageId>, Vec<Alternative>) {
    let inclusion = Inclusion::between(base, revision);
    let contents = Contents {
        base,
        revision,
        equality,
        inclusion: &inclusion,
        likeness,
        traffic: OnChannel::default(),
    };
    let traffic = Traffic::between(base, revision, operations);
    let mut matched: Vec<Match<MessageId>> = Vec::new();
    let mut alternatives: Vec<Alternative> = Vec::new();
    let mut meet = |mut old: Vec<MessageId>, mut new: Vec<MessageId>, traffic: OnChannel<'_>| {
        let contents = Contents {
            traffic,
            ..contents
        };
        let found = contents.alternatives(&old, &new);
        old.retain(|id| !found.iter().any(|one| one.base == *id));
        new.retain(|id| !found.iter().any(|one| one.revision == *id));
        let mut pairs: Vec<Match<MessageId>> = Vec::new();
        let split = found.iter().map(|one| Match {
            base: one.base,
            revision: one.revision,
            reason: Reason::Alternative,
        });
        add(&mut pairs, split.collect());
        pairs.extend(together(&contents, old, new).matched);
        let is_known = |one: &Alternative| {
            let mut known = alternatives.iter();
            known.any(|other| {
                (other.base, other.revision) == (one.base, one.revision)
                    && other.payload.json_schema() == one.payload.json_schema()
            })
        };
        let found: Vec<Alternative> = found.into_iter().filter(|one| !is_known(one)).collect();
        alternatives.extend(found);
        pairs
    };
    for pair in &channels.matched {
        let listed = |contract: &Contract, id: ChannelId| {
            let messages = contract.channels[id].messages.iter();
            messages.map(|(_, message)| *message).collect()
        };
        let found = meet(
            listed(base, pair.base),
            listed(revision, pair.revision),
            traffic.on(pair.base, pair.revision),
        );
        add(&mut matched, found);
    }
    for pair in &operations.matched {
        let (old, new) = (
            &base.operations[pair.base],
            &revision.operations[pair.revision],
        );
        let mut lists = vec![(
            (&old.messages, Some(old.channel)),
            (&new.messages, Some(new.channel)),
        )];
        if let (Some(old), Some(new)) = (&old.reply, &new.reply) {
            lists.push(((&old.messages, old.channel), (&new.messages, new.channel)));
        }
        for ((old, was_on), (new, is_on)) in lists {
            // Several messages of a channel may share a name that one message of the operation has.
            let found = namesakes((base, revision), old, new, &matched);
            add(&mut matched, found);
            let (mut old, mut new) = (old.clone(), new.clone());
            // What a message of the channel is, the channel has told.
            if let (Some(was_on), Some(is_on)) = (was_on, is_on)
                && channels.are_one(was_on, is_on)
            {
                let was_on = &base.channels[was_on].messages;
                let is_on = &revision.channels[is_on].messages;
                old.retain(|id| !was_on.iter().any(|(_, message)| message == id));
                new.retain(|id| !is_on.iter().any(|(_, message)| message == id));
            }
            let found = meet(old, new, OnChannel::default());
            add(&mut matched, found);
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
    let pairs = Pairs {
        removed: unmatched(base, &has_base),
        added: unmatched(revision, &has_revision),
        matched,
    };
    (pairs, alternatives)
}

/// The messages among `old` and `new` that nothing is known of and whose names nothing else there has.
fn namesakes(
    (base, revision): (&Contract, &Contract),
    old: &[MessageId],
    new: &[MessageId],
    known: &[Match<MessageId>],
) -> Vec<Match<MessageId>> {
    let old = old.iter().copied();
    let new = new.iter().copied();
    let old = old.filter(|id| !known.iter().any(|one| one.base == *id));
    let new = new.filter(|id| !known.iter().any(|one| one.revision == *id));
    let pairs = Pairs::unpaired(old, new).by(
        Reason::Name,
        |id| base.messages[id].name.clone(),
        |id| revision.messages[id].name.clone(),
    );
    pairs.matched
}

/// Adds those of `found` that are not known.
pub(super) fn add(matched: &mut Vec<Match<MessageId>>, found: Vec<Match<MessageId>>) {
    for one in found {
        let is_known =
            |known: &Match<MessageId>| (known.base, known.revision) == (one.base, one.revision);
        if !matched.iter().any(is_known) {
            matched.push(one);
        }
    }
}
