//! How a server ends.

use std::time::Duration;

use tidings::{Context, HandlerError};

use crate::bench::{Bench, Running, Seen, run, settle};
use crate::contract::{LabelsAddress, PrintLabelMessage};

/// A printer that needs ten seconds for a label and notes when it begins and when it is done.
async fn printer(bench: &Bench, seen: &Seen<&'static str>, patience: Duration) -> Running {
    let note = seen.note();
    let handler = move |_: Context<LabelsAddress>, _: PrintLabelMessage| {
        let note = note.clone();
        async move {
            note.send("begins")?;
            tokio::time::sleep(Duration::from_secs(10)).await;
            note.send("is done")?;
            Ok::<_, HandlerError>(())
        }
    };
    let server = bench.parcels.serve("printers").on_print_label(handler);
    run(server.concurrency(1).shutdown_within(patience)).await
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_waits_for_handlers_and_takes_nothing_new() {
    let (bench, mut seen) = (Bench::new(), Seen::new());
    let server = printer(&bench, &seen, Duration::from_secs(60)).await;
    bench.label().await;
    bench.label().await;
    assert_eq!(seen.next().await, "begins");
    let report = server.stop().await;
    assert_eq!(seen.rest(), ["is done"]);
    assert_eq!((report.handled, report.unsettled), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_handler_dropped_at_the_deadline_leaves_its_message() {
    let (bench, mut seen) = (Bench::new(), Seen::new());
    let server = printer(&bench, &seen, Duration::from_secs(1)).await;
    bench.label().await;
    assert_eq!(seen.next().await, "begins");
    let report = server.stop().await;
    assert_eq!((report.handled, report.unsettled), (0, 1));
    assert!(seen.rest().is_empty());
    assert!(bench.memory.dead_letters().is_empty());

    let server = printer(&bench, &seen, Duration::from_secs(60)).await;
    assert_eq!(
        (seen.next().await, seen.next().await),
        ("begins", "is done")
    );
    assert_eq!(server.stop().await.handled, 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_dropped_leaves_its_messages() {
    let (bench, mut seen) = (Bench::new(), Seen::new());
    let server = printer(&bench, &seen, Duration::from_secs(60)).await;
    bench.label().await;
    assert_eq!(seen.next().await, "begins");
    server.kill().await;
    let server = printer(&bench, &seen, Duration::from_secs(60)).await;
    assert_eq!(
        (seen.next().await, seen.next().await),
        ("begins", "is done")
    );
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_server_ends_with_its_transport() {
    let bench = Bench::new();
    let handler = |_: Context<LabelsAddress>, _: PrintLabelMessage| async { Ok(()) };
    let server = tokio::spawn(bench.parcels.serve("g").on_print_label(handler).run());
    bench.label().await;
    settle().await;
    let left = bench.parcels.client().close(Duration::from_secs(1)).await;
    assert_eq!(left.unsettled, 0);
    assert_eq!(server.await.unwrap().unwrap().handled, 1);
}
