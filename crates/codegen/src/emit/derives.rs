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
    /// The derives beside `Clone`, `PartialEq` and `Debug`, each with a comma behind it.
    pub(super) fn derives(self) -> TokenStream {
        let all = [
            (self.copy, quote!(Copy,)),
            (self.default, quote!(Default,)),
            (self.eq, quote!(Eq,)),
            (self.ord, quote!(PartialOrd, Ord,)),
            (self.hash, quote!(Hash,)),
        ];
        let true_ones = all.into_iter().filter(|(is_true, _)| *is_true);
        true_ones.map(|(_, derive)| derive).collect()
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
