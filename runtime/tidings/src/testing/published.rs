//! What a client has published, as messages of the contract.

use std::fmt::Write as _;

use crate::memory;
use crate::transport::AddressTemplate;
use crate::wire::{ContractInfo, MessageSet, SetError};

/// How much of a body a complaint shows.
const SHOWN: usize = 200;

/// A message that was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published<M> {
    /// The message.
    pub message: M,
    /// What went on the wire for it.
    pub sent: memory::Published,
}

/// Why something that was published is no message of a set.
pub(super) enum Other {
    /// It went to a channel that has none of them.
    Elsewhere,
    /// It does not read as one.
    Unread(SetError),
}

/// Reads what was `sent` as a message of the set `M`.
pub(super) fn read<M: MessageSet>(
    contract: &ContractInfo,
    sent: memory::Published,
) -> Result<Published<M>, Other> {
    if !may_carry(contract, sent.address(), M::NAMES) {
        return Err(Other::Elsewhere);
    }
    let message = M::decode(sent.message()).map_err(Other::Unread)?;
    Ok(Published { message, sent })
}

/// Whether a channel of this address has one of the messages called `names`, or no channel says anything of it, as the
/// address of a reply that is made up at run time.
fn may_carry(contract: &ContractInfo, address: &str, names: &[&str]) -> bool {
    let mut channels = contract.channels.iter().filter(|channel| {
        let template = channel.address.map(str::parse::<AddressTemplate>);
        template.is_some_and(|it| it.is_ok_and(|it| it.parameters(address).is_some()))
    });
    let Some(first) = channels.next() else {
        return true;
    };
    std::iter::once(first)
        .chain(channels)
        .any(|channel| channel.messages.iter().any(|name| names.contains(name)))
}

/// What was published, and why none of it is a message of the set `M`.
pub(super) fn told<M: MessageSet>(contract: &ContractInfo, sent: &[memory::Published]) -> String {
    let mut text = list(sent);
    for one in sent {
        if let Err(Other::Unread(error)) = read::<M>(contract, one.clone()) {
            let _ = write!(
                text,
                "\nwhat went to {} reads as none: {error}",
                one.address()
            );
        }
    }
    text
}

/// What was published, one message a line.
pub(super) fn list(sent: &[memory::Published]) -> String {
    if sent.is_empty() {
        return "nothing was".to_owned();
    }
    let mut text = "this was:".to_owned();
    for one in sent {
        let body = String::from_utf8_lossy(one.body());
        let shown: String = body.chars().take(SHOWN).collect();
        let more = if shown.len() < body.len() { "…" } else { "" };
        let _ = write!(text, "\n  {}: {shown}{more}", one.address());
    }
    text
}
