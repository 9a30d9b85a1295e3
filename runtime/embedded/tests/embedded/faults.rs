//! What goes wrong with the file is told by kind and in a sentence.

use std::path::Path;

use tidings_embedded::{Embedded, Options};
use tidings_transport::{
    Health, Message, PublishErrorKind, SubscribeOptions, Transport, TransportErrorKind,
};

use crate::support::{Store, channel, every_region, open, order, publish, publisher};

async fn check(prepare: impl FnOnce(&Path), kind: TransportErrorKind, sentence: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    prepare(&path);
    let url = format!("embedded://{}?busy-timeout=100ms", path.display());
    let error = Embedded::open(&url, Options::default()).await.unwrap_err();
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.to_string().contains(sentence), "{error}");
    assert!(error.to_string().contains("store.db"), "{error}");
}

fn run(path: &Path, statements: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(statements).unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let kind = TransportErrorKind::Configuration;
    let text = "this is a letter and no database at all ".repeat(100);
    let prepare = |path: &Path| std::fs::write(path, text).unwrap();
    check(prepare, kind, "is not an SQLite database").await;
}

#[tokio::test]
async fn a_file_of_another_program_is_refused() {
    let kind = TransportErrorKind::Configuration;
    let sentence = "holds another program's tables";
    check(|path| run(path, "CREATE TABLE theirs (id)"), kind, sentence).await;
    check(
        |path| run(path, "PRAGMA application_id = 7"),
        kind,
        sentence,
    )
    .await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_refused() {
    let missing = "/a/folder/that/is/not/there/store.db";
    let error = Embedded::open(missing, Options::default())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Unreachable);
    assert!(
        error.to_string().contains("does its folder exist"),
        "{error}"
    );
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_refused() {
    let store = Store::new().await;
    let pragma = "PRAGMA user_version = 99";
    store.rows().execute_batch(pragma).unwrap();
    let error = Embedded::open(store.url(), Options::default())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Unsupported);
    assert!(
        error.to_string().contains("newer version of Tidings"),
        "{error}"
    );
}

#[tokio::test]
async fn a_locked_file_is_told_and_works_again_afterwards() {
    let store = Store::new().await;
    let transport = open(&format!("{}&busy-timeout=100ms", store.url())).await;
    let publisher = publisher(&transport).await;
    let other = store.rows();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = publisher.send(order("blocked")).await.unwrap_err();
    assert_eq!(error.kind(), PublishErrorKind::NotSent);
    assert!(
        error.to_string().contains("locked by another process"),
        "{error}"
    );
    let health = transport.health().borrow().clone();
    assert!(matches!(health, Health::Blocked { .. }), "{health:?}");
    other.execute_batch("COMMIT").unwrap();
    publisher.send(order("free")).await.unwrap();
    assert_eq!(*transport.health().borrow(), Health::Connected);
}

#[cfg(unix)]
#[tokio::test]
async fn a_disk_that_takes_no_more_fails_and_loses_nothing_confirmed() {
    use crate::child::Process;

    let store = Store::new().await;
    store.transport.close(crate::support::soon()).await;
    let child = Process::start_with_file_limit("publish", store.url(), 2_000);
    let events = child.remaining_events();
    let (error, confirmed) = events.split_last().unwrap();
    assert!(
        error.starts_with("NotSent") || error.starts_with("Unknown"),
        "{error}"
    );
    assert!(!confirmed.is_empty());
    let again = store.again().await;
    publish(&again, order("there is room now")).await;
    let stored: i64 = store
        .rows()
        .query_row(
            "SELECT count(DISTINCT correlation_id) FROM messages",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(stored as usize >= confirmed.len());
}

#[tokio::test]
async fn what_can_never_be_stored_is_rejected() {
    let store = Store::new().await;
    let publisher = publisher(&store.transport).await;
    let mut forever = order("forever");
    forever.time_to_live = Some(std::time::Duration::MAX);
    for message in [forever, Message::new("", "nowhere")] {
        let error = publisher.send(message).await.unwrap_err();
        assert_eq!(error.kind(), PublishErrorKind::Rejected, "{error}");
    }
}

#[tokio::test]
async fn options_that_make_no_sense_are_refused() {
    let store = Store::new().await;
    let mut nobody = SubscribeOptions::new("work");
    nobody.prefetch = 0;
    let mut no_time = SubscribeOptions::new("work");
    no_time.lease = std::time::Duration::ZERO;
    for options in [SubscribeOptions::new(""), nobody, no_time] {
        let (channel, pattern) = (channel(), every_region());
        let subscribed = store.transport.subscribe(&channel, &pattern, options).await;
        assert_eq!(
            subscribed.err().unwrap().kind(),
            TransportErrorKind::Configuration
        );
    }
}

#[tokio::test]
async fn a_removed_group_ends_its_subscriptions_with_an_error() {
    let store = Store::new().await;
    let other = store.again().await;
    let mut subscription = store.subscribe("work").await;
    let waiting = subscription.next_batch(1, std::time::Duration::ZERO);
    let removing = async {
        tokio::time::sleep(crate::support::SILENCE).await;
        other.remove_group("work").await.unwrap()
    };
    let (batch, removed) = tokio::join!(waiting, removing);
    assert_eq!(removed, 1);
    let error = batch.unwrap_err();
    assert!(
        error.to_string().contains("the group `work` was removed"),
        "{error}"
    );
}
