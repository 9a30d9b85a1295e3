//! The operation is answered by `OrderAccepted` or `OrderRefused`, not by its own question.

use tidings::{Context, HandlerError};
use tidings_tests::orders::{OnPlaceOrder, OnPlaceOrderReply, OrderCommandsAddress, PlaceOrder};

struct Shop;

impl OnPlaceOrder for Shop {
    async fn on_place_order(
        &self,
        _: Context<OrderCommandsAddress>,
        message: PlaceOrder,
    ) -> Result<OnPlaceOrderReply, HandlerError> {
        Ok(message.into())
    }
}

fn main() {}
