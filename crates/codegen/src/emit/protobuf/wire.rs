//! Fields on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Content, Form, Place};
use crate::emit::Context;

impl Context<'_> {
    /// The statements that write every field.
    pub(super) fn wire_write(&self, places: &[Place<'_>]) -> TokenStream {
        let writes = places.iter().map(|place| {
            let name = place.name;
            match &place.content {
                Content::Oneof(of, members) => {
                    let arms = members.iter().map(|(variant, field, usage)| {
                        let encoding = self.field_encoding(field, usage);
                        let number = Literal::u32_unsuffixed(field.number);
                        quote!(::std::option::Option::Some(#of::#variant(value)) => writer.always::<#encoding>(#number, value),)
                    });
                    quote! {
                        match &self.#name {
                            #(#arms)*
                            ::std::option::Option::None => {}
                        }
                    }
                }
                Content::Field(field, usage) => {
                    let encoding = self.field_encoding(field, usage);
                    let number = Literal::u32_unsuffixed(field.number);
                    match Form::of(field) {
                        Form::Optional => quote!(writer.optional::<#encoding>(#number, self.#name.as_ref());),
                        Form::Map => quote!(writer.map::<#encoding>(#number, &self.#name);),
                        Form::List if field.is_packed => quote!(writer.packed::<#encoding>(#number, &self.#name);),
                        Form::List => quote!(writer.repeated::<#encoding>(#number, &self.#name);),
                        Form::Plain => quote!(writer.singular::<#encoding>(#number, &self.#name);),
                    }
                }
            }
        });
        quote!(#(#writes)*)
    }

    /// The arms that read each field by its number.
    pub(super) fn wire_merge(&self, places: &[Place<'_>]) -> TokenStream {
        let arms = places.iter().map(|place| {
            let name = place.name;
            match &place.content {
                Content::Oneof(of, members) => {
                    let arms = members.iter().map(|(variant, field, usage)| {
                        let encoding = self.field_encoding(field, usage);
                        let (number, wire) = (Literal::u32_unsuffixed(field.number), &field.json_name);
                        quote! {
                            #number => {
                                let mut value = match self.#name.take() {
                                    ::std::option::Option::Some(#of::#variant(value)) => value,
                                    _ => ::std::default::Default::default(),
                                };
                                v1::protobuf::at(#wire, reader.singular::<#encoding>(tag, &mut value))?;
                                self.#name = ::std::option::Option::Some(#of::#variant(value));
                                ::std::result::Result::Ok(())
                            }
                        }
                    });
                    quote!(#(#arms)*)
                }
                Content::Field(field, usage) => {
                    let encoding = self.field_encoding(field, usage);
                    let (number, wire) = (Literal::u32_unsuffixed(field.number), &field.json_name);
                    let read = match Form::of(field) {
                        Form::Optional => quote!(optional),
                        Form::Map => quote!(entry),
                        Form::List => quote!(repeated),
                        Form::Plain => quote!(singular),
                    };
                    quote!(#number => v1::protobuf::at(#wire, reader.#read::<#encoding>(tag, &mut self.#name)),)
                }
            }
        });
        quote!(#(#arms)*)
    }
}
