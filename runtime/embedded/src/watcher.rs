//! The thread that watches the file: what other processes wrote, what time brings about, who still lives.
//!
//! SQLite has no way for one process to call another, but a connection can ask very cheaply whether another one has
//! committed since it last looked. The pauses between looks grow while nothing happens. While nobody in this process
//! listens, the thread only wakes for the heartbeat.

use std::sync::Weak;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::processes::Watch;
use crate::retention::{Cutoffs, Search};
use crate::shared::Shared;
use crate::store::Touched;
use crate::wake::Listening;
use crate::writer::{Answer, Durable};
use crate::{clock, due, processes, retention};

/// The pause between two looks while messages come.
const SHORTEST_PAUSE: Duration = Duration::from_millis(5);

/// The pause between two looks after a while without messages.
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// The thread: watches until the transport is closed or gone.
pub(crate) fn run(connection: Connection, shared: &Weak<Shared>) {
    let mut watcher = Watcher {
        connection,
        version: None,
        listened: false,
        pause: SHORTEST_PAUSE,
        next_due: None,
        tending: None,
        next_beat: Instant::now(),
        next_search: Instant::now(),
        processes: Watch::default(),
        search: Search::default(),
    };
    while let Some(shared) = shared.upgrade() {
        if shared.is_closing() {
            return;
        }
        let pause = watcher.look(&shared).unwrap_or_else(|_| {
            // A look that fails is repeated from the start; the writer reports what is wrong with the file.
            watcher.version = None;
            LONGEST_PAUSE
        });
        drop(shared);
        thread::park_timeout(pause);
    }
}

struct Watcher {
    connection: Connection,
    /// SQLite's count of other connections' commits.
    version: Option<i64>,
    listened: bool,
    pause: Duration,
    next_due: Option<i64>,
    /// The writer's answer about what was due last.
    tending: Option<Answer<()>>,
    next_beat: Instant,
    next_search: Instant,
    processes: Watch,
    search: Search,
}

impl Watcher {
    /// Looks once and says how long to pause.
    fn look(&mut self, shared: &Shared) -> rusqlite::Result<Duration> {
        let now = Instant::now();
        if now >= self.next_beat {
            self.next_beat = now + shared.options.heartbeat;
            self.beat(shared)?;
        }
        if now >= self.next_search {
            self.next_search = now + self.forget(shared)?;
        }
        let until_beat = self
            .next_beat
            .min(self.next_search)
            .saturating_duration_since(now);
        let listening = shared.bells.listening();
        if listening.is_nobody() {
            self.listened = false;
            return Ok(until_beat);
        }
        let version = self
            .connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if self.version != Some(version) || !self.listened {
            self.version = Some(version);
            self.listened = true;
            self.pause = SHORTEST_PAUSE;
            self.ring(shared, &listening)?;
            self.next_due = due::next(&self.connection)?;
        } else {
            self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        }
        Ok(self.tend(shared).min(self.pause).min(until_beat))
    }

    /// Has done what is due and says how long nothing else is.
    fn tend(&mut self, shared: &Shared) -> Duration {
        let Some(due) = self.next_due else {
            return LONGEST_PAUSE;
        };
        let left = due.saturating_sub(clock::now());
        if left > 0 {
            return Duration::from_millis(left.unsigned_abs());
        }
        let under_way = self.tending.as_mut().is_some_and(|answer| {
            matches!(answer.try_recv(), Err(oneshot::error::TryRecvError::Empty))
        });
        if under_way {
            return SHORTEST_PAUSE;
        }
        self.tending = Some(shared.writer.submit(Durable::No, due::tend));
        // What is due after that is asked for with the next look.
        self.version = None;
        SHORTEST_PAUSE
    }

    /// Rings for those who have something to take, or no group any more, whoever wrote it.
    fn ring(&self, shared: &Shared, listening: &Listening) -> rusqlite::Result<()> {
        let mut waiting = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM deliveries WHERE group_id = ?1 AND state = 'waiting')
                    OR NOT EXISTS (SELECT 1 FROM groups WHERE id = ?1)",
        )?;
        let mut replied = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM replies WHERE inbox = ?1)")?;
        let mut touched = Touched::default();
        for group in &listening.groups {
            if waiting.query_row([group], |row| row.get(0))? {
                touched.groups.insert(*group);
            }
        }
        for inbox in &listening.inboxes {
            if replied.query_row([inbox], |row| row.get(0))? {
                touched.inboxes.insert(inbox.clone());
            }
        }
        shared.bells.ring(&touched);
        Ok(())
    }

    /// Shows that this process lives, and looks whether the others do.
    fn beat(&mut self, shared: &Shared) -> rusqlite::Result<()> {
        if shared.has_received() {
            shared.writer.post(processes::beat);
        }
        let dead = self
            .processes
            .look(&self.connection, shared.options.heartbeat)?;
        for last in dead {
            shared
                .writer
                .post(move |store| processes::bury(store, last));
        }
        Ok(())
    }

    /// Has removed what is old in one stretch of the log, and says when to look at the next.
    fn forget(&mut self, shared: &Shared) -> rusqlite::Result<Duration> {
        let cutoffs = Cutoffs::now(&shared.options);
        let Some(positions) = self.search.next(&self.connection, cutoffs)? else {
            if retention::has_room_to_give(&self.connection)? {
                shared.writer.post(retention::give_room);
                return Ok(LONGEST_PAUSE);
            }
            return Ok(shared.options.heartbeat);
        };
        if !positions.is_empty() {
            shared
                .writer
                .post(move |store| retention::remove(store, &positions, cutoffs));
        }
        Ok(LONGEST_PAUSE)
    }
}
