//! Ids that nobody else has.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::Uuid;
use crate::wire::CorrelationIds;

/// The id of a new message: a UUID of version 7 (RFC 9562 §5.7), so that ids sort by the time they were made.
///
/// It is unique, and no secret: the part that is not time begins at random and then counts, because a call to the
/// operating system for every message would cost more than the rest of sending it.
pub(crate) fn message_id() -> String {
    static COUNT: LazyLock<AtomicU64> = LazyLock::new(|| AtomicU64::new(seed()));
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    // Below the millisecond the standard leaves 12 bits to whoever wants to sort more finely.
    let fraction = u64::from(since.subsec_nanos() % 1_000_000) * 4096 / 1_000_000;
    let high = (since.as_millis() as u64) << 16 | 0x7000 | fraction;
    let low = COUNT.fetch_add(1, Ordering::Relaxed) & (u64::MAX >> 2) | 1 << 63;
    Uuid::from_u128(u128::from(high) << 64 | u128::from(low)).to_string()
}

/// The id of a new request: a UUID of version 4 (RFC 9562 §5.4), whose 122 random bits nobody can guess, so that nobody
/// can answer in another's place.
pub(crate) fn unguessable() -> String {
    let mut bytes = [0; 16];
    if getrandom::fill(&mut bytes).is_err() {
        // A system without entropy is early in its boot; unique is the best there is then.
        return message_id();
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Uuid::from_bytes(bytes).to_string()
}

/// The id of a new request whose place in the message holds what `ids` says.
///
/// Numbers are random as well, and easier to guess than a UUID.
pub(super) fn of_request(ids: CorrelationIds) -> String {
    match ids {
        CorrelationIds::Texts => unguessable(),
        CorrelationIds::Integers { below } => (1 + seed() % (below.max(2) - 1)).to_string(),
    }
}

fn seed() -> u64 {
    getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id()) << 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_ids_are_uuids_of_version_7_and_differ() {
        let ids: std::collections::BTreeSet<_> = (0..1000).map(|_| message_id()).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            assert!(tidings_check::formats::uuid(&id).is_ok(), "{id}");
            assert_eq!(&id[14..15], "7", "{id}");
            assert!("89ab".contains(&id[19..20]), "{id}");
        }
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let ids = CorrelationIds::Integers { below: 4 };
        let ids: std::collections::BTreeSet<_> = (0..1000).map(|_| of_request(ids)).collect();
        assert_eq!(ids, ["1", "2", "3"].map(str::to_owned).into());
    }

    #[test]
    fn request_ids_share_nothing() {
        let (one, other) = (unguessable(), unguessable());
        for id in [&one, &other] {
            assert!(tidings_check::formats::uuid(id).is_ok(), "{id}");
            assert_eq!(&id[14..15], "4", "{id}");
        }
        assert_ne!(one[..14], other[..14]);
    }
}
