//! A packer: takes work from the queue that all packers share.

use std::time::Duration;

use tidings::{Context, HandlerError, Retry};

use crate::options::Options;
use crate::orders::{OnPackOrder, Orders, PackOrderMessage, PackingAddress};
use crate::{Failure, log, process};

/// What the shelves do not have, so that packing it fails every time.
pub(crate) const MISSING: &str = "ZZZ-9999";

/// Serves the group until standard input closes.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let orders = Orders::connect(&options.url()).await?;
    let server = orders
        .serve(&options.group)
        .consumer(&options.name)
        .prefetch(1)
        .retry(Retry::immediate(3))
        .on_pack_order(Packer);
    log::process(&format!("{}/{}", options.group, options.name), "is at work");
    server.run_until(process::input_closed()).await?;
    Ok(())
}

struct Packer;

impl OnPackOrder for Packer {
    async fn on_pack_order(
        &self,
        context: Context<PackingAddress>,
        message: PackOrderMessage,
    ) -> Result<(), HandlerError> {
        let order = message.payload;
        let lines = order.lines.len();
        for (index, line) in order.lines.iter().enumerate() {
            if line.sku.as_ref() == MISSING {
                log::delivery(&context, &format!("fails: {MISSING} is not on the shelf"));
                return Err(format!("{MISSING} is not on the shelf").into());
            }
            let text = format!(
                "order {}: picks line {} of {lines}: {} x {}",
                order.order_id,
                index + 1,
                line.quantity,
                line.sku
            );
            log::delivery(&context, &text);
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
        log::delivery(&context, &format!("order {}: is packed", order.order_id));
        Ok(())
    }
}
