//! Several messages of one operation, told apart by a text in the payload or by its shape.

use std::sync::Arc;

use tidings::memory::Memory;
use tidings::{Context, HandlerError};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::raw;

mod app {
    tidings::include_contract!("chat");
}
mod peer {
    tidings::include_contract!("chat-peer");
}

const SAID: &str = r#"{"type":"said","text":"hello","readBy":2.5}"#;
const JOINED: &str = r#"{"type":"joined","user":{"name":"Ada"}}"#;
const HEARTBEAT: &str = r#""\r\n""#;

#[tokio::test(start_paused = true)]
async fn every_kind_of_message_is_sent_as_it_is() {
    let memory = Memory::new();
    let chat = app::Chat::with(Arc::new(memory.clone()));
    let room = app::RoomsAddress {
        room_id: "tea".to_owned(),
        resource: app::RoomsResource::Messages,
    };
    let said = app::SaidPayload::new("hello").with_read_by(2.5);
    chat.tell(room.clone(), said).await.unwrap();
    let joined = app::JoinedPayload::new(app::User::new("Ada"));
    chat.tell(room.clone(), joined).await.unwrap();
    let [heartbeat] = app::HeartbeatPayload::ALL else {
        panic!("a heartbeat says one thing");
    };
    chat.tell(room, *heartbeat).await.unwrap();
    let published = memory.published();
    let bodies: Vec<_> = published.iter().map(|one| one.body().as_ref()).collect();
    assert_eq!(bodies, [SAID, JOINED, HEARTBEAT].map(str::as_bytes));
    assert!(
        published
            .iter()
            .all(|one| one.address() == "/rooms/tea/messages")
    );
    assert!(published.iter().all(|one| one.headers().is_empty()));
}

struct Listener(UnboundedSender<String>);

impl peer::Tell for Listener {
    async fn tell(
        &self,
        context: Context<peer::RoomsAddress>,
        message: peer::TellMessage,
    ) -> Result<(), HandlerError> {
        let what = match message {
            peer::TellMessage::Said(said) => format!("said {}", said.payload.text),
            peer::TellMessage::Joined(joined) => format!("joined {}", joined.payload.user.name),
            peer::TellMessage::Heartbeat(_) => "beat".to_owned(),
        };
        self.0
            .send(format!("{}: {what}", context.address().room_id))?;
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn every_kind_of_message_is_told_apart() {
    let memory = Memory::new();
    let chat = peer::Chat::with(Arc::new(memory.clone()));
    let (notes, mut noted) = unbounded_channel();
    let server = tokio::spawn(chat.serve("g").tell(Listener(notes)).run());
    for body in [SAID, JOINED, HEARTBEAT, r#"{"type":"left"}"#, r#""\n""#] {
        let message = raw::message("/rooms/tea/events", body, &[]);
        raw::publish(&memory, message).await;
    }
    assert_eq!(
        raw::noted(&mut noted).await,
        ["tea: said hello", "tea: joined Ada", "tea: beat"]
    );
    assert_eq!(memory.dead_letters().len(), 2);
    server.abort();
}
