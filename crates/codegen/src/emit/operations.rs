//! The module `operations`: what is handled, and with which messages.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_diag::listed;
use tidings_model::contract::{Action, Channel, MessageId, Operation, OperationId};

use super::bindings::bindings;
use super::correlation::location;
use super::modules::Pieces;
use super::print::Piece;
use super::{Context, code, docs, ident};
use crate::ir::Docs;
use crate::perspective::is_stated;

impl Context<'_> {
    /// The operations that get code, in document order.
    pub(super) fn operations(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        self.plan
            .operations
            .iter()
            .map(|&id| (id, &self.plan.described[id]))
    }

    /// Whether the contract states the operation, and not only its channel.
    pub(super) fn is_stated(&self, id: OperationId) -> bool {
        is_stated(self.contract, id)
    }

    /// The replies of an operation, none when nothing is answered.
    pub(super) fn replies<'o>(&self, operation: &'o Operation) -> &'o [MessageId] {
        operation
            .reply
            .as_ref()
            .map_or(&[], |reply| &reply.messages)
    }

    pub(super) fn operations_module(&self) -> Pieces<'_> {
        let operations = self.operations();
        let operations = operations.map(|(id, operation)| self.operation(id, operation));
        Box::new(operations.map(Piece::Code))
    }

    fn operation(&self, id: OperationId, operation: &Operation) -> TokenStream {
        let names = self.names.operation(id);
        let messages = (operation.messages.len() > 1).then(|| {
            self.set(
                &names.messages,
                &operation.messages,
                &format!("The messages of the operation `{}`.", operation.key),
            )
        });
        let replies = self.replies(operation);
        let reply = (replies.len() > 1).then(|| {
            self.set(
                &names.reply,
                replies,
                &format!("The replies of the operation `{}`.", operation.key),
            )
        });
        let handler = (operation.action == Action::Receive).then(|| self.handler(id, operation));
        let statics = self.operation_static(id, operation);
        quote!(#statics #messages #reply #handler)
    }

    fn operation_static(&self, id: OperationId, operation: &Operation) -> TokenStream {
        let statics = ident(&self.names.operation(id).statics);
        let channel = ident(self.names.channel_static(operation.channel));
        let key = &operation.key;
        let action = ident(match operation.action {
            Action::Send => "Send",
            Action::Receive => "Receive",
        });
        let messages = operation.messages.iter().map(|&id| {
            let message = &self.contract.messages[id];
            message.name.as_deref().unwrap_or(&message.key)
        });
        let reply = match &operation.reply {
            Some(reply) if !reply.messages.is_empty() => {
                let asked = operation
                    .messages
                    .first()
                    .and_then(|id| self.plan.messages.get(id));
                let address = match asked
                    .and_then(|plan| plan.reply_to.as_ref())
                    .filter(|_| reply.address.is_some())
                {
                    Some(place) => {
                        let place = location(place);
                        quote!(::std::option::Option::Some(#place))
                    }
                    None => quote!(::std::option::Option::None),
                };
                let channel = match reply.channel {
                    Some(channel) => {
                        let channel = ident(self.names.channel_static(channel));
                        quote!(::std::option::Option::Some(&super::channels::#channel))
                    }
                    None => quote!(::std::option::Option::None),
                };
                quote!(::std::option::Option::Some(v1::Reply { address: #address, channel: #channel }))
            }
            _ => quote!(::std::option::Option::None),
        };
        let security = self.ways_in(&operation.security);
        let bindings = bindings(&operation.bindings);
        quote! {
            pub(super) static #statics: v1::Operation = v1::Operation {
                name: #key,
                action: v1::Action::#action,
                channel: &super::channels::#channel,
                messages: &[#(#messages),*],
                reply: #reply,
                security: #security,
                bindings: #bindings,
            };
        }
    }

    fn handler(&self, id: OperationId, operation: &Operation) -> TokenStream {
        let names = self.names.operation(id);
        let (name, method) = (ident(&names.handler), ident(&names.method));
        let address = ident(self.names.address(operation.channel));
        let message = self.set_type(&operation.messages, &names.messages);
        let answer = match self.replies(operation) {
            [] => quote!(()),
            replies => self.set_type(replies, &names.reply),
        };
        let comment = self.operation_docs(operation);
        let mend = format!(
            "implement `{name}` for `{{Self}}`, which does not handle the operation `{}`",
            operation.key.replace('{', "{{").replace('}', "}}")
        );
        quote! {
            #comment
            #[diagnostic::on_unimplemented(message = #mend, label = "no handler for this operation")]
            pub trait #name: ::std::marker::Send + ::std::marker::Sync + 'static {
                /// Handles one message; `Ok` settles it, an error is tried again or ends in the dead letters.
                fn #method(
                    &self,
                    context: ::tidings::Context<super::channels::#address>,
                    message: #message,
                ) -> impl ::std::future::Future<Output = ::std::result::Result<#answer, ::tidings::HandlerError>> + ::std::marker::Send;
            }
        }
    }

    /// Every name of this module that is for users.
    pub(super) fn operation_names(&self) -> Vec<String> {
        let mut exported = Vec::new();
        for (id, operation) in self.operations() {
            let names = self.names.operation(id);
            if operation.messages.len() > 1 {
                exported.push(names.messages.clone());
            }
            if self.replies(operation).len() > 1 {
                exported.push(names.reply.clone());
            }
            if operation.action == Action::Receive {
                exported.push(names.handler.clone());
            }
        }
        exported
    }

    /// What the contract says of an operation, and what it works with.
    pub(super) fn operation_docs(&self, operation: &Operation) -> TokenStream {
        let said = Docs {
            title: operation.summary.clone().or(operation.title.clone()),
            description: operation.description.clone(),
            ..Docs::default()
        };
        let fallback = format!("The operation {}.", code(&operation.key));
        docs::with_facts(&said, &fallback, &self.operation_facts(operation))
    }

    /// The channel of an operation with its address, its messages and its reply.
    fn operation_facts(&self, operation: &Operation) -> Vec<String> {
        let does = match operation.action {
            Action::Send => "Sends",
            Action::Receive => "Receives",
        };
        let side = match operation.action {
            Action::Send => "to",
            Action::Receive => "from",
        };
        let channel = &self.contract.channels[operation.channel];
        let messages = self.linked(&operation.messages);
        let mut facts = vec![format!(
            "{does} {messages} {side} the channel {}.",
            placed(channel)
        )];
        if let Some(reply) = operation
            .reply
            .as_ref()
            .filter(|reply| !reply.messages.is_empty())
        {
            let messages = self.linked(&reply.messages);
            let through = reply.channel.map_or_else(String::new, |id| {
                format!(
                    " through the channel {}",
                    placed(&self.contract.channels[id])
                )
            });
            facts.push(format!("The reply is {messages}{through}."));
        }
        let ways = self.ways_in_names(&operation.security);
        if !ways.is_empty() {
            let ways: Vec<String> = ways.iter().map(|way| together(way)).collect();
            facts.push(format!(
                "It demands credentials for {}, besides what its server demands.",
                ways.join(", or ")
            ));
        }
        facts
    }

    /// Messages as links to their types.
    fn linked(&self, messages: &[MessageId]) -> String {
        let links: Vec<String> = messages
            .iter()
            .map(|&id| {
                let name = self.names.message(id);
                format!("[`{name}`](super::messages::{name})")
            })
            .collect();
        match links.is_empty() {
            true => "messages that the contract does not describe".to_owned(),
            false => listed(&links, "or"),
        }
    }
}

/// Security schemes that are taken together.
fn together(schemes: &[&str]) -> String {
    let schemes: Vec<String> = schemes.iter().map(|scheme| code(scheme)).collect();
    schemes.join(" with ")
}

/// A channel with its address, where that is not what it is called by.
fn placed(channel: &Channel) -> String {
    let key = code(&channel.key);
    match &channel.address {
        Some(address) if *address == channel.key => key,
        Some(address) => format!("{key} at {}", code(address)),
        None => format!("{key} at an address that is known at run time"),
    }
}
