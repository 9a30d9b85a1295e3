//! Receiving: what is handled by whom, and what becomes of every delivery.
//!
//! A delivery goes decode → check → layers → handler → settle.
//! [`Server`] collects handlers and options, `plan` compares them with what the transport can do, `intake` takes
//! deliveries, and `attempt` brings one delivery to its end.

mod addresses;
mod answer;
mod attempt;
mod batch;
mod context;
mod dead_letters;
mod deliveries;
mod endpoint;
mod error;
mod follow;
mod guarantee;
mod intake;
mod lanes;
mod later;
mod panic;
mod plan;
mod received;
mod refusals;
mod report;
mod retry;
mod run;
mod sharing;

pub use addresses::Addresses;
pub use answer::ReplyError;
pub use batch::{BatchItem, BatchLimits};
pub use context::{Context, Incoming};
pub use deliveries::{Deliveries, Subscribe};
pub use error::{HandlerError, ServeError};
pub use guarantee::Guarantee;
pub use received::{AnswerError, Received, SettleError};
pub use report::ServeReport;
pub use retry::Retry;
pub(crate) use sharing::Sharing;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;

use self::batch::Collects;
use self::dead_letters::Hook;
use self::endpoint::{Answers, Endpoint, Handles};
use self::later::Resumes;
use self::plan::Named;
use crate::client::Client;
use crate::layer::Layer;
use crate::transport::{Reason, Start, SubscribeOptions};
use crate::wire::{Address, Channel, Correlated, MessageSet, Operation};

/// Describes what one consumer of a group receives, then runs it.
#[must_use = "a server does nothing until `run` or `run_until` is awaited"]
pub struct Server {
    client: Client,
    options: Options,
    layers: Vec<Arc<dyn Layer>>,
    named: Named,
    endpoints: Vec<Arc<dyn Endpoint>>,
}

/// How a server behaves, the same for all of its channels.
#[derive(Clone)]
struct Options {
    subscribe: SubscribeOptions,
    guarantee: Guarantee,
    /// What is promised otherwise, by the operation.
    guarantees: Vec<(String, Guarantee)>,
    retry: Retry,
    /// Where copies of messages go that are given up.
    dead_letters: Option<Arc<str>>,
    on_dead_letter: Option<Hook>,
    concurrency: usize,
    shutdown_within: Duration,
}

impl Options {
    fn new(group: String) -> Self {
        Self {
            subscribe: SubscribeOptions::new(group),
            guarantee: Guarantee::default(),
            guarantees: Vec::new(),
            retry: Retry::default(),
            dead_letters: None,
            on_dead_letter: None,
            concurrency: 16,
            shutdown_within: Duration::from_secs(30),
        }
    }

    /// What is promised of the messages of `operation`.
    fn guarantee_of(&self, operation: &Operation) -> Guarantee {
        let mut own = self.guarantees.iter().rev();
        let own = own.find(|(name, _)| name == operation.name);
        own.map_or(self.guarantee, |(_, guarantee)| *guarantee)
    }
}

impl Server {
    pub(crate) fn new(client: Client, group: String) -> Self {
        Self {
            layers: client.layers().to_vec(),
            client,
            options: Options::new(group),
            named: Named::new(),
            endpoints: Vec::new(),
        }
    }

    /// Handles the messages of `operation`.
    #[doc(hidden)]
    pub fn on_message<A, M, H, F>(mut self, operation: &'static Operation, handler: H) -> Self
    where
        A: Address,
        M: MessageSet,
        H: Fn(Context<A>, M) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        let endpoint = Handles::<A, M, H>::new(operation, handler);
        self.endpoints.push(Arc::new(endpoint));
        self
    }

    /// Answers the requests of `operation`.
    #[doc(hidden)]
    pub fn on_request<A, Q, R, H, F>(mut self, operation: &'static Operation, handler: H) -> Self
    where
        A: Address,
        Q: MessageSet,
        R: Correlated,
        H: Fn(Context<A>, Q) -> F + Send + Sync + 'static,
        F: Future<Output = Result<R, HandlerError>> + Send + 'static,
    {
        let client = self.client.clone();
        let endpoint = Answers::<A, Q, R, H>::new(operation, client, handler);
        self.endpoints.push(Arc::new(endpoint));
        self
    }

    /// Handles the messages of `operation` several at a time.
    ///
    /// Each message is settled by itself: what the handler did not [fail](BatchItem::fail) is handled when the handler
    /// says so.
    /// Messages of one key come in different batches, since the second waits until the first is settled.
    #[doc(hidden)]
    pub fn on_batch<A, M, H, F>(
        mut self,
        operation: &'static Operation,
        limits: BatchLimits,
        handler: H,
    ) -> Self
    where
        A: Address,
        M: MessageSet,
        H: Fn(Vec<BatchItem<A, M>>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        let endpoint = Collects::<A, M, H>::new(operation, limits, handler);
        self.endpoints.push(Arc::new(endpoint));
        self
    }

    /// Handles the replies to requests of `operation` that were sent [for a handler](crate::Request::for_handler), by
    /// whichever instance and however long ago, with the context that they gave along.
    #[doc(hidden)]
    pub fn on_reply<A, C, R, H, F>(mut self, operation: &'static Operation, handler: H) -> Self
    where
        A: Address,
        C: DeserializeOwned + 'static,
        R: MessageSet,
        H: Fn(Context<A>, C, R) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        let endpoint = Resumes::<A, C, R, H>::new(operation, handler);
        self.endpoints.push(Arc::new(endpoint));
        self
    }

    /// How often a message is handled when something goes wrong; at least once unless this is called.
    pub fn guarantee(mut self, guarantee: Guarantee) -> Self {
        self.options.guarantee = guarantee;
        self
    }

    /// How often a message of the operation that the contract calls so is handled when something goes wrong, whatever
    /// the others are promised.
    pub fn guarantee_of(mut self, operation: impl Into<String>, guarantee: Guarantee) -> Self {
        self.options.guarantees.push((operation.into(), guarantee));
        self
    }

    /// How often a message is tried, and when; three times at once unless this is called.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.options.retry = retry;
        self
    }

    /// Where copies of messages go that are given up, for transports that keep no dead letters by themselves.
    ///
    /// A copy has the bytes and headers of the message, and headers that say where it came from and why it was given
    /// up; the message is acknowledged once its copy is confirmed.
    pub fn dead_letters(mut self, address: impl Into<String>) -> Self {
        self.options.dead_letters = Some(address.into().into());
        self
    }

    /// Is told of every message that is given up, before it goes to the dead letters: one that the contract does not
    /// list ([`ReasonKind::Unknown`]), one that breaks it, and one whose handler failed for good.
    ///
    /// [`ReasonKind::Unknown`]: crate::transport::ReasonKind::Unknown
    pub fn on_dead_letter(
        mut self,
        hook: impl Fn(&Incoming, &Reason) + Send + Sync + 'static,
    ) -> Self {
        self.options.on_dead_letter = Some(Arc::new(hook));
        self
    }

    /// Receives from these addresses of a channel only, of one whose address has parameters or is known only at run
    /// time; what is changed in the set while the server runs is subscribed and unsubscribed.
    pub fn only<A: Address>(self, addresses: impl Into<Addresses<A>>) -> Self {
        self.only_of(A::CHANNEL, addresses.into())
    }

    pub(crate) fn only_of<A: Address>(
        mut self,
        channel: &'static Channel,
        addresses: Addresses<A>,
    ) -> Self {
        self.named.insert(channel.name, addresses.watch());
        self
    }

    /// The name of this consumer within its group, for logs and for the broker's own lists.
    pub fn consumer(mut self, name: impl Into<String>) -> Self {
        self.options.subscribe.consumer = name.into();
        self
    }

    /// How many deliveries of a channel are handled at a time; 16 unless this is called.
    ///
    /// Messages of one key are handled one after the other all the same.
    /// Only handlers that wait are handled beside others: one that computes for long without awaiting anything holds
    /// its channel up, and belongs into `tokio::task::spawn_blocking`.
    pub fn concurrency(mut self, most: usize) -> Self {
        self.options.concurrency = most.max(1);
        self
    }

    /// How many deliveries of a channel may be unsettled at a time, those included that wait in this process;
    /// 32 unless this is called.
    pub fn prefetch(mut self, most: usize) -> Self {
        self.options.subscribe.prefetch = most.max(1);
        self
    }

    /// How long the transport waits for a consumer that says nothing before it gives a delivery to another one;
    /// 30 seconds unless this is called.
    ///
    /// A handler may take longer: the lease is extended while it runs.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.options.subscribe.lease = lease;
        self
    }

    /// Where the group begins when it did not exist; with everything that is still there unless this is called.
    pub fn start(mut self, start: Start) -> Self {
        self.options.subscribe.start = start;
        self
    }

    /// Adds a layer inside of those of the client and of those that were added before.
    pub fn layer(mut self, layer: impl Layer) -> Self {
        self.layers.push(Arc::new(layer));
        self
    }

    /// How long a shutdown waits for handlers; 30 seconds unless this is called.
    ///
    /// A handler that still runs then is dropped, and its message is delivered again.
    pub fn shutdown_within(mut self, deadline: Duration) -> Self {
        self.options.shutdown_within = deadline;
        self
    }

    /// Receives until the transport closes.
    ///
    /// # Errors
    ///
    /// Something cannot be started as it was described, or the transport fails for good.
    pub async fn run(self) -> Result<ServeReport, ServeError> {
        self.run_until(std::future::pending()).await
    }

    /// Receives until `stop` is done or the transport closes.
    ///
    /// When it stops, it takes no further messages, waits for handlers that run, and says what was left.
    ///
    /// # Errors
    ///
    /// Something cannot be started as it was described, or the transport fails for good.
    pub async fn run_until(
        self,
        stop: impl Future<Output = ()>,
    ) -> Result<ServeReport, ServeError> {
        run::run(self, stop).await
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.endpoints.iter().map(|it| it.operation().name);
        formatter
            .debug_struct("Server")
            .field("group", &self.options.subscribe.group)
            .field("operations", &operations.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
