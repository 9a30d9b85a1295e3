//! Required fields that the runtime fills are asked of nobody, and go out filled.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::Message;
use tidings::{Context, HandlerError};

mod raw;

mod joinery {
    include!("generated/filled.rs");
}

use joinery::{
    Date, DatePayload, FaultPayload, Ids, JobHeaders, JobPayload, Joinery, Meta, NotePayload,
    Offer, OfferPayload, OnPing, OnQuote, OnVisit, Ping, PingPayload, PingsAddress, Pong,
    PongPayload, Quote, QuotePayload, QuotesAddress, RepairPayload, Trace, Visit, VisitPayload,
    VisitPayloadEnvelope, VisitsAddress,
};

use raw::{header, next_at, publish};

fn client() -> (Memory, Joinery) {
    let memory = Memory::new();
    (memory.clone(), Joinery::with(Arc::new(memory)))
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_request_is_made_of_what_the_caller_knows() {
    let (memory, joinery) = client();
    let job = JobPayload::new(3).with_headers(JobHeaders::new("ada"));
    let asking = async { joinery.order(job).await.expect("a reply") };
    let answering = async {
        let request = next_at(&memory, "jobs").await;
        assert_eq!(header(&request, "customer"), "ada");
        let id = header(&request, "requestId");
        let id_is_made = id.len() == 36 && id != "00000000-0000-0000-0000-000000000000";
        assert!(id_is_made, "{id}");
        let body = format!(r#"{{"request":"{id}","shelf":"B2"}}"#);
        publish(&memory, Message::new(header(&request, "replyTo"), body)).await;
    };
    let (done, ()) = tokio::join!(asking, answering);
    assert_eq!(done.payload.shelf, "B2");
}

struct Bell;

impl OnPing for Bell {
    async fn on_ping(&self, _: Context<PingsAddress>, _: Ping) -> Result<Pong, HandlerError> {
        Ok(PongPayload::new(true).into())
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_reply_is_made_of_what_the_handler_knows() {
    let (memory, joinery) = client();
    let server = joinery.serve("bell").on_ping(Bell);
    let serving = server.run_until(tokio::time::sleep(Duration::from_millis(50)));
    let mut ping = Message::new("pings", r#"{"ping":true}"#);
    ping.headers.append("requestId", "r-7");
    publish(&memory, ping).await;
    serving.await.expect("it runs");
    let pong = next_at(&memory, "pongs").await;
    assert_eq!(pong.body, br#"{"request":"r-7","pong":true}"#.as_slice());
}

/// A type that stands in a message too which no reply belongs to asks for all it has; the payload of a request is
/// enough nevertheless.
#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn what_nobody_fills_is_asked_for() {
    let (memory, joinery) = client();
    let note = NotePayload::new("oak").with_headers(Ids::new("n-1"));
    joinery.note(note).await.expect("it is sent");
    let note = next_at(&memory, "notes").await;
    assert_eq!(header(&note, "requestId"), "n-1");

    let asked = joinery.ping(PingPayload::new(true));
    let asked = asked.timeout(Duration::from_millis(5)).await;
    asked.expect_err("nobody answers");
    let id = header(&next_at(&memory, "pings").await, "requestId");
    assert!(!id.is_empty());
}

fn body(message: &Message) -> serde_json::Value {
    serde_json::from_slice(&message.body).expect("it is JSON")
}

impl OnQuote for Bell {
    async fn on_quote(
        &self,
        _: Context<QuotesAddress>,
        quote: Quote,
    ) -> Result<Offer, HandlerError> {
        Ok(OfferPayload::new(quote.payload.boards * 100).into())
    }
}

impl OnVisit for Bell {
    async fn on_visit(&self, _: Context<VisitsAddress>, _: Visit) -> Result<Date, HandlerError> {
        Ok(DatePayload::new().with_day("monday").into())
    }
}

/// An object that holds nothing but what is filled, and what may be absent, is asked of nobody either.
#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn an_id_that_lies_deep_in_a_shared_object_is_filled() {
    let (memory, joinery) = client();
    let quote = QuotePayload::new(3).with_meta(Meta::new().with_tenant("north"));
    let asking = async { joinery.quote(quote).await.expect("a reply") };
    let answering = async {
        let request = body(&next_at(&memory, "quotes").await);
        let meta = &request["meta"];
        assert_eq!(
            (&meta["kind"], &meta["tenant"]),
            (&1.into(), &"north".into())
        );
        let id = meta["correlationId"].as_str().expect("an id");
        let body = format!(r#"{{"meta":{{"kind":1,"correlationId":"{id}"}},"cents":5}}"#);
        let address = meta["replyTo"].as_str().expect("an address");
        publish(&memory, Message::new(address, body)).await;
    };
    let (offer, ()) = tokio::join!(asking, answering);
    assert_eq!(offer.payload.cents, 5);

    let server = joinery.serve("bell").on_quote(Bell);
    let serving = server.run_until(tokio::time::sleep(Duration::from_millis(50)));
    let id = "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f";
    let quote =
        format!(r#"{{"meta":{{"kind":1,"correlationId":"{id}","replyTo":"here"}},"boards":2}}"#);
    publish(&memory, Message::new("quotes", quote)).await;
    serving.await.expect("it runs");
    let offer = next_at(&memory, "here").await;
    let expected = format!(r#"{{"meta":{{"kind":1,"correlationId":"{id}"}},"cents":200}}"#);
    assert_eq!(offer.body, expected.as_bytes());
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn objects_on_the_way_to_an_id_are_made_where_they_are_absent() {
    let (memory, joinery) = client();
    let envelope = VisitPayloadEnvelope::new().with_version(2);
    for visit in [
        VisitPayload::new("Elm Street"),
        VisitPayload::new("Elm Street").with_envelope(envelope),
    ] {
        let expected = visit.envelope.as_ref().map_or(0, |_| 2);
        let asking = async { joinery.visit(visit).await.expect("a reply") };
        let answering = async {
            let request = body(&next_at(&memory, "visits").await);
            let version = request["envelope"]["version"].as_i64().unwrap_or_default();
            assert_eq!(version, expected);
            let id = &request["envelope"]["ids"]["request"];
            assert!(id.as_u64().is_some_and(|id| id > 0), "{request}");
            let body = format!(r#"{{"meta":{{"request":{id}}}}}"#);
            publish(&memory, Message::new("dates", body)).await;
        };
        let (date, ()) = tokio::join!(asking, answering);
        assert_eq!(date.payload.day, None);
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn an_object_for_the_id_of_a_reply_is_made() {
    let (memory, joinery) = client();
    let server = joinery.serve("bell").on_visit(Bell);
    let serving = server.run_until(tokio::time::sleep(Duration::from_millis(50)));
    let visit = r#"{"street":"Elm","envelope":{"ids":{"request":7}}}"#;
    publish(&memory, Message::new("visits", visit)).await;
    serving.await.expect("it runs");
    let date = next_at(&memory, "dates").await;
    let expected = br#"{"day":"monday","meta":{"request":7}}"#;
    assert_eq!(date.body, expected.as_slice());
}

/// The type stands in an event too, whose id nobody knows but its sender; a request replaces what it is given.
#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn what_is_given_where_the_runtime_fills_is_replaced() {
    let (memory, joinery) = client();
    let trace = |id: &str| Trace::builder().id(id).source("shop").build();
    let fault = joinery.fault(FaultPayload::new(trace("f-1")));
    fault.await.expect("it is sent");
    let fault = next_at(&memory, "faults").await;
    let expected = br#"{"trace":{"id":"f-1","source":"shop"}}"#;
    assert_eq!(fault.body, expected.as_slice());

    let asked = joinery.repair(RepairPayload::new(trace(""), 4));
    let asked = asked.timeout(Duration::from_millis(5)).await;
    asked.expect_err("nobody answers");
    let trace = &body(&next_at(&memory, "repairs").await)["trace"];
    assert_eq!(trace["source"], "shop");
    let id = trace["id"].as_str().expect("a text");
    assert!(id.parse::<u64>().is_ok_and(|id| id > 0), "{id}");
}

#[test]
fn what_is_filled_can_be_said() {
    let headers = JobHeaders::new("ada").with_reply_to("here");
    assert_eq!(headers.reply_to, "here");
}
