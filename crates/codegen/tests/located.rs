//! Requests to addresses that they say by themselves, held against what a side without a contract sees.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::Message;
use tidings::{Context, HandlerError, RequestError};

mod raw;

mod depots {
    include!("generated/located.rs");
}

use depots::{
    AcceptedPayload, CountPayload, Depots, DepotsApi, OnOrder, OnOrderReply, Order, OrderHeaders,
    OrderPayload, OrderPayloadFrom, OrderReply, OrdersAddress, RefusedPayload,
};

use raw::{header, next, publish, receive};

fn client() -> (Memory, Depots) {
    let memory = Memory::new();
    (memory.clone(), Depots::with(Arc::new(memory)))
}

fn order(depot: i64) -> OrderPayload {
    OrderPayload::new(OrderPayloadFrom::new(depot), "oak")
}

fn urgent(depot: i64) -> Order {
    order(depot).with_headers(OrderHeaders::new().with_urgency("urgent"))
}

const ORDERS: &str = "depots/{depot}/orders/{urgency}";

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_request_goes_where_its_payload_and_its_headers_say() {
    let (memory, depots) = client();
    let mut orders = receive(&memory, ORDERS, "raw").await;
    let answering = async {
        let mut seen = Vec::new();
        for body in [r#"{"shelf":4}"#, r#"{"why":"closed"}"#] {
            let request = next(&mut *orders).await;
            seen.push(format!(
                "{} {}",
                request.address,
                String::from_utf8_lossy(&request.body)
            ));
            let mut reply = Message::new(header(&request, "replyTo"), body);
            reply.headers.append("orderId", header(&request, "orderId"));
            publish(&memory, reply).await;
        }
        seen
    };
    let asking = async {
        let first = depots.order(order(7)).await.expect("a reply");
        let second = depots.order(urgent(8)).await.expect("a reply");
        (first, second)
    };
    let (replies, seen) = tokio::join!(asking, answering);
    assert!(
        matches!(&replies, (OrderReply::Accepted(yes), OrderReply::Refused(no))
            if yes.payload.shelf == 4 && no.payload.why == "closed"),
        "{replies:?}"
    );
    let expected = [
        r#"depots/7/orders/normal {"from":{"depot":7},"sku":"oak"}"#,
        r#"depots/8/orders/urgent {"from":{"depot":8},"sku":"oak"}"#,
    ];
    assert_eq!(seen, expected);
}

/// The id of a request is part of its address here, so everything else is written before it is known where it goes.
#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn the_replies_of_several_are_gathered_from_an_address_with_the_id_in_it() {
    let (memory, depots) = client();
    let responder = async |group: &str, pieces: u32| {
        let mut counts = receive(&memory, "counts/{session}", group).await;
        let request = next(&mut *counts).await;
        let session = header(&request, "session");
        assert_eq!(request.address, format!("counts/{session}"));
        assert_eq!(session.len(), 36, "{session}");
        let body = format!(r#"{{"session":"{session}","pieces":{pieces}}}"#);
        publish(&memory, Message::new("counted", body)).await;
    };
    let asking = async {
        let replies = depots.count(CountPayload::new("oak")).gather().quorum(2);
        replies.await.expect("it is sent").all().await
    };
    let (replies, (), ()) = tokio::join!(asking, responder("a", 3), responder("b", 4));
    let replies = replies.expect("both came");
    let pieces: i64 = replies.iter().map(|reply| reply.payload.pieces).sum();
    assert_eq!(pieces, 7);
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_request_whose_reply_is_handled_elsewhere_goes_there_too() {
    let (memory, depots) = client();
    let mut orders = receive(&memory, ORDERS, "raw").await;
    let deferred = depots.order(urgent(9)).for_handler(&"basket");
    let deferred = deferred.at(&depots::OutcomesAddress::from("shop/outcomes"));
    deferred.await.expect("it is sent");
    let request = next(&mut *orders).await;
    assert_eq!(request.address, "depots/9/orders/urgent");
    assert_eq!(header(&request, "replyTo"), "shop/outcomes");
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn what_is_no_address_is_not_sent_and_nobody_there_is_told() {
    let (memory, depots) = client();
    let slow = order(7).with_headers(OrderHeaders::new().with_urgency("slow"));
    let error = depots.order(slow).await.expect_err("it is refused");
    assert!(matches!(error, RequestError::Send(_)), "{error:?}");
    let told = "parameter urgency: `slow` is none of its values";
    assert!(error.to_string().contains(told), "{error}");
    assert_eq!(memory.published().len(), 0);

    let asked = depots.order(urgent(7)).timeout(Duration::from_millis(5));
    let error = asked.await.expect_err("nobody is there");
    let told = "nobody receives requests at `depots/7/orders/urgent`";
    assert_eq!(error.to_string(), told);
}

/// Half of the depots.
struct Even;

impl OnOrder for Even {
    async fn on_order(
        &self,
        context: Context<OrdersAddress>,
        _: Order,
    ) -> Result<OnOrderReply, HandlerError> {
        let depot: i64 = context.address().depot.parse()?;
        Ok(match depot % 2 {
            0 => AcceptedPayload::new(depot / 2).into(),
            _ => RefusedPayload::new("odd").into(),
        })
    }
}

/// Business code that takes a double as well.
async fn shelf(depots: &impl DepotsApi, depot: i64) -> Option<i64> {
    match depots.order(order(depot).into()).await {
        Ok(OrderReply::Accepted(accepted)) => Some(accepted.payload.shelf),
        Ok(OrderReply::Refused(_)) | Err(_) => None,
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn both_sides_of_a_contract_understand_each_other() {
    let (_, depots) = client();
    let server = tokio::spawn(depots.serve("depots").on_order(Even).run());
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(shelf(&depots, 8).await, Some(4));
    assert_eq!(shelf(&depots, 7).await, None);
    server.abort();
}
