//! Constants that are arrays or objects.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_naming::{Scope, pascal};

use super::{Context, docs, ident, markdown};
use crate::ir::{Constraints, Definition};

impl Context<'_> {
    pub(super) fn constant_values(
        &self,
        name: &Ident,
        definition: &Definition,
        constants: &[String],
    ) -> TokenStream {
        let comment = docs::definition(definition, &Constraints::default());
        let checks = self.definition_checks(definition);
        let arguments = match checks.is_empty() {
            true => quote!(_: &v1::Path<'_>, _: &mut v1::Violations),
            false => quote!(path: &v1::Path<'_>, violations: &mut v1::Violations),
        };
        let mut scope = Scope::default();
        let variants = constants.iter().map(|json| {
            let variant = ident(&scope.claim(json, &pascal(json)));
            quote!(#variant)
        });
        let variants: Vec<TokenStream> = variants.collect();
        let (declared, default) = match &variants[..] {
            [_] => (quote!(pub struct #name;), Some(quote!(Default,))),
            _ => {
                let shown = constants
                    .iter()
                    .map(|json| docs::comment(&markdown::code(json)));
                (quote!(pub enum #name { #(#shown #variants,)* }), None)
            }
        };
        let values: Vec<TokenStream> = match &variants[..] {
            [_] => vec![quote!(Self)],
            _ => variants
                .iter()
                .map(|variant| quote!(Self::#variant))
                .collect(),
        };
        quote! {
            #comment
            #[derive(Clone, Copy, Debug, #default PartialEq, Eq, PartialOrd, Ord, Hash)]
            #declared
            impl #name {
                /// Every value, in the contract's order.
                pub const ALL: &'static [Self] = &[#(#values),*];
                /// The JSON text of the value.
                pub const fn as_json(self) -> &'static str {
                    match self { #(#values => #constants),* }
                }
                /// The value itself.
                pub fn value(self) -> ::tidings::Value {
                    v1::constant(self.as_json())
                }
            }
            impl v1::serde::Serialize for #name {
                fn serialize<S: v1::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    v1::write_constant(self.as_json(), serializer)
                }
            }
            impl<'de> v1::serde::Deserialize<'de> for #name {
                fn deserialize<D: v1::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    v1::read_constant(deserializer, &[#((#constants, #values)),*])
                }
            }
            impl ::tidings::Payload for #name {
                fn check(&self, #arguments) { #checks }
            }
        }
    }
}
