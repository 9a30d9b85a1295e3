//! Types and names become tokens.

mod avro;
mod bindings;
mod bodies;
mod bounds;
mod channels;
mod checks;
mod client;
mod constants;
mod constructors;
mod contract;
mod correlation;
mod demands;
mod derives;
mod docs;
mod examples;
mod files;
mod markdown;
mod messages;
mod modules;
mod newtypes;
mod open;
mod operations;
mod overview;
mod prelude;
mod print;
mod properties;
mod protobuf;
mod sets;
mod structs;
mod testing;
mod texts;
mod tuples;
mod types;
mod unasked;
mod unions;
mod usage;
mod values;
mod words;
mod xml;

pub(crate) use files::files;
pub(crate) use markdown::code;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use tidings_model::Contract;

use crate::Options;
use crate::ir::{TypeId, Types};
use crate::names::Names;
use crate::plan::Plan;
use crate::provenance::Provenance;

/// Everything that emission reads; nothing here changes any more.
pub(crate) struct Context<'c> {
    pub(crate) contract: &'c Contract,
    pub(crate) types: &'c Types,
    pub(crate) names: &'c Names,
    pub(crate) plan: &'c Plan,
    pub(crate) provenance: &'c Provenance,
    pub(crate) options: &'c Options,
    /// The module that is being written, whose own items need no path.
    pub(crate) module: ModuleName,
}

/// A module of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ModuleName {
    Types,
    Messages,
    Channels,
    Operations,
    Client,
}

impl Context<'_> {
    /// The name of a type.
    fn type_ident(&self, id: TypeId) -> Ident {
        ident(self.names.type_name(id))
    }

    /// A type as the module that is being written names it.
    fn type_path(&self, id: TypeId) -> TokenStream {
        let name = self.type_ident(id);
        if self.module == ModuleName::Types {
            quote!(#name)
        } else {
            quote!(super::types::#name)
        }
    }

    /// An attribute that keeps callers compiling when fields are added, in a crate of its own.
    fn non_exhaustive(&self) -> TokenStream {
        if self.options.form.is_crate() {
            quote!(#[non_exhaustive])
        } else {
            TokenStream::new()
        }
    }
}

/// An identifier, raw where it says so.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The attributes of a module of generated code: its user decides how much of it to use, and the contract what its
/// documentation says.
fn module_attributes() -> TokenStream {
    quote!(#[allow(
        dead_code,
        deprecated,
        missing_docs,
        unreachable_pub,
        unused_imports,
        unused_qualifications,
        clippy::all,
        clippy::pedantic,
        rustdoc::all,
    )])
}
