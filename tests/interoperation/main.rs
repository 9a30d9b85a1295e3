//! Clients of example documents, each against a raw side.

#![deny(warnings)]
#![allow(dead_code, reason = "no exchange needs everything")]

mod contents;
mod raw;

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use serde_json::Value;
use tidings::memory::Memory;

use raw::{Exchange, Outcome};

/// A line about one operation.
async fn tell(document: &str, operation: &str, exchange: impl Future<Output = Outcome>) {
    let mut exchange = pin!(exchange);
    // An example that generated code refuses is told like everything else that goes wrong.
    let guarded = poll_fn(|context| {
        let poll = catch_unwind(AssertUnwindSafe(|| exchange.as_mut().poll(context)));
        poll.unwrap_or_else(|panic| {
            let why = panic.downcast_ref::<String>();
            Poll::Ready(Err(why.cloned().unwrap_or_default()))
        })
    });
    match guarded.await {
        Ok(()) => println!("ok {document}: {operation}"),
        Err(why) => println!("FAILED {document}: {operation}: {why}"),
    }
}

fn case(json: &str) -> Value {
    serde_json::from_str(json).expect("a case is JSON")
}

/// Calls an operation of a client for each message of a case; `$how` is what the raw side does meanwhile.
macro_rules! sending {
    ($of:path, $case:literal, $how:ident, |$client:ident, $exchange:ident| $call:expr) => {
        async {
            let (case, memory) = (case($case), Memory::new());
            let $client = &<$of>::with(Arc::new(memory.clone()));
            for $exchange in Exchange::all(&memory, &case) {
                $exchange.$how(|| $call).await?;
            }
            Ok(())
        }
    };
}

/// Receives what is sent to an operation; `$how` is what the raw side does.
macro_rules! receiving {
    ($of:path, $case:literal, $how:ident, $subscribe:ident) => {
        async {
            let (case, memory) = (case($case), Memory::new());
            let client = <$of>::with(Arc::new(memory.clone()));
            for exchange in Exchange::all(&memory, &case) {
                let mut stream = exchange.opened(client.$subscribe("typed")).await?;
                exchange.$how(&mut stream).await?;
            }
            Ok(())
        }
    };
}
