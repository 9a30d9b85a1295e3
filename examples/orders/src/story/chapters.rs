//! What happens in the chapters that are more than one call.

use std::time::Duration;

use tidings::transport::{Bindings, ChannelSpec, Message, PublishOptions};
use tidings_embedded::Embedded;

use super::order_id;
use crate::options::Options;
use crate::orders::{
    Customer, InvoicePayment, Order, OrderLine, Orders, PackOrder, PlaceOrderReply,
};
use crate::process::Part;
use crate::{Failure, log};

pub(super) async fn place_an_order(orders: &Orders) -> Result<(), Failure> {
    let lines = vec![OrderLine::new("TEA-0001", 2), OrderLine::new("MUG-0002", 1)];
    let payment = InvoicePayment::new(14);
    let order = Order::new(order_id(1), Customer::new("Ada Lovelace"), lines, payment)
        .with_note("Leave it at the door.");
    match orders
        .place_order(order)
        .timeout(Duration::from_secs(5))
        .await?
    {
        PlaceOrderReply::OrderAccepted(reply) => {
            let (correlation, pieces) = (reply.headers.correlation_id, reply.payload.pieces);
            log::process(
                "customer",
                &format!("hears that {pieces} pieces will come, correlation {correlation}"),
            );
        }
        PlaceOrderReply::OrderRefused(reply) => {
            log::process("customer", &format!("hears no: {}", reply.payload.reason));
        }
    }
    Ok(())
}

/// Sends an order of too many pieces: through the client, which refuses it, and as bare bytes, which the shop refuses.
pub(super) async fn break_the_contract(orders: &Orders, quantity: u32) -> Result<(), Failure> {
    let lines = vec![OrderLine::new("TEA-0001", quantity)];
    let order = Order::new(
        order_id(0x30),
        Customer::new("Ada Lovelace"),
        lines,
        InvoicePayment::new(14),
    );
    match orders
        .place_order(order)
        .timeout(Duration::from_secs(5))
        .await
    {
        Ok(_) => log::process("customer", &format!("may order {quantity} pieces")),
        Err(error) => log::process("customer", &format!("may not send it: {error}")),
    }

    let body = format!(
        r#"{{"orderId":"{}","customer":{{"name":"Mallory"}},"lines":[{{"sku":"TEA-0001","quantity":{quantity}}}],"payment":{{"method":"invoice","dueDays":14}}}}"#,
        order_id(0x31)
    );
    let mut message = Message::new("orders/commands", body);
    message.headers.append("correlationId", "raw-1");
    message.headers.append("replyTo", "replies/nobody");
    let channel = ChannelSpec {
        name: "orderCommands".to_owned(),
        address: "orders/commands".parse()?,
        bindings: Bindings::NONE,
    };
    let publisher = orders
        .transport()
        .publisher(&channel, PublishOptions::default())
        .await?;
    publisher.send(message).await?;
    log::process(
        "somebody",
        &format!("writes the same order as bare bytes, {quantity} pieces"),
    );
    Ok(())
}

/// Leaves one packer, kills it when it has picked some lines of an order, and starts it again.
pub(super) async fn kill_a_packer(
    orders: &Orders,
    options: &Options,
    packers: &mut Vec<Part>,
) -> Result<(), Failure> {
    while packers.len() > 1 {
        packers.remove(1).stop().await?;
    }
    let lines = ["TEA-0001", "MUG-0002", "POT-0003"].map(|sku| OrderLine::new(sku, 1));
    orders
        .request_packing(PackOrder::new(order_id(0x50), lines.to_vec()))
        .await?;
    let mut doomed = packers.remove(0);
    doomed
        .wait_for(&format!(
            "order {}: picks line {} ",
            order_id(0x50),
            options.kill_after_line
        ))
        .await?;
    let pid = doomed.kill().await?;
    log::process(
        "customer",
        &format!("killed pid {pid}; the packer is started again"),
    );
    let mut packer = Part::start(options, "packer", "packers", "packer-1").await?;
    packer.wait_for("is packed").await?;
    packers.push(packer);
    Ok(())
}

pub(super) async fn close_the_books(store: &Embedded) -> Result<(), Failure> {
    for group in ["shop", "billing", "mail", "packers"] {
        let counts = store.counts(group).await?;
        log::process(
            group,
            &format!(
                "{} done, {} dead, {} waiting",
                counts.done,
                counts.dead,
                counts.waiting + counts.held
            ),
        );
        for letter in store.dead_letters(group, 10).await? {
            log::process(
                group,
                &format!(
                    "dead letter {}, {}: {}",
                    letter.id, letter.reason_kind, letter.reason
                ),
            );
        }
    }
    Ok(())
}
