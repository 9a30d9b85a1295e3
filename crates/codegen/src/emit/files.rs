//! The files of each form of output.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::iter;

use proc_macro2::Ident;
use quote::{format_ident, quote};

use super::modules::{Module, exports, modules};
use super::print::{Piece, Printer};
use super::{Context, ident, module_attributes};
use crate::body::features;
use crate::toml_string::toml_string;
use crate::{Form, Output, Runtime, WriteError};

/// Writes every file; the paths are relative to the folder of the output.
pub(crate) fn files(context: &Context<'_>, output: &mut dyn Output) -> Result<(), WriteError> {
    let modules = modules(context);
    let origin = &context.provenance.line;
    let header = format!("// {origin}");
    let exports = exports(context, &modules);
    let testing = context.testing().map(Piece::Text);
    let mut features = features(context.plan);
    let codecs = features
        .iter()
        .map(|feature| format_ident!("assert_{feature}"));
    let residual = context.types.need_residual();
    let asserted = residual.then(|| format_ident!("assert_residual"));
    let asserted: Vec<Ident> = codecs.chain(asserted).collect();
    let assertion = quote! {
        const _: () = ::tidings::__generated::assert_supported(1);
        #(const _: () = ::tidings::__generated::#asserted();)*
    };
    if residual {
        features.insert("residual");
    }
    features.extend(context.options.settings.features());
    let attributes = module_attributes();
    let taken: HashSet<String> = modules
        .iter()
        .flat_map(|module| module.exports.clone())
        .collect();
    if context.options.form == Form::SingleFile {
        let mut printer = Printer::begin(output, "mod.rs", &header, &taken)?;
        printer.print(Piece::Code(quote!(#assertion #exports)))?;
        printer.print_all(testing.into_iter())?;
        for module in &modules {
            let (comment, name) = (module.comment, ident(module.name));
            let head = quote!(#[doc = #comment] #attributes pub mod #name);
            printer.print(Piece::Open(head))?;
            printer.print_all(module.pieces())?;
            printer.print(Piece::Close)?;
        }
        printer.print_all(context.examples().into_iter())?;
        return Ok(());
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
    let crate_docs = context.options.form.is_crate();
    let crate_docs = crate_docs.then(|| context.overview(&modules));
    let head = quote!(#crate_docs #assertion #exports #(#declared)*);
    let path = format!("{folder}{root}");
    let root = iter::once(Piece::Code(head)).chain(testing);
    let root = root.chain(context.examples());
    Printer::begin(output, &path, &header, &taken)?.print_all(root)?;
    for module in &modules {
        let path = format!("{folder}{}.rs", module.name);
        Printer::begin(output, &path, &header, &taken)?.print_all(module.pieces())?;
    }
    if let Form::Crate { name, runtime } = &context.options.form {
        output.begin("Cargo.toml")?;
        let packages = &context.types.packages;
        output.add(&manifest(origin, name, runtime, &features, packages))?;
    }
    Ok(())
}

fn manifest(
    origin: &str,
    name: &str,
    runtime: &Runtime,
    features: &BTreeSet<&'static str>,
    packages: &BTreeMap<String, String>,
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
        Runtime::Path(path) => {
            format!("tidings = {{ path = {}{features} }}", toml_string(path))
        }
    };
    let packages = packages.iter();
    let packages = packages.map(|(package, version)| format!("{package} = {version:?}\n"));
    let packages: String = packages.collect();
    format!(
        "# {origin}\n\n[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{packages}{dependency}\n"
    )
}
