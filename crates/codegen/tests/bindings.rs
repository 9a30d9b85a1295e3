//! What a contract says in the terms of single protocols, as a transport is told it and as a running program sees it.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tidings::memory::Memory;
use tidings::transport::{
    AddressPattern, Bindings, BoxFuture, Capabilities, ChannelSpec, CloseReport, ConnectOptions,
    Connector, Direction, FlushReport, Health, Inbox, Message, Pending, Provision, ProvisionReport,
    PublishError, PublishOptions, Publisher, SubscribeOptions, Subscription, Transport,
    TransportError,
};
use tidings::{Context, HandlerError};
use tokio::sync::watch;

mod buoys {
    include!("generated/bindings.rs");
}

use buoys::{
    Buoys, ChecksAddress, Drifted, DriftedPayload, Measured, MeasuredPayload, OnCheck, OnDrifted,
    OnMeasured, ReadingsAddress, Server,
};

/// Somebody's own transport, which writes down what it is told.
#[derive(Clone, Default)]
struct Station {
    store: Memory,
    told: Arc<Mutex<Vec<String>>>,
}

impl Station {
    fn note(&self, what: &str, bindings: impl IntoIterator<Item = Bindings>) {
        let bindings = bindings.into_iter().flat_map(Bindings::iter);
        let bindings = bindings.map(|(protocol, binding)| format!(" {protocol} {binding}"));
        let line = format!("{what}:{}", bindings.collect::<String>());
        self.told.lock().expect("nobody panics").push(line);
    }

    /// What it was told since it was asked last.
    fn told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().expect("nobody panics"))
    }

    async fn client(&self) -> Buoys {
        let builder = Buoys::builder().connector(self.clone());
        builder.on(Server::Sea).connect().await.expect("it opens")
    }
}

impl Connector for Station {
    fn scheme(&self) -> &str {
        "mqtt"
    }

    fn connect<'a>(
        &'a self,
        _: &'a str,
        options: ConnectOptions,
    ) -> BoxFuture<'a, Result<Arc<dyn Transport>, TransportError>> {
        self.note("server", [options.bindings]);
        let transport: Arc<dyn Transport> = Arc::new(self.clone());
        Box::pin(std::future::ready(Ok(transport)))
    }
}

impl Transport for Station {
    fn scheme(&self) -> &'static str {
        "mqtt"
    }

    fn capabilities(&self, channel: &ChannelSpec, direction: Direction) -> Capabilities {
        self.store.capabilities(channel, direction)
    }

    fn provision<'a>(
        &'a self,
        channels: &'a [ChannelSpec],
        mode: Provision,
    ) -> BoxFuture<'a, Result<ProvisionReport, TransportError>> {
        self.store.provision(channels, mode)
    }

    fn publisher<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        options: PublishOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Publisher>, TransportError>> {
        self.note(&format!("channel {}", channel.name), [channel.bindings]);
        self.note("publish", [options.bindings]);
        Box::pin(async move {
            let publisher = self.store.publisher(channel, options).await?;
            let station = self.clone();
            let publisher: Box<dyn Publisher> = Box::new(Mast { station, publisher });
            Ok(publisher)
        })
    }

    fn subscribe<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        pattern: &'a AddressPattern,
        options: SubscribeOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Subscription>, TransportError>> {
        self.note(&format!("channel {}", channel.name), [channel.bindings]);
        self.note("subscribe", options.bindings.iter().copied());
        self.store.subscribe(channel, pattern, options)
    }

    fn inbox(&self) -> BoxFuture<'_, Result<Box<dyn Inbox>, TransportError>> {
        self.store.inbox()
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.store.health()
    }

    fn close(&self, deadline: Instant) -> BoxFuture<'_, CloseReport> {
        self.store.close(deadline)
    }
}

/// A publisher that writes down what it is told of each message.
struct Mast {
    station: Station,
    publisher: Box<dyn Publisher>,
}

impl Publisher for Mast {
    fn enqueue(&self, message: Message) -> BoxFuture<'_, Result<Pending, PublishError>> {
        self.station.note("message", [message.bindings]);
        self.publisher.enqueue(message)
    }

    fn flush(&self, deadline: Instant) -> BoxFuture<'_, FlushReport> {
        self.publisher.flush(deadline)
    }
}

const READINGS: &str = concat!(
    r#"channel readings: kafka {"topic":"buoy-readings","partitions":3,"replicas":2}"#,
    r#" amqp {"is":"routingKey","exchange":{"name":"sea","type":"topic","durable":true}}"#
);
const REPORT: &str =
    r#" mqtt {"qos":1,"retain":true} amqp {"deliveryMode":2,"priority":5,"mandatory":true}"#;
const ON_MEASURED: &str = r#" kafka {"groupId":{"type":"string","enum":["meters"]},"clientId":{"type":"string","enum":["meter"]}}"#;
const ON_DRIFTED: &str = r#" amqp {"ack":true}"#;
const MEASURED: &str = r#" amqp {"messageType":"reading.measured","contentEncoding":"identity"}"#;
const SEA: &str = r#"server: mqtt {"clientId":"buoys","cleanSession":true}"#;

#[tokio::test(flavor = "current_thread")]
async fn a_publisher_is_told_of_server_channel_operation_and_message() {
    let station = Station::default();
    let buoys = station.client().await;
    assert_eq!(station.told(), [SEA]);

    let measured = || MeasuredPayload::new(1.5);
    buoys.report(measured()).await.expect("it is sent");
    let told = [
        READINGS.to_owned(),
        format!("publish:{REPORT}"),
        format!("message:{MEASURED}"),
    ];
    assert_eq!(station.told(), told);

    // The publisher of the operation is open.
    let drifted = DriftedPayload::new(0.5);
    buoys.report(drifted).await.expect("it is sent");
    assert_eq!(station.told(), ["message:"]);

    // Another operation on the channel, of which the contract says nothing.
    buoys.note(measured()).await.expect("it is sent");
    let told = [
        READINGS.to_owned(),
        "publish:".to_owned(),
        format!("message:{MEASURED}"),
    ];
    assert_eq!(station.told(), told);
}

struct Office;

impl OnMeasured for Office {
    async fn on_measured(
        &self,
        _: Context<ReadingsAddress>,
        _: Measured,
    ) -> Result<(), HandlerError> {
        Ok(())
    }
}

impl OnDrifted for Office {
    async fn on_drifted(
        &self,
        _: Context<ReadingsAddress>,
        _: Drifted,
    ) -> Result<(), HandlerError> {
        Ok(())
    }
}

impl OnCheck for Office {
    async fn on_check(
        &self,
        _: Context<ChecksAddress>,
        _: buoys::Check,
    ) -> Result<buoys::Result, HandlerError> {
        Ok(true.into())
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_subscription_is_told_of_every_operation_that_shares_it() {
    let station = Station::default();
    let buoys = station.client().await;
    let server = buoys.serve("office").on_measured(Office);
    let server = server.on_drifted(Office).on_check(Office);
    server
        .run_until(tokio::time::sleep(Duration::from_millis(1)))
        .await
        .expect("it runs");
    let told = [
        SEA.to_owned(),
        READINGS.to_owned(),
        format!("subscribe:{ON_MEASURED}{ON_DRIFTED}"),
        "channel checks:".to_owned(),
        r#"subscribe: mqtt {"qos":2}"#.to_owned(),
    ];
    assert_eq!(station.told(), told);
}

#[tokio::test(flavor = "current_thread")]
async fn a_stream_that_joins_another_one_takes_its_subscription_as_it_is() {
    let station = Station::default();
    let buoys = station.client().await;
    let measured = buoys.subscribe_measured("office").await.expect("it opens");
    let drifted = buoys.subscribe_drifted("office").await.expect("it joins");
    let told = [
        SEA.to_owned(),
        READINGS.to_owned(),
        format!("subscribe:{ON_MEASURED}"),
    ];
    assert_eq!(station.told(), told);
    drop((measured, drifted));
}

#[test]
fn a_running_program_sees_every_binding() {
    let contract = Buoys::CONTRACT;
    let kafka = r#"{"topic":"buoy-readings","partitions":3,"replicas":2}"#;
    let found = [
        contract.server("sea").map(|one| one.bindings.get("mqtt")),
        contract.server("shore").map(|one| one.bindings.get("amqp")),
        contract
            .channel("readings")
            .map(|one| one.bindings.get("kafka")),
        contract
            .operation("report")
            .map(|one| one.bindings.get("mqtt")),
        contract
            .operation("note")
            .map(|one| one.bindings.get("mqtt")),
        contract
            .message("Measured")
            .map(|one| one.bindings.get("amqp")),
        contract
            .message("Drifted")
            .map(|one| one.bindings.get("amqp")),
    ];
    let expected = [
        Some(r#"{"clientId":"buoys","cleanSession":true}"#),
        None,
        Some(kafka),
        Some(r#"{"qos":1,"retain":true}"#),
        None,
        Some(r#"{"messageType":"reading.measured","contentEncoding":"identity"}"#),
        None,
    ];
    assert_eq!(found, expected.map(Some));
    let report = contract.operation("report").expect("an operation");
    let mqtt = report.bindings.get("mqtt").expect("a binding");
    assert_eq!(mqtt, r#"{"qos":1,"retain":true}"#);
    let sea = contract.server("sea").expect("the contract has it");
    assert_eq!((sea.url, sea.security), ("mqtt://sea.example", &[][..]));
}
