//! Notes of what was handled are kept per group and address, outlive their process, and are forgotten in time.

use std::time::{Duration, Instant};

use tidings_transport::{Handled, MessageId, Transport};

use crate::support::Store;

async fn contains(notes: &dyn Handled, group: &str, address: &str) -> bool {
    let id = MessageId::new("1");
    notes.contains(group, address, &id).await.unwrap()
}

#[tokio::test]
async fn a_note_is_of_one_group_and_one_address_and_outlives_its_process() {
    let store = Store::new().await;
    let notes = store.transport.handled().unwrap();
    assert!(!contains(&*notes, "work", "orders/eu").await);
    let id = MessageId::new("1");
    for _ in 0..2 {
        notes.insert("work", "orders/eu", &id).await.unwrap();
    }
    store
        .transport
        .close(Instant::now() + Duration::from_secs(5))
        .await;
    let reopened = store.again().await;
    let notes = reopened.handled().unwrap();
    assert!(contains(&*notes, "work", "orders/eu").await);
    assert!(!contains(&*notes, "work", "orders/us").await);
    assert!(!contains(&*notes, "other", "orders/eu").await);
}

#[tokio::test]
async fn notes_go_with_their_group_and_with_time() {
    let store = Store::with_options("retention=50ms").await;
    drop(store.subscribe("work").await);
    let notes = store.transport.handled().unwrap();
    let note = async |id: &str| notes.insert("work", "orders/eu", &MessageId::new(id)).await;
    note("1").await.unwrap();
    assert!(contains(&*notes, "work", "orders/eu").await);
    tokio::time::sleep(Duration::from_millis(80)).await;
    note("2").await.unwrap();
    assert!(!contains(&*notes, "work", "orders/eu").await);
    store.transport.remove_group("work").await.unwrap();
    let left = store
        .rows()
        .query_row("SELECT count(*) FROM handled", [], |row| {
            row.get::<_, i64>(0)
        });
    assert_eq!(left.unwrap(), 0);
}

#[tokio::test]
async fn a_file_of_the_first_version_gets_what_it_lacks() {
    let store = Store::new().await;
    store
        .transport
        .close(Instant::now() + Duration::from_secs(5))
        .await;
    let rows = store.rows();
    rows.execute_batch("DROP TABLE handled; PRAGMA user_version = 1;")
        .unwrap();
    drop(rows);
    let reopened = store.again().await;
    let notes = reopened.handled().unwrap();
    notes
        .insert("work", "orders/eu", &MessageId::new("1"))
        .await
        .unwrap();
    assert!(contains(&*notes, "work", "orders/eu").await);
}
