//! Somebody who wants to hear about orders; each group hears everything.

use tidings::{Context, HandlerError};

use crate::options::Options;
use crate::orders::{OnOrderEvent, OnOrderEventMessage, OrderEventsAddress, Orders};
use crate::{Failure, log, process};

/// Serves the group until standard input closes.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let orders = Orders::connect(&options.url()).await?;
    let server = orders
        .serve(&options.group)
        .consumer(&options.name)
        .on_order_event(Listener);
    log::process(&format!("{}/{}", options.group, options.name), "listens");
    server.run_until(process::input_closed()).await?;
    Ok(())
}

struct Listener;

impl OnOrderEvent for Listener {
    async fn on_order_event(
        &self,
        context: Context<OrderEventsAddress>,
        message: OnOrderEventMessage,
    ) -> Result<(), HandlerError> {
        let region = context.address().region;
        let text = match message {
            OnOrderEventMessage::OrderPlaced(event) => {
                let order = event.payload.order_id;
                format!(
                    "hears from {region}: order {order} was placed, {} pieces",
                    event.payload.pieces
                )
            }
            OnOrderEventMessage::OrderPacked(event) => {
                let order = event.payload.order_id;
                format!(
                    "hears from {region}: order {order} was packed into {} parcels",
                    event.payload.parcels.len()
                )
            }
        };
        log::delivery(&context, &text);
        Ok(())
    }
}
