//! The story: a customer, the parts of the shop, and what happens between them.

use std::sync::Arc;
use std::time::Duration;

use tidings::Uuid;
use tidings::transport::{Bindings, ChannelSpec, Message, PublishOptions};
use tidings_embedded::Embedded;

use crate::options::Options;
use crate::orders::{
    Customer, InvoicePayment, Order, OrderId, OrderLine, Orders, PackOrder, PlaceOrderReply,
};
use crate::process::Part;
use crate::{Failure, log, packer};

/// Tells it from the first order to the last entry in the books.
pub(crate) async fn tell(options: &Options) -> Result<(), Failure> {
    // Without `--database` the store lives in a folder that is gone when the story is over.
    let folder = tempfile::tempdir()?;
    let database = options
        .database
        .clone()
        .unwrap_or_else(|| folder.path().join("orders.db"));
    let options = Options {
        database: Some(database.clone()),
        ..options.clone()
    };
    let store = Arc::new(Embedded::open(&options.url(), Default::default()).await?);
    let orders = Orders::with(store.clone());
    log::process("customer", &format!("opens {}", database.display()));

    let shop = Part::start(&options, "shop", "shop", "shop-1").await?;
    let mut listeners = Vec::new();
    for group in ["billing", "mail"] {
        listeners.push(Part::start(&options, "listener", group, &format!("{group}-1")).await?);
    }
    let mut packers = Vec::new();
    for number in 1..=options.workers {
        packers
            .push(Part::start(&options, "packer", "packers", &format!("packer-{number}")).await?);
    }

    log::chapter(
        1,
        "A command is answered by a reply; an event reaches two groups",
    );
    place_an_order(&orders).await?;
    for listener in &mut listeners {
        listener.wait_for("was placed").await?;
    }

    log::chapter(2, "Workers of one group share a queue");
    for number in 0..options.workers * 2 {
        orders
            .request_packing(PackOrder::new(
                order_id(0x20 + number),
                vec![OrderLine::new("TEA-0001", 1)],
            ))
            .await?;
    }
    settled(&store, "packers").await?;

    log::chapter(
        3,
        "What breaks the contract is refused, before it is sent and after",
    );
    break_the_contract(&orders, options.quantity).await?;
    settled(&store, "shop").await?;

    log::chapter(
        4,
        "A handler that fails is tried again, then the message goes to the dead letters",
    );
    orders
        .request_packing(PackOrder::new(
            order_id(0x40),
            vec![OrderLine::new(packer::MISSING, 1)],
        ))
        .await?;
    settled(&store, "packers").await?;

    log::chapter(
        5,
        "A consumer is killed in the middle of its work, and the message is not lost",
    );
    kill_a_packer(&orders, &options, &mut packers).await?;
    settled(&store, "packers").await?;

    log::chapter(6, "The books");
    for part in packers.into_iter().chain(listeners).chain([shop]) {
        part.stop().await?;
    }
    close_the_books(&store).await?;
    orders.close(Duration::from_secs(2)).await;
    Ok(())
}

async fn place_an_order(orders: &Orders) -> Result<(), Failure> {
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
async fn break_the_contract(orders: &Orders, quantity: u32) -> Result<(), Failure> {
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
async fn kill_a_packer(
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

/// Waits until no message of `group` waits or is in somebody's hands.
async fn settled(store: &Embedded, group: &str) -> Result<(), Failure> {
    for _ in 0..200 {
        let counts = store.counts(group).await?;
        if counts.waiting + counts.held == 0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("the group {group} did not come to rest").into())
}

async fn close_the_books(store: &Embedded) -> Result<(), Failure> {
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

/// The order number `number`, as the contract wants order numbers.
fn order_id(number: usize) -> OrderId {
    Uuid::from_u128(0x4000_8000_0000_0000_0000 | number as u128).into()
}
