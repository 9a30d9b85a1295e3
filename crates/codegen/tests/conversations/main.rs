//! Receiving and replying with generated code, held against the bytes and headers that a side without a contract sees.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::Message;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

#[path = "../raw/mod.rs"]
mod raw;
mod receiving;
mod requests;
#[path = "../support/mod.rs"]
mod support;

mod stock {
    include!("../generated/conversations.rs");
}

use stock::Stock;

type Failure = Box<dyn std::error::Error>;

fn client() -> (Memory, Stock) {
    let memory = Memory::new();
    (memory.clone(), Stock::with(Arc::new(memory)))
}

/// A warehouse that has one shelf for tea and nothing else.
#[derive(Clone)]
struct Warehouse {
    notes: UnboundedSender<String>,
}

fn warehouse() -> (Warehouse, UnboundedReceiver<String>) {
    let (notes, noted) = unbounded_channel();
    (Warehouse { notes }, noted)
}

/// What a message says, in one line: the body and the headers.
fn line(message: &Message) -> String {
    let headers: Vec<String> = message
        .headers
        .iter()
        .map(|(name, value)| format!(" {name}={}", String::from_utf8_lossy(value)))
        .collect();
    assert_eq!((&message.correlation_id, &message.reply_to), (&None, &None));
    let body = String::from_utf8_lossy(&message.body);
    format!("{} {body}{}", message.address, headers.concat())
}

/// What was published, with every id that was made up replaced by `ID`.
fn wire(memory: &Memory) -> Vec<String> {
    let published = memory.published();
    let lines = published.iter().map(|one| line(one.message()));
    lines.map(|line| without_ids(&line)).collect()
}

/// Replaces UUIDs.
fn without_ids(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let is_digit = |digit: &char| digit.is_ascii_hexdigit() || *digit == '-';
        let digits = rest.chars().take_while(is_digit).count();
        match digits {
            36 => text.push_str("ID"),
            0 => text.push(first),
            _ => text.push_str(&rest[..digits]),
        }
        rest = &rest[digits.max(first.len_utf8())..];
    }
    text
}

/// Lets everything happen that can happen without waiting.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// What handlers noted so far.
fn noted<T>(notes: &mut UnboundedReceiver<T>) -> Vec<T> {
    std::iter::from_fn(|| notes.try_recv().ok()).collect()
}
