//! A client, and everything around it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::{Published, Serving, published, time};
use crate::Request;
use crate::client::{Client, Destination, FromClient};
use crate::memory::Memory;
use crate::server::{Context, HandlerError, ServeError, ServeReport};
use crate::transport::{
    Bindings, BoxFuture, ChannelSpec, Message, PublishOptions, Receipt, Start, Transport,
};
use crate::wire::{Address, ContractInfo, Correlated, MessageSet, Operation, Outgoing};

/// A client of the type `C` on a transport in memory, and peers that it talks to.
///
/// A generated module `testing` makes one and adds a method for each operation.
pub struct Harness<C> {
    client: C,
    contract: &'static ContractInfo,
    /// The connection of the client.
    memory: Memory,
    /// Everybody else, on a connection of their own: faults of the client are none of theirs.
    peer: Client,
    peer_memory: Memory,
    /// How many peers answer so far.
    answering: AtomicUsize,
}

impl<C: FromClient> Harness<C> {
    /// A client of `contract` on a transport of its own, and time that stands still from now on.
    ///
    /// # Panics
    ///
    /// Outside of a test of tokio on one thread, which `#[tokio::test]` makes.
    pub fn new(contract: &'static ContractInfo) -> Self {
        time::stop();
        let memory = Memory::paused();
        let peer_memory = memory.reconnect();
        Self {
            client: C::from_client(Client::new(Arc::new(memory.clone()))),
            contract,
            peer: Client::new(Arc::new(peer_memory.clone())),
            memory,
            peer_memory,
            answering: AtomicUsize::new(0),
        }
    }
}

impl<C> Harness<C> {
    /// The client.
    pub fn client(&self) -> &C {
        &self.client
    }

    /// The client's connection: what was published and how it was settled, the dead letters, and faults.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The client's connection as a transport, for code that makes its own client.
    pub fn transport(&self) -> Arc<dyn Transport> {
        Arc::new(self.memory.clone())
    }

    /// Runs what `server` makes of a future that says when to stop, and waits until it has subscribed.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub async fn start<F>(&self, server: impl FnOnce(BoxFuture<'static, ()>) -> F) -> Serving
    where
        F: Future<Output = Result<ServeReport, ServeError>> + Send + 'static,
    {
        Serving::start(server).await
    }

    /// Publishes `message` as a peer would, and does not wait for what becomes of it.
    ///
    /// # Panics
    ///
    /// When the contract does not allow the message.
    pub async fn send<A: Address, M: MessageSet>(&self, address: &A, message: M) -> Receipt {
        let encoded = Outgoing::default().encode(&message);
        let encoded = encoded.and_then(|message| Destination::given(address).address(message));
        let encoded = encoded.unwrap_or_else(|error| {
            panic!("send what the contract allows, or bytes with `send_raw`: {error}")
        });
        self.send_raw(encoded).await
    }

    /// Publishes bytes and headers as a peer would that knows nothing of the contract.
    ///
    /// # Panics
    ///
    /// Never: the transport of the peers takes everything.
    pub async fn send_raw(&self, message: Message) -> Receipt {
        let sent = raw(&self.peer_memory, message).await;
        sent.unwrap_or_else(|error| panic!("the peer could not send: {error}"))
    }

    /// Publishes `message` as a peer would, and waits until every group that receives it has finished with it, or
    /// holds it back for later.
    ///
    /// # Panics
    ///
    /// When the contract does not allow the message, nobody receives it, or it is never finished.
    pub async fn deliver<A: Address, M: MessageSet>(&self, address: &A, message: M) -> Receipt {
        self.expect_receiver(&address.render()).await;
        let receipt = self.send(address, message).await;
        self.rest().await;
        receipt
    }

    /// [Delivers](Harness::deliver) bytes and headers of a peer that knows nothing of the contract.
    ///
    /// # Panics
    ///
    /// When nobody receives the message, or it is never finished.
    pub async fn deliver_raw(&self, message: Message) -> Receipt {
        self.expect_receiver(&message.address).await;
        let receipt = self.send_raw(message).await;
        self.rest().await;
        receipt
    }

    async fn expect_receiver(&self, address: &str) {
        assert!(
            self.memory.receivers(address).await != Some(0),
            "run a server before you deliver anything: nobody receives from `{address}`"
        );
    }

    /// Asks as a peer would; the operation is the one that the client answers.
    pub fn ask<A: Address, Q: Correlated, R: Correlated>(
        &self,
        operation: &'static Operation,
        address: &A,
        message: Q,
    ) -> Request<'_, R> {
        self.peer.request(operation, address, message)
    }

    /// Answers the client's requests as a peer would, from now on; each call is another peer, which gets every request.
    ///
    /// # Panics
    ///
    /// When the peer cannot receive what the operation sends.
    pub async fn answer<A, Q, R, H, F>(&self, operation: &'static Operation, handler: H) -> Serving
    where
        A: Address,
        Q: MessageSet,
        R: Correlated,
        H: Fn(Context<A>, Q) -> F + Send + Sync + 'static,
        F: Future<Output = Result<R, HandlerError>> + Send + 'static,
    {
        let number = self.answering.fetch_add(1, Ordering::Relaxed) + 1;
        let peer = self.peer.serve(format!("peer-{number}"));
        // What was asked before it came is not for it.
        let peer = peer.start(Start::Now);
        let peer = peer.on_request::<A, Q, R, H, F>(operation, handler);
        self.start(|stop| peer.run_until(stop)).await
    }

    /// Moves time on, step by step, and lets happen what is due in between.
    pub async fn advance(&self, by: Duration) {
        time::advance(&self.memory, by).await;
    }

    /// Waits until nothing is left to do for anybody who receives; what is held back stays where it is.
    ///
    /// # Panics
    ///
    /// When something is never finished: a handler waits for what does not come, or nobody takes the messages of a
    /// stream.
    pub async fn rest(&self) {
        time::rest(&self.memory).await;
    }

    /// Every message `M` that the client has published, in order; replies included.
    ///
    /// A message counts as `M` when it reads as one and its channel has an `M`.
    /// Where messages of one channel are alike, ask for the enumeration of the operation, which tells them apart.
    pub fn published<M: MessageSet>(&self) -> Vec<Published<M>> {
        let sent = self.memory.published_here().into_iter();
        sent.filter_map(|one| published::read(self.contract, one).ok())
            .collect()
    }

    /// The same, of which there is at least one.
    ///
    /// # Panics
    ///
    /// When there is none; tells what was published instead.
    #[track_caller]
    pub fn assert_published<M: MessageSet>(&self) -> Vec<Published<M>> {
        let found = self.published();
        if found.is_empty() {
            self.complain::<M>("");
        }
        found
    }

    /// Every message `M` that the client has published to `address`, of which there is at least one.
    ///
    /// # Panics
    ///
    /// When there is none; tells what was published instead.
    #[track_caller]
    pub fn assert_published_to<M: MessageSet>(&self, address: &impl Address) -> Vec<Published<M>> {
        let address = address.render();
        let mut found = self.published();
        found.retain(|one| one.sent.address() == address);
        if found.is_empty() {
            self.complain::<M>(&format!(" to `{address}`"));
        }
        found
    }

    #[track_caller]
    fn complain<M: MessageSet>(&self, place: &str) -> ! {
        let told = published::told::<M>(self.contract, &self.memory.published_here());
        let wanted = M::NAMES.join("` or `");
        panic!("no `{wanted}` was published{place}, but {told}")
    }

    /// Makes sure that the client has published nothing.
    ///
    /// # Panics
    ///
    /// When it has; tells what.
    #[track_caller]
    pub fn assert_nothing_published(&self) {
        let sent = self.memory.published_here();
        assert!(
            sent.is_empty(),
            "nothing was to be published, but {}",
            published::list(&sent)
        );
    }

    /// Waits until the client has published another `M`, beyond the first `known` ones, and gives that.
    ///
    /// # Panics
    ///
    /// When nothing is left to happen and there is none; tells what was published instead.
    pub async fn expect_published<M: MessageSet>(&self, known: usize) -> Published<M> {
        let found = time::until(&self.memory, || self.published().into_iter().nth(known)).await;
        found.unwrap_or_else(|| self.complain::<M>(""))
    }
}

/// Publishes a message past every check.
async fn raw(memory: &Memory, message: Message) -> Result<Receipt, Box<dyn std::error::Error>> {
    let channel = ChannelSpec {
        name: "raw".to_owned(),
        address: "{address}".parse()?,
        bindings: Bindings::NONE,
    };
    let publisher = memory
        .publisher(&channel, PublishOptions::default())
        .await?;
    Ok(publisher.send(message).await?)
}

impl<C: fmt::Debug> fmt::Debug for Harness<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Harness")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
