//! What the black-box tests share: the typed client of `specs/orders`, and the ledger of the crash tests.

pub mod ledger;

/// The typed client of `specs/orders`, made by `build.rs`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
pub mod orders {
    tidings::include_contract!("orders");
}

/// The examples of the front page, which compile as they stand there.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct FrontPage;
