//! What the client sends, as a trait: a bound under which a double takes the client's place.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::{Operation, OperationId};

use crate::emit::{Context, docs, ident};

/// The parts of a method that the trait and the client's implementation of it have in common.
struct Method {
    signature: TokenStream,
    output: TokenStream,
    call: TokenStream,
    comment: TokenStream,
}

impl Context<'_> {
    /// The trait and the client's implementation of it; nothing where nothing is sent.
    pub(super) fn api(&self) -> TokenStream {
        let sends = self.senders();
        if sends.is_empty() {
            return TokenStream::new();
        }
        let (client, api) = (ident(&self.names.client), ident(&self.names.api));
        let methods: Vec<Method> = sends
            .into_iter()
            .map(|(id, operation)| self.api_method(id, operation))
            .collect();
        let declared = methods.iter().map(|method| {
            let (comment, signature, output) = (&method.comment, &method.signature, &method.output);
            quote! {
                #comment
                fn #signature -> impl ::std::future::Future<Output = #output> + ::std::marker::Send;
            }
        });
        let implemented = methods.iter().map(|method| {
            let (signature, output, call) = (&method.signature, &method.output, &method.call);
            quote!(async fn #signature -> #output { #client::#call.await })
        });
        let comment = docs::comment(&format!(
            "What `{client}` sends, as a bound: what takes `impl {api}` takes a double in its tests."
        ));
        quote! {
            #comment
            pub trait #api: ::std::marker::Send + ::std::marker::Sync {
                #(#declared)*
            }

            impl #api for #client {
                #(#implemented)*
            }
        }
    }

    fn api_method(&self, id: OperationId, operation: &Operation) -> Method {
        let names = self.names.operation(id);
        let method = ident(&names.method);
        let message = self.set_type(&operation.messages, &names.messages);
        let output = match self.replies(operation) {
            [] => {
                quote!(::std::result::Result<::tidings::transport::Receipt, ::tidings::SendError>)
            }
            replies => {
                let reply = self.set_type(replies, &names.reply);
                quote!(::std::result::Result<#reply, ::tidings::RequestError>)
            }
        };
        let address = self.given_type(operation);
        let parameter = address.as_ref().map(|of| quote!(address: #of,));
        let passed = address.as_ref().map(|_| quote!(address,));
        Method {
            signature: quote!(#method(&self, #parameter message: #message)),
            output,
            call: quote!(#method(self, #passed message)),
            comment: self.operation_docs(operation),
        }
    }
}
