//! What the contract says in the terms of single protocols, for transports and whoever looks.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::Binding;

/// Bindings as a constant expression.
pub(super) fn bindings(bindings: &[Binding]) -> TokenStream {
    if bindings.is_empty() {
        return quote!(v1::Bindings::NONE);
    }
    let pairs = bindings.iter().map(|binding| {
        let (protocol, value) = (&binding.protocol, binding.value.to_json_text());
        quote!((#protocol, #value))
    });
    quote!(v1::Bindings::new(&[#(#pairs),*]))
}
