//! What arrives, and what is in the file, is what was given.

use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;
use tidings_transport::{Durability, Headers, Message, MessageId, Position};

use crate::support::{Store, ack, next, order};

fn full() -> Message {
    let mut message = order([0, 159, 146, 150, 255]);
    message.id = Some(MessageId::new("order-1"));
    message.headers = [
        ("repeated", b"1".to_vec()),
        ("", Vec::new()),
        ("größe", vec![0xff, 0x00]),
        ("repeated", b"2".to_vec()),
    ]
    .into_iter()
    .collect();
    message.content_type = Some("application/json".into());
    message.key = Some(vec![0, 1, 255].into());
    message.correlation_id = Some("c\u{0}1".into());
    message.reply_to = Some("replies/nobody".into());
    message.timestamp = Some(UNIX_EPOCH + Duration::new(1_700_000_000, 123_456_789));
    message.time_to_live = Some(Duration::new(3600, 7));
    message.deliver_after = Some(Duration::from_nanos(1));
    message.priority = Some(9);
    message
}

async fn check(message: Message) {
    let store = Store::new().await;
    let mut subscription = store.subscribe("all").await;
    let receipt = store.publish(message.clone()).await;
    assert_eq!(receipt.durability, Durability::Synced);
    let delivery = next(&mut subscription).await;
    assert_eq!(*delivery.message, message);
    assert_eq!(delivery.position, receipt.position);
}

#[tokio::test]
async fn a_message_with_everything_arrives_equal() {
    check(full()).await;
}

#[tokio::test]
async fn a_message_with_nothing_arrives_with_nothing() {
    check(Message::new("orders/eu", Vec::new())).await;
}

#[tokio::test]
async fn a_timestamp_before_1970_arrives_equal() {
    let mut message = order("old");
    message.timestamp = Some(UNIX_EPOCH - Duration::from_nanos(1));
    check(message).await;
}

#[tokio::test]
async fn rows_hold_the_bytes_that_were_given() {
    let store = Store::new().await;
    let receipt = store.publish(full()).await;
    assert_eq!(receipt.position, Some(Position("1".into())));
    let rows = store.rows();
    let body: Vec<u8> = rows
        .query_row("SELECT body FROM messages WHERE id = 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(body, full().body);
    let headers: Headers = rows
        .prepare("SELECT name, value FROM headers WHERE message = 1 ORDER BY position")
        .unwrap()
        .query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?))
        })
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(headers, full().headers);
}

fn any_message() -> impl Strategy<Value = Message> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..300);
    let text = || prop::option::of(any::<String>());
    let seconds = || prop::option::of((1_u64..1 << 31, 0_u32..1_000_000_000));
    let properties = (text(), text(), text(), prop::option::of(bytes()));
    let numbers = (seconds(), seconds(), prop::option::of(any::<u8>()));
    let headers = prop::collection::vec((any::<String>(), bytes()), 0..5);
    (bytes(), headers, properties, numbers).prop_map(|(body, headers, properties, numbers)| {
        let duration = |(seconds, nanoseconds)| Duration::new(seconds, nanoseconds);
        let mut message = order(body);
        message.headers = headers.into_iter().collect();
        let (content_type, correlation_id, reply_to, key) = properties;
        message.content_type = content_type;
        message.correlation_id = correlation_id;
        message.reply_to = reply_to;
        message.key = key.map(Into::into);
        let (timestamp, time_to_live, priority) = numbers;
        message.timestamp = timestamp.map(|time| UNIX_EPOCH + duration(time));
        message.time_to_live =
            time_to_live.map(|length| duration(length) + Duration::from_secs(60));
        message.priority = priority;
        message
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8) })]

    #[test]
    fn any_message_arrives_equal(messages in prop::collection::vec(any_message(), 1..16)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let store = Store::new().await;
            let mut subscription = store.subscribe("all").await;
            for message in messages {
                store.publish(message.clone()).await;
                let delivery = next(&mut subscription).await;
                assert_eq!(*delivery.message, message);
                ack(delivery).await;
            }
        });
    }
}
