//! What the processes have printed, and what the store holds.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// One line of the log that a handler printed.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) pid: u32,
    pub(super) group: String,
    pub(super) consumer: String,
    pub(super) delivery: i64,
    pub(super) attempt: u32,
    pub(super) text: String,
}

impl Line {
    /// `pid 4711    packers/packer-1   delivery 7    attempt 1 | picks …`; `None` for every other line.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (front, text) = line.split_once(" | ")?;
        let words: Vec<&str> = front.split_whitespace().collect();
        let ["pid", pid, name, "delivery", delivery, "attempt", attempt] = words[..] else {
            return None;
        };
        let (group, consumer) = name.split_once('/')?;
        Some(Self {
            pid: pid.parse().ok()?,
            group: group.to_owned(),
            consumer: consumer.to_owned(),
            delivery: delivery.parse().ok()?,
            attempt: attempt.parse().ok()?,
            text: text.to_owned(),
        })
    }
}

/// One row of the store.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) group: String,
    pub(super) message: i64,
    pub(super) state: String,
    pub(super) attempt: u32,
    pub(super) consumer: String,
    pub(super) reason: Option<String>,
}

pub(super) fn rows(database: &Path) -> BTreeMap<i64, Row> {
    let store = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let sql =
        "SELECT d.id, g.name, d.message, d.state, d.attempt, coalesce(d.consumer, ''), d.reason
               FROM deliveries d JOIN groups g ON g.id = d.group_id";
    let mut statement = store.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let entry = Row {
            group: row.get(1)?,
            message: row.get(2)?,
            state: row.get(3)?,
            attempt: row.get(4)?,
            consumer: row.get(5)?,
            reason: row.get(6)?,
        };
        Ok((row.get(0)?, entry))
    });
    rows.unwrap().map(Result::unwrap).collect()
}
