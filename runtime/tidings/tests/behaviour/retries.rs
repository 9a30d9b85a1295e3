//! What becomes of messages whose handler fails.

use std::time::Duration;

use tidings::transport::ReasonKind;
use tidings::{Context, HandlerError, Retry};

use crate::bench::{Bench, Failing, Seen, run, settle};
use crate::contract::{LabelsAddress, OnPrintLabel, Parcel, PrintLabelMessage};

/// A handler that notes each try and then does what `result` says.
fn trying(
    seen: &Seen<u32>,
    result: impl Fn() -> Result<(), HandlerError> + Clone + Send + Sync + 'static,
) -> impl OnPrintLabel {
    let note = seen.note();
    move |context: Context<LabelsAddress>, _: PrintLabelMessage| {
        let (note, result) = (note.clone(), result.clone());
        async move {
            note.send(context.attempt())?;
            result()
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_is_tried_until_it_is_handled() {
    let (bench, mut seen, failing) = (Bench::new(), Seen::new(), Failing::times(2));
    let handler = trying(&seen, move || failing.pass());
    let server = bench.parcels.serve("g").on_print_label(handler);
    let server = run(server.retry(Retry::immediate(3))).await;
    bench.label().await;
    settle().await;
    assert_eq!(seen.rest(), [1, 2, 3]);
    let report = server.stop().await;
    assert_eq!(
        (report.handled, report.retried, report.dead_lettered()),
        (1, 2, 0)
    );
}

#[tokio::test(start_paused = true)]
async fn after_the_last_try_it_goes_to_the_dead_letters_with_the_reason() {
    let (bench, mut seen) = (Bench::new(), Seen::new());
    let handler = trying(&seen, || Err("the database is down".into()));
    let server = bench.parcels.serve("printers").on_print_label(handler);
    let server = run(server.retry(Retry::immediate(3))).await;
    bench.label().await;
    settle().await;
    assert_eq!(seen.rest(), [1, 2, 3]);
    let dead = bench.memory.dead_letters().pop().unwrap();
    assert_eq!(
        dead.reason.to_string(),
        "attempts-exhausted: the database is down"
    );
    assert_eq!((&*dead.group, &*dead.channel), ("printers", "labels"));
    assert_eq!(dead.message.body, r#"{"parcelId":"a","grams":1}"#);
    let report = server.stop().await;
    assert_eq!(
        (report.handled, report.retried, report.exhausted),
        (0, 2, 1)
    );
}

#[tokio::test(start_paused = true)]
async fn what_the_handler_refuses_is_tried_once() {
    let (bench, mut seen) = (Bench::new(), Seen::new());
    let handler = trying(&seen, || Err(HandlerError::reject("no such printer")));
    let server = run(bench.parcels.serve("g").on_print_label(handler)).await;
    bench.label().await;
    settle().await;
    assert_eq!(seen.rest(), [1]);
    let dead = bench.memory.dead_letters().pop().unwrap();
    assert_eq!(dead.reason.to_string(), "refused: no such printer");
    assert_eq!(server.stop().await.refused, 1);
}

#[tokio::test(start_paused = true)]
async fn a_panic_counts_as_a_failed_try() {
    let (bench, mut seen) = (Bench::new(), Seen::new());
    let handler = trying(&seen, || panic!("out of paper"));
    let server = bench.parcels.serve("g").on_print_label(handler);
    let server = run(server.retry(Retry::immediate(2))).await;
    bench.label().await;
    settle().await;
    assert_eq!(seen.rest(), [1, 2]);
    let dead = bench.memory.dead_letters().pop().unwrap();
    assert_eq!(dead.reason.kind, ReasonKind::Panicked);
    assert_eq!(dead.reason.message, "the handler panicked: out of paper");
    assert_eq!(server.stop().await.panicked, 1);
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_ask_for_a_pause() {
    let (bench, mut seen, failing) = (Bench::new(), Seen::new(), Failing::times(1));
    let pause = Duration::from_secs(5);
    let handler = trying(&seen, move || {
        failing
            .pass()
            .map_err(|error| HandlerError::retry_after(pause, error.to_string()))
    });
    let server = run(bench.parcels.serve("g").on_print_label(handler)).await;
    let begin = tokio::time::Instant::now();
    bench.label().await;
    assert_eq!(seen.next().await, 1);
    assert_eq!(seen.next().await, 2);
    assert!(begin.elapsed() >= pause, "{:?}", begin.elapsed());
    let report = server.stop().await;
    assert_eq!((report.handled, report.retried), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_failing_message_holds_up_its_key_and_nothing_else() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |context: Context<LabelsAddress>, label: PrintLabelMessage| {
        let note = note.clone();
        async move {
            let id = label.payload.parcel_id;
            if id == "a1" && context.attempt() == 1 {
                return Err(HandlerError::retry_after(Duration::from_secs(5), "jammed"));
            }
            Ok(note.send(id)?)
        }
    };
    let server = run(bench.parcels.serve("g").on_print_label(handler)).await;
    for (id, key) in [("a1", "a"), ("a2", "a"), ("b1", "b")] {
        bench
            .parcels
            .request_label(Parcel::new(id, 1))
            .key(key)
            .await
            .unwrap();
    }
    for id in ["b1", "a1", "a2"] {
        assert_eq!(seen.next().await, id);
    }
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn tries_of_a_consumer_that_died_count() {
    let (bench, mut seen) = (Bench::new(), Seen::new());
    let note = seen.note();
    let hanging = move |context: Context<LabelsAddress>, _: PrintLabelMessage| {
        let note = note.clone();
        async move {
            note.send(context.attempt())?;
            std::future::pending::<Result<(), HandlerError>>().await
        }
    };
    let first = run(bench.parcels.serve("g").on_print_label(hanging)).await;
    bench.label().await;
    assert_eq!(seen.next().await, 1);
    first.kill().await;
    let handler = trying(&seen, || Err("the database is down".into()));
    let server = bench.parcels.serve("g").on_print_label(handler);
    let second = run(server.retry(Retry::immediate(3))).await;
    assert_eq!((seen.next().await, seen.next().await), (2, 3));
    settle().await;
    assert!(seen.rest().is_empty());
    assert_eq!(second.stop().await.exhausted, 1);
}
