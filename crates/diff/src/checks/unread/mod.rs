//! What could not be read of two versions: messages in the places that have them, and everything in words.

mod holder;
mod listed;
mod place;
mod words;

use tidings_model::contract::{ElementId, Flaw};

use super::found::enumerated;
use super::message_lists::{MessageList, in_places};
use super::versions::called;
use super::{Found, Versions};
use crate::facts::{Fact, Facts};
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

pub(super) use holder::{Holder, is_whole_list};
pub(super) use listed::{Presence, UnreadMessage};
pub(super) use words::{advice, described, named, remedy, sentence};

use words::{clause, past_clause};

/// Nobody knows what it means.
pub(super) const UNKNOWN: Answers = Answers {
    backward: Answer::Unknown,
    forward: Answer::Unknown,
};

/// What is known of messages that could not be read, each once wherever it is the same.
pub(super) fn unread_messages(versions: &Versions<'_>) -> Vec<Found> {
    let lists = versions.message_lists();
    let mut all = Vec::new();
    for (list, one, places) in in_places(&lists, unread, is_same) {
        all.push(message(versions, list, one, &places));
    }
    let lists = versions.listed_in_channels(&lists);
    for (list, one, places) in in_places(&lists, unread, is_same) {
        let mut found = message(versions, list, one, &places);
        if one.presence != Presence::Kept {
            // Whatever becomes of such a message is told of the operations that have it, if there are any.
            found.message += ", and no operation of both versions has it";
            found.concern = None;
            found.answers = Answers::UNTOUCHED;
        }
        all.push(found);
    }
    all
}

/// Those of the messages of `list` that could not be read.
fn unread<'l, 'c>(list: &'l MessageList<'c>) -> Vec<&'l UnreadMessage<'c>> {
    list.unread.iter().collect()
}

/// Whether `one` and `other`, which two places have, are told as one.
fn is_same(one: &UnreadMessage<'_>, other: &UnreadMessage<'_>) -> bool {
    // What both versions have is told of its channel.
    let is_of_one_version = one.presence != Presence::Kept && one.presence == other.presence;
    is_of_one_version && one.key == other.key && one.is(other)
}

/// What it means that `one` of the messages of `list`, which `places` have, could not be read.
fn message(
    versions: &Versions<'_>,
    list: &MessageList<'_>,
    one: &UnreadMessage<'_>,
    places: &[&str],
) -> Found {
    let flaws = [one.base, one.revision].map(|side| side.map(|side| &side.cause.flaw));
    let whole = || ElementId::new("contract", &versions.revision.info.title);
    let element = list
        .channel
        .map_or_else(whole, |channel| channel.element.clone());
    let key = &one.key;
    let of_channel = list.channel.map_or_else(String::new, |channel| {
        format!(" of channel `{}`", called(channel))
    });
    let named = format!("message `{key}`{of_channel}");
    let listed = enumerated(places);
    let told = match (one.presence, flaws) {
        (Presence::Added, [_, Some(flaw)]) => {
            format!("message `{key}` is new in {listed}, and {}", clause(flaw))
        }
        (Presence::Removed, [Some(flaw), _]) => format!(
            "message `{key}` is gone from {listed}, and {}",
            past_clause(flaw)
        ),
        (_, [Some(Flaw::Unread(was)), Some(Flaw::Unread(is))]) => {
            let (was, is) = (&was.target, &is.target);
            format!(
                "{named} refers to `{was}` in the base and to `{is}` in the revision, and no copy is kept of either"
            )
        }
        (_, flaws) => {
            let versions = [Version::Base, Version::Revision].into_iter();
            let clauses = versions.zip(flaws).filter_map(|(version, flaw)| {
                Some(format!("in the {} {}", version.name(), clause(flaw?)))
            });
            let clauses: Vec<String> = clauses.collect();
            format!("{named} {}", clauses.join(" and "))
        }
    };
    let answers = |side: Concern| match one.presence {
        Presence::Added => alone(versions, side, Version::Revision),
        Presence::Removed => alone(versions, side, Version::Base),
        Presence::Kept => UNKNOWN,
    };
    let [was, is] = [one.base, one.revision].map(|side| side.map(|side| Fact::from(side.content)));
    let facts = Facts::new(was, is);
    let mut found = Found::of_sides(list.concern, answers, &element, facts, told);
    for (side, version) in [(one.base, Version::Base), (one.revision, Version::Revision)] {
        if let Some(side) = side {
            found = found.left_out(&side.cause.location, version);
        }
    }
    let found = advised(found, flaws.into_iter().flatten().find_map(advice));
    match one.presence {
        Presence::Kept => found.because_of_itself(&named),
        Presence::Added | Presence::Removed => {
            let detail = format!("{} {}", found.detail, places.join(", "));
            found.with_detail(detail).avoidable()
        }
    }
}

/// `found` with `advice`, if there is any, in place of what its check says.
pub(super) fn advised(found: Found, advice: Option<&str>) -> Found {
    match advice {
        Some(advice) => found.advised(advice),
        None => found,
    }
}

/// What it means for `side` that only `version` has a message, whatever it says.
fn alone(versions: &Versions<'_>, side: Concern, version: Version) -> Answers {
    // Who ignores what it does not know ignores a message that is new to it, or not known any more, and misses none that
    // does not come.
    let is_ignored = side.is_sent() && !versions.is_literal();
    match (version, is_ignored) {
        (Version::Base, true) => Answers::LESSENED,
        (Version::Base, false) => Answers {
            backward: Answer::Unknown,
            forward: Answer::Yes,
        },
        (Version::Revision, true) => Answers::LESSENED.reversed(),
        (Version::Revision, false) => Answers {
            backward: Answer::Yes,
            forward: Answer::Unknown,
        },
    }
}
