//! The implementations that make a type a message.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::DeriveInput;

use super::attributes::{Attributes, Location};
use super::check::written_generics;
use super::notation::Notation;

/// `Message`, `IntoMessage`, `Correlated` and `Declared` for the type.
pub(super) fn expand(input: &DeriveInput, attributes: &Attributes) -> TokenStream {
    let runtime = &attributes.runtime;
    let v1 = quote!(#runtime::__generated::v1);
    let ident = &input.ident;
    let generics = written_generics(input, &v1);
    let (of_impl, of_type, conditions) = generics.split_for_impl();

    let Attributes {
        name,
        kind,
        content_type,
        ..
    } = attributes;
    let codec = match attributes.notation {
        Notation::Json => quote!(Json),
        Notation::Cbor => quote!(Cbor),
        Notation::MessagePack => quote!(MessagePack),
        Notation::Text => quote!(Text),
    };
    let codec = quote!(<#runtime::codec::#codec as #runtime::codec::Codec<Self>>);
    let correlation = attributes.correlation_id.as_ref().map(|location| {
        let location = location_tokens(location, &v1);
        let body = match attributes.notation {
            Notation::Cbor => quote!(Cbor),
            Notation::MessagePack => quote!(MessagePack),
            Notation::Json | Notation::Text => quote!(Json),
        };
        quote! {
            fn correlation_id(
                incoming: &#runtime::transport::Message,
            ) -> ::core::option::Option<::std::string::String> {
                #location.read_in::<#runtime::codec::#body>(incoming)
            }
        }
    });
    let correlated = match &attributes.correlation_id {
        Some(Location::Header(name)) => quote! {
            fn set_correlation_id(&mut self, id: &str, outgoing: &mut #v1::Outgoing) {
                outgoing.header(#name, id);
            }
        },
        // A field is the sender's to fill, and a reply is found by the transport's own field beside it.
        Some(Location::Payload(_)) | None => TokenStream::new(),
    };
    let place = attributes.correlation_id.as_ref();
    let place = optional(
        place
            .map(|location| location_tokens(location, &v1))
            .as_ref(),
    );
    let declaration = declaration(attributes, &v1);
    let examples = &attributes.examples;
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #of_impl #runtime::Message for #ident #of_type #conditions {
            const NAME: &'static str = #name;
            const KIND: #runtime::MessageKind = #runtime::MessageKind::#kind;
            const CONTENT_TYPE: &'static str = #content_type;
            const CORRELATION: ::core::option::Option<#v1::Location> = #place;

            fn encode(&self) -> ::core::result::Result<#runtime::Encoded, #runtime::EncodeError> {
                #codec::encode(self).map(|body| #runtime::Encoded::new(#v1::Headers::new(), body))
            }

            fn decode(
                incoming: &#runtime::transport::Message,
            ) -> ::core::result::Result<Self, #runtime::DecodeError> {
                #v1::expect_content(incoming, <Self as #runtime::Message>::CONTENT_TYPE)?;
                #codec::decode(&incoming.body)
            }

            #correlation
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #of_impl #v1::IntoMessage<#ident #of_type> for #ident #of_type #conditions {
            fn into_message(self) -> Self {
                self
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #of_impl #v1::Correlated for #ident #of_type #conditions {
            #correlated
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #of_impl #v1::Declared for #ident #of_type #conditions {
            const DECLARATION: #v1::Declaration = #declaration;

            fn examples() -> ::std::vec::Vec<Self> {
                ::std::vec![#(#examples),*]
            }
        }
    }
}

fn declaration(attributes: &Attributes, v1: &TokenStream) -> TokenStream {
    let title = optional(attributes.title.as_ref());
    let summary = optional(attributes.summary.as_ref());
    let description = optional(attributes.description.as_ref());
    let correlation_id = attributes
        .correlation_id
        .as_ref()
        .map(|location| location_tokens(location, v1));
    let correlation_id = optional(correlation_id.as_ref());
    let tags = &attributes.tags;
    let is_deprecated = attributes.is_deprecated;
    quote! {
        #v1::Declaration {
            title: #title,
            summary: #summary,
            description: #description,
            tags: &[#(#tags),*],
            correlation_id: #correlation_id,
            is_deprecated: #is_deprecated,
        }
    }
}

fn location_tokens(location: &Location, v1: &TokenStream) -> TokenStream {
    match location {
        Location::Header(name) => quote!(#v1::Location::Header(#name)),
        Location::Payload(pointer) => quote!(#v1::Location::Payload(#pointer)),
    }
}

fn optional(value: Option<&impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
