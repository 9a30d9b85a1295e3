//! The writer's connection and what it remembers between transactions.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rusqlite::Connection;

use crate::clock;
use crate::groups::GroupCache;
use crate::schema::retry_while_busy;
use crate::writer::Durable;

/// The writer's connection, its caches and what the transaction under way has touched.
pub(crate) struct Store {
    pub(crate) connection: Connection,
    pub(crate) groups: GroupCache,
    /// This process in the table `processes`, once it receives something.
    pub(crate) process: Option<i64>,
    /// How often this process means to show that it lives, in milliseconds.
    pub(crate) heartbeat: i64,
    /// The inboxes of this process, for the case that others take it for dead.
    pub(crate) inboxes: BTreeSet<String>,
    /// The subscriptions of this process and their groups, for the same case.
    pub(crate) members: BTreeMap<i64, i64>,
    pub(crate) touched: Touched,
    synchronous: Option<Durable>,
}

/// Who has something new to take after the transaction.
#[derive(Default)]
pub(crate) struct Touched {
    pub(crate) groups: BTreeSet<i64>,
    pub(crate) inboxes: BTreeSet<String>,
}

impl Store {
    pub(crate) fn new(connection: Connection, heartbeat: Duration) -> Self {
        Self {
            connection,
            groups: GroupCache::default(),
            process: None,
            heartbeat: clock::milliseconds(heartbeat),
            inboxes: BTreeSet::new(),
            members: BTreeMap::new(),
            touched: Touched::default(),
            synchronous: None,
        }
    }

    /// Begins a transaction as the only writer of the file.
    pub(crate) fn begin(
        &mut self,
        durable: Durable,
        busy_timeout: Duration,
    ) -> rusqlite::Result<()> {
        if self.synchronous != Some(durable) {
            let level = match durable {
                Durable::Yes => "FULL",
                Durable::No => "NORMAL",
            };
            self.connection.pragma_update(None, "synchronous", level)?;
            self.synchronous = Some(durable);
        }
        self.groups.expire();
        retry_while_busy(busy_timeout, || self.execute("BEGIN IMMEDIATE"))
    }

    pub(crate) fn commit(&self) -> rusqlite::Result<()> {
        self.execute("COMMIT")
    }

    /// Undoes the transaction, if SQLite has not done so itself.
    pub(crate) fn roll_back(&mut self) {
        if self.in_transaction() {
            // A roll back that fails leaves a transaction that the next `BEGIN` reports.
            let _ = self.execute("ROLLBACK");
        }
        self.groups = GroupCache::default();
    }

    pub(crate) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Makes one change so that its failure leaves the others of the transaction alone.
    pub(crate) fn guarded<T>(
        &mut self,
        change: impl FnOnce(&mut Self) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.execute("SAVEPOINT change")?;
        let made = change(self);
        if made.is_err() && self.in_transaction() {
            self.execute("ROLLBACK TO change")?;
            self.groups = GroupCache::default();
        }
        if self.in_transaction() {
            self.execute("RELEASE change")?;
        }
        made
    }

    /// What was touched since the last time.
    pub(crate) fn take_touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
    }

    fn execute(&self, statement: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(statement)?.execute([])?;
        Ok(())
    }
}
