//! Several processes on one file: they share, they die, they are stopped, and nothing is lost or done twice.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use tidings_transport::{Attempt, SubscribeOptions};

use crate::child::Process;
use crate::support::{LIMIT, SILENCE, Store, ack, expect_silence, next, order, subscribe};

#[tokio::test]
async fn two_processes_compete_and_no_message_comes_twice() {
    const MESSAGES: usize = 100;
    let store = Store::new().await;
    let workers = ["work", "work"].map(|role| Process::start(role, store.url()));
    for worker in &workers {
        assert_eq!(worker.event(), "ready");
    }
    for number in 0..MESSAGES {
        store.publish(order(number.to_string())).await;
    }
    let start = Instant::now();
    while store.transport.counts("work").await.unwrap().done < MESSAGES as u64 {
        assert!(start.elapsed() < LIMIT, "the workers finish");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut seen = BTreeSet::new();
    for mut worker in workers {
        worker.kill();
        let events = worker.remaining_events();
        let got: Vec<&String> = events
            .iter()
            .filter(|event| event.starts_with("got"))
            .collect();
        assert!(!got.is_empty(), "both processes take part");
        for event in got {
            assert!(event.ends_with(" 1"), "a first attempt: {event}");
            assert!(seen.insert(event.clone()), "{event} twice");
        }
    }
    assert_eq!(seen.len(), MESSAGES);
}

#[tokio::test]
async fn what_a_killed_process_held_comes_to_another_before_the_lease_ends() {
    let store = Store::with_quick_heartbeat().await;
    let mut holder = Process::start("hold", store.url());
    assert_eq!(holder.event(), "ready");
    store.publish(order("orphan")).await;
    assert_eq!(holder.event(), "got orphan 1");
    let mut heir = store.subscribe("work").await;
    expect_silence(&mut heir).await;
    holder.kill();
    let inherited = next(&mut heir).await;
    assert_eq!(inherited.message.body, "orphan");
    assert_eq!(inherited.attempt, Attempt::Exact(2));
    ack(inherited).await;
}

#[tokio::test]
async fn a_stopped_process_settles_too_late_and_then_goes_on() {
    let store = Store::with_quick_heartbeat().await;
    let mut stopped = Process::start("hold", store.url());
    assert_eq!(stopped.event(), "ready");
    store.publish(order("taken over")).await;
    assert_eq!(stopped.event(), "got taken over 1");
    stopped.signal("STOP");
    let mut heir = store.subscribe("work").await;
    let inherited = next(&mut heir).await;
    assert_eq!(inherited.attempt, Attempt::Exact(2));
    stopped.signal("CONT");
    stopped.go_on();
    assert_eq!(stopped.event(), "settled taken over TooLate");
    ack(inherited).await;

    drop(heir);
    store.publish(order("next")).await;
    assert_eq!(stopped.event(), "got next 1");
    stopped.go_on();
    assert_eq!(stopped.event(), "settled next Confirmed");

    // It is watched again, so that its real death is noticed too.
    store.publish(order("last")).await;
    assert_eq!(stopped.event(), "got last 1");
    tokio::time::sleep(SILENCE).await;
    stopped.kill();
    let mut heir = store.subscribe("work").await;
    assert_eq!(next(&mut heir).await.attempt, Attempt::Exact(2));
}

#[tokio::test]
async fn what_belonged_to_a_killed_process_alone_goes_with_it() {
    let store = Store::with_quick_heartbeat().await;
    let mut listener = Process::start("listen", store.url());
    let inbox = listener.event();
    let left = || {
        let sql = "SELECT (SELECT count(*) FROM groups WHERE name = 'passing') + (SELECT count(*) FROM inboxes WHERE address = ?1)";
        let left: i64 = store
            .rows()
            .query_row(sql, [&inbox], |row| row.get(0))
            .unwrap();
        left
    };
    assert_eq!(left(), 2);
    listener.kill();
    let start = Instant::now();
    while left() > 0 {
        assert!(start.elapsed() < LIMIT, "the others notice");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn an_ephemeral_group_goes_with_its_last_subscription() {
    let store = Store::new().await;
    let other = store.again().await;
    let mut options = SubscribeOptions::new("passing");
    options.ephemeral = true;
    let first = subscribe(&store.transport, options.clone()).await;
    let second = subscribe(&other, options).await;
    drop(first);
    tokio::time::sleep(SILENCE).await;
    assert_eq!(store.transport.groups().await.unwrap().len(), 1);
    drop(second);
    let start = Instant::now();
    while !store.transport.groups().await.unwrap().is_empty() {
        assert!(start.elapsed() < LIMIT, "the group goes");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_killed_publisher_loses_nothing_that_was_confirmed() {
    let store = Store::new().await;
    let mut child = Process::start("publish", store.url());
    for _ in 0..30 {
        child.event();
    }
    child.kill();
    let confirmed: i64 = child
        .remaining_events()
        .last()
        .map_or(29, |number| number.parse().unwrap());
    let rows = store.rows();
    let (stored, distinct): (i64, i64) = rows
        .query_row(
            "SELECT count(*), count(DISTINCT correlation_id) FROM messages WHERE CAST(correlation_id AS INTEGER) <= ?1",
            [confirmed],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((stored, distinct), (confirmed + 1, confirmed + 1));
    let intact: String = rows
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(intact, "ok");
}
