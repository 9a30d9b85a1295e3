//! Operations that demand credentials of their own.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::{Arc, Mutex};

use tidings::ConnectError;
use tidings::memory::Memory;
use tidings::transport::{
    AddressPattern, BoxFuture, Capabilities, ChannelSpec, CloseReport, ConnectOptions, Connector,
    Credentials as Given, Direction, Health, Inbox, Provision, ProvisionReport, PublishOptions,
    Publisher, Secret, SubscribeOptions, Subscription, Transport, TransportError, UserPassword,
};

mod port {
    include!("generated/several.rs");
}

use port::{Credentials, Port, Server};

/// What somebody's own transport was given, by what for.
type Log = Arc<Mutex<Vec<(String, Vec<Given>)>>>;

/// Somebody's own transport, which remembers what it was given.
#[derive(Clone, Default)]
struct Harbour {
    log: Log,
    memory: Memory,
}

impl Harbour {
    fn noted(&self) -> Vec<(String, Vec<Given>)> {
        self.log.lock().expect("nobody panics").clone()
    }

    fn note(&self, what: String, given: Vec<Given>) {
        self.log.lock().expect("nobody panics").push((what, given));
    }
}

impl Connector for Harbour {
    fn scheme(&self) -> &str {
        "harbour"
    }

    fn connect<'a>(
        &'a self,
        url: &'a str,
        options: ConnectOptions,
    ) -> BoxFuture<'a, Result<Arc<dyn Transport>, TransportError>> {
        self.note(url.to_owned(), options.credentials);
        let transport: Arc<dyn Transport> = Arc::new(self.clone());
        Box::pin(std::future::ready(Ok(transport)))
    }
}

impl Transport for Harbour {
    fn scheme(&self) -> &'static str {
        "harbour"
    }

    fn capabilities(&self, channel: &ChannelSpec, direction: Direction) -> Capabilities {
        self.memory.capabilities(channel, direction)
    }

    fn provision<'a>(
        &'a self,
        channels: &'a [ChannelSpec],
        mode: Provision,
    ) -> BoxFuture<'a, Result<ProvisionReport, TransportError>> {
        self.memory.provision(channels, mode)
    }

    fn publisher<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        options: PublishOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Publisher>, TransportError>> {
        self.note(
            format!("send {}", channel.name),
            options.credentials.clone(),
        );
        self.memory.publisher(channel, options)
    }

    fn subscribe<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        pattern: &'a AddressPattern,
        options: SubscribeOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Subscription>, TransportError>> {
        self.note(
            format!("receive {}", channel.name),
            options.credentials.clone(),
        );
        self.memory.subscribe(channel, pattern, options)
    }

    fn inbox(&self) -> BoxFuture<'_, Result<Box<dyn Inbox>, TransportError>> {
        self.memory.inbox()
    }

    fn health(&self) -> tokio::sync::watch::Receiver<Health> {
        self.memory.health()
    }

    fn close(&self, deadline: std::time::Instant) -> BoxFuture<'_, CloseReport> {
        self.memory.close(deadline)
    }
}

#[tokio::test(start_paused = true)]
async fn what_an_operation_demands_goes_where_it_is_carried_out() {
    let harbour = Harbour::default();
    let builder = Port::builder()
        .connector(harbour.clone())
        .on(Server::north());
    let builder = builder
        .on(Server::Office)
        .credentials(Credentials::login("ada", "secret"));
    let port = builder.credentials(Credentials::token("t-1"));
    let port = port.connect().await.expect("it opens");
    port.send_tide(3).await.expect("it is sent");
    let tides = port.subscribe_tide("g").await.expect("it opens");
    let login = Given::UserPassword(UserPassword::new("ada", "secret"));
    let expected = [
        ("harbour://north.outer.example", vec![]),
        ("harbour://office.example", vec![login]),
        ("send tides", vec![Given::OAuth2(Secret::from("t-1"))]),
        ("receive tides", vec![]),
    ];
    assert_eq!(
        harbour.noted(),
        expected.map(|(what, given)| (what.to_owned(), given))
    );
    drop(tides);
}

#[tokio::test(start_paused = true)]
async fn credentials_before_any_server_are_for_each_that_knows_them() {
    let harbour = Harbour::default();
    let builder = Port::builder().connector(harbour.clone());
    let builder = builder.credentials(Credentials::login("ada", "secret"));
    let builder = builder.credentials(Credentials::token("t-1"));
    let builder = builder.on(Server::Office).on(Server::South);
    builder.connect().await.expect("it opens");
    let login = Given::UserPassword(UserPassword::new("ada", "secret"));
    let expected = [
        ("harbour://south.example", vec![]),
        ("harbour://office.example", vec![login]),
    ];
    assert_eq!(
        harbour.noted(),
        expected.map(|(what, given)| (what.to_owned(), given))
    );
}

#[track_caller]
fn refused(result: Result<Port, ConnectError>, told: &str) {
    assert_eq!(result.expect_err("it is refused").to_string(), told);
}

#[tokio::test(start_paused = true)]
async fn an_operation_without_its_credentials_is_told_at_the_start() {
    let harbour = Harbour::default();
    let office = || {
        let builder = Port::builder()
            .connector(harbour.clone())
            .on(Server::Office);
        builder.credentials(Credentials::login("ada", "secret"))
    };
    let told = "the operation `sendTide` demands `token`, or `certificate`, and credentials are given for `login`; an \
                application that does not use it says so with `without`";
    refused(office().connect().await, told);
    refused(
        office().without("sendTides").connect().await,
        "`sendTides` is left out, and the contract has no operation of this name",
    );
    let memory = Port::builder().on_transport(Server::South, Arc::new(Memory::new()));
    refused(
        memory
            .credentials(Credentials::token("t-1"))
            .connect()
            .await,
        "the transport `memory` asks nobody who they are, so credentials for it have no use",
    );
    assert!(harbour.noted().is_empty(), "nothing was opened");
    let port = office()
        .without("sendTide")
        .connect()
        .await
        .expect("it opens");
    assert_eq!(
        port.send_tide(3)
            .await
            .expect_err("it is refused")
            .to_string(),
        "the channel `tides` cannot be used this way: the operation `sendTide` demands `token`, or `certificate`, and \
         credentials are given for `login`"
    );
}
