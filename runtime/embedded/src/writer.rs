//! The one thread of this process that writes, and its group commit.
//!
//! Making a commit durable costs one flush of the disk however much is in it, so everything that waits is written in
//! one transaction. Answers are given after the commit and never before.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use rusqlite::ErrorCode;
use tidings_transport::Health;
use tokio::sync::{oneshot, watch};

use crate::fault::Fault;
use crate::store::Store;
use crate::wake::Bells;

/// Changes that one transaction takes at most.
const BATCH: usize = 256;

/// How long a batch waits for more changes at most.
const LINGER: Duration = Duration::from_millis(2);

/// How long a batch waits for the next single change; publishers answer a commit within it.
const GAP: Duration = Duration::from_micros(200);

/// Whether a change must have reached the disk when it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durable {
    /// It must survive a power failure.
    Yes,
    /// It only matters while this machine runs: who holds what, who lives.
    No,
}

/// What comes back from the writer.
pub(crate) type Answer<T> = oneshot::Receiver<Result<T, Fault>>;

/// Waits for an answer of the writer.
pub(crate) async fn answered<T>(answer: &mut Answer<T>) -> Result<T, Fault> {
    answer.await.unwrap_or(Err(Fault::Lost))
}

/// The way to the writer's thread.
#[derive(Clone)]
pub(crate) struct Writer {
    sender: mpsc::Sender<Request>,
}

enum Request {
    Change(Durable, Box<dyn Change>),
    End(oneshot::Sender<()>),
}

impl Writer {
    /// A writer and the end that [`run`] takes.
    pub(crate) fn new() -> (Self, Requests) {
        let (sender, receiver) = mpsc::channel();
        (Self { sender }, Requests(receiver))
    }

    /// Has `change` made in a transaction with others and `answer` called after the commit, both on the writer's thread.
    pub(crate) fn submit_with<T: Send + 'static>(
        &self,
        durable: Durable,
        change: impl FnOnce(&mut Store) -> rusqlite::Result<T> + Send + 'static,
        answer: impl FnOnce(Result<T, Fault>) + Send + 'static,
    ) {
        let change = Box::new(Submission {
            change: Some(change),
            made: None,
            answer,
        });
        if let Err(mpsc::SendError(Request::Change(_, change))) =
            self.sender.send(Request::Change(durable, change))
        {
            change.confirm(Err(Fault::Closed));
        }
    }

    /// Has `change` made and its answer sent.
    pub(crate) fn submit<T: Send + 'static>(
        &self,
        durable: Durable,
        change: impl FnOnce(&mut Store) -> rusqlite::Result<T> + Send + 'static,
    ) -> Answer<T> {
        let (sender, receiver) = oneshot::channel();
        self.submit_with(durable, change, move |answer| {
            // Nobody waits any more where this fails; what `T` holds is dropped then.
            let _ = sender.send(answer);
        });
        receiver
    }

    /// Has `change` made; nobody waits for it.
    pub(crate) fn post(
        &self,
        change: impl FnOnce(&mut Store) -> rusqlite::Result<()> + Send + 'static,
    ) {
        self.submit_with(Durable::No, change, drop);
    }

    /// Ends the thread after what was submitted before; resolves when the file is closed.
    pub(crate) fn end(&self) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        // Where this fails the thread has ended already, and the receiver says so.
        let _ = self.sender.send(Request::End(sender));
        receiver
    }
}

/// A change on its way: made inside a transaction, answered after it.
trait Change: Send {
    fn make(&mut self, store: &mut Store) -> Result<(), Fault>;
    fn confirm(self: Box<Self>, commit: Result<(), Fault>);
}

struct Submission<T, C, A> {
    change: Option<C>,
    made: Option<rusqlite::Result<T>>,
    answer: A,
}

impl<T, C, A> Change for Submission<T, C, A>
where
    T: Send,
    C: FnOnce(&mut Store) -> rusqlite::Result<T> + Send,
    A: FnOnce(Result<T, Fault>) + Send,
{
    /// An error means that the whole transaction is gone; the error of this change alone is kept for its answer.
    fn make(&mut self, store: &mut Store) -> Result<(), Fault> {
        let Some(change) = self.change.take() else {
            return Ok(());
        };
        match store.guarded(change) {
            Err(error) if !store.in_transaction() => Err(Fault::NotWritten(Arc::new(error))),
            made => {
                self.made = Some(made);
                Ok(())
            }
        }
    }

    fn confirm(self: Box<Self>, commit: Result<(), Fault>) {
        let answer = match (commit, self.made) {
            (Err(fault), _) => Err(fault),
            (Ok(()), Some(made)) => made.map_err(|error| Fault::NotWritten(Arc::new(error))),
            (Ok(()), None) => Err(Fault::Lost),
        };
        (self.answer)(answer);
    }
}

/// The end of the way that the thread reads.
pub(crate) struct Requests(mpsc::Receiver<Request>);

/// What the thread works with.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) path: PathBuf,
    pub(crate) busy_timeout: Duration,
    pub(crate) bells: Arc<Bells>,
    pub(crate) health: watch::Sender<Health>,
}

/// The thread: batches until it is told to end or nobody can submit any more.
pub(crate) fn run(mut desk: Desk, requests: Requests) {
    let mut end = None;
    let mut alone = true;
    while end.is_none() {
        let Ok(first) = requests.0.recv() else { break };
        let batch = collect(first, &requests.0, alone);
        // Who publishes alone and waits for each confirmation would only wait longer.
        alone = batch.changes.len() <= 1;
        end = batch.end;
        desk.commit(batch.changes, batch.durable);
    }
    desk.leave();
    let Desk { store, health, .. } = desk;
    drop(store);
    health.send_replace(Health::Closed);
    // Changes that came after the end are answered as such before anybody is told that the file is closed.
    while let Ok(request) = requests.0.try_recv() {
        match request {
            Request::Change(_, change) => change.confirm(Err(Fault::Closed)),
            Request::End(sender) => drop(sender),
        }
    }
    drop(requests);
    if let Some(sender) = end {
        // Where this fails nobody waits for the end.
        let _ = sender.send(());
    }
}

/// What one transaction takes.
struct Batch {
    changes: Vec<Box<dyn Change>>,
    durable: Durable,
    /// Who wants the thread to end after it.
    end: Option<oneshot::Sender<()>>,
}

/// Takes `first` and what is there already; also what follows closely, unless the publisher seems to be `alone`.
fn collect(first: Request, requests: &mpsc::Receiver<Request>, alone: bool) -> Batch {
    let start = Instant::now();
    let mut batch = Batch {
        changes: Vec::new(),
        durable: Durable::No,
        end: None,
    };
    let mut next = Some(first);
    while let Some(request) = next {
        match request {
            Request::Change(durable, change) => {
                batch.changes.push(change);
                if durable == Durable::Yes {
                    batch.durable = Durable::Yes;
                }
            }
            Request::End(sender) => {
                batch.end = Some(sender);
                break;
            }
        }
        if batch.changes.len() == BATCH {
            break;
        }
        // Only what waits for the disk anyway is worth waiting with.
        let linger = !alone && batch.durable == Durable::Yes && start.elapsed() < LINGER;
        next = match requests.try_recv() {
            Ok(request) => Some(request),
            Err(_) if linger => requests.recv_timeout(GAP).ok(),
            Err(_) => None,
        };
    }
    batch
}

impl Desk {
    /// Makes all changes of `batch` in one transaction and answers them.
    fn commit(&mut self, mut batch: Vec<Box<dyn Change>>, durable: Durable) {
        if batch.is_empty() {
            return;
        }
        let outcome = self.transact(&mut batch, durable);
        self.report_health(&outcome);
        for change in batch {
            change.confirm(outcome.clone());
        }
        let touched = self.store.take_touched();
        if outcome.is_ok() {
            self.bells.ring(&touched);
        }
    }

    fn transact(&mut self, batch: &mut [Box<dyn Change>], durable: Durable) -> Result<(), Fault> {
        self.store
            .begin(durable, self.busy_timeout)
            .map_err(|error| Fault::NotWritten(Arc::new(error)))?;
        for change in batch {
            if let Err(fault) = change.make(&mut self.store) {
                self.store.roll_back();
                return Err(fault);
            }
        }
        self.store.commit().map_err(|error| {
            self.store.roll_back();
            let full = error.sqlite_error_code() == Some(ErrorCode::DiskFull);
            let error = Arc::new(error);
            // A full disk is noticed before the record that makes the commit valid is complete.
            if full {
                Fault::NotWritten(error)
            } else {
                Fault::Unknown(error)
            }
        })
    }

    fn report_health(&self, outcome: &Result<(), Fault>) {
        let now = match outcome {
            Ok(()) => Health::Connected,
            Err(fault) => Health::Blocked {
                why: fault.sentence(&self.path),
            },
        };
        self.health.send_if_modified(|health| {
            let changed = *health != now;
            if changed {
                *health = now;
            }
            changed
        });
    }

    /// Gives back what this process holds; where that fails, the missing heartbeat does it.
    fn leave(&mut self) {
        let change = Submission {
            change: Some(crate::processes::leave),
            made: None,
            answer: drop::<Result<(), Fault>>,
        };
        self.commit(vec![Box::new(change)], Durable::Yes);
    }
}
