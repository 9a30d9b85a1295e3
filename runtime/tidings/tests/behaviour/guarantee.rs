//! How often a message is handled when something goes wrong.

use std::time::Duration;

use tidings::transport::Message;
use tidings::{Context, Guarantee, HandlerError};
use tokio::sync::mpsc::UnboundedSender;

use crate::bench::{Bench, Seen, run, settle};
use crate::contract::{LabelsAddress, OnPrintLabel, Parcel, ParcelsServer, PrintLabelMessage};

/// A printer that notes what it prints, and then has its ways of failing.
fn printer(note: UnboundedSender<String>) -> impl OnPrintLabel {
    move |context: Context<LabelsAddress>, label: PrintLabelMessage| {
        let note = note.clone();
        async move {
            let id = label.payload.parcel_id;
            note.send(format!("{id}{}", context.attempt()))?;
            match id.as_str() {
                "jam" => Err("the printer is jammed".into()),
                "fire" => panic!("the printer is on fire"),
                "slow" => std::future::pending().await,
                _ => Ok::<_, HandlerError>(()),
            }
        }
    }
}

fn server(bench: &Bench, note: UnboundedSender<String>) -> ParcelsServer {
    let server = bench.parcels.serve("g").on_print_label(printer(note));
    server.guarantee(Guarantee::AtMostOnce)
}

async fn send(bench: &Bench, id: &str) {
    let label = bench.parcels.request_label(Parcel::new(id, 1));
    label.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn at_most_once_tries_nothing_again() {
    let bench = Bench::new();
    let (mut seen, mut lost) = (Seen::new(), Seen::new());
    let note = lost.note();
    let server = server(&bench, seen.note());
    let server = server.on_dead_letter(move |_, reason| note.send(reason.to_string()).unwrap());
    let server = run(server).await;
    for id in ["a", "jam", "fire"] {
        send(&bench, id).await;
    }
    bench.raw(Message::new("labels", "nonsense")).await;
    settle().await;
    assert_eq!(seen.rest(), ["a1", "jam1", "fire1"]);
    let lost = lost.rest();
    assert_eq!(
        lost[..2],
        [
            "attempts-exhausted: the printer is jammed",
            "handler-panicked: the handler panicked: the printer is on fire"
        ]
    );
    assert!(lost[2].starts_with("invalid-message: "), "{lost:?}");
    let dead = bench.memory.dead_letters();
    assert_eq!(dead.len(), 1, "what cannot be read is kept as ever");
    let report = server.stop().await;
    assert_eq!((report.handled, report.retried), (1, 0));
    assert_eq!(
        (report.exhausted, report.panicked, report.invalid),
        (1, 1, 1)
    );
}

#[tokio::test(start_paused = true)]
async fn at_most_once_keeps_copies_where_it_is_told_to() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let server = run(server(&bench, seen.note()).dead_letters("dead")).await;
    send(&bench, "jam").await;
    assert_eq!(seen.next().await, "jam1");
    settle().await;
    let copy = bench.memory.published().pop().unwrap();
    assert_eq!(copy.address(), "dead");
    assert_eq!(
        copy.headers().text("x-death-error"),
        Some("the printer is jammed")
    );
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_crash_loses_what_was_being_handled_at_most_once_and_nothing_otherwise() {
    for (guarantee, seen_again) in [
        (Guarantee::AtMostOnce, Vec::<String>::new()),
        (Guarantee::AtLeastOnce, vec!["slow2".to_owned()]),
    ] {
        let bench = Bench::new();
        let mut seen = Seen::new();
        let first = run(server(&bench, seen.note()).guarantee(guarantee)).await;
        send(&bench, "slow").await;
        assert_eq!(seen.next().await, "slow1");
        first.kill().await;
        let second = run(server(&bench, seen.note()).guarantee(guarantee)).await;
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(seen.rest(), seen_again);
        second.kill().await;
    }
}
