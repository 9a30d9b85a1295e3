//! On which terms a type is held against a contract.

use proc_macro2::{Span, TokenStream};
use syn::{DeriveInput, LitStr, Path};

use crate::problems::Problems;
use crate::shape::Shape;

/// Which contract a type is held against, and in which role.
#[cfg_attr(
    not(feature = "contract"),
    allow(dead_code, reason = "contracts are read with the feature `contract`")
)]
pub(crate) struct Terms<'a> {
    /// The contract, seen from the package.
    pub(crate) contract: &'a LitStr,
    /// What the type is of it.
    pub(crate) role: Role<'a>,
    /// What the program does with it, where the user says so.
    pub(crate) direction: Option<&'a LitStr>,
}

/// What a type is of a contract.
#[cfg_attr(
    not(feature = "contract"),
    allow(dead_code, reason = "contracts are read with the feature `contract`")
)]
pub(crate) enum Role<'a> {
    /// The payload of a message.
    Message {
        name: &'a str,
        /// What an error about the name underlines.
        span: Span,
        content_type: &'a str,
    },
    /// The schema at this place, such as `#/components/schemas/Line`.
    Part(&'a LitStr),
}

impl Terms<'_> {
    /// Holds `input`, which has `shape`, against the contract; the items that go beside its implementations.
    #[cfg(feature = "contract")]
    pub(crate) fn hold(
        &self,
        input: &DeriveInput,
        shape: &Shape,
        runtime: &Path,
        problems: &mut Problems,
    ) -> TokenStream {
        crate::agreement::hold(input, shape, self, &quote::quote!(#runtime), problems)
    }

    /// Says how contracts can be read.
    #[cfg(not(feature = "contract"))]
    pub(crate) fn hold(
        &self,
        _: &DeriveInput,
        _: &Shape,
        _: &Path,
        problems: &mut Problems,
    ) -> TokenStream {
        problems.at(
            self.contract,
            "switch on the feature that reads contracts: `cargo add tidings --features contract`",
        );
        TokenStream::new()
    }
}
