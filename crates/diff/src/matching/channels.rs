//! Channels: by address; where that changed, by key and by what travels on them.

use tidings_model::Contract;
use tidings_model::contract::{Channel, ChannelId, MessageId, placeholders};

use super::{Pairs, Reason};
use crate::schema::Equality;

pub(super) fn pairs(
    base: &Contract,
    revision: &Contract,
    equality: &Equality<'_>,
) -> Pairs<ChannelId> {
    let (old, new) = (&base.channels, &revision.channels);
    let key = |channel: &Channel| channel.key.clone();
    let both = |channel: &Channel| Some((channel.address.clone()?, channel.key.clone()));
    let hold_the_same = |one: ChannelId, other: ChannelId| {
        let (one, other) = (&old[one], &new[other]);
        one.messages.len() == other.messages.len()
            && !one.messages.is_empty()
            && one
                .messages
                .iter()
                .all(|(_, message)| has_equal(*message, &other.messages, equality))
    };
    Pairs::unpaired(base.channels.ids(), revision.channels.ids())
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
        })
}

fn has_equal(message: MessageId, others: &[(String, MessageId)], equality: &Equality<'_>) -> bool {
    let mut others = others.iter();
    others.any(|(_, other)| equality.have_equal_content(message, *other))
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
