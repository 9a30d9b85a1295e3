//! Messages: in the channels and replies that both versions have, by name, by what tells them apart, by what they hold.

use std::collections::BTreeSet;

use tidings_model::Contract;
use tidings_model::contract::{ChannelId, Message, MessageId, OperationId};

use super::alternatives::{Alternative, Contents};
use super::distinction::distinction;
use super::inclusion::Inclusion;
use super::likeness::Likeness;
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
fn add(matched: &mut Vec<Match<MessageId>>, found: Vec<Match<MessageId>>) {
    for one in found {
        let is_known =
            |known: &Match<MessageId>| (known.base, known.revision) == (one.base, one.revision);
        if !matched.iter().any(is_known) {
            matched.push(one);
        }
    }
}

/// The messages of one place, `old` of the base and `new` of the revision, in pairs.
pub(crate) fn together(
    contents: &Contents<'_, '_>,
    old: Vec<MessageId>,
    new: Vec<MessageId>,
) -> Pairs<MessageId> {
    let Contents {
        base,
        revision,
        equality,
        inclusion,
        likeness,
        traffic,
    } = *contents;
    let once = |ids: Vec<MessageId>| ids.into_iter().collect::<BTreeSet<_>>();
    let was = |id: MessageId| &base.messages[id];
    let is = |id: MessageId| &revision.messages[id];
    let name = |message: &Message| message.name.clone();
    let key = |message: &Message| message.key.clone();
    let named = |message: &Message| Some((name(message)?, key(message)));
    let are_equal = |one: MessageId, other: MessageId| equality.have_equal_content(one, other);
    // Messages that are told apart by different values are different ones.
    let are_told_apart = |one: MessageId, other: MessageId| {
        let one = distinction(base, was(one));
        one.is_some() && distinction(revision, is(other)).is_some()
    };
    let (old, new) = (once(old), once(new));
    let is_only_one = |one: MessageId, other: MessageId| {
        let old = old.iter().filter(|old| traffic.may_meet(**old, other));
        let new = new.iter().filter(|new| traffic.may_meet(one, **new));
        old.count() == 1 && new.count() == 1
    };
    let pairs = Pairs::unpaired(old.iter().copied(), new.iter().copied())
        // One name may stand for what is sent and for what is received.
        .by(
            Reason::Name,
            |id| Some((named(was(id))?, traffic.was(id))),
            |id| Some((named(is(id))?, traffic.is(id))),
        )
        .by(Reason::Name, |id| named(was(id)), |id| named(is(id)))
        .by(
            Reason::Name,
            |id| Some((name(was(id))?, traffic.was(id))),
            |id| Some((name(is(id))?, traffic.is(id))),
        )
        .by(Reason::Name, |id| name(was(id)), |id| name(is(id)))
        .by(
            Reason::Distinction,
            |id| Some((distinction(base, was(id))?, traffic.was(id))),
            |id| Some((distinction(revision, is(id))?, traffic.is(id))),
        )
        .by(
            Reason::Distinction,
            |id| distinction(base, was(id)),
            |id| distinction(revision, is(id)),
        )
        .when(Reason::Content, |one, other| {
            traffic.are_alike(one, other) && are_equal(one, other)
        })
        .by(
            Reason::Key,
            |id| Some((key(was(id)), traffic.was(id))),
            |id| Some((key(is(id)), traffic.is(id))),
        )
        .when(Reason::Content, are_equal)
        .by(Reason::Key, |id| Some(key(was(id))), |id| Some(key(is(id))))
        // Several that hold the same are as good as each other.
        .in_order(Reason::Content, |one, other| {
            traffic.are_alike(one, other) && are_equal(one, other)
        })
        .in_order(Reason::Content, are_equal);
    let asked = pairs.removed.len() * pairs.added.len();
    let pairs = pairs.when(Reason::Likeness, |one, other| {
        traffic.may_meet(one, other)
            && likeness.is_worth_asking(asked)
            && likeness.is_of(one, other)
    });
    let asked = pairs.removed.len() * pairs.added.len();
    let pairs = pairs.when(Reason::Inclusion, |one, other| {
        traffic.may_meet(one, other)
            && inclusion.is_worth_asking(asked)
            && !are_told_apart(one, other)
            && inclusion.holds(one, other)
    });
    // What could have become of neither but the other one.
    pairs.when(Reason::Remaining, |one, other| {
        let have_names = was(one).name.is_some() && is(other).name.is_some();
        traffic.may_meet(one, other)
            && !are_told_apart(one, other)
            && (!have_names || is_only_one(one, other))
    })
}
