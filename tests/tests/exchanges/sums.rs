//! Two operations that no contract joins: only the id in a header says which result belongs to which numbers.

use std::sync::Arc;

use tidings::memory::Memory;
use tidings::{Context, HandlerError};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::raw;

mod app {
    tidings::include_contract!("sums");
}
mod peer {
    tidings::include_contract!("sums-peer");
}

struct Notes(UnboundedSender<String>);

impl app::Added for Notes {
    async fn added(
        &self,
        context: Context<app::ResultsAddress>,
        sum: app::Sum,
    ) -> Result<(), HandlerError> {
        let (queue, id) = (&context.address().queue, context.correlation_id());
        self.0.send(format!("{queue} {id:?} {}", sum.payload.sum))?;
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn who_asks_sets_the_id_and_gets_it_back() {
    let memory = Memory::new();
    let sums = app::Sums::with(Arc::new(memory.clone()));
    let numbers = app::NumbersPayload::new(vec![4, 3]);
    sums.add(numbers).correlation_id("a-1").await.unwrap();
    assert_eq!(
        raw::line(&raw::last(&memory).await),
        r#"sum-tasks {\"numbers\":[4,3]} correlation_id=a-1"#
    );

    let (notes, mut noted) = unbounded_channel();
    let own = app::ResultsAddress::new("results-of-me");
    let server = sums.serve("me").only(own).added(Notes(notes));
    let server = tokio::spawn(server.run());
    let headers = [("correlation_id", "a-1")];
    let result = raw::message("results-of-me", r#"{"sum":7}"#, &headers);
    raw::publish(&memory, result).await;
    assert_eq!(
        raw::noted(&mut noted).await,
        [r#"results-of-me Some("a-1") 7"#]
    );
    server.abort();
}

struct Adder(peer::Sums);

impl peer::Add for Adder {
    async fn add(
        &self,
        context: Context<peer::TasksAddress>,
        numbers: peer::Numbers,
    ) -> Result<(), HandlerError> {
        let id = context.correlation_id().unwrap_or_default();
        let sum = peer::SumPayload::new(numbers.payload.numbers.iter().sum());
        let queue = peer::ResultsAddress::new("results-of-raw");
        self.0.added(queue, sum).correlation_id(id).await?;
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn who_adds_hands_the_id_on() {
    let memory = Memory::new();
    let sums = peer::Sums::with(Arc::new(memory.clone()));
    let server = tokio::spawn(sums.serve("adders").add(Adder(sums.clone())).run());
    let headers = [("correlation_id", "raw-9")];
    let task = raw::message("sum-tasks", r#"{"numbers":[1,2]}"#, &headers);
    raw::publish(&memory, task).await;
    assert_eq!(
        raw::line(&raw::last(&memory).await),
        r#"results-of-raw {\"sum\":3} correlation_id=raw-9"#
    );
    server.abort();
}
