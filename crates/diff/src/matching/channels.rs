//! Channels: by address; where that changed, by key and by what travels on them, if need be nearly.

use tidings_model::Contract;
use tidings_model::contract::{Channel, ChannelId, MessageId, placeholders};

use super::likeness::Likeness;
use super::{Pairs, Reason};
use crate::schema::Equality;

pub(super) fn pairs(
    base: &Contract,
    revision: &Contract,
    equality: &Equality<'_>,
    likeness: &Likeness<'_>,
) -> Pairs<ChannelId> {
    let (old, new) = (&base.channels, &revision.channels);
    let key = |channel: &Channel| channel.key.clone();
    let both = |channel: &Channel| Some((channel.address.clone()?, channel.key.clone()));
    let hold_the_same = |one: ChannelId, other: ChannelId| {
        hold(&old[one], &new[other], |one, other| {
            equality.have_equal_content(one, other)
        })
    };
    let pairs = Pairs::unpaired(base.channels.ids(), revision.channels.ids())
        // Several channels may have one address, on different servers for instance.
        .by(Reason::Address, |id| both(&old[id]), |id| both(&new[id]))
        .by(
            Reason::Address,
            |id| old[id].address.clone(),
            |id| new[id].address.clone(),
        )
        .by(
            Reason::AddressShape,
            |id| old[id].address.as_deref().map(shape),
            |id| new[id].address.as_deref().map(shape),
        )
        .by(
            Reason::Key,
            |id| Some(key(&old[id])),
            |id| Some(key(&new[id])),
        )
        .when(Reason::Content, hold_the_same)
        // Of several that hold the same, a part of the address that changed tells which is which.
        .when(Reason::Content, |one, other| {
            let addresses = old[one]
                .address
                .as_deref()
                .zip(new[other].address.as_deref());
            addresses.is_some_and(|(one, other)| differ_in_one_part(one, other))
                && hold_the_same(one, other)
        })
        // Several that hold the same at one address are as good as each other.
        .in_order(Reason::Content, |one, other| {
            old[one].address == new[other].address && hold_the_same(one, other)
        });
    let asked = pairs.removed.len() * pairs.added.len();
    // Whoever moves a channel often mends what it carries in the same step.
    pairs.when(Reason::Likeness, |one, other| {
        likeness.is_worth_asking(asked)
            && hold(&old[one], &new[other], |one, other| {
                likeness.is_of(one, other)
            })
    })
}

/// Whether both channels have equally many messages, and each of `one` is one of `other`, as `are_one` sees it.
fn hold(one: &Channel, other: &Channel, are_one: impl Fn(MessageId, MessageId) -> bool) -> bool {
    let mut messages = one.messages.iter();
    one.messages.len() == other.messages.len()
        && !one.messages.is_empty()
        && messages.all(|(_, message)| {
            let mut others = other.messages.iter();
            others.any(|(_, other)| are_one(*message, *other))
        })
}

/// Whether two addresses are the same but for one part between their separators.
fn differ_in_one_part(one: &str, other: &str) -> bool {
    let parts = |address| str::split(address, ['/', '.', ':']);
    let pairs = parts(one).zip(parts(other));
    parts(one).count() == parts(other).count()
        && parts(one).count() > 1
        && pairs.filter(|(one, other)| one != other).count() == 1
}

/// The address without the names of its parameters.
pub(crate) fn shape(address: &str) -> String {
    let names = placeholders(address);
    names.fold(address.to_owned(), |shape, name| {
        shape.replace(&format!("{{{name}}}"), "{}")
    })
}
