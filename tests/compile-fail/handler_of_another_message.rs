//! A handler takes the message of its operation.

use tidings::{Context, HandlerError};
use tidings_tests::orders::{OnPackOrder, OrderPlacedMessage, PackingAddress};

struct Packer;

impl OnPackOrder for Packer {
    async fn on_pack_order(
        &self,
        _: Context<PackingAddress>,
        _: OrderPlacedMessage,
    ) -> Result<(), HandlerError> {
        Ok(())
    }
}

fn main() {}
