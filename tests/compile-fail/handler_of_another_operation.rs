//! What is served for an operation handles that operation.

use tidings::{Context, HandlerError};
use tidings_tests::orders::{OnPackOrder, Orders, PackOrderMessage, PackingAddress};

struct Packer;

impl OnPackOrder for Packer {
    async fn on_pack_order(
        &self,
        _: Context<PackingAddress>,
        _: PackOrderMessage,
    ) -> Result<(), HandlerError> {
        Ok(())
    }
}

fn mistake(orders: &Orders) {
    let _ = orders.serve("packers").on_order_event(Packer);
}

fn main() {
    let _ = mistake;
}
