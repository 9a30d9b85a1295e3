//! Messages that are given up: who is told, and what is kept where the transport keeps nothing.

use std::sync::Arc;

use tidings::memory::Fault;
use tidings::transport::{Message, PublishErrorKind, ReasonKind};
use tidings::{Context, HandlerError, Retry};

use crate::bench::{Bench, Seen, run, settle};
use crate::contract::{LabelsAddress, Parcel, PrintLabelMessage};

async fn jammed(_: Context<LabelsAddress>, _: PrintLabelMessage) -> Result<(), HandlerError> {
    Err("the printer is jammed".into())
}

/// A label as somebody wrote it who knows no contract.
fn raw(body: &'static str) -> Message {
    let mut message = Message::new("labels", body);
    message.headers.append("note", "kept");
    message.key = Some("k".into());
    message
}

/// The copies among the dead letters, as lines of headers and the body.
fn copies(bench: &Bench) -> Vec<Message> {
    let published = bench.memory.published();
    let dead = published.iter().filter(|it| it.address() == "dead");
    dead.map(|it| it.message().clone()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_copy_is_the_message_and_says_why_it_is_there() {
    let bench = Bench::new();
    let server = bench.parcels.serve("printers").on_print_label(jammed);
    let server = run(server.dead_letters("dead").retry(Retry::immediate(2))).await;
    let label = bench.parcels.request_label(Parcel::new("a", 7));
    label.id("label-1").key("k").await.unwrap();
    settle().await;
    let [copy] = &copies(&bench)[..] else {
        panic!("one copy");
    };
    let headers: Vec<_> = copy
        .headers
        .iter()
        .map(|(name, value)| (name, std::str::from_utf8(value).unwrap()))
        .filter(|(name, _)| *name != "x-death-time")
        .collect();
    assert_eq!(
        headers,
        [
            ("x-death-reason", "attempts-exhausted"),
            ("x-death-error", "the printer is jammed"),
            ("x-attempts", "2"),
            ("x-origin-channel", "labels"),
            ("x-origin-address", "labels"),
            ("x-origin-id", "label-1"),
            ("x-consumer", "printers"),
        ]
    );
    let at: u128 = copy.headers.text("x-death-time").unwrap().parse().unwrap();
    assert!(at > 1_600_000_000_000, "{at}");
    assert_eq!(copy.body, r#"{"parcelId":"a","grams":7}"#);
    assert_eq!(copy.content_type.as_deref(), Some("application/json"));
    assert_eq!(copy.key.as_deref(), Some(b"k".as_slice()));
    assert_eq!(copy.id.as_ref().unwrap().as_str(), "label-1/printers");
    assert!(bench.memory.dead_letters().is_empty(), "the copy is enough");
    let report = server.stop().await;
    assert_eq!(
        (report.exhausted, report.retried, report.handled),
        (1, 1, 0)
    );
}

#[tokio::test(start_paused = true)]
async fn what_nobody_can_read_is_copied_byte_for_byte_and_not_tried_again() {
    let bench = Bench::new();
    let server = bench.parcels.serve("g").on_print_label(jammed);
    let server = run(server.dead_letters("dead")).await;
    bench.raw(raw("{\"parcelId\":")).await;
    settle().await;
    let [copy] = &copies(&bench)[..] else {
        panic!("one copy");
    };
    assert_eq!(copy.body, "{\"parcelId\":");
    assert_eq!(copy.headers.text("note"), Some("kept"));
    assert_eq!(copy.headers.text("x-death-reason"), Some("invalid-message"));
    assert_eq!(copy.headers.text("x-attempts"), Some("1"));
    assert_eq!(copy.headers.get("x-origin-id"), None);
    assert_eq!(server.stop().await.invalid, 1);
}

#[tokio::test(start_paused = true)]
async fn each_group_leaves_a_copy_of_its_own() {
    let bench = Bench::new();
    let mut servers = Vec::new();
    for group in ["one", "two"] {
        let server = bench.parcels.serve(group).on_print_label(jammed);
        servers.push(run(server.dead_letters("dead")).await);
    }
    let label = bench.parcels.request_label(Parcel::new("a", 7));
    label.await.unwrap();
    settle().await;
    let copies = copies(&bench);
    let groups: Vec<_> = copies
        .iter()
        .filter_map(|copy| copy.headers.text("x-consumer"))
        .collect();
    assert_eq!(groups, ["one", "two"]);
    for server in servers {
        server.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_whose_copy_fails_is_not_lost() {
    let bench = Bench::new();
    let server = bench.parcels.serve("g").on_print_label(jammed);
    let server = run(server.dead_letters("dead").retry(Retry::never())).await;
    let label = bench.parcels.request_label(Parcel::new("a", 7));
    label.await.unwrap();
    bench
        .memory
        .fail_next_publish(Fault::Refuse(PublishErrorKind::NotSent));
    settle().await;
    let report = server.stop().await;
    assert_eq!(copies(&bench).len(), 1, "the second delivery left one");
    assert_eq!((report.exhausted, report.not_settled), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn the_hook_hears_of_every_message_that_is_given_up() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let server = bench.parcels.serve("g").on_print_label(jammed);
    let server = server.retry(Retry::never());
    let server = server.on_dead_letter(move |incoming, reason| {
        let operation = incoming.operation().unwrap_or("nobody");
        let body = String::from_utf8_lossy(&incoming.message().body).into_owned();
        note.send((operation, reason.kind, body)).unwrap();
    });
    let server = run(server).await;
    bench.raw(raw("nonsense")).await;
    bench
        .parcels
        .request_label(Parcel::new("a", 7))
        .await
        .unwrap();
    settle().await;
    assert_eq!(
        seen.rest(),
        [
            ("nobody", ReasonKind::Invalid, "nonsense".to_owned()),
            (
                "onPrintLabel",
                ReasonKind::Exhausted,
                r#"{"parcelId":"a","grams":7}"#.to_owned()
            ),
        ]
    );
    assert_eq!(
        bench.memory.dead_letters().len(),
        2,
        "they are kept as well"
    );
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_panics_takes_nothing_with_it() {
    let bench = Bench::new();
    let asked = Arc::new(std::sync::atomic::AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let server = bench.parcels.serve("g").on_print_label(jammed);
    let server = server.on_dead_letter(move |_, _| {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        panic!("a bad hook");
    });
    let server = run(server).await;
    bench.raw(raw("nonsense")).await;
    bench.raw(raw("more of it")).await;
    settle().await;
    assert_eq!(bench.memory.dead_letters().len(), 2);
    assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 2);
    assert_eq!(server.stop().await.invalid, 2);
}
