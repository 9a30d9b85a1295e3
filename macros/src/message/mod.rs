//! `#[derive(Message)]`: a type written by hand becomes a message.
//!
//! `attributes.rs` reads what the user says, `refusals.rs` holds the type against what a message can be, and
//! `expand.rs` writes the implementations.

mod attributes;
mod expand;
mod notation;
mod refusals;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::problems::Problems;
use attributes::Attributes;

/// The implementations, and every mistake as an error of the compiler.
///
/// The implementations are written beside errors too: without them each use of the type would be an error of its own.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = Problems::default();
    let attributes = Attributes::read(&input, &mut problems);
    refusals::refuse(&input, &mut problems);
    let implementations = if problems.is_empty() {
        expand::expand(&input, &attributes)
    } else {
        TokenStream::new()
    };
    let errors = problems.into_errors();
    quote::quote!(#implementations #errors)
}
