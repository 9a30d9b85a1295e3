//! The derives of a type: what is true of it, and what the project wants besides.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::ir::{Traits, TypeId};

/// Derives that a type has whenever they are true.
const GIVEN: [&str; 11] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Eq",
    "Hash",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Serialize",
];

impl Traits {
    /// The derive of every trait that is true, in the one order that generated code has; `Debug` only where it shows
    /// no secret.
    pub(super) fn derive(self, debug: bool) -> TokenStream {
        let all = [
            (true, quote!(Clone)),
            (self.copy, quote!(Copy)),
            (debug, quote!(Debug)),
            (self.default, quote!(Default)),
            (true, quote!(PartialEq)),
            (self.eq, quote!(Eq)),
            (self.partial_ord, quote!(PartialOrd)),
            (self.ord, quote!(Ord)),
            (self.hash, quote!(Hash)),
        ];
        let derived = all
            .into_iter()
            .filter_map(|(is_true, derive)| is_true.then_some(derive));
        quote!(#[derive(#(#derived),*)])
    }
}

impl Context<'_> {
    /// The derives and attributes that the project has decided on.
    pub(super) fn decided(&self, id: TypeId) -> TokenStream {
        let decided = self.types.decided(id);
        let mut seen: Vec<String> = Vec::new();
        let derives = decided.derives.iter().filter(|derive| {
            let text = derive.text();
            let last = text.rsplit(' ').next().unwrap_or_default();
            let is_new = !GIVEN.contains(&last) && !seen.contains(&text);
            seen.push(text);
            is_new
        });
        let derives: Vec<_> = derives.collect();
        let derive = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
        let attributes = &decided.attributes;
        quote!(#derive #(#attributes)*)
    }
}
