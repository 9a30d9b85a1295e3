//! A request in Avro whose headers say with which id and to which topic the reply goes.

use std::sync::Arc;

use tidings::memory::Memory;
use tidings::{Context, HandlerError};

use crate::raw;

mod app {
    tidings::include_contract!("freight");
}
mod peer {
    tidings::include_contract!("freight-peer");
}

/// `tea` and 2: a length, the letters and a number, zigzag (Avro 1.11, "Binary Encoding").
const TEA: &[u8] = b"\x06tea\x04";
/// 1250.
const PRICE: &[u8] = b"\xc4\x13";
const ID: &str = "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f";

#[tokio::test(start_paused = true)]
async fn a_requester_finds_its_reply_at_the_topic_it_named() {
    let memory = Memory::new();
    let freight = peer::Freight::with(Arc::new(memory.clone()));
    let headers = peer::QuoteRequestHeaders::new("ada");
    let request = peer::QuoteRequestPayload::new("tea", 2).with_headers(headers);
    let address = peer::QuoteRequestsAddress::new(peer::QuoteRequestsStage::Live);

    let asking = async { freight.quote(address, request).await.unwrap() };
    let answering = async {
        let request = raw::next(&memory, "freight-live-quote-request-v1").await;
        let id = request.headers.text("REQUEST_ID").unwrap();
        let topic = request.headers.text("REPLY_TOPIC").unwrap();
        assert_eq!(
            raw::line(&request),
            format!(
                "freight-live-quote-request-v1 \\x06tea\\x04 CUSTOMER=ada REQUEST_ID={id} REPLY_TOPIC={topic} [content-type avro/binary]"
            )
        );
        raw::publish(&memory, raw::message(topic, PRICE, &[("REQUEST_ID", id)])).await;
    };
    let (quote, ()) = tokio::join!(asking, answering);
    assert_eq!(quote.payload.cents, 1250);
}

struct Office;

impl app::QuoteHandler for Office {
    async fn quote(
        &self,
        context: Context<app::QuoteRequestsAddress>,
        request: app::QuoteRequest,
    ) -> Result<app::Quote, HandlerError> {
        assert_eq!(context.correlation_id(), Some(ID));
        assert_eq!(context.address().stage, app::QuoteRequestsStage::Test);
        assert_eq!(request.headers.customer, "raw");
        let cents = 625 * i64::from(request.payload.pallets);
        let headers = app::QuoteHeaders::new()
            .with_calculated_at("2026-01-02T03:04:05Z".parse::<tidings::DateTime>().unwrap());
        Ok(app::QuotePayload::new(cents).with_headers(headers))
    }
}

#[tokio::test(start_paused = true)]
async fn a_responder_replies_to_the_topic_in_the_request() {
    let memory = Memory::new();
    let freight = app::Freight::with(Arc::new(memory.clone()));
    let server = tokio::spawn(freight.serve("office").quote(Office).run());
    let headers = [
        ("CUSTOMER", "raw"),
        ("REQUEST_ID", ID),
        ("REPLY_TOPIC", "freight-quotes-of-raw"),
    ];
    let request = raw::message("freight-test-quote-request-v2", TEA, &headers);
    raw::publish(&memory, request).await;
    assert_eq!(
        raw::line(&raw::last(&memory).await),
        format!(
            "freight-quotes-of-raw \\xc4\\x13 CALCULATED_AT=2026-01-02T03:04:05Z REQUEST_ID={ID} [content-type avro/binary]"
        )
    );
    server.abort();
}

#[tokio::test(start_paused = true)]
async fn a_request_without_a_declared_header_is_given_up_with_the_reason() {
    let memory = Memory::new();
    let freight = app::Freight::with(Arc::new(memory.clone()));
    let server = tokio::spawn(freight.serve("office").quote(Office).run());
    let headers = [("REQUEST_ID", ID), ("REPLY_TOPIC", "anywhere")];
    let request = raw::message("freight-test-quote-request-v1", TEA, &headers);
    raw::publish(&memory, request).await;
    raw::settle().await;
    let dead = memory.dead_letters().pop().unwrap();
    assert_eq!(
        dead.reason.to_string(),
        "invalid-message: QuoteRequest: header CUSTOMER: is missing"
    );
    server.abort();
}
