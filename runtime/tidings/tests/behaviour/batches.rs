//! Messages that are handled together and settled one by one.

use std::time::Duration;

use tidings::transport::Message;
use tidings::{BatchItem, BatchLimits, HandlerError, Retry};
use tokio::sync::mpsc::UnboundedSender;

use crate::bench::{Bench, Seen, run, settle};
use crate::contract::{LabelsAddress, Parcel, PrintLabelMessage};

type Labels = Vec<BatchItem<LabelsAddress, PrintLabelMessage>>;

const LIMITS: BatchLimits = BatchLimits::new(3, Duration::from_millis(100));

/// The parcels of a batch, with the numbers of their tries.
fn ids(labels: &Labels) -> Vec<String> {
    let id = |label: &BatchItem<_, PrintLabelMessage>| {
        format!(
            "{}{}",
            label.message.payload.parcel_id,
            label.context.attempt()
        )
    };
    labels.iter().map(id).collect()
}

/// Notes each batch, and fails what is called so.
async fn note(note: UnboundedSender<Vec<String>>, labels: Labels) -> Result<(), HandlerError> {
    note.send(ids(&labels))?;
    for label in labels {
        match label.message.payload.parcel_id.as_str() {
            "torn" => label.fail("the label is torn"),
            "void" => label.fail(HandlerError::reject("the label is void")),
            "jam" => return Err("the printer is jammed".into()),
            "fire" => panic!("the printer is on fire"),
            _ => {}
        }
    }
    Ok(())
}

/// Has labels handled, and gives the batches and the report.
async fn handled(labels: &[&str], retry: Retry) -> (Bench, Vec<Vec<String>>, tidings::ServeReport) {
    let bench = Bench::new();
    for label in labels {
        let publish = bench.parcels.request_label(Parcel::new(*label, 1));
        publish.await.unwrap();
    }
    let mut seen = Seen::new();
    let sender = seen.note();
    let server = bench.parcels.serve("g").retry(retry);
    // Fewer at a time than a batch holds: room is made for it.
    let server = server.concurrency(1);
    let server = server.on_print_label_batch(LIMITS, move |labels| note(sender.clone(), labels));
    let server = run(server).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let report = server.stop().await;
    (bench, seen.rest(), report)
}

#[tokio::test(start_paused = true)]
async fn messages_come_in_batches_as_full_as_they_may_be() {
    let (_, batches, report) = handled(&["a", "b", "c", "d"], Retry::never()).await;
    assert_eq!(batches, [vec!["a1", "b1", "c1"], vec!["d1"]]);
    assert_eq!((report.handled, report.dead_lettered()), (4, 0));
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_is_not_full_waits_as_long_as_it_may() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let sender = seen.note();
    let server = bench.parcels.serve("g");
    let server = server.on_print_label_batch(LIMITS, move |labels| note(sender.clone(), labels));
    let server = run(server).await;
    let label = |id| bench.parcels.request_label(Parcel::new(id, 1));
    label("a").await.unwrap();
    tokio::time::sleep(Duration::from_millis(90)).await;
    assert!(seen.rest().is_empty());
    label("b").await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(seen.rest(), [["a1", "b1"]]);
    assert_eq!(server.stop().await.handled, 2);
}

#[tokio::test(start_paused = true)]
async fn each_message_is_settled_by_itself() {
    let (bench, batches, report) = handled(&["a", "torn", "void"], Retry::immediate(2)).await;
    assert_eq!(batches, [vec!["a1", "torn1", "void1"], vec!["torn2"]]);
    assert_eq!((report.handled, report.retried), (1, 1));
    assert_eq!((report.exhausted, report.refused), (1, 1));
    let reasons: Vec<_> = bench
        .memory
        .dead_letters()
        .iter()
        .map(|dead| dead.reason.to_string())
        .collect();
    assert_eq!(
        reasons,
        [
            "refused: the label is void",
            "attempts-exhausted: the label is torn"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_fails_fails_all_that_it_did_not_tell_apart() {
    let (_, batches, report) = handled(&["a", "void", "jam"], Retry::immediate(2)).await;
    assert_eq!(batches, [vec!["a1", "void1", "jam1"], vec!["a2", "jam2"]]);
    assert_eq!((report.refused, report.exhausted), (1, 2));
    let (_, batches, report) = handled(&["a", "fire"], Retry::immediate(2)).await;
    assert_eq!(batches, [["a1", "fire1"], ["a2", "fire2"]]);
    assert_eq!(report.panicked, 2);
}

#[tokio::test(start_paused = true)]
async fn what_breaks_the_contract_is_in_no_batch() {
    let bench = Bench::new();
    bench.raw(Message::new("labels", "nonsense")).await;
    let mut seen = Seen::new();
    let sender = seen.note();
    let server = bench.parcels.serve("g");
    let server = server.on_print_label_batch(LIMITS, move |labels| note(sender.clone(), labels));
    let server = run(server).await;
    bench.label().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(seen.rest(), [["a1"]]);
    let report = server.stop().await;
    assert_eq!((report.handled, report.invalid), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn messages_of_one_key_come_one_after_the_other() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let sender = seen.note();
    let server = bench.parcels.serve("g");
    let server = server.on_print_label_batch(LIMITS, move |labels| note(sender.clone(), labels));
    let server = run(server).await;
    for (id, key) in [("a", "k"), ("b", "k"), ("c", "other")] {
        let label = bench.parcels.request_label(Parcel::new(id, 1));
        label.key(key).await.unwrap();
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(seen.rest(), [vec!["a1", "c1"], vec!["b1"]]);
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_is_being_handled_at_the_end_is_not_acknowledged() {
    let bench = Bench::new();
    let server = bench.parcels.serve("g");
    let server = server.shutdown_within(Duration::from_millis(10));
    let never = |_: Labels| std::future::pending();
    let server = run(server.on_print_label_batch(LIMITS, never)).await;
    for id in ["a", "b", "c"] {
        let label = bench.parcels.request_label(Parcel::new(id, 1));
        label.await.unwrap();
    }
    settle().await;
    let report = server.stop().await;
    assert_eq!((report.handled, report.unsettled), (0, 3));
    let mut seen = Seen::new();
    let sender = seen.note();
    let server = bench.parcels.serve("g");
    let server = server.on_print_label_batch(LIMITS, move |labels| note(sender.clone(), labels));
    let server = run(server).await;
    let mut again = seen.next().await;
    again.sort();
    assert_eq!(again, ["a2", "b2", "c2"]);
    server.stop().await;
}
