//! `contract!`: the module of a contract, generated while the program is compiled.

mod arguments;
mod tracking;

use std::path::{Path, PathBuf};

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_diag::Severity;
use tidings_project::{Mistake, Project};

use crate::problems::Problems;
use arguments::Arguments;
pub(crate) use tracking::tracked;

/// The folder of the package that is being compiled.
pub(crate) fn package() -> PathBuf {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    folder.unwrap_or_else(|| PathBuf::from("."))
}

/// What `contract!(input)` stands for in the package that is being compiled.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    expand_in(&package(), input)
}

/// What `contract!(input)` stands for in the package in the folder `package`: what has to be told, the module's tokens,
/// and what makes the compiler come back when a file has changed.
fn expand_in(package: &Path, input: TokenStream) -> TokenStream {
    let arguments: Arguments = match syn::parse2(input) {
        Ok(arguments) => arguments,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = Problems::default();
    let path = arguments.path.value();
    let root = arguments.root.as_ref().map(syn::LitStr::value);
    let project = Project::open(package, Path::new(&path), root.as_deref().map(Path::new));
    let project = match project {
        Ok(project) => project,
        Err(unusable) => {
            problems.at(&arguments.path, &unusable);
            let tracked = tracked(package, unusable.watched());
            let errors = problems.into_errors();
            return quote!(#errors #tracked);
        }
    };
    let generated = project.generate();
    let mut warnings = TokenStream::new();
    for Mistake { severity, text } in &generated.mistakes {
        match severity {
            Severity::Error => problems.at(&arguments.path, text),
            Severity::Warning => warnings.extend(warning(&arguments, text)),
            // A build is no place to read what is merely worth knowing.
            Severity::Info => {}
        }
    }
    let code = generated.code.unwrap_or_default();
    let code: TokenStream = code.parse().unwrap_or_else(|error| {
        problems.at(
            &arguments.path,
            format!("the generated code is no Rust: {error}"),
        );
        TokenStream::new()
    });
    let tracked = tracked(package, project.watched());
    let errors = problems.into_errors();
    quote!(#errors #warnings #code #tracked)
}

/// A warning of the compiler that says `text`.
///
/// Macros cannot warn; what is deprecated warns where it is used, with a note that can say anything.
fn warning(arguments: &Arguments, text: &str) -> TokenStream {
    let used = Ident::new("contract", arguments.path.span());
    quote! {
        const _: () = {
            #[deprecated(note = #text)]
            #[allow(non_upper_case_globals)]
            const contract: () = ();
            #used
        };
    }
}

#[cfg(test)]
mod tests;
