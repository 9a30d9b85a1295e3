//! Addresses that references name and that nobody has read.

use tidings_diag::FileId;

use crate::reference::{Place, Target};
use crate::rules::REMOTE_REF;
use crate::{Sources, Unresolved};

/// An address that a reference names and that could be fetched, of which no copy was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnreadAddress {
    /// What the reference names: the address, and the place there.
    pub target: String,
    /// How it can be read, as the help of a finding.
    pub help: String,
}

impl Sources {
    /// The address that the reference `reference`, written in file `from`, names, where it could be fetched and no copy of it
    /// was read.
    ///
    /// # Panics
    ///
    /// When `from` comes from other sources that have more files.
    pub fn unread_address(&self, from: FileId, reference: &str) -> Option<UnreadAddress> {
        let target = Target::of(reference, &self.file(from).path);
        let Place::Remote(address) = &target.place else {
            return None;
        };
        let is_unread = match self.loaded().by_path.get(address) {
            Some(Ok(_)) => false,
            Some(Err(missing)) => *missing.rule == REMOTE_REF,
            None => true,
        };
        let host = host_of(address).filter(|_| is_unread)?;
        Some(UnreadAddress {
            target: match target.fragment.is_empty() {
                true => address.clone(),
                false => format!("{address}#{}", target.fragment),
            },
            help: help(host),
        })
    }
}

/// Says how an address can be read that nobody allowed to be read.
pub(crate) fn unread(address: &str) -> Unresolved {
    match host_of(address) {
        Some(host) => {
            let message = format!(
                "`{address}` is not read: there is no copy of it, and its host may not be asked"
            );
            Unresolved::of(&REMOTE_REF, message).help(help(host))
        }
        None => {
            let message =
                format!("`{address}` names neither a file nor anything that can be fetched");
            Unresolved::of(&REMOTE_REF, message).help(
                "refer to a file by a relative path, or name the file that takes its place with `--ref-map`",
            )
        }
    }
}

fn help(host: &str) -> String {
    format!(
        "keep a copy with `tidings vendor --allow-remote {host}`, or name a file that takes its place with \
         `--ref-map`, or let this run fetch it with `--allow-remote {host}`"
    )
}

/// The host of an address that can be fetched.
fn host_of(address: &str) -> Option<&str> {
    let schemes = ["https://", "http://"];
    let rest = schemes
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))?;
    rest.split(['/', '?']).next()
}
