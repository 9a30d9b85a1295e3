//! `serve_all` wants a handler for every operation that receives.

use tidings::{Context, HandlerError};
use tidings_tests::orders::{OnPackOrder, Orders, PackOrderMessage, PackingAddress};

struct Application;

impl OnPackOrder for Application {
    async fn on_pack_order(
        &self,
        _: Context<PackingAddress>,
        _: PackOrderMessage,
    ) -> Result<(), HandlerError> {
        Ok(())
    }
}

fn mistake(orders: &Orders) {
    let _ = orders.serve_all("application", Application);
}

fn main() {
    let _ = mistake;
}
