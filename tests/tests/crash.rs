//! A consumer process is killed again and again while messages flow, and nothing is lost.

#![allow(clippy::print_stdout, reason = "the numbers belong to the result")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tidings::Uuid;
use tidings_test_folder::Folder;
use tidings_tests::ledger::{Entry, Ledger};
use tidings_tests::orders::{OrderId, OrderLine, Orders, PackOrder};

const MESSAGES: usize = 1_000;
const KILLS: usize = 50;

fn worker(url: &str, ledger: &Path, milliseconds: u64) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ledger-worker"))
        .arg(url)
        .arg(ledger)
        .arg(milliseconds.to_string())
        .stdin(Stdio::piped())
        .spawn()
        .expect("the worker starts")
}

fn order_id(number: usize) -> OrderId {
    Uuid::from_u128(0x4000_8000_0000_0000_0000 | number as u128).into()
}

async fn send(orders: &Orders, ledger: &Ledger, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let order = order_id(number);
        let message = PackOrder::new(order, vec![OrderLine::new("TEA-0001", 1)]);
        orders
            .request_packing(message)
            .await
            .expect("the store confirms");
        ledger
            .write(&Entry::Sent(order.to_string()))
            .expect("the ledger is written");
    }
}

/// Waits until every message that was sent has an end in the ledger.
async fn until_all_ended(path: &Path, messages: usize, within: Duration) {
    let deadline = Instant::now() + within;
    loop {
        let ended: BTreeSet<String> = Ledger::read(path)
            .expect("the ledger is read")
            .into_iter()
            .filter_map(|entry| {
                if let Entry::End(_, order) = entry {
                    Some(order)
                } else {
                    None
                }
            })
            .collect();
        if ended.len() == messages {
            return;
        }
        assert!(
            Instant::now() < deadline,
            "only {} of {messages} messages were handled",
            ended.len()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The next of a fixed series of numbers that look random (Marsaglia, "Xorshift RNGs", 2003).
fn next_random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_the_consumer_is_killed_fifty_times() {
    let folder = Folder::new("crash");
    let path = folder.path().join("ledger");
    let url = format!(
        "embedded://{}?heartbeat=50ms",
        folder.path().join("store.db").display()
    );
    let orders = Orders::connect(&url).await.unwrap();

    let sender = tokio::spawn({
        let (orders, ledger) = (orders.clone(), Ledger::open(&path).unwrap());
        async move { send(&orders, &ledger, 0..MESSAGES).await }
    });

    let mut random = 0x5eed_u64;
    let mut killed = BTreeSet::new();
    for _ in 0..KILLS {
        let mut child = worker(&url, &path, 4);
        tokio::time::sleep(Duration::from_millis(60 + next_random(&mut random) % 120)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        killed.insert(child.id());
    }
    sender.await.unwrap();
    let mut last = worker(&url, &path, 0);
    until_all_ended(&path, MESSAGES, Duration::from_secs(60)).await;
    drop(last.stdin.take());
    assert!(last.wait().unwrap().success());

    let entries = Ledger::read(&path).unwrap();
    let sent = entries
        .iter()
        .filter(|entry| matches!(entry, Entry::Sent(_)))
        .count();
    assert_eq!(sent, MESSAGES, "every message was confirmed");

    // One process handles one message at a time, so the message it had open when it was killed is the last one it began.
    let mut last_start = BTreeMap::new();
    let mut starts: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut ends = BTreeSet::new();
    for entry in &entries {
        match entry {
            Entry::Sent(_) => {}
            Entry::Start(process, order) => {
                last_start.insert(*process, order.as_str());
                starts.entry(order).or_default().push(*process);
            }
            Entry::End(process, order) => {
                ends.insert((*process, order.as_str()));
            }
        }
    }
    for (order, processes) in &starts {
        for process in &processes[..processes.len() - 1] {
            assert!(
                killed.contains(process),
                "{order} was handled again although {process} was never killed"
            );
            assert_eq!(
                last_start[process], *order,
                "{order} was handled again although {process} had settled it"
            );
        }
    }
    let open = killed
        .iter()
        .filter(|process| {
            last_start
                .get(process)
                .is_some_and(|order| !ends.contains(&(**process, *order)))
        })
        .count();
    let again = starts
        .values()
        .filter(|processes| processes.len() > 1)
        .count();
    println!(
        "{KILLS} kills, {open} of them in an open handler; {again} messages handled again, 0 of {MESSAGES} lost"
    );
    assert!(open >= 10, "only {open} kills hit an open handler");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_that_live_never_handle_one_message_twice() {
    let folder = Folder::new("crash");
    let path = folder.path().join("ledger");
    let url = format!("embedded://{}", folder.path().join("store.db").display());
    let orders = Orders::connect(&url).await.unwrap();
    let mut workers = [worker(&url, &path, 2), worker(&url, &path, 2)];
    send(&orders, &Ledger::open(&path).unwrap(), 0..300).await;
    until_all_ended(&path, 300, Duration::from_secs(60)).await;
    for worker in &mut workers {
        drop(worker.stdin.take());
        assert!(worker.wait().unwrap().success());
    }

    let mut by_process: BTreeMap<u32, usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for entry in Ledger::read(&path).unwrap() {
        if let Entry::Start(process, order) = entry {
            assert!(seen.insert(order.clone()), "{order} was handled twice");
            *by_process.entry(process).or_default() += 1;
        }
    }
    assert_eq!(
        by_process.len(),
        2,
        "both processes took part: {by_process:?}"
    );
}
