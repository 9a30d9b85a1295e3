//! The files of each form of output.

use std::collections::{BTreeSet, HashSet};

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;
use syn::parse::{ParseStream, Parser};

use super::{Context, ModuleName, ident, module_attributes, prelude};
use crate::body::features;
use crate::{Form, Runtime};

/// A module of the output: its name, what it is for, and what is in it.
struct Module {
    name: &'static str,
    comment: &'static str,
    content: TokenStream,
    exports: Vec<String>,
}

/// Writes every file; the paths are relative to the folder of the output.
pub(crate) fn files(context: &Context<'_>) -> Result<Vec<(String, String)>, syn::Error> {
    let modules = modules(context);
    let origin = &context.provenance.line;
    let header = format!("// {origin}\n");
    let exports = exports(context, &modules);
    let mut features = features(context.plan);
    let residual = context.types.need_residual().then(|| {
        features.insert("residual");
        quote!(
            const _: () = ::tidings::__generated::assert_residual();
        )
    });
    let assertion = quote! {
        const _: () = ::tidings::__generated::assert_supported(1);
        #residual
    };
    let attributes = module_attributes();
    let taken: HashSet<String> = modules
        .iter()
        .flat_map(|module| module.exports.clone())
        .collect();
    let print = |tokens: TokenStream| -> Result<String, syn::Error> {
        let tokens = prelude::shorten(tokens, &taken);
        Ok(format!("{header}\n{}", print_items.parse2(tokens)?))
    };
    if context.options.form == Form::SingleFile {
        let inline = modules.iter().map(
            |Module {
                 name,
                 comment,
                 content,
                 ..
             }| {
                let name = ident(name);
                quote!(#[doc = #comment] #attributes pub mod #name { #content })
            },
        );
        let tokens = quote!(#assertion #exports #(#inline)*);
        return Ok(vec![("mod.rs".to_owned(), print(tokens)?)]);
    }
    let declared = modules.iter().map(|Module { name, comment, .. }| {
        let name = ident(name);
        quote!(#[doc = #comment] #attributes pub mod #name;)
    });
    let (folder, root) = if context.options.form.is_crate() {
        ("src/", "lib.rs")
    } else {
        ("", "mod.rs")
    };
    let crate_docs = context.options.form.is_crate().then(|| {
        let comment = format!(" {}", context.provenance.comment);
        quote!(#![doc = #comment])
    });
    let mut files = vec![(
        format!("{folder}{root}"),
        print(quote!(#crate_docs #assertion #exports #(#declared)*))?,
    )];
    for Module { name, content, .. } in modules {
        files.push((format!("{folder}{name}.rs"), print(content)?));
    }
    if let Form::Crate { name, runtime } = &context.options.form {
        files.push((
            "Cargo.toml".to_owned(),
            manifest(origin, name, runtime, &features),
        ));
    }
    Ok(files)
}

/// The text of a file, item by item: parsed as a whole, the types of a large contract take hundreds of megabytes.
fn print_items(input: ParseStream<'_>) -> syn::Result<String> {
    let mut part = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: input.call(Attribute::parse_inner)?,
        items: Vec::new(),
    };
    let mut text = prettyplease::unparse(&part);
    part.attrs.clear();
    while !input.is_empty() {
        part.items = vec![input.parse()?];
        text += &prettyplease::unparse(&part);
    }
    Ok(text)
}

fn modules(context: &Context<'_>) -> Vec<Module> {
    let of = |module: ModuleName| Context { module, ..*context };
    let messages = context
        .contract
        .messages
        .enumerate()
        .filter(|(id, _)| context.plan.messages.contains_key(id));
    let messages: Vec<String> = messages
        .map(|(id, _)| context.names.message(id).to_owned())
        .collect();
    let all = [
        Module {
            name: "types",
            comment: " One type for each schema.",
            content: of(ModuleName::Types).types_module(),
            exports: context.type_names(),
        },
        Module {
            name: "messages",
            comment: " One type for each message: its payload and its headers.",
            content: of(ModuleName::Messages).messages_module(),
            exports: messages,
        },
        Module {
            name: "channels",
            comment: " One address for each channel.",
            content: of(ModuleName::Channels).channels_module(),
            exports: context.channel_names(),
        },
        Module {
            name: "operations",
            comment: " One handler for each operation that receives, and the messages of every operation.",
            content: of(ModuleName::Operations).operations_module(),
            exports: context.operation_names(),
        },
        Module {
            name: "client",
            comment: " The client and its server side.",
            content: of(ModuleName::Client).client_module(),
            exports: context.client_names(),
        },
    ];
    // A contract may be nothing but schemas.
    let all = all.into_iter();
    // What describes operations is needed by the client even where nothing of it is for users.
    let operates = context.operations().next().is_some();
    let is_needed = |module: &Module| {
        let describes = matches!(module.name, "channels" | "operations");
        !module.exports.is_empty() || operates && describes
    };
    all.filter(is_needed).collect()
}

/// What stands at the root: schema types under their own names, everything else beside them.
fn exports(context: &Context<'_>, modules: &[Module]) -> TokenStream {
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
                return quote!(#[allow(deprecated, unused_imports, unreachable_pub)] pub use #name::{#(#renamed),*};);
            }
            let names = module.exports.iter().map(|name| ident(name));
            quote!(#[allow(deprecated, unused_imports, unreachable_pub)] pub use #name::{#(#names),*};)
        });
    quote!(#(#uses)*)
}

fn manifest(
    origin: &str,
    name: &str,
    runtime: &Runtime,
    features: &BTreeSet<&'static str>,
) -> String {
    let features = match features.is_empty() {
        true => String::new(),
        false => {
            let features: Vec<_> = features.iter().collect();
            format!(", features = {features:?}")
        }
    };
    let dependency = match runtime {
        Runtime::Version => {
            let version = env!("CARGO_PKG_VERSION");
            format!("tidings = {{ version = {version:?}{features} }}")
        }
        Runtime::Path(path) => format!("tidings = {{ path = {path:?}{features} }}"),
    };
    format!(
        "# {origin}\n\n[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{dependency}\n"
    )
}
