//! Event sourcing in small: an account is the sum of what happened to it.
//!
//! ```text
//! cargo run -p example-ledger -- ann +500
//! cargo run -p example-ledger -- ann -120
//! cargo run -p example-ledger -- ann
//! ```
//!
//! Nothing but events is kept, in one file; each run reads them from the first one on and adds them up.

#![allow(clippy::print_stdout, reason = "the balance is this program's output")]

#[cfg(test)]
mod tests;

/// The typed client of `ledger.yaml`, made by `build.rs`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
mod contract {
    tidings::include_contract!("ledger");
}

use std::time::Duration;

use contract::{DepositedPayload, EntriesAddress, Ledger, OnRecordedMessage, WithdrawnPayload};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let account = arguments
        .next()
        .ok_or("usage: ledger ACCOUNT [+CENTS|-CENTS]")?;
    let ledger = Ledger::connect("embedded:ledger.db").await?;
    let balance = Balance::read(&ledger, &account).await?;
    let balance = match arguments.next() {
        Some(cents) => balance.change(&ledger, &account, cents.parse()?).await?,
        None => balance,
    };
    println!(
        "{account}: {} cents ({} recorded)",
        balance.cents, balance.entries
    );
    Ok(())
}

/// What the entries of an account come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Balance {
    cents: i64,
    entries: u32,
}

impl Balance {
    /// Reads every entry of `account`, the oldest first.
    async fn read(ledger: &Ledger, account: &str) -> Result<Self, Failure> {
        // A group that nobody had before begins with the oldest event; that of a reader goes when it has read.
        let reader = format!("reader-{}-{account}", std::process::id());
        let mut entries = ledger.subscribe_recorded(reader).ephemeral().await?;
        let mut balance = Self::default();
        // Who reads a log is done when nothing more comes.
        while let Ok(Some(entry)) = tokio::time::timeout(QUIET, entries.next()).await {
            let entry = entry?;
            if entry.context().address().account == account {
                balance.apply(&entry.message);
            }
            entry.ack().await?;
        }
        Ok(balance)
    }

    /// What an entry does to the balance: the one place that knows what events mean.
    fn apply(&mut self, entry: &OnRecordedMessage) {
        self.entries += 1;
        match entry {
            OnRecordedMessage::Deposited(entry) => self.cents += entry.payload.cents as i64,
            OnRecordedMessage::Withdrawn(entry) => self.cents -= entry.payload.cents as i64,
        }
    }

    /// Records that `cents` came or went, if the balance allows it.
    async fn change(mut self, ledger: &Ledger, account: &str, cents: i64) -> Result<Self, Failure> {
        if self.cents + cents < 0 {
            return Err(format!("{account} has {} cents only", self.cents).into());
        }
        let amount = cents.unsigned_abs();
        match cents {
            0.. => {
                ledger
                    .record(EntriesAddress::new(account), DepositedPayload::new(amount))
                    .await?
            }
            _ => {
                ledger
                    .record(EntriesAddress::new(account), WithdrawnPayload::new(amount))
                    .await?
            }
        };
        self.cents += cents;
        self.entries += 1;
        Ok(self)
    }
}

/// How long nothing may come before all has been read.
const QUIET: Duration = Duration::from_millis(200);
