//! One client on several servers.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::{Context, HandlerError, RequestError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

mod port {
    include!("generated/several.rs");
}

use port::{
    Arrived, ArrivedPayload, BerthWanted, BerthsAddress, GiveBerth, LeftPayload, OnArrived, OnTide,
    PilotWanted, PilotsAddress, Port, PortServer, SendPilot, Server, Tide, TidesAddress,
};

/// The stores that stand for the servers.
struct Stores {
    north: Memory,
    south: Memory,
    office: Memory,
}

impl Stores {
    fn new() -> Self {
        let [north, south, office] = [Memory::new(), Memory::new(), Memory::new()];
        Self {
            north,
            south,
            office,
        }
    }

    /// A client of all of them, named in another order than that of the contract.
    async fn port(&self) -> Port {
        let builder = Port::builder()
            .on_transport(Server::Office, Arc::new(self.office.clone()))
            .on_transport(Server::South, Arc::new(self.south.clone()))
            .on_transport(Server::north(), Arc::new(self.north.clone()));
        builder.complete().connect().await.expect("it opens")
    }
}

fn addresses(memory: &Memory) -> Vec<String> {
    let published = memory.published();
    published
        .iter()
        .map(|one| one.address().to_owned())
        .collect()
}

/// What handlers note, each with the server that it came from.
struct Notes(UnboundedSender<String>);

impl Notes {
    fn new() -> (Arc<Self>, UnboundedReceiver<String>) {
        let (sender, receiver) = unbounded_channel();
        (Arc::new(Self(sender)), receiver)
    }

    fn note<A>(&self, context: &Context<A>, what: &str) -> Result<(), HandlerError> {
        let server = context.server().unwrap_or("anywhere");
        Ok(self.0.send(format!("{what} from {server}"))?)
    }
}

struct Harbourmaster(Arc<Notes>);

impl OnArrived for Harbourmaster {
    async fn on_arrived(
        &self,
        context: Context<port::ArrivalsAddress>,
        message: Arrived,
    ) -> Result<(), HandlerError> {
        self.0.note(&context, &message.payload.ship)
    }
}

impl OnTide for Harbourmaster {
    async fn on_tide(&self, context: Context<TidesAddress>, _: Tide) -> Result<(), HandlerError> {
        self.0.note(&context, "tide")
    }
}

impl GiveBerth for Harbourmaster {
    async fn give_berth(
        &self,
        context: Context<BerthsAddress>,
        _: BerthWanted,
    ) -> Result<port::BerthGiven, HandlerError> {
        self.0.note(&context, "berth")?;
        Ok(port::BerthGiven::new(7))
    }
}

impl SendPilot for Harbourmaster {
    async fn send_pilot(
        &self,
        context: Context<PilotsAddress>,
        _: PilotWanted,
    ) -> Result<port::PilotComes, HandlerError> {
        self.0.note(&context, "pilot")?;
        Ok(port::PilotComes::new(true))
    }
}

/// Runs a server until the test ends, once it is there.
async fn run(server: PortServer) {
    tokio::spawn(server.run());
    tokio::task::yield_now().await;
}

#[tokio::test(start_paused = true)]
async fn a_message_goes_to_the_first_server_of_its_channel_unless_another_is_named() {
    let stores = Stores::new();
    let port = stores.port().await;
    port.send_tide(3).await.expect("the office has tides");
    let arrived = || ArrivedPayload::new("Ida");
    port.send_arrival(arrived()).await.expect("it is sent");
    assert_eq!(addresses(&stores.office), ["tides"]);
    assert_eq!(
        addresses(&stores.north),
        ["arrivals"],
        "north is first in the contract"
    );
    let south = port.send_arrival(arrived()).on(&Server::South);
    let batch = [south, port.send_arrival(arrived())];
    for sent in port.publish_all(batch).await {
        sent.expect("it is sent");
    }
    assert_eq!(addresses(&stores.north).len(), 2);
    assert_eq!(addresses(&stores.south), ["arrivals"]);
    let office = port.send_arrival(arrived()).on(&Server::Office).await;
    assert_eq!(
        office.expect_err("elsewhere").to_string(),
        "the channel `arrivals` is not on the server `office`: the contract has it on `south`, `north`"
    );
}

#[tokio::test(start_paused = true)]
async fn a_channel_on_several_servers_is_received_from_on_all_of_them() {
    let stores = Stores::new();
    let port = stores.port().await;
    let (notes, mut noted) = Notes::new();
    let server = port
        .serve("g")
        .on_arrived(Harbourmaster(Arc::clone(&notes)));
    run(server.on_tide(Harbourmaster(notes))).await;
    for (server, ship) in [(Server::South, "Ida"), (Server::north(), "Ada")] {
        let arrival = port.send_arrival(ArrivedPayload::new(ship));
        arrival.on(&server).await.expect("it is sent");
    }
    port.send_tide(3).await.expect("it is sent");
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(noted.recv().await.expect("a note"));
    }
    seen.sort();
    assert_eq!(
        seen,
        ["Ada from north", "Ida from south", "tide from office"]
    );
}

#[tokio::test(start_paused = true)]
async fn streams_of_one_channel_share_what_comes_from_all_of_its_servers() {
    let stores = Stores::new();
    let port = stores.port().await;
    let mut arrived = port.subscribe_arrived("g").await.expect("it opens");
    let mut left = port.subscribe_left("g").await.expect("it opens");
    for server in [Server::South, Server::north()] {
        let gone = port.send_arrival(LeftPayload::new("Ida"));
        gone.on(&server).await.expect("it is sent");
        let here = port.send_arrival(ArrivedPayload::new("Ada"));
        here.on(&server).await.expect("it is sent");
    }
    for _ in 0..2 {
        let received = arrived.next().await.expect("one").expect("no error");
        assert_eq!(received.message.payload.ship, "Ada");
        received.ack().await.expect("it is settled");
        let received = left.next().await.expect("one").expect("no error");
        assert_eq!(received.message.payload.gone, "Ida");
        received.ack().await.expect("it is settled");
    }
    for store in [&stores.north, &stores.south] {
        assert!(
            store.dead_letters().is_empty(),
            "each message found its stream"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn streams_that_share_have_the_same_settings_and_those_of_one_operation_compete() {
    let memory = Memory::new();
    let port = Port::with(Arc::new(memory.clone()));
    let mut one = port.subscribe_arrived("g").await.expect("it opens");
    let left = port.subscribe_left("g").prefetch(1).await;
    assert_eq!(
        left.expect_err("it is refused").to_string(),
        "the operation `onLeft` shares the subscription of `onArrived` on the channel `arrivals`, which was opened with \
         other settings"
    );
    port.subscribe_left("other")
        .prefetch(1)
        .await
        .expect("another group");
    let mut another = port.subscribe_arrived("g").await.expect("it opens");
    for _ in 0..2 {
        let arrival = port.send_arrival(ArrivedPayload::new("Ida"));
        arrival.await.expect("it is sent");
    }
    let first = one.next().await.expect("one").expect("no error");
    let second = another.next().await.expect("one").expect("no error");
    let ids = [first.context().message_id(), second.context().message_id()];
    assert!(ids[0].is_some() && ids[0] != ids[1]);
    port.close(Duration::ZERO).await;
    assert!(one.next().await.is_none() && another.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_ends_leaves_the_others_what_is_theirs() {
    let memory = Memory::new();
    let port = Port::with(Arc::new(memory.clone()));
    let mut arrived = port.subscribe_arrived("g").await.expect("it opens");
    let left = port.subscribe_left("g").await.expect("it opens");
    port.send_arrival(LeftPayload::new("Ida"))
        .await
        .expect("it is sent");
    port.send_arrival(ArrivedPayload::new("Ada"))
        .await
        .expect("it is sent");
    let received = arrived.next().await.expect("one").expect("no error");
    received.ack().await.expect("it is settled");
    drop((left, arrived));
    tokio::task::yield_now().await;
    let mut left = port.subscribe_left("g").await.expect("it opens");
    let received = left.next().await.expect("one").expect("no error");
    assert_eq!(
        received.message.payload.gone, "Ida",
        "what nobody took comes again"
    );
    assert_eq!(received.context().attempt(), 2);
}

#[tokio::test(start_paused = true)]
async fn replies_come_back_from_where_the_request_went_or_where_the_contract_says() {
    let stores = Stores::new();
    let port = stores.port().await;
    let (notes, mut noted) = Notes::new();
    let server = port
        .serve("g")
        .give_berth(Harbourmaster(Arc::clone(&notes)));
    run(server.send_pilot(Harbourmaster(notes))).await;
    for (server, from) in [(Server::north(), "north"), (Server::South, "south")] {
        let berth = port.ask_berth("Ida".to_owned()).on(&server).await;
        assert_eq!(berth.expect("a reply").payload, 7);
        assert_eq!(noted.recv().await, Some(format!("berth from {from}")));
        let pilot = port.call_pilot("Ida".to_owned()).on(&server).await;
        assert!(pilot.expect("a reply").payload);
        assert_eq!(noted.recv().await, Some(format!("pilot from {from}")));
    }
    let given = |memory| {
        addresses(memory)
            .iter()
            .filter(|it| *it == "berths/given")
            .count()
    };
    assert_eq!((given(&stores.north), given(&stores.south)), (0, 2));
    // Each request has its reply at an address of its own server.
    assert_eq!(
        (
            addresses(&stores.north).len(),
            addresses(&stores.south).len()
        ),
        (3, 5)
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_is_told_apart_from_one_to_another_server_that_nobody_serves() {
    let stores = Stores::new();
    let port = stores.port().await;
    let only_south =
        Port::builder().on_transport(Server::South, Arc::new(stores.south.reconnect()));
    let only_south = only_south.connect().await.expect("it opens");
    let (notes, _noted) = Notes::new();
    run(only_south.serve("g").give_berth(Harbourmaster(notes))).await;
    let berth = |server| {
        let request = port.ask_berth("Ida".to_owned()).on(&server);
        request.timeout(Duration::from_secs(1))
    };
    berth(Server::South).await.expect("a reply");
    let error = berth(Server::north()).await.expect_err("nobody is there");
    assert!(matches!(error, RequestError::NoResponder { .. }), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_missing_server_is_told_at_the_start_with_its_channel() {
    let stores = Stores::new();
    let builder = || {
        let builder = Port::builder().on_transport(Server::north(), Arc::new(stores.north.clone()));
        builder.on_transport(Server::South, Arc::new(stores.south.clone()))
    };
    let told = "the channel `tides` is not on the servers `north`, `south`: the contract has it on `office`";
    let complete = builder().complete().connect().await;
    assert_eq!(complete.expect_err("it is refused").to_string(), told);
    let port = builder()
        .connect()
        .await
        .expect("a part of the contract is enough");
    let (notes, _noted) = Notes::new();
    let served = port.serve("g").on_tide(Harbourmaster(notes)).run().await;
    assert_eq!(served.expect_err("it is refused").to_string(), told);
    assert_eq!(
        port.subscribe_tide("g")
            .await
            .expect_err("it is refused")
            .to_string(),
        told
    );
    assert_eq!(
        port.send_tide(3)
            .await
            .expect_err("it is refused")
            .to_string(),
        told
    );
    let office = port.send_tide(3).on(&Server::Office).await;
    assert_eq!(
        office.expect_err("it is refused").to_string(),
        "the client is not connected to the server `office`: give it to the builder with `on`"
    );
    let twice = builder().on_transport(Server::north(), Arc::new(Memory::new()));
    assert_eq!(
        twice
            .connect()
            .await
            .expect_err("it is refused")
            .to_string(),
        "the server `north` is given twice"
    );
    assert!(
        port.transport_on(&Server::South).is_some() && port.transport_on(&Server::Office).is_none()
    );
}

#[tokio::test(start_paused = true)]
async fn one_transport_stands_for_every_server() {
    let memory = Memory::new();
    let port = Port::with(Arc::new(memory.clone()));
    let arrival = port.send_arrival(ArrivedPayload::new("Ida"));
    arrival.on(&Server::South).await.expect("it is sent");
    port.send_tide(3)
        .await
        .expect("it is sent, and nobody asks who sends it");
    assert_eq!(addresses(&memory), ["arrivals", "tides"]);
}
