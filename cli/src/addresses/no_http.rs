//! No request at all: this program was built without the feature `remote`.

use std::time::Duration;

/// What a host would say.
#[derive(Debug)]
#[allow(dead_code, reason = "the answers of the other client")]
pub(super) enum Answer {
    File(Vec<u8>),
    Elsewhere(String),
    TooLarge,
    TooSlow,
    Failure(String),
}

/// Asks nobody.
#[derive(Debug)]
pub(super) struct Client;

impl Client {
    pub(super) fn new() -> Self {
        Self
    }

    pub(super) fn get(&self, _: &str, _: bool, _: u64, _: Duration) -> Answer {
        let reason = "this program was built without its feature `remote`, so it cannot fetch";
        Answer::Failure(reason.to_owned())
    }
}
