//! A type written by hand, held against a contract while it is compiled.
//!
//! What serde writes and reads of the type becomes a schema (`document.rs`), and `tidings-decide` says whether the
//! contract's schema includes it, or is included in it, as the direction of the message demands (`subject.rs`).
//! Each difference is an error at its field (`differences.rs`, `telling.rs`), all of them at once.
//! Parts whose types are declared elsewhere are not seen here: the compiler holds them to a promise that their own
//! derive has checked (`parts.rs`).

mod differences;
mod document;
mod json;
mod parts;
mod subject;
mod telling;

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;
use tidings_project::Project;

use crate::contract::{package, tracked};
use crate::problems::Problems;
use crate::shape::Shape;
use crate::terms::Terms;
use subject::Subject;

/// What a program does with values of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Direction {
    /// Whatever the type can hold may be sent.
    pub(crate) sends: bool,
    /// Whatever the contract allows may arrive.
    pub(crate) receives: bool,
}

impl Direction {
    /// Both.
    pub(crate) const BOTH: Self = Self {
        sends: true,
        receives: true,
    };

    /// The direction that a user calls `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "send" => Self {
                sends: true,
                receives: false,
            },
            "receive" => Self {
                sends: false,
                receives: true,
            },
            "both" => Self::BOTH,
            _ => return None,
        })
    }
}

/// Holds `input`, which has `shape`, against the contract; the items that go beside its implementations.
pub(crate) fn hold(
    input: &DeriveInput,
    shape: &Shape,
    terms: &Terms<'_>,
    runtime: &TokenStream,
    problems: &mut Problems,
) -> TokenStream {
    if !input.generics.params.is_empty() {
        problems.at(
            &input.generics,
            "a message of a contract has one schema: write the type without parameters",
        );
        return TokenStream::new();
    }
    if let Some((span, why)) = &shape.hidden {
        let advice = "take the attribute away, or generate the type from the contract";
        problems.add(syn::Error::new(*span, format!("{why}: {advice}")));
        return TokenStream::new();
    }
    let package = package();
    let path = terms.contract.value();
    let project = match Project::open(&package, Path::new(&path), None) {
        Ok(project) => project,
        Err(unusable) => {
            problems.at(terms.contract, &unusable);
            return tracked(&package, unusable.watched());
        }
    };
    let tracked = tracked(&package, project.watched());
    let errors = project.errors();
    for error in &errors {
        problems.at(terms.contract, &error.text);
    }
    if !errors.is_empty() {
        return tracked;
    }
    let Some(subject) = Subject::find(&project, terms, problems) else {
        return tracked;
    };
    let promises = differences::tell(input, shape, &project, &subject, runtime, problems);
    let part = parts::promised(input, &project, &subject, runtime);
    quote!(#tracked #promises #part)
}

#[cfg(test)]
mod tests;
