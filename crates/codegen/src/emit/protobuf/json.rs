//! Fields in JSON.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_schema::protobuf::ProtobufField;

use super::{Content, Form, Place};
use crate::emit::Context;

impl Context<'_> {
    /// The statements that write every field.
    pub(super) fn json_write(&self, places: &[Place<'_>]) -> TokenStream {
        let writes = places.iter().map(|place| {
            let name = place.name;
            match &place.content {
                Content::Oneof(of, members) => {
                    let arms = members.iter().map(|(variant, field, usage)| {
                        let encoding = self.field_encoding(field, usage);
                        let wire = &field.json_name;
                        quote!(::std::option::Option::Some(#of::#variant(value)) => object.always::<#encoding>(#wire, value),)
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
                    let wire = &field.json_name;
                    match Form::of(field) {
                        Form::Optional => quote!(object.optional::<#encoding>(#wire, self.#name.as_ref());),
                        Form::Map => quote!(object.map::<#encoding>(#wire, &self.#name);),
                        Form::List => quote!(object.repeated::<#encoding>(#wire, &self.#name);),
                        Form::Plain => quote!(object.singular::<#encoding>(#wire, &self.#name);),
                    }
                }
            }
        });
        quote!(#(#writes)*)
    }

    /// The arms that read each field by its name.
    pub(super) fn json_read(&self, places: &[Place<'_>]) -> TokenStream {
        let arms = places.iter().map(|place| {
            let name = place.name;
            match &place.content {
                Content::Oneof(of, members) => {
                    let arms = members.iter().map(|(variant, field, usage)| {
                        let (names, encoding) = (names(field), self.field_encoding(field, usage));
                        quote! {
                            #names => if let ::std::option::Option::Some(value) = v1::protobuf::field::<#encoding>(value)? {
                                let value = #of::#variant(value);
                                if message.#name.replace(value).is_some() {
                                    return ::std::result::Result::Err(v1::protobuf::Refusal::new("another field of the same `oneof` is there already"));
                                }
                            },
                        }
                    });
                    quote!(#(#arms)*)
                }
                Content::Field(field, usage) => {
                    let (names, encoding) = (names(field), self.field_encoding(field, usage));
                    let read = match Form::of(field) {
                        Form::Optional => quote!(v1::protobuf::field::<#encoding>(value)?),
                        Form::Map => quote!(v1::protobuf::map_field::<#encoding>(value)?),
                        Form::List => quote!(v1::protobuf::repeated_field::<#encoding>(value)?),
                        Form::Plain => quote!(v1::protobuf::field::<#encoding>(value)?.unwrap_or_default()),
                    };
                    quote!(#names => message.#name = #read,)
                }
            }
        });
        quote!(#(#arms)*)
    }
}

/// The names that a field is read by: that of JSON, and that of the schema.
fn names(field: &ProtobufField) -> TokenStream {
    let (json, own) = (&field.json_name, &field.name);
    if json == own {
        quote!(#json)
    } else {
        quote!(#json | #own)
    }
}
