//! Handlers run on whichever thread is free, so what they hold over an `await` has to be `Send`.

use std::rc::Rc;

use tidings::{Context, HandlerError};
use tidings_tests::orders::{OnPackOrder, PackOrderMessage, PackingAddress};

struct Packer;

impl OnPackOrder for Packer {
    async fn on_pack_order(
        &self,
        _: Context<PackingAddress>,
        message: PackOrderMessage,
    ) -> Result<(), HandlerError> {
        let lines = Rc::new(message.payload.lines);
        tokio::task::yield_now().await;
        drop(lines);
        Ok(())
    }
}

fn main() {}
