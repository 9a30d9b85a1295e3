//! `#[derive(Message)]`: a type written by hand becomes a message.
//!
//! `attributes.rs` reads what the user says, `refusals.rs` holds the type against what a message can be, `expand.rs`
//! writes the implementations, and `check.rs` what they check.

mod attributes;
mod check;
mod expand;
mod notation;
mod refusals;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::problems::Problems;
use crate::shape::Shape;
use crate::terms::{Role, Terms};
use attributes::Attributes;
pub(crate) use check::check;
pub(crate) use refusals::refuse;

/// The implementations, and every mistake as an error of the compiler.
///
/// Where only the contract disagrees, the implementations are written beside the errors: without them each use of the type
/// would be an error of its own.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = Problems::default();
    let attributes = Attributes::read(&input, &mut problems);
    refuse(&input, &mut problems);
    let shape = Shape::read(&input, &mut problems);
    let mut implementations = TokenStream::new();
    let mut held = TokenStream::new();
    if problems.is_empty() {
        implementations = expand::expand(&input, &attributes);
        implementations.extend(check(&input, &shape, &attributes.runtime, &mut problems));
        held = hold(&input, &attributes, &shape, &mut problems);
    }
    let errors = problems.into_errors();
    quote::quote!(#implementations #held #errors)
}

/// Holds the type against the contract that `attributes` name.
fn hold(
    input: &DeriveInput,
    attributes: &Attributes,
    shape: &Shape,
    problems: &mut Problems,
) -> TokenStream {
    let direction = attributes.direction.as_ref();
    let Some(contract) = &attributes.contract else {
        if let Some(direction) = direction {
            let message = "name the contract that the type is held against: `contract = \"…\"`";
            problems.at(direction, message);
        }
        return TokenStream::new();
    };
    let role = Role::Message {
        name: &attributes.name,
        span: attributes.name_span,
        content_type: &attributes.content_type,
    };
    let terms = Terms {
        contract,
        role,
        direction,
    };
    terms.hold(input, shape, &attributes.runtime, problems)
}
