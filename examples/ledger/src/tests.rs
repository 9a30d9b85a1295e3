//! The ledger on the memory transport, beside entries that were written as raw bytes.

use std::sync::Arc;

use tidings::memory::Memory;
use tidings::transport::{Bindings, ChannelSpec, Message, PublishOptions, Transport};

use super::contract::Ledger;
use super::{Balance, Failure};

async fn write(memory: &Memory, entry: &'static str) -> Result<(), Failure> {
    let channel = ChannelSpec {
        name: "entries".to_owned(),
        address: "ledger/ann".parse()?,
        bindings: Bindings::NONE,
    };
    let publisher = memory
        .publisher(&channel, PublishOptions::default())
        .await?;
    publisher.send(Message::new("ledger/ann", entry)).await?;
    Ok(())
}

#[tokio::test]
async fn the_balance_is_what_the_entries_come_to() -> Result<(), Failure> {
    let memory = Memory::new();
    write(&memory, r#"{"kind":"deposited","cents":500}"#).await?;
    write(&memory, r#"{"kind":"withdrawn","cents":120}"#).await?;
    let ledger = Ledger::with(Arc::new(memory.clone()));
    let balance = Balance::read(&ledger, "ann").await?;
    assert_eq!(
        balance,
        Balance {
            cents: 380,
            entries: 2
        }
    );
    // A reader leaves nothing behind: the next one of its name reads everything again.
    assert_eq!(Balance::read(&ledger, "ann").await?, balance);
    assert_eq!(Balance::read(&ledger, "bob").await?, Balance::default());

    let balance = balance.change(&ledger, "ann", -80).await?;
    assert_eq!(
        balance,
        Balance {
            cents: 300,
            entries: 3
        }
    );
    let published = memory.published();
    let last = published.last().ok_or("nothing was recorded")?;
    assert_eq!(last.address(), "ledger/ann");
    assert_eq!(last.body(), &br#"{"kind":"withdrawn","cents":80}"#[..]);
    Ok(())
}

#[tokio::test]
async fn nobody_withdraws_what_is_not_there() -> Result<(), Failure> {
    let memory = Memory::new();
    let ledger = Ledger::with(Arc::new(memory.clone()));
    let refused = Balance::default().change(&ledger, "ann", -1).await;
    assert!(refused.is_err());
    assert_eq!(memory.published(), []);
    Ok(())
}
