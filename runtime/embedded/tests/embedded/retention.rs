//! The log forgets what is old and needed by nobody, and nothing else.

use std::time::{Duration, Instant};

use tidings_embedded::{Embedded, Options};
use tidings_transport::{Reason, ReasonKind, SubscribeOptions};

use crate::support::{LIMIT, Store, ack, next, order, publish, subscribe};

async fn bodies_in(transport: &Embedded) -> Vec<String> {
    let rows = rusqlite::Connection::open(transport.path()).unwrap();
    let mut select = rows
        .prepare("SELECT CAST(body AS TEXT) FROM messages ORDER BY id")
        .unwrap();
    let bodies = select.query_map([], |row| row.get(0)).unwrap();
    bodies.map(Result::unwrap).collect()
}

async fn wait_for_bodies(transport: &Embedded, expected: &[&str]) {
    let start = Instant::now();
    while bodies_in(transport).await != expected {
        assert!(
            start.elapsed() < LIMIT,
            "{:?} should become {expected:?}",
            bodies_in(transport).await
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn only_what_nobody_needs_is_forgotten() {
    let store = Store::with_options("retention=0s&heartbeat=100ms").await;
    let transport = &store.transport;
    let mut subscription = subscribe(transport, SubscribeOptions::new("work")).await;
    for body in ["done", "dead", "held", "waiting"] {
        publish(transport, order(body)).await;
    }
    ack(next(&mut subscription).await).await;
    let reason = Reason::new(ReasonKind::Refused, "no");
    next(&mut subscription).await.reject(&reason).await;
    let held = next(&mut subscription).await;
    wait_for_bodies(transport, &["dead", "held", "waiting"]).await;
    ack(held).await;
    wait_for_bodies(transport, &["dead", "waiting"]).await;
    let letters = transport.dead_letters("work", 10).await.unwrap();
    assert_eq!(letters[0].message.body, "dead");
}

#[tokio::test]
async fn old_dead_letters_are_forgotten_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut options = Options::default();
    options.retention = Duration::ZERO;
    options.dead_letter_retention = Duration::from_millis(300);
    options.heartbeat = Duration::from_millis(100);
    let transport = Embedded::open(path.to_str().unwrap(), options)
        .await
        .unwrap();
    let mut subscription = subscribe(&transport, SubscribeOptions::new("work")).await;
    publish(&transport, order("dead")).await;
    let reason = Reason::new(ReasonKind::Refused, "no");
    next(&mut subscription).await.reject(&reason).await;
    assert_eq!(bodies_in(&transport).await, ["dead"]);
    wait_for_bodies(&transport, &[]).await;
}

#[tokio::test]
async fn what_is_younger_than_the_retention_stays() {
    let store = Store::with_options("heartbeat=10ms").await;
    let transport = &store.transport;
    publish(transport, order("young")).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(bodies_in(transport).await, ["young"]);
}

#[tokio::test]
async fn room_is_given_back_to_the_disk() {
    const MEGABYTE: usize = 1 << 20;
    let store = Store::with_options("retention=0s&heartbeat=20ms").await;
    for _ in 0..16 {
        publish(&store.transport, order(vec![1; MEGABYTE])).await;
    }
    let start = Instant::now();
    loop {
        let pages: i64 = store
            .rows()
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        if pages * 4096 < 6 * MEGABYTE as i64 {
            break;
        }
        assert!(start.elapsed() < LIMIT, "{pages} pages are too many");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
