//! What goes over the wire is what the contract declares: the bytes and headers a raw writer would produce, no more.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where it finds what it does not expect"
)]

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Direction, Message, PublishOptions, SubscribeOptions, Transport,
};
use tidings::{Context, DateTime, HandlerError};
use tidings_tests::orders::{
    Customer, EventHeaders, InvoicePayment, OnPlaceOrder, OnPlaceOrderReply, Order, OrderAccepted,
    OrderCommandsAddress, OrderEventsAddress, OrderEventsRegion, OrderId, OrderLine, OrderPlaced,
    Orders, PlaceOrder,
};

const ORDER_ID: &str = "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f";

fn order_id() -> OrderId {
    ORDER_ID.parse().expect("it is a UUID")
}

fn channel(name: &str, address: &str) -> ChannelSpec {
    ChannelSpec {
        name: name.to_owned(),
        address: address.parse().unwrap(),
        bindings: Bindings::NONE,
    }
}

/// The next message that arrives at `address`, as bare bytes.
async fn next(memory: &Memory, channel: &ChannelSpec) -> Message {
    let pattern = channel.address.clone().into();
    let mut subscription = memory
        .subscribe(channel, &pattern, SubscribeOptions::new("raw"))
        .await
        .unwrap();
    let delivery = subscription
        .next_batch(1, Duration::ZERO)
        .await
        .unwrap()
        .remove(0);
    let message = Message::clone(&delivery.message);
    let _ = delivery.ack().await;
    message
}

fn headers(message: &Message) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    message
        .headers
        .iter()
        .map(|(name, value)| (name.to_owned(), text(value)))
        .collect()
}

#[tokio::test]
async fn an_event_carries_its_payload_and_the_declared_headers_only() {
    let memory = Memory::new();
    let orders = Orders::with(Arc::new(memory.clone()));
    let time: DateTime = "2026-01-02T03:04:05.10+02:00".parse().unwrap();
    let placed = OrderPlaced::new(order_id(), time, 3).with_headers(EventHeaders::new("trace-1"));
    orders
        .publish_order_event(
            OrderEventsAddress {
                region: OrderEventsRegion::Eu,
            },
            placed,
        )
        .await
        .unwrap();

    let message = next(&memory, &channel("orderEvents", "orders/{region}/events")).await;
    assert_eq!(message.address, "orders/eu/events");
    assert_eq!(
        std::str::from_utf8(&message.body).unwrap(),
        r#"{"orderId":"7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f","happenedAt":"2026-01-02T03:04:05.10+02:00","event":"placed","pieces":3}"#
    );
    assert_eq!(
        headers(&message),
        [("traceId".to_owned(), "trace-1".to_owned())]
    );
    assert_eq!(message.content_type.as_deref(), Some("application/json"));
    assert_eq!(
        (message.correlation_id, message.reply_to, message.key),
        (None, None, None)
    );
}

#[tokio::test]
async fn a_request_carries_correlation_and_reply_address_where_the_contract_says() {
    let memory = Memory::new();
    let orders = Orders::with(Arc::new(memory.clone()));
    let order = Order::new(
        order_id(),
        Customer::new("Ada"),
        vec![OrderLine::new("TEA-0001", 2)],
        InvoicePayment::new(14),
    );
    let request = tokio::spawn({
        let orders = orders.clone();
        async move {
            orders
                .place_order(order)
                .timeout(Duration::from_secs(5))
                .await
        }
    });

    let message = next(&memory, &channel("orderCommands", "orders/commands")).await;
    assert_eq!(
        std::str::from_utf8(&message.body).unwrap(),
        concat!(
            r#"{"orderId":"7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f","customer":{"name":"Ada"},"#,
            r#""lines":[{"sku":"TEA-0001","quantity":2}],"payment":{"method":"invoice","dueDays":14}}"#
        )
    );
    let names: Vec<_> = headers(&message)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["correlationId", "replyTo"]);
    assert_eq!(
        (
            message.correlation_id.as_deref(),
            message.reply_to.as_deref()
        ),
        (None, None)
    );

    // A raw responder answers with nothing but what the contract asks for.
    let reply_to = message.headers.text("replyTo").unwrap().to_owned();
    let mut reply = Message::new(
        reply_to.clone(),
        r#"{"orderId":"7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f","outcome":"accepted","pieces":2}"#,
    );
    reply.headers.append(
        "correlationId",
        message.headers.get("correlationId").unwrap().clone(),
    );
    let replies = channel("orderReplies", &reply_to);
    let publisher = memory
        .publisher(&replies, PublishOptions::default())
        .await
        .unwrap();
    publisher.send(reply).await.unwrap();
    assert!(request.await.unwrap().is_ok());
}

struct Shop;

impl OnPlaceOrder for Shop {
    async fn on_place_order(
        &self,
        _: Context<OrderCommandsAddress>,
        message: PlaceOrder,
    ) -> Result<OnPlaceOrderReply, HandlerError> {
        Ok(OrderAccepted::new(message.payload.order_id, 2).into())
    }
}

#[tokio::test]
async fn a_raw_requester_gets_the_declared_reply() {
    let memory = Memory::new();
    let orders = Orders::with(Arc::new(memory.clone()));
    let server = tokio::spawn(orders.serve("shop").on_place_order(Shop).run());

    let commands = channel("orderCommands", "orders/commands");
    let mut request = Message::new(
        "orders/commands",
        format!(
            r#"{{"orderId":"{ORDER_ID}","customer":{{"name":"Ada"}},"lines":[{{"sku":"TEA-0001","quantity":2}}],"payment":{{"method":"card","token":"t"}}}}"#
        ),
    );
    request.headers.append("correlationId", "raw-7");
    request.headers.append("replyTo", "replies/raw");
    assert!(
        memory.capabilities(&commands, Direction::Publish).headers
            == tidings::transport::HeaderSupport::Full
    );
    memory
        .publisher(&commands, PublishOptions::default())
        .await
        .unwrap()
        .send(request)
        .await
        .unwrap();

    let reply = next(&memory, &channel("orderReplies", "replies/raw")).await;
    assert_eq!(
        std::str::from_utf8(&reply.body).unwrap(),
        r#"{"orderId":"7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f","outcome":"accepted","pieces":2}"#
    );
    assert_eq!(
        headers(&reply),
        [("correlationId".to_owned(), "raw-7".to_owned())]
    );
    server.abort();
}
