//! Requests and replies that share one address and know each other by a number in the payload.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tidings::memory::Memory;
use tidings::{Context, HandlerError, RequestError, SendError};

use crate::raw;

mod app {
    tidings::include_contract!("ticker");
}
mod peer {
    tidings::include_contract!("ticker-peer");
}

/// The number in a payload.
fn number(message: &tidings::transport::Message) -> u64 {
    let body: Value = serde_json::from_slice(&message.body).unwrap();
    body["number"].as_u64().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_request_has_a_number_that_its_reply_repeats() {
    let memory = Memory::new();
    let ticker = app::Ticker::with(Arc::new(memory.clone()));
    let asking = async { ticker.ping(app::PingPayload::new()).await.unwrap() };
    let answering = async {
        let request = raw::next(&memory, "/").await;
        let number = number(&request);
        assert!(number < 1 << 53, "{number}");
        assert_eq!(
            raw::line(&request),
            format!(r#"/ {{\"event\":\"ping\",\"number\":{number}}}"#)
        );
        let reply = format!(r#"{{"event":"pong","number":{number}}}"#);
        raw::publish(&memory, raw::message("/", reply, &[])).await;
        number
    };
    // The request arrives where its reply does, and is not taken for it.
    let (pong, number) = tokio::join!(asking, answering);
    assert_eq!(pong.payload.number.map(|number| number.0), Some(number));
}

#[tokio::test(start_paused = true)]
async fn one_of_several_replies_comes() {
    let memory = Memory::new();
    let ticker = app::Ticker::with(Arc::new(memory.clone()));
    for (reply, expected) in [
        (r#""event":"watching","feed":5"#, "feed 5"),
        (
            r#""event":"refused","reason":"no such pair""#,
            "no such pair",
        ),
    ] {
        let asking = async {
            ticker
                .watch(app::WatchPayload::new("EUR/CHF"))
                .await
                .unwrap()
        };
        let answering = async {
            let number = number(&raw::next(&memory, "/").await);
            // One of the replies has a field of 32 bits.
            assert!(number < 1 << 31, "{number}");
            let reply = format!(r#"{{{reply},"number":{number}}}"#);
            raw::publish(&memory, raw::message("/", reply, &[])).await;
        };
        let (reply, ()) = tokio::join!(asking, answering);
        let said = match reply {
            app::WatchReply::Watching(reply) => format!("feed {}", reply.payload.feed),
            app::WatchReply::Refused(reply) => reply.payload.reason,
        };
        assert_eq!(said, expected);
        // What the raw side has sent waits for itself.
        raw::next(&memory, "/").await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_is_none_of_them_is_told() {
    let memory = Memory::new();
    let ticker = app::Ticker::with(Arc::new(memory.clone()));
    let asking = ticker.ping(app::PingPayload::new());
    let asking = async { asking.timeout(Duration::from_secs(5)).await.unwrap_err() };
    let answering = async {
        let number = number(&raw::next(&memory, "/").await);
        let reply = format!(r#"{{"event":"refused","reason":"busy","number":{number}}}"#);
        raw::publish(&memory, raw::message("/", reply, &[])).await;
    };
    let (error, ()) = tokio::join!(asking, answering);
    assert!(matches!(error, RequestError::Reply(_)), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_number_holds_no_context() {
    let ticker = app::Ticker::with(Arc::new(Memory::new()));
    let request = ticker.ping(app::PingPayload::new()).for_handler(&7);
    let error = request.await.unwrap_err();
    assert!(matches!(error, SendError::Unsupported { .. }), "{error}");
    assert!(error.to_string().contains("in_header"), "{error}");
}

struct Exchange;

impl peer::WatchHandler for Exchange {
    async fn watch(
        &self,
        context: Context<peer::QuestionsAddress>,
        request: peer::Watch,
    ) -> Result<peer::WatchReply, HandlerError> {
        assert_eq!(context.correlation_id(), Some("42"));
        Ok(match request.payload.pair.as_str() {
            "EUR/CHF" => peer::WatchingPayload::new(5).into(),
            _ => peer::RefusedPayload::new("no such pair").into(),
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_responder_repeats_the_number() {
    for (pair, reply) in [
        (
            "EUR/CHF",
            r#"/ {\"event\":\"watching\",\"feed\":5,\"number\":42}"#,
        ),
        (
            "EUR",
            r#"/ {\"event\":\"refused\",\"reason\":\"no such pair\",\"number\":42}"#,
        ),
    ] {
        let memory = Memory::new();
        let ticker = peer::Ticker::with(Arc::new(memory.clone()));
        let server = tokio::spawn(ticker.serve("exchange").watch(Exchange).run());
        let request = format!(r#"{{"event":"watch","pair":{pair:?},"number":42}}"#);
        raw::publish(&memory, raw::message("/", request, &[])).await;
        assert_eq!(raw::line(&raw::last(&memory).await), reply);
        server.abort();
    }
}
