//! Replies go to the inbox they are addressed to, and nowhere else.

use std::time::Duration;

use tidings_transport::{Inbox, Message, Transport};

use crate::support::{LIMIT, SILENCE, Store, publish};

async fn reply(inbox: &mut Box<dyn Inbox>) -> Message {
    let reply = tokio::time::timeout(LIMIT, inbox.next()).await;
    reply.expect("a reply comes").expect("the inbox is open")
}

#[tokio::test]
async fn each_inbox_gets_its_own_replies_from_any_connection() {
    let store = Store::new().await;
    let responder = store.again().await;
    let mut first = store.transport.inbox().await.unwrap();
    let mut second = store.transport.inbox().await.unwrap();
    assert_ne!(first.address(), second.address());
    for (inbox, body) in [(&first, "one"), (&second, "two")] {
        let mut message = Message::new(inbox.address(), body);
        message.correlation_id = Some(body.into());
        publish(&responder, message).await;
    }
    for (inbox, body) in [(&mut first, "one"), (&mut second, "two")] {
        let message = reply(inbox).await;
        assert_eq!(message.body, body);
        assert_eq!(message.correlation_id.as_deref(), Some(body));
    }
}

#[tokio::test]
async fn a_cancelled_wait_loses_no_reply() {
    let store = Store::new().await;
    let mut inbox = store.transport.inbox().await.unwrap();
    let address = inbox.address().to_owned();
    for number in 0..20 {
        store
            .publish(Message::new(address.as_str(), number.to_string()))
            .await;
        let wait = tokio::time::timeout(Duration::from_micros(number * 50), inbox.next());
        let message = match wait.await {
            Ok(message) => message.unwrap(),
            Err(_) => reply(&mut inbox).await,
        };
        assert_eq!(message.body, number.to_string());
    }
}

#[tokio::test]
async fn a_taken_reply_and_a_dropped_inbox_leave_nothing_behind() {
    let store = Store::new().await;
    let mut inbox = store.transport.inbox().await.unwrap();
    for body in ["taken", "left"] {
        store.publish(Message::new(inbox.address(), body)).await;
    }
    reply(&mut inbox).await;
    drop(inbox);
    // The file is changed in order, so what follows is done after the inbox is gone.
    assert_eq!(store.transport.remove_group("none").await.unwrap(), 0);
    for table in ["messages", "replies", "inboxes"] {
        let rows: i64 = store
            .rows()
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

#[tokio::test]
async fn a_reply_to_an_inbox_that_is_gone_is_only_logged() {
    let store = Store::new().await;
    let inbox = store.transport.inbox().await.unwrap();
    let address = inbox.address().to_owned();
    drop(inbox);
    assert!(!store.publish(Message::new(address, "late")).await.duplicate);
}

#[tokio::test]
async fn an_expired_reply_never_comes() {
    let store = Store::new().await;
    let mut inbox = store.transport.inbox().await.unwrap();
    let mut message = Message::new(inbox.address(), "stale");
    message.time_to_live = Some(Duration::ZERO);
    store.publish(message).await;
    let wait = tokio::time::timeout(SILENCE, inbox.next()).await;
    assert!(wait.is_err(), "{wait:?}");
}
