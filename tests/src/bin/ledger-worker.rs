//! A packer of `specs/orders` that writes the start and the end of each handling into a ledger.
//!
//! `ledger-worker URL LEDGER MILLISECONDS` works until standard input closes; each order takes so many milliseconds.

use std::path::PathBuf;
use std::time::Duration;

use tidings::{Context, HandlerError};
use tidings_tests::ledger::{Entry, Ledger};
use tidings_tests::orders::{OnPackOrder, Orders, PackOrderMessage, PackingAddress};
use tokio::io::AsyncReadExt;

struct Worker {
    ledger: Ledger,
    pause: Duration,
}

impl OnPackOrder for Worker {
    async fn on_pack_order(
        &self,
        _: Context<PackingAddress>,
        message: PackOrderMessage,
    ) -> Result<(), HandlerError> {
        let process = std::process::id();
        let order = message.payload.order_id.to_string();
        self.ledger.write(&Entry::Start(process, order.clone()))?;
        tokio::time::sleep(self.pause).await;
        self.ledger.write(&Entry::End(process, order))?;
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = || {
        arguments
            .next()
            .ok_or("ledger-worker URL LEDGER MILLISECONDS")
    };
    let (url, path, pause) = (
        argument()?,
        PathBuf::from(argument()?),
        argument()?.parse()?,
    );
    let worker = Worker {
        ledger: Ledger::open(&path)?,
        pause: Duration::from_millis(pause),
    };
    let orders = Orders::connect(&url).await?;
    let server = orders
        .serve("packers")
        .prefetch(1)
        .concurrency(1)
        .on_pack_order(worker);
    server
        .run_until(async {
            let mut rest = Vec::new();
            // An error means that nobody can close the input any more, which is the sign to end too.
            let _ = tokio::io::stdin().read_to_end(&mut rest).await;
        })
        .await?;
    Ok(())
}
