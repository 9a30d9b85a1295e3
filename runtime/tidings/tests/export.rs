//! The documents of applications whose messages are written by hand.
#![cfg(feature = "export")]
#![allow(deprecated, reason = "a deprecated message is one of the cases")]

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tidings::Message;
use tidings::application::{Application, ApplicationError, Channel, Operation, Parameter, Server};

/// Somebody has ordered something.
#[derive(Serialize, Deserialize, JsonSchema, Message)]
#[message(
    title = "An order was placed",
    tags("orders"),
    correlation_id = "$message.payload#/orderId"
)]
#[message(example = OrderPlaced { order_id: "7".into(), pieces: 3, lines: vec![], note: None })]
#[serde(rename_all = "camelCase")]
struct OrderPlaced {
    /// Its number.
    order_id: String,
    #[schemars(range(max = 100))]
    pieces: u32,
    lines: Vec<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A line of an order.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Line {
    article: String,
    quantity: u16,
}

#[derive(Serialize, Deserialize, JsonSchema, Message)]
#[message(kind = "command")]
struct PlaceOrder {
    lines: Vec<Line>,
}

#[derive(Serialize, Deserialize, JsonSchema, Message)]
#[message(name = "OrderAccepted", kind = "reply")]
#[deprecated]
struct Accepted(u64);

fn shop() -> Application {
    Application::new("Shop", "1.0.0")
        .id("urn:example:shop")
        .description("Sells things.")
        .server(Server::new("production", "nats://{region}.example:4222").description("Ours."))
        .channel(
            Channel::new("orderEvents", "orders.{region}.placed")
                .parameter(Parameter::new("region").values(["eu", "us"])),
        )
        .send::<OrderPlaced>("orders.{region}.placed")
        .operation(
            Operation::receive("placeOrder", "orders.commands")
                .message::<PlaceOrder>()
                .reply::<Accepted>(),
        )
}

#[test]
fn an_application_is_a_document() {
    insta::assert_snapshot!(shop().document().expect("it fits together"));
}

/// Asserts what is wrong with `application`.
#[track_caller]
fn check(application: Application, expected: &str) {
    let error: ApplicationError = application
        .document()
        .expect_err("it does not fit together");
    assert_eq!(error.to_string(), expected);
}

mod other {
    #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema, tidings::Message)]
    pub(super) struct OrderPlaced;
}

#[test]
fn what_does_not_fit_together_is_told() {
    let empty = || Application::new("Shop", "1.0.0");
    check(
        empty()
            .send::<OrderPlaced>("a")
            .receive::<other::OrderPlaced>("b"),
        "`export::OrderPlaced` and `export::other::OrderPlaced` are both called `OrderPlaced`: give one of them another name with `#[message(name = \"…\")]`",
    );
    check(
        empty().send::<OrderPlaced>("a").send::<OrderPlaced>("b"),
        "an operation is called `sendOrderPlaced` like another one: give one of them another name",
    );
    check(
        empty().send::<OrderPlaced>("orders.{region"),
        "the address `orders.{region` is broken: a parameter is a name between braces, such as `orders.{region}`",
    );
    check(
        empty().server(Server::new("production", "localhost:4222")),
        "`localhost:4222` says not where the server `production` is: a URL has a scheme and a host, such as `nats://broker.example:4222`",
    );
    check(
        empty().channel(Channel::new("a", "b").parameter(Parameter::new("c"))),
        "`b` has no `{c}`, which is described",
    );
    check(
        empty().operation(Operation::send("a", "b")),
        "the operation `a` has no message: name one with `message::<M>()`",
    );
    check(
        empty().operation(Operation::send("a b", "b").message::<OrderPlaced>()),
        "`a b` cannot name an operation: letters, digits, `-`, `_` and `.` make one",
    );
}

/// Everything that has a type of its own.
#[derive(Serialize, Deserialize, JsonSchema, Message)]
struct Delivered {
    id: tidings::Uuid,
    at: tidings::DateTime,
    day: tidings::Date,
    from: tidings::Time,
    took: tidings::Duration,
    weight: tidings::Decimal,
    price: Option<tidings::DecimalText>,
    signature: tidings::Base64,
    #[serde(default, skip_serializing_if = "tidings::Maybe::is_absent")]
    remark: tidings::Maybe<String>,
}

#[test]
fn the_types_of_payloads_say_what_they_are() {
    let application = Application::new("Post", "1.0.0").send::<Delivered>("delivered");
    insta::assert_snapshot!(application.document().expect("it fits together"));
}
