//! `#[derive(Payload)]`: a part of messages, written by hand.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, LitStr, Path, Token};

use crate::message::{check, refuse};
use crate::problems::Problems;
use crate::shape::Shape;
use crate::suggestion::suggestion;
use crate::terms::{Role, Terms};

const KEYS: &[&str] = &["contract", "schema", "direction", "crate"];

/// What `#[payload(…)]` says of a type.
struct Attributes {
    contract: Option<LitStr>,
    schema: Option<LitStr>,
    direction: Option<LitStr>,
    runtime: Path,
}

impl Attributes {
    fn read(input: &DeriveInput, problems: &mut Problems) -> Self {
        let mut attributes = Self {
            contract: None,
            schema: None,
            direction: None,
            runtime: syn::parse_quote!(::tidings),
        };
        let own = input.attrs.iter();
        for attribute in own.filter(|attribute| attribute.path().is_ident("payload")) {
            let read = attribute.parse_nested_meta(|meta| {
                let key = meta.path.get_ident().map(ToString::to_string);
                match key.as_deref() {
                    Some("contract") => attributes.contract = Some(meta.value()?.parse()?),
                    Some("schema") => attributes.schema = Some(meta.value()?.parse()?),
                    Some("direction") => attributes.direction = Some(meta.value()?.parse()?),
                    Some("crate") => attributes.runtime = meta.value()?.parse()?,
                    key => {
                        let key = key.unwrap_or_default();
                        let suggestion = suggestion(key, KEYS);
                        problems.at(
                            &meta.path,
                            format!("`payload` knows no `{key}`: {suggestion}"),
                        );
                        if meta.input.peek(Token![=]) {
                            meta.value()?.parse::<syn::Expr>()?;
                        }
                    }
                }
                Ok(())
            });
            problems.ok(read);
        }
        attributes
    }
}

/// The implementation, and every mistake as an error of the compiler.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = Problems::default();
    let attributes = Attributes::read(&input, &mut problems);
    refuse(&input, &mut problems);
    let shape = Shape::read(&input, &mut problems);
    let runtime = &attributes.runtime;
    let held = match (&attributes.contract, &attributes.schema) {
        (Some(contract), Some(schema)) if problems.is_empty() => {
            let terms = Terms {
                contract,
                role: Role::Part(schema),
                direction: attributes.direction.as_ref(),
            };
            terms.hold(&input, &shape, runtime, &mut problems)
        }
        (Some(contract), None) => {
            problems.at(
                contract,
                "say which schema of the contract this is: `schema = \"#/components/schemas/…\"`",
            );
            TokenStream::new()
        }
        (None, Some(schema)) => {
            problems.at(
                schema,
                "say in which contract the schema stands: `contract = \"…\"`",
            );
            TokenStream::new()
        }
        _ => TokenStream::new(),
    };
    let checked = check(&input, &shape, runtime, &mut problems);
    let errors = problems.into_errors();
    quote!(#checked #held #errors)
}
