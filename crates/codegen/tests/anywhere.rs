//! A channel whose address only the running program knows (`address: null`).

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::{Addresses, Context, HandlerError};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

mod sites {
    include!("generated/channels.rs");
}

use sites::{AnywhereAddress, Note, OnAnywhere, V2Be};

struct Board(UnboundedSender<String>);

impl OnAnywhere for Board {
    async fn on_anywhere(
        &self,
        context: Context<AnywhereAddress>,
        note: Note,
    ) -> Result<(), HandlerError> {
        let AnywhereAddress(address) = context.address();
        let heard = format!("{address}: {}", note.payload);
        self.0.send(heard).map_err(HandlerError::transient)
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn an_address_is_given_when_a_message_is_sent_and_when_it_is_received() {
    let client = V2Be::with(Arc::new(Memory::new()));
    let (board, mut heard) = unbounded_channel();
    let server = client.serve("board").on_anywhere(Board(board));
    let places = Addresses::from(AnywhereAddress::from("kitchen"));
    let server = tokio::spawn(server.only(&places).run());
    places.add(&AnywhereAddress::from("hall/door"));
    for address in ["kitchen", "cellar", "hall/door"] {
        let note = client.send_anywhere(address, format!("in the {address}"));
        note.await.expect("it is sent");
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    server.abort();
    let mut notes = Vec::new();
    while let Ok(note) = heard.try_recv() {
        notes.push(note);
    }
    notes.sort();
    assert_eq!(
        notes,
        ["hall/door: in the hall/door", "kitchen: in the kitchen"]
    );
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_server_without_an_address_is_told_to_name_one() {
    let client = V2Be::with(Arc::new(Memory::new()));
    let (board, _) = unbounded_channel();
    let server = client.serve("board").on_anywhere(Board(board));
    let refused = server.run().await.expect_err("no address");
    assert!(refused.to_string().contains("anywhere"), "{refused}");
}
