//! What `contract!` is given.

use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

/// `"api/orders.yaml"`, and perhaps `root = "…"`.
pub(super) struct Arguments {
    /// The contract, seen from the package.
    pub(super) path: LitStr,
    /// The folder that references of the contract may not leave.
    pub(super) root: Option<LitStr>,
}

mod keyword {
    syn::custom_keyword!(root);
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path: LitStr = input.parse().map_err(|error| {
            let message =
                "name the contract by its path from Cargo.toml: `contract!(\"api/orders.yaml\")`";
            syn::Error::new(error.span(), message)
        })?;
        let mut root = None;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        if !input.is_empty() {
            input.parse::<keyword::root>().map_err(|error| {
                let message =
                    "the path may be followed by `root = \"…\"`, the folder that references may not leave, and nothing else; everything else is decided in `[generate]` of `tidings.toml`";
                syn::Error::new(error.span(), message)
            })?;
            input.parse::<Token![=]>()?;
            root = Some(input.parse()?);
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { path, root })
    }
}
