//! A message id is taken once per address.

use tidings_transport::{Message, MessageId};

use crate::support::{Store, ack, expect_silence, next};

fn numbered(address: &str, id: &str, body: &'static str) -> Message {
    let mut message = Message::new(address, body);
    message.id = Some(MessageId::new(id));
    message
}

#[tokio::test]
async fn a_resend_is_confirmed_and_the_first_one_kept() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    let first = store.publish(numbered("orders/eu", "1", "first")).await;
    let second = store.publish(numbered("orders/eu", "1", "second")).await;
    assert!(!first.duplicate);
    assert!(second.duplicate);
    assert_eq!(first.position, second.position);
    let delivery = next(&mut subscription).await;
    assert_eq!(delivery.message.body, "first");
    ack(delivery).await;
    expect_silence(&mut subscription).await;
    let third = store.publish(numbered("orders/eu", "1", "third")).await;
    assert!(third.duplicate, "also after the first one is done");
}

#[tokio::test]
async fn ids_of_other_addresses_and_absent_ids_do_not_clash() {
    let store = Store::new().await;
    for message in [
        numbered("orders/eu", "1", "eu"),
        numbered("orders/us", "1", "us"),
        Message::new("orders/eu", "none"),
        Message::new("orders/eu", "none"),
    ] {
        assert!(!store.publish(message).await.duplicate);
    }
}
