//! Operations that demand credentials of their own.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;

use tidings::ConnectError;
use tidings::memory::Memory;
use tidings::transport::{Credentials as Given, Secret, UserPassword};

mod recording;

mod port {
    include!("generated/several.rs");
}

use port::{Credentials, Port, Server};

use recording::Recording;

/// What `transport` was given, by what for.
fn given(transport: &Recording) -> Vec<(String, Vec<Given>)> {
    let told = transport.told().into_iter();
    told.map(|told| (told.what, told.credentials)).collect()
}

#[tokio::test(start_paused = true)]
async fn what_an_operation_demands_goes_where_it_is_carried_out() {
    let harbour = Recording::new("harbour");
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
        ("open harbour://north.outer.example", vec![]),
        ("open harbour://office.example", vec![login]),
        ("send tides", vec![Given::OAuth2(Secret::from("t-1"))]),
        ("message", vec![]),
        ("receive tides", vec![]),
    ];
    assert_eq!(
        given(&harbour),
        expected.map(|(what, given)| (what.to_owned(), given))
    );
    drop(tides);
}

#[tokio::test(start_paused = true)]
async fn credentials_before_any_server_are_for_each_that_knows_them() {
    let harbour = Recording::new("harbour");
    let builder = Port::builder().connector(harbour.clone());
    let builder = builder.credentials(Credentials::login("ada", "secret"));
    let builder = builder.credentials(Credentials::token("t-1"));
    let builder = builder.on(Server::Office).on(Server::South);
    builder.connect().await.expect("it opens");
    let login = Given::UserPassword(UserPassword::new("ada", "secret"));
    let expected = [
        ("open harbour://south.example", vec![]),
        ("open harbour://office.example", vec![login]),
    ];
    assert_eq!(
        given(&harbour),
        expected.map(|(what, given)| (what.to_owned(), given))
    );
}

#[track_caller]
fn refused(result: Result<Port, ConnectError>, told: &str) {
    assert_eq!(result.expect_err("it is refused").to_string(), told);
}

#[tokio::test(start_paused = true)]
async fn an_operation_without_its_credentials_is_told_at_the_start() {
    let harbour = Recording::new("harbour");
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
    assert!(given(&harbour).is_empty(), "nothing was opened");
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
