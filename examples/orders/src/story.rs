//! The story: a customer, the parts of the shop, and what happens between them.

mod chapters;

use std::sync::Arc;
use std::time::Duration;

use tidings::Uuid;
use tidings_embedded::Embedded;

use crate::options::Options;
use crate::orders::{OrderId, OrderLine, Orders, PackOrder};
use crate::process::Part;
use crate::{Failure, log, packer};
use chapters::{break_the_contract, close_the_books, kill_a_packer, place_an_order};

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

/// The order number `number`, as the contract wants order numbers.
fn order_id(number: usize) -> OrderId {
    Uuid::from_u128(0x4000_8000_0000_0000_0000 | number as u128).into()
}
