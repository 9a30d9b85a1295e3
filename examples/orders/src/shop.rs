//! The shop: takes orders, answers, and tells everybody.

use tidings::{Context, DateTime, HandlerError};

use crate::options::Options;
use crate::orders::{
    EventHeaders, OnPlaceOrder, OnPlaceOrderReply, OrderAccepted, OrderCommandsAddress,
    OrderEventsAddress, OrderEventsRegion, OrderPlaced, OrderRefused, Orders, PackOrder,
    PlaceOrder, RefusalReason,
};
use crate::{Failure, log, process};

/// Orders of more pieces than this are refused.
const PIECES_AT_MOST: u64 = 120;

/// Serves the group `shop` until standard input closes.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let orders = Orders::connect(&options.url()).await?;
    let shop = Shop {
        orders: orders.clone(),
    };
    let server = orders
        .serve("shop")
        .consumer(&options.name)
        .on_place_order(shop);
    log::process("shop", "is open");
    server.run_until(process::input_closed()).await?;
    Ok(())
}

struct Shop {
    orders: Orders,
}

impl OnPlaceOrder for Shop {
    async fn on_place_order(
        &self,
        context: Context<OrderCommandsAddress>,
        message: PlaceOrder,
    ) -> Result<OnPlaceOrderReply, HandlerError> {
        let order = message.payload;
        let trace = message.headers.correlation_id;
        let pieces = order
            .lines
            .iter()
            .map(|line| u64::from(line.quantity))
            .sum::<u64>();
        log::delivery(
            &context,
            &format!("takes an order of {pieces} pieces, correlation {trace}"),
        );
        if pieces > PIECES_AT_MOST {
            return Ok(OrderRefused::new(order.order_id, RefusalReason::SoldOut).into());
        }

        let address = OrderEventsAddress {
            region: OrderEventsRegion::Eu,
        };
        let placed = OrderPlaced::new(order.order_id, DateTime::now(), pieces);
        self.orders
            .publish_order_event(address, placed.with_headers(EventHeaders::new(trace)))
            .await?;
        self.orders
            .request_packing(PackOrder::new(order.order_id, order.lines))
            .await?;
        Ok(OrderAccepted::new(order.order_id, pieces).into())
    }
}
