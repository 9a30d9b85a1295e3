//! Messages of one operation that are handled together, and settled one by one.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::endpoint::{Done, Endpoint, Prepared, Types, decode};
use super::panic::{Caught, caught};
use super::{Context, HandlerError, Incoming};
use crate::wire::{Address, MessageSet, Operation};

/// How many messages are handled together, and how long the first of them waits for others.
///
/// ```
/// use std::time::Duration;
/// use tidings::BatchLimits;
///
/// let limits = BatchLimits::new(100, Duration::from_millis(200));
/// assert_eq!((limits.most(), limits.within()), (100, Duration::from_millis(200)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchLimits {
    most: usize,
    within: Duration,
}

impl BatchLimits {
    /// At most `most` messages, at least one; a batch that is not full begins when its first message has waited `within`.
    pub const fn new(most: usize, within: Duration) -> Self {
        Self {
            most: if most == 0 { 1 } else { most },
            within,
        }
    }

    /// How many messages are handled together at most.
    pub const fn most(&self) -> usize {
        self.most
    }

    /// How long the first message waits for others.
    pub const fn within(&self) -> Duration {
        self.within
    }
}

/// One message of a batch.
#[derive(Debug)]
pub struct BatchItem<A, M> {
    /// What is known of its delivery.
    pub context: Context<A>,
    /// The message.
    pub message: M,
    verdict: Verdict,
}

/// Why one message of a batch failed, if it did.
type Verdict = Arc<Mutex<Option<HandlerError>>>;

impl<A, M> BatchItem<A, M> {
    /// This message failed, whatever becomes of the others: it is tried again or given up, as `error` says.
    pub fn fail(self, error: impl Into<HandlerError>) {
        *self.verdict.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.into());
    }
}

/// A message that waits to be handled with others, and who waits for what becomes of it.
struct Waiting<A, M> {
    item: BatchItem<A, M>,
    outcome: oneshot::Sender<Result<(), HandlerError>>,
}

/// An operation whose messages are handled together.
///
/// Every delivery waits by itself for what becomes of its message, so that layers, tries and dead letters are what
/// they are for messages that are handled alone.
pub(super) struct Collects<A, M, H> {
    operation: &'static Operation,
    limits: BatchLimits,
    handler: Arc<H>,
    entrance: mpsc::UnboundedSender<Waiting<A, M>>,
    /// The other end, until the first message comes: only then a task can be made for sure.
    exit: Mutex<Option<mpsc::UnboundedReceiver<Waiting<A, M>>>>,
    collector: OnceLock<Collector>,
    types: Types<(A, M)>,
}

/// The task that collects; it ends with its endpoint.
struct Collector(JoinHandle<()>);

impl Drop for Collector {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<A, M, H, F> Collects<A, M, H>
where
    A: Address,
    M: MessageSet,
    H: Fn(Vec<BatchItem<A, M>>) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), HandlerError>> + Send + 'static,
{
    pub(super) fn new(operation: &'static Operation, limits: BatchLimits, handler: H) -> Self {
        let (entrance, exit) = mpsc::unbounded_channel();
        Self {
            operation,
            limits,
            handler: Arc::new(handler),
            entrance,
            exit: Mutex::new(Some(exit)),
            collector: OnceLock::new(),
            types: Types::default(),
        }
    }

    /// Sees that somebody collects.
    fn collect(&self) {
        let mut exit = self.exit.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(exit) = exit.take() {
            let collecting = collect(exit, self.limits, Arc::clone(&self.handler));
            self.collector
                .get_or_init(|| Collector(tokio::spawn(collecting)));
        }
    }
}

impl<A, M, H, F> Endpoint for Collects<A, M, H>
where
    A: Address,
    M: MessageSet,
    H: Fn(Vec<BatchItem<A, M>>) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), HandlerError>> + Send + 'static,
{
    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn width(&self) -> usize {
        self.limits.most
    }

    fn prepare(&self, incoming: &Arc<Incoming>) -> Prepared {
        let (address, message) = match decode::<A, M>(incoming) {
            Ok(decoded) => decoded,
            Err(refusal) => return refusal.into(),
        };
        self.collect();
        let correlation_id = M::correlation_id(&incoming.message);
        let item = BatchItem {
            context: Context::new(address, incoming, correlation_id),
            message,
            verdict: Verdict::default(),
        };
        let entrance = self.entrance.clone();
        Prepared::Ready(Box::pin(async move {
            let (outcome, settled) = oneshot::channel();
            // Whoever closes the other end drops this one too, so the wait ends with the server.
            let _ = entrance.send(Waiting { item, outcome });
            match settled.await {
                Ok(result) => result.map(|()| Done::Handled),
                Err(_) => std::future::pending().await,
            }
        }))
    }
}

/// Has messages handled together, one batch after the other.
async fn collect<A, M, H, F>(
    mut exit: mpsc::UnboundedReceiver<Waiting<A, M>>,
    limits: BatchLimits,
    handler: Arc<H>,
) where
    H: Fn(Vec<BatchItem<A, M>>) -> F,
    F: Future<Output = Result<(), HandlerError>> + Send,
{
    while let Some(first) = exit.recv().await {
        let deadline = Instant::now() + limits.within;
        let mut waiting = vec![first];
        while waiting.len() < limits.most
            && let Ok(Some(next)) = tokio::time::timeout_at(deadline, exit.recv()).await
        {
            waiting.push(next);
        }
        // A layer may have given up meanwhile.
        waiting.retain(|one| !one.outcome.is_closed());
        if !waiting.is_empty() {
            handle(waiting, &*handler).await;
        }
    }
}

/// Has a batch handled, and tells each of its messages what became of it.
async fn handle<A, M, H, F>(waiting: Vec<Waiting<A, M>>, handler: &H)
where
    H: Fn(Vec<BatchItem<A, M>>) -> F,
    F: Future<Output = Result<(), HandlerError>> + Send,
{
    let mut outcomes = Vec::with_capacity(waiting.len());
    let mut items = Vec::with_capacity(waiting.len());
    for Waiting { item, outcome } in waiting {
        outcomes.push((Arc::clone(&item.verdict), outcome));
        items.push(item);
    }
    let result = match caught(|| handler(items)) {
        Ok(handling) => Caught(Box::pin(handling)).await,
        Err(error) => Err(error),
    };
    for (verdict, outcome) in outcomes {
        let own = verdict
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let result = match (own, &result) {
            (Some(error), _) => Err(error),
            (None, Ok(())) => Ok(()),
            (None, Err(error)) => Err(error.shared()),
        };
        // Nobody waits any more where a layer has given up.
        let _ = outcome.send(result);
    }
}
