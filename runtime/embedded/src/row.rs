//! Messages as rows: everything that is given is stored as given, and read back equal.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, Row, params};
use tidings_transport::{Bindings, Headers, Message, MessageId, PublishError, PublishErrorKind};

/// Bytes a body may have at most; SQLite's own limit for a row is 10⁹ bytes, and a row is copied in memory.
pub(crate) const MAX_BODY: usize = 256 * 1024 * 1024;

/// A message that can be stored: its times fit into SQLite's integers.
pub(crate) struct Outgoing {
    pub(crate) message: Message,
    timestamp: Option<i64>,
    time_to_live: Option<i64>,
    deliver_after: Option<i64>,
}

impl Outgoing {
    /// Takes a message, or says why it can never be stored.
    pub(crate) fn new(message: Message) -> Result<Self, PublishError> {
        let rejected = |why: String| PublishError::new(PublishErrorKind::Rejected, why);
        if message.address.is_empty() {
            return Err(rejected("the message has no address".into()));
        }
        if message.body.len() > MAX_BODY {
            return Err(rejected(format!(
                "the body has {} bytes; an embedded transport takes {MAX_BODY}",
                message.body.len()
            )));
        }
        let too_long = |what| rejected(format!("the {what} of the message is beyond 292 years"));
        Ok(Self {
            timestamp: message
                .timestamp
                .map(|time| since_epoch(time).ok_or_else(|| too_long("timestamp")))
                .transpose()?,
            time_to_live: message
                .time_to_live
                .map(|length| nanoseconds(length).ok_or_else(|| too_long("time to live")))
                .transpose()?,
            deliver_after: message
                .deliver_after
                .map(|length| nanoseconds(length).ok_or_else(|| too_long("delay")))
                .transpose()?,
            message,
        })
    }
}

/// Adds the message to the log: its position, or `None` when its address knows its id already.
pub(crate) fn insert(
    connection: &Connection,
    outgoing: &Outgoing,
    now: i64,
) -> rusqlite::Result<Option<i64>> {
    let message = &outgoing.message;
    let position = connection
        .prepare_cached(
            "INSERT INTO messages (address, message_id, body, content_type, key, correlation_id, reply_to,
                                   timestamp_ns, time_to_live_ns, deliver_after_ns, priority, stored_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (address, message_id) DO NOTHING
             RETURNING id",
        )?
        .query_row(
            params![
                message.address,
                message.id.as_ref().map(MessageId::as_str),
                &message.body[..],
                message.content_type,
                message.key.as_deref(),
                message.correlation_id,
                message.reply_to,
                outgoing.timestamp,
                outgoing.time_to_live,
                outgoing.deliver_after,
                message.priority,
                now,
            ],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(position) = position {
        let mut insert = connection.prepare_cached(
            "INSERT INTO headers (message, position, name, value) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (place, (name, value)) in (0_i64..).zip(message.headers.iter()) {
            insert.execute(params![position, place, name, &value[..]])?;
        }
    }
    Ok(position)
}

/// Reads the message at `position`.
pub(crate) fn read(connection: &Connection, position: i64) -> rusqlite::Result<Message> {
    let mut message = connection
        .prepare_cached(
            "SELECT address, message_id, body, content_type, key, correlation_id, reply_to,
                    timestamp_ns, time_to_live_ns, deliver_after_ns, priority
             FROM messages WHERE id = ?1",
        )?
        .query_row([position], from_row)?;
    let mut select = connection
        .prepare_cached("SELECT name, value FROM headers WHERE message = ?1 ORDER BY position")?;
    let headers = select.query_map([position], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    message.headers = headers.collect::<rusqlite::Result<Headers>>()?;
    Ok(message)
}

/// Removes the message at `position` and its headers from the log.
pub(crate) fn remove(connection: &Connection, position: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM headers WHERE message = ?1")?
        .execute([position])?;
    connection
        .prepare_cached("DELETE FROM messages WHERE id = ?1")?
        .execute([position])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        address: row.get(0)?,
        id: row.get::<_, Option<String>>(1)?.map(MessageId::new),
        body: row.get::<_, Vec<u8>>(2)?.into(),
        headers: Headers::new(),
        content_type: row.get(3)?,
        key: row.get::<_, Option<Vec<u8>>>(4)?.map(Into::into),
        correlation_id: row.get(5)?,
        reply_to: row.get(6)?,
        timestamp: row.get::<_, Option<i64>>(7)?.map(after_epoch),
        time_to_live: row.get::<_, Option<i64>>(8)?.map(length),
        deliver_after: row.get::<_, Option<i64>>(9)?.map(length),
        priority: row.get(10)?,
        bindings: Bindings::NONE,
    })
}

fn nanoseconds(length: Duration) -> Option<i64> {
    i64::try_from(length.as_nanos()).ok()
}

fn length(nanoseconds: i64) -> Duration {
    Duration::from_nanos(nanoseconds.unsigned_abs())
}

fn since_epoch(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => nanoseconds(since),
        Err(before) => nanoseconds(before.duration()).map(|before| -before),
    }
}

fn after_epoch(nanoseconds: i64) -> SystemTime {
    if nanoseconds < 0 {
        UNIX_EPOCH - length(nanoseconds)
    } else {
        UNIX_EPOCH + length(nanoseconds)
    }
}
