//! The modules of the output, one for each kind of thing.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use super::print::Piece;
use super::{Context, ModuleName, ident};

/// What is in a module, in its order, each piece made when it is asked for: all at once would fill the memory.
pub(super) type Pieces<'c> = Box<dyn Iterator<Item = Piece> + 'c>;

/// A module of the output: its name, what it is for, and what it exports.
pub(super) struct Module<'c> {
    pub(super) name: &'static str,
    pub(super) comment: &'static str,
    pub(super) exports: Vec<String>,
    context: Context<'c>,
}

impl Module<'_> {
    /// What is in it.
    pub(super) fn pieces(&self) -> Pieces<'_> {
        let surface = quote!(
            use ::tidings::__generated::v1;
        );
        let pieces = match self.context.module {
            ModuleName::Types => self.context.types_module(),
            ModuleName::Messages => self.context.messages_module(),
            ModuleName::Channels => self.context.channels_module(),
            ModuleName::Operations => self.context.operations_module(),
            ModuleName::Client => self.context.client_module(),
        };
        Box::new(iter::once(Piece::Code(surface)).chain(pieces))
    }
}

/// The modules that a contract needs; it may be nothing but schemas.
pub(super) fn modules<'c>(context: &Context<'c>) -> Vec<Module<'c>> {
    let messages = context
        .contract
        .messages
        .enumerate()
        .filter(|(id, _)| context.plan.messages.contains_key(id));
    let messages: Vec<String> = messages
        .map(|(id, _)| context.names.message(id).to_owned())
        .collect();
    let of = |module, name, comment, exports| Module {
        name,
        comment,
        exports,
        context: Context { module, ..*context },
    };
    let all = [
        of(
            ModuleName::Types,
            "types",
            " One type for each schema.",
            context.type_names(),
        ),
        of(
            ModuleName::Messages,
            "messages",
            " One type for each message: its payload and its headers.",
            messages,
        ),
        of(
            ModuleName::Channels,
            "channels",
            " One address for each channel.",
            context.channel_names(),
        ),
        of(
            ModuleName::Operations,
            "operations",
            " One handler for each operation that receives, and the messages of every operation.",
            context.operation_names(),
        ),
        of(
            ModuleName::Client,
            "client",
            " The client and its server side.",
            context.client_names(),
        ),
    ];
    // What describes operations is needed by the client even where nothing of it is for users.
    let operates = context.operations().next().is_some();
    let is_needed = |module: &Module<'_>| {
        let describes = matches!(module.name, "channels" | "operations");
        !module.exports.is_empty() || operates && describes
    };
    all.into_iter().filter(is_needed).collect()
}

/// What stands at the root: schema types under their own names, everything else beside them.
pub(super) fn exports(context: &Context<'_>, modules: &[Module<'_>]) -> TokenStream {
    // In a crate, the first page lists them with what they are, and not with where they stand.
    let inline = context.options.form.is_crate();
    let inline = inline.then(|| quote!(#[doc(inline)]));
    let uses = modules
        .iter()
        .filter(|module| !module.exports.is_empty())
        .map(|module| {
            let name = ident(module.name);
            if module.name == "messages" {
                let renamed = context
                    .contract
                    .messages
                    .enumerate()
                    .filter(|(id, _)| context.plan.messages.contains_key(id));
                let renamed = renamed.map(|(id, _)| {
                    let (own, at_root) =
                        (context.names.message(id), context.names.root_message(id));
                    let (own_ident, root_ident) = (ident(own), ident(at_root));
                    if own == at_root {
                        quote!(#own_ident)
                    } else {
                        quote!(#own_ident as #root_ident)
                    }
                });
                return quote!(#inline #[allow(deprecated, unused_imports, unreachable_pub)] pub use #name::{#(#renamed),*};);
            }
            let names = module.exports.iter().map(|name| ident(name));
            quote!(#inline #[allow(deprecated, unused_imports, unreachable_pub)] pub use #name::{#(#names),*};)
        });
    quote!(#(#uses)*)
}
