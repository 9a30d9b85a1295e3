//! How often a message is handled when something goes wrong.

use std::time::Duration;

use tidings::transport::Message;
use tidings::{Context, Guarantee, HandlerError};
use tokio::sync::mpsc::UnboundedSender;

use crate::bench::{Bench, Seen, depot, run, sent, settle};
use crate::contract::{
    LabelsAddress, OnPrintLabel, Parcel, ParcelEvent, ParcelEventsAddress, ParcelsServer,
    PrintLabelMessage,
};

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

/// A printer that takes its time over the first copy of a label that is called `slow`.
fn slow_printer(note: UnboundedSender<String>) -> impl OnPrintLabel {
    move |context: Context<LabelsAddress>, label: PrintLabelMessage| {
        let note = note.clone();
        async move {
            note.send(format!("{}{}", label.payload.parcel_id, context.attempt()))?;
            if label.payload.parcel_id == "slow" && context.attempt() == 1 {
                tokio::time::sleep(Duration::from_secs(20)).await;
            }
            Ok::<_, HandlerError>(())
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_handled_is_effectively_handled_once_although_it_comes_again() {
    for (guarantee, seen, counts) in [
        (Guarantee::AtLeastOnce, vec!["slow1", "slow2"], (1, 0)),
        (Guarantee::EffectivelyOnce, vec!["slow1"], (0, 1)),
    ] {
        let bench = Bench::paused();
        let mut notes = Seen::new();
        let served = |note| {
            let server = bench.parcels.serve("g").on_print_label(slow_printer(note));
            server.guarantee_of("onPrintLabel", guarantee)
        };
        let first = run(served(notes.note())).await;
        send(&bench, "slow").await;
        assert_eq!(notes.next().await, "slow1");
        // While the first consumer shuts down, the transport takes it for dead.
        let dead = async {
            settle().await;
            bench.memory.advance(Duration::from_secs(60));
        };
        let (report, ()) = tokio::join!(first.stop(), dead);
        assert_eq!(report.not_settled, 1);
        let second = run(served(notes.note())).await;
        settle().await;
        let report = second.stop().await;
        assert_eq!(notes.rest(), seen[1..]);
        assert_eq!((report.handled, report.duplicate), counts);
    }
}

#[tokio::test(start_paused = true)]
async fn each_operation_has_its_own_guarantee() {
    let bench = Bench::new();
    let (mut seen, mut lost) = (Seen::new(), Seen::new());
    let note = lost.note();
    let event = |_: Context<ParcelEventsAddress>, _: ParcelEvent| async move {
        Err::<(), HandlerError>("the depot is closed".into())
    };
    let server = bench
        .parcels
        .serve("g")
        .on_print_label(printer(seen.note()));
    let server = server.on_parcel_event(event);
    let server = server.guarantee_of("onPrintLabel", Guarantee::AtMostOnce);
    let server = server.on_dead_letter(move |incoming, _| note.send(incoming.attempt()).unwrap());
    let server = run(server).await;
    send(&bench, "jam").await;
    let event = bench
        .parcels
        .publish_parcel_event(depot("north"), sent("a"));
    event.await.unwrap();
    settle().await;
    assert_eq!(seen.rest(), ["jam1"], "a label is not tried again");
    let mut attempts = lost.rest();
    attempts.sort_unstable();
    assert_eq!(attempts, [1, 3], "an event is tried three times");
    assert_eq!(server.stop().await.retried, 2);
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_tried_again_and_what_has_no_id_is_given_up() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let server = server(&bench, seen.note()).guarantee(Guarantee::EffectivelyOnce);
    let server = run(server).await;
    for id in ["jam", "a"] {
        send(&bench, id).await;
    }
    bench
        .raw(Message::new("labels", r#"{"parcelId":"b","grams":1}"#))
        .await;
    settle().await;
    assert_eq!(seen.rest(), ["jam1", "jam2", "jam3", "a1"]);
    let dead = bench.memory.dead_letters();
    assert_eq!(
        dead[1].reason.to_string(),
        "invalid-message: it has no id, so nobody could tell that it was handled before"
    );
    let report = server.stop().await;
    assert_eq!(
        (report.handled, report.exhausted, report.invalid),
        (1, 1, 1)
    );
}

#[tokio::test]
async fn a_guarantee_for_an_operation_without_a_handler_is_refused() {
    let bench = Bench::new();
    let server = server(&bench, Seen::new().note());
    let server = server.guarantee_of("onPrintLabels", Guarantee::EffectivelyOnce);
    assert_eq!(
        server.run().await.unwrap_err().to_string(),
        "a guarantee is chosen for the operation `onPrintLabels`, which has no handler"
    );
}
