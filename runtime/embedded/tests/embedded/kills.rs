//! Consumers that are killed at random moments, again and again, lose nothing.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::child::Process;
use crate::support::{LIMIT, Store, order, publisher};

const MESSAGES: u32 = 1_000;
const KILLS: u32 = 50;

/// What one consumer process said: a ledger outside the store.
struct Ledger {
    got: Vec<String>,
    settled: Vec<String>,
}

impl Ledger {
    fn of(mut process: Process) -> Self {
        process.kill();
        let mut ledger = Self {
            got: Vec::new(),
            settled: Vec::new(),
        };
        for event in process.remaining_events() {
            let words: Vec<&str> = event.split(' ').collect();
            match words[..] {
                ["got", body, _] => ledger.got.push(body.to_owned()),
                ["settled", body, "Confirmed"] => ledger.settled.push(body.to_owned()),
                ["settled", _, "TooLate"] | ["ready"] => {}
                _ => panic!("a worker says {event}"),
            }
        }
        ledger
    }
}

#[tokio::test]
async fn fifty_kills_lose_no_message_of_a_thousand() {
    let store = Store::with_quick_heartbeat().await;
    drop(store.subscribe("work").await);
    let publisher = publisher(&store.transport).await;
    let publishing = async {
        for number in 0..MESSAGES {
            publisher.send(order(number.to_string())).await.unwrap();
            if number % 10 == 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    };
    let killing = async {
        let mut workers = vec![Process::start("work", store.url())];
        let mut ledgers = Vec::new();
        for number in 0..KILLS {
            workers.push(Process::start("work", store.url()));
            let moment = u64::from(number * 7919 % 61);
            tokio::time::sleep(Duration::from_millis(20 + moment)).await;
            ledgers.push(Ledger::of(workers.remove(0)));
        }
        let start = Instant::now();
        while store.transport.counts("work").await.unwrap().done < MESSAGES.into() {
            assert!(start.elapsed() < LIMIT, "the last worker finishes");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        ledgers.extend(workers.into_iter().map(Ledger::of));
        ledgers
    };
    let ((), ledgers) = tokio::join!(publishing, killing);
    check(&ledgers);
}

/// Every message was handled, a second time only if it was open when its worker was killed.
fn check(ledgers: &[Ledger]) {
    let mut handled: BTreeMap<&str, u32> = BTreeMap::new();
    let mut confirmed: BTreeMap<&str, u32> = BTreeMap::new();
    let mut open_at_a_kill = 0;
    for ledger in ledgers {
        for body in &ledger.settled {
            *confirmed.entry(body).or_default() += 1;
        }
        for body in &ledger.got {
            *handled.entry(body).or_default() += 1;
        }
        open_at_a_kill += ledger.got.len() - ledger.settled.len();
    }
    assert_eq!(handled.len(), MESSAGES as usize, "all were handled");
    assert!(confirmed.values().all(|&count| count == 1), "done once");
    assert!(
        open_at_a_kill >= 10,
        "kills hit open handlers: {open_at_a_kill}"
    );
    let again: u32 = handled.values().map(|count| count - 1).sum();
    assert!(
        again as usize <= open_at_a_kill,
        "{again} messages came again and {open_at_a_kill} were open at a kill"
    );
}
