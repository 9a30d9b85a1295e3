//! Fields on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use tidings_schema::protobuf::ProtobufType;

use super::{Content, Place, is_list};
use crate::emit::Context;
use crate::ir::is_optional;

impl Context<'_> {
    /// The statements that write every field.
    pub(super) fn wire_write(&self, places: &[Place<'_>]) -> TokenStream {
        let writes = places.iter().map(|place| {
            let name = place.name;
            match &place.content {
                Content::Oneof(of, members) => {
                    let arms = members.iter().map(|(variant, field, usage)| {
                        let encoding = self.encoding(&field.kind, usage);
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
                    let encoding = self.encoding(&field.kind, usage);
                    let number = Literal::u32_unsuffixed(field.number);
                    if is_optional(field) {
                        quote!(writer.optional::<#encoding>(#number, self.#name.as_ref());)
                    } else if matches!(field.kind, ProtobufType::Map { .. }) {
                        quote!(writer.map::<#encoding>(#number, &self.#name);)
                    } else if is_list(field) && field.is_packed {
                        quote!(writer.packed::<#encoding>(#number, &self.#name);)
                    } else if is_list(field) {
                        quote!(writer.repeated::<#encoding>(#number, &self.#name);)
                    } else {
                        quote!(writer.singular::<#encoding>(#number, &self.#name);)
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
                        let encoding = self.encoding(&field.kind, usage);
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
                    let encoding = self.encoding(&field.kind, usage);
                    let (number, wire) = (Literal::u32_unsuffixed(field.number), &field.json_name);
                    let read = if is_optional(field) {
                        quote!(optional)
                    } else if matches!(field.kind, ProtobufType::Map { .. }) {
                        quote!(entry)
                    } else if is_list(field) {
                        quote!(repeated)
                    } else {
                        quote!(singular)
                    };
                    quote!(#number => v1::protobuf::at(#wire, reader.#read::<#encoding>(tag, &mut self.#name)),)
                }
            }
        });
        quote!(#(#arms)*)
    }
}
