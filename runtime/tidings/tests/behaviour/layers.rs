//! What layers see, and in which order.

use std::sync::Arc;

use tidings::layer::{HandleNext, Layer, PublishNext};
use tidings::transport::{BoxFuture, Message, Receipt};
use tidings::{Context, HandlerError, Incoming, SendError};
use tokio::sync::mpsc::UnboundedSender;

use crate::bench::{Bench, Seen, run, settle};
use crate::contract::{LabelsAddress, Parcels, PrintLabelMessage};

/// Notes when it is entered and left.
struct Noting {
    name: &'static str,
    note: UnboundedSender<String>,
}

impl Noting {
    fn note(&self, what: &str) {
        self.note.send(format!("{} {what}", self.name)).unwrap();
    }
}

impl Layer for Noting {
    fn publish<'a>(
        &'a self,
        mut message: Message,
        next: PublishNext<'a>,
    ) -> BoxFuture<'a, Result<Receipt, SendError>> {
        Box::pin(async move {
            self.note("sends");
            message.headers.append("via", self.name);
            let result = next.run(message).await;
            self.note("has sent");
            result
        })
    }

    fn handle<'a>(
        &'a self,
        incoming: &'a Incoming,
        next: HandleNext<'a>,
    ) -> BoxFuture<'a, Result<(), HandlerError>> {
        Box::pin(async move {
            self.note(&format!(
                "begins {}",
                incoming.operation().unwrap_or("nothing")
            ));
            let result = next.run().await;
            self.note(match &result {
                Ok(()) => "has handled",
                Err(_) => "has failed",
            });
            result
        })
    }
}

/// A bench whose client has two layers.
async fn layered(seen: &Seen<String>) -> Bench {
    let mut bench = Bench::new();
    let note = |name| Noting {
        name,
        note: seen.note(),
    };
    let builder = Parcels::builder().transport(Arc::new(bench.memory.clone()));
    bench.parcels = builder
        .layer(note("outer"))
        .layer(note("inner"))
        .connect()
        .await
        .unwrap();
    bench
}

#[tokio::test(start_paused = true)]
async fn layers_are_entered_in_order_and_left_in_reverse() {
    let mut seen = Seen::new();
    let bench = layered(&seen).await;
    bench.label().await;
    let sending = [
        "outer sends",
        "inner sends",
        "inner has sent",
        "outer has sent",
    ];
    assert_eq!(seen.rest(), sending);
    let via: Vec<_> = bench.memory.published()[0]
        .headers()
        .iter()
        .map(|(_, value)| value.clone())
        .collect();
    assert_eq!(via, ["outer", "inner"]);

    let note = seen.note();
    let handler = move |_: Context<LabelsAddress>, _: PrintLabelMessage| {
        let note = note.clone();
        async move { Ok(note.send("the handler".to_owned())?) }
    };
    let server = bench.parcels.serve("g").on_print_label(handler);
    let server = run(server.layer(Noting {
        name: "innermost",
        note: seen.note(),
    }))
    .await;
    settle().await;
    assert_eq!(
        seen.rest(),
        [
            "outer begins onPrintLabel",
            "inner begins onPrintLabel",
            "innermost begins onPrintLabel",
            "the handler",
            "innermost has handled",
            "inner has handled",
            "outer has handled",
        ]
    );
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn layers_see_what_the_handler_does_not() {
    let mut seen = Seen::new();
    let bench = layered(&seen).await;
    let handler = |_: Context<LabelsAddress>, _: PrintLabelMessage| async move {
        unreachable!("it breaks the contract");
    };
    let server = run(bench.parcels.serve("g").on_print_label(handler)).await;
    bench.raw(Message::new("labels", "7")).await;
    settle().await;
    assert_eq!(
        seen.rest(),
        [
            "outer begins nothing",
            "inner begins nothing",
            "inner has failed",
            "outer has failed",
        ]
    );
    assert_eq!(server.stop().await.invalid, 1);
}

/// Handles nothing twice.
struct Never;

impl Layer for Never {
    fn handle<'a>(
        &'a self,
        _: &'a Incoming,
        _: HandleNext<'a>,
    ) -> BoxFuture<'a, Result<(), HandlerError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

#[tokio::test(start_paused = true)]
async fn a_layer_may_answer_in_the_handlers_place() {
    let bench = Bench::new();
    let handler = |_: Context<LabelsAddress>, _: PrintLabelMessage| async move {
        Err(HandlerError::reject("the layer let it through"))
    };
    let server = bench.parcels.serve("g").on_print_label(handler);
    let server = run(server.layer(Never)).await;
    bench.label().await;
    settle().await;
    let report = server.stop().await;
    assert_eq!((report.handled, report.refused), (1, 0));
}
