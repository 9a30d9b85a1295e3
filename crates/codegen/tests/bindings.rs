//! What a contract says in the terms of single protocols, as a transport is told it and as a running program sees it.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::time::Duration;

use tidings::transport::{Bindings, ChannelSpec, Message, PublishOptions};
use tidings::{Context, HandlerError};

mod recording;

mod buoys {
    include!("generated/bindings.rs");
}

use buoys::{
    Buoys, ChecksAddress, Drifted, DriftedPayload, Measured, MeasuredPayload, OnCheck, OnDrifted,
    OnMeasured, ReadingsAddress, Server,
};

use recording::Recording;

async fn client(transport: &Recording) -> Buoys {
    let builder = Buoys::builder().connector(transport.clone());
    builder.on(Server::Sea).connect().await.expect("it opens")
}

/// What `transport` was told since it was asked last, a line for each thing: the bindings of the channel and, behind a
/// semicolon, the others.
fn told(transport: &Recording) -> Vec<String> {
    let in_words = |bindings: Bindings| -> String {
        let bindings = bindings.iter();
        let bindings = bindings.map(|(protocol, binding)| format!(" {protocol} {binding}"));
        bindings.collect()
    };
    let told = transport.told().into_iter();
    let lines = told.map(|told| {
        let others: String = told.bindings.into_iter().map(in_words).collect();
        format!("{}:{};{others}", told.what, in_words(told.channel))
    });
    lines.collect()
}

const READINGS: &str = concat!(
    r#" kafka {"topic":"buoy-readings","partitions":3,"replicas":2}"#,
    r#" amqp {"is":"routingKey","exchange":{"name":"sea","type":"topic","durable":true}}"#
);
const REPORT: &str =
    r#" mqtt {"qos":1,"retain":true} amqp {"deliveryMode":2,"priority":5,"mandatory":true}"#;
const ON_MEASURED: &str = r#" kafka {"groupId":{"type":"string","enum":["meters"]},"clientId":{"type":"string","enum":["meter"]}}"#;
const ON_DRIFTED: &str = r#" amqp {"ack":true}"#;
const MEASURED: &str = r#" amqp {"messageType":"reading.measured","contentEncoding":"identity"}"#;
const SEA: &str = r#"open mqtt://sea.example:; mqtt {"clientId":"buoys","cleanSession":true}"#;

#[tokio::test(flavor = "current_thread")]
async fn a_publisher_is_told_of_server_channel_operation_and_message() {
    let station = Recording::new("mqtt");
    let buoys = client(&station).await;
    assert_eq!(told(&station), [SEA]);

    let measured = || MeasuredPayload::new(1.5);
    buoys.report(measured()).await.expect("it is sent");
    let expected = [
        format!("send readings:{READINGS};{REPORT}"),
        format!("message:;{MEASURED}"),
    ];
    assert_eq!(told(&station), expected);

    // The publisher of the operation is open.
    let drifted = DriftedPayload::new(0.5);
    buoys.report(drifted).await.expect("it is sent");
    assert_eq!(told(&station), ["message:;"]);

    // Another operation on the channel, of which the contract says nothing.
    buoys.note(measured()).await.expect("it is sent");
    let expected = [
        format!("send readings:{READINGS};"),
        format!("message:;{MEASURED}"),
    ];
    assert_eq!(told(&station), expected);
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
    let station = Recording::new("mqtt");
    let buoys = client(&station).await;
    let server = buoys.serve("office").on_measured(Office);
    let server = server.on_drifted(Office).on_check(Office);
    server
        .run_until(tokio::time::sleep(Duration::from_millis(1)))
        .await
        .expect("it runs");
    let expected = [
        SEA.to_owned(),
        format!("receive readings:{READINGS};{ON_MEASURED}{ON_DRIFTED}"),
        r#"receive checks:; mqtt {"qos":2}"#.to_owned(),
    ];
    assert_eq!(told(&station), expected);
}

/// What an operation says is said of its own channel: a reply has the bindings of its channel and of its message.
#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn the_publisher_of_a_reply_is_told_of_its_message() {
    let station = Recording::new("mqtt");
    let buoys = client(&station).await;
    let server = buoys.serve("office").on_check(Office);
    let serving = tokio::spawn(server.run());
    tokio::time::sleep(Duration::from_millis(1)).await;
    let checks = checks();
    let mut request = Message::new("checks", "\"tides\"");
    request.content_type = Some("application/json".to_owned());
    request.correlation_id = Some("1".to_owned());
    let sent = buoys
        .transport()
        .publisher(&checks, PublishOptions::default());
    let publisher = sent.await.expect("a publisher");
    publisher.send(request).await.expect("it is sent");
    tokio::time::sleep(Duration::from_millis(1)).await;
    let told = told(&station);
    let reply = [
        "send results:;",
        r#"message:; mqtt {"contentType":"text/plain"}"#,
    ];
    assert!(told.ends_with(&reply.map(str::to_owned)), "{told:?}");
    serving.abort();
}

fn checks() -> ChannelSpec {
    ChannelSpec {
        name: "raw".to_owned(),
        address: "checks".parse().expect("an address"),
        bindings: Bindings::NONE,
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_stream_that_joins_another_one_takes_its_subscription_as_it_is() {
    let station = Recording::new("mqtt");
    let buoys = client(&station).await;
    let measured = buoys.subscribe_measured("office").await.expect("it opens");
    let drifted = buoys.subscribe_drifted("office").await.expect("it joins");
    let expected = [
        SEA.to_owned(),
        format!("receive readings:{READINGS};{ON_MEASURED}"),
    ];
    assert_eq!(told(&station), expected);
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
