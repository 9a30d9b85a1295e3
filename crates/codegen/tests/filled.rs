//! Required fields that the runtime fills are asked of nobody, and go out filled.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport,
};
use tidings::{Context, HandlerError};

mod joinery {
    include!("generated/filled.rs");
}

use joinery::{
    Ids, JobHeaders, JobPayload, Joinery, NotePayload, OnPing, Ping, PingPayload, PingsAddress,
    Pong, PongPayload,
};

fn client() -> (Memory, Joinery) {
    let memory = Memory::new();
    (memory.clone(), Joinery::with(Arc::new(memory)))
}

fn channel(address: &str) -> ChannelSpec {
    ChannelSpec {
        name: address.to_owned(),
        address: address.parse().expect("an address"),
        bindings: Bindings::NONE,
    }
}

/// The next message at `address`, as somebody without a contract sees it.
async fn next(memory: &Memory, address: &str) -> Message {
    let channel = channel(address);
    let pattern = channel.address.clone().into();
    let options = SubscribeOptions::new("raw");
    let subscription = memory.subscribe(&channel, &pattern, options).await;
    let mut subscription = subscription.expect("a subscription");
    let taken = subscription.next_batch(1, Duration::ZERO).await;
    let deliveries = taken.expect("it is open");
    Message::clone(&deliveries.first().expect("a message").message)
}

async fn publish(memory: &Memory, message: Message) {
    let channel = channel(&message.address);
    let publisher = memory.publisher(&channel, PublishOptions::default());
    let publisher = publisher.await.expect("a publisher");
    publisher.send(message).await.expect("it is sent");
}

fn header(message: &Message, name: &str) -> String {
    let text = message.headers.text(name);
    text.expect("the header is there").to_owned()
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_request_is_made_of_what_the_caller_knows() {
    let (memory, joinery) = client();
    let job = JobPayload::new(3).with_headers(JobHeaders::new("ada"));
    let asking = async { joinery.order(job).await.expect("a reply") };
    let answering = async {
        let request = next(&memory, "jobs").await;
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
    let pong = next(&memory, "pongs").await;
    assert_eq!(pong.body, br#"{"request":"r-7","pong":true}"#.as_slice());
}

/// A type that stands in a message too which no reply belongs to asks for all it has; the payload of a request is
/// enough nevertheless.
#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn what_nobody_fills_is_asked_for() {
    let (memory, joinery) = client();
    let note = NotePayload::new("oak").with_headers(Ids::new("n-1"));
    joinery.note(note).await.expect("it is sent");
    let note = next(&memory, "notes").await;
    assert_eq!(header(&note, "requestId"), "n-1");

    let asked = joinery.ping(PingPayload::new(true));
    let asked = asked.timeout(Duration::from_millis(5)).await;
    asked.expect_err("nobody answers");
    let id = header(&next(&memory, "pings").await, "requestId");
    assert!(!id.is_empty());
}

#[test]
fn what_is_filled_can_be_said() {
    let headers = JobHeaders::new("ada").with_reply_to("here");
    assert_eq!(headers.reply_to, "here");
}
