//! A handler is an `async fn`.

use tidings::{Context, HandlerError};
use tidings_tests::orders::{OnPackOrder, PackOrderMessage, PackingAddress};

struct Packer;

impl OnPackOrder for Packer {
    fn on_pack_order(
        &self,
        _: Context<PackingAddress>,
        _: PackOrderMessage,
    ) -> Result<(), HandlerError> {
        Ok(())
    }
}

fn main() {}
