//! How structs are made: `new` or a builder for what is required, `with_…` for the rest.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use tidings_naming::pascal;

use super::usage::Presence;
use super::{Context, docs, ident, markdown};
use crate::ir::{Field, Struct, TypeId};

impl Context<'_> {
    pub(super) fn constructors(
        &self,
        id: TypeId,
        structure: &Struct,
        names: &[Ident],
    ) -> TokenStream {
        let name = &self.type_ident(id);
        let fields: Vec<(&Field, &Ident)> = structure.fields.iter().zip(names).collect();
        let asked: Vec<(&Field, &Ident)> = fields
            .iter()
            .copied()
            .filter(|(field, _)| self.is_asked(id, field))
            .collect();
        // Two arguments of one type are easily swapped, so from two on they are named.
        let types: HashSet<String> = asked
            .iter()
            .map(|(field, _)| self.usage_type(self.types.plain(&field.usage)).to_string())
            .collect();
        let start = if types.len() == asked.len() {
            self.new_function(id, structure, &fields, &asked)
        } else {
            self.builder_function(name, &asked)
        };
        let builder =
            (types.len() < asked.len()).then(|| self.builder(id, structure, &fields, &asked));
        let setters = fields
            .iter()
            .filter(|(field, _)| {
                let is_left_out = !field.required && !self.is_written(field);
                is_left_out || self.is_filled(id, field)
            })
            .map(|(field, name)| self.setter(field, name));
        quote! {
            impl #name { #start #(#setters)* }
            #builder
        }
    }

    fn new_function(
        &self,
        id: TypeId,
        structure: &Struct,
        fields: &[(&Field, &Ident)],
        asked: &[(&Field, &Ident)],
    ) -> TokenStream {
        let parameters = asked.iter().map(|(field, name)| {
            let (of, _) = self.required_parameter(field, name);
            quote!(#name: #of)
        });
        let values = self.values(id, structure, fields, &|field, name| {
            self.required_parameter(field, name).1
        });
        let mut all = fields.iter();
        let comment = docs::comment(match all.any(|(field, _)| self.is_filled(id, field)) {
            true => "A value with everything that is required and that the runtime does not fill.",
            false => "A value with everything that is required, and nothing else.",
        });
        quote! {
            #comment
            pub fn new(#(#parameters),*) -> Self { Self { #values } }
        }
    }

    pub(super) fn required_parameter(
        &self,
        field: &Field,
        name: &Ident,
    ) -> (TokenStream, TokenStream) {
        match Presence::of(field) {
            Presence::Nullable => {
                let of = self.field_type(field);
                (of, quote!(#name))
            }
            _ => self.parameter(&field.usage, name),
        }
    }

    fn setter(&self, field: &Field, name: &Ident) -> TokenStream {
        let method = ident(&format!(
            "with_{}",
            name.to_string().trim_start_matches("r#")
        ));
        let (of, value) = self.parameter(&field.usage, name);
        let value = match Presence::of(field) {
            Presence::Maybe => quote!(::tidings::Maybe::Value(#value)),
            Presence::Optional => quote!(::std::option::Option::Some(#value)),
            Presence::Required | Presence::Nullable => value,
        };
        let wire = markdown::code(&field.name);
        let comment = docs::comment(&match (field.required, self.types.object(&field.usage)) {
            (true, None) => format!("Sets {wire}; sending puts the runtime's own in its place."),
            (true, Some(_)) => format!("Sets {wire}, in which sending puts the runtime's own."),
            (false, _) => format!("Sets {wire}."),
        });
        quote! {
            #comment
            #[must_use]
            pub fn #method(mut self, #name: #of) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    fn builder_function(&self, name: &Ident, asked: &[(&Field, &Ident)]) -> TokenStream {
        let builder = builder_ident(name);
        let missing = asked.iter().map(|_| quote!(v1::Missing));
        let empty = asked.iter().map(|(_, name)| quote!(#name: v1::Missing));
        quote! {
            /// Begins a value; each required field is set by its name, and `build` ends it.
            pub fn builder() -> #builder<#(#missing),*> { #builder { #(#empty),* } }
        }
    }

    fn builder(
        &self,
        id: TypeId,
        structure: &Struct,
        fields: &[(&Field, &Ident)],
        asked: &[(&Field, &Ident)],
    ) -> TokenStream {
        let name = &self.type_ident(id);
        let builder = builder_ident(name);
        // A parameter that is called like a type of a field would stand in its place.
        let mut spoken = vec![name.to_string(), builder.to_string()];
        for (field, name) in asked {
            identifiers(self.field_type(field), &mut spoken);
            identifiers(self.required_parameter(field, name).0, &mut spoken);
        }
        let mut scope = tidings_naming::Scope::new(spoken.iter().map(String::as_str));
        let parameters: Vec<Ident> = asked
            .iter()
            .map(|(field, _)| ident(&scope.claim(&field.name, &pascal(&field.name))))
            .collect();
        let names: Vec<&Ident> = asked.iter().map(|(_, name)| *name).collect();
        let steps = asked.iter().enumerate().map(|(index, (field, name))| {
            let of = self.field_type(field);
            let (argument, value) = self.required_parameter(field, name);
            let others: Vec<&Ident> = without(&parameters, index);
            let before = replaced(&parameters, index, &quote!(v1::Missing));
            let after = replaced(&parameters, index, &of);
            let moved = without(&names, index);
            let comment = docs::comment(&format!("Sets {}.", markdown::code(&field.name)));
            // The last step is called so.
            let method = match *name == "build" {
                true => ident("with_build"),
                false => (*name).clone(),
            };
            quote! {
                impl<#(#others),*> #builder<#(#before),*> {
                    #comment
                    pub fn #method(self, #name: #argument) -> #builder<#(#after),*> {
                        #builder { #name: #value, #(#moved: self.#moved),* }
                    }
                }
            }
        });
        let complete = asked
            .iter()
            .zip(&parameters)
            .map(|((field, _), parameter)| {
                let of = self.field_type(field);
                quote!(#parameter: v1::Given<#of>)
            });
        let values = self.values(
            id,
            structure,
            fields,
            &|_, name| quote!(v1::Given::given(self.#name)),
        );
        let comment = docs::comment(&format!(
            "Sets the required fields of `{name}` by their names, each once."
        ));
        quote! {
            #comment
            #[derive(Clone)]
            #[must_use = "a builder makes nothing until `build` is called"]
            pub struct #builder<#(#parameters),*> { #(#names: #parameters),* }
            #(#steps)*
            impl<#(#parameters),*> #builder<#(#parameters),*> {
                /// The value; this compiles once every required field is set.
                pub fn build(self) -> #name where #(#complete),* { #name { #values } }
            }
        }
    }
}

/// Adds the identifiers in `tokens` to `found`.
fn identifiers(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn builder_ident(name: &Ident) -> Ident {
    ident(&format!("{name}Builder"))
}

fn without<T: Clone>(items: &[T], index: usize) -> Vec<&T> {
    items
        .iter()
        .enumerate()
        .filter(|(position, _)| *position != index)
        .map(|(_, item)| item)
        .collect()
}

fn replaced(parameters: &[Ident], index: usize, by: &TokenStream) -> Vec<TokenStream> {
    let parameters = parameters.iter().enumerate();
    parameters
        .map(|(position, name)| {
            if position == index {
                by.clone()
            } else {
                quote!(#name)
            }
        })
        .collect()
}
