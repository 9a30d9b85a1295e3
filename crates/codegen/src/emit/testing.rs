//! What the runtime makes the module `testing` of: the client, and what peers do by each of its operations.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use tidings_model::contract::{Action, Operation, OperationId};
use tidings_naming::field;

use super::Context;

impl Context<'_> {
    /// The call of the runtime's macro, which stands for nothing where nobody tests; nothing without a client either.
    ///
    /// It is text, one line for each operation: nobody formats what stands in a macro.
    pub(super) fn testing(&self) -> Option<String> {
        if self.client_names().is_empty() {
            return None;
        }
        let (make, client) = (field(&self.names.client), &self.names.client);
        let mut text = "// The module `testing`, with the feature of that name.\n".to_owned();
        let _ = write!(
            text,
            "::tidings::__generated::v1::testing_module! {{\n    {make}: {client}"
        );
        if self.serves() {
            let _ = write!(text, ", {}", self.names.client_server);
        }
        text += ";\n";
        for (action, is_answered) in [
            (Action::Receive, false),
            (Action::Receive, true),
            (Action::Send, true),
        ] {
            for (id, operation) in self.operations() {
                if operation.action == action && self.replies(operation).is_empty() != is_answered {
                    let said = self.said(id, operation);
                    let _ = writeln!(text, "    {said};");
                }
            }
        }
        text += "}\n";
        Some(text)
    }

    /// What a peer does by an operation: it sends, asks, or answers.
    fn said(&self, id: OperationId, operation: &Operation) -> String {
        let names = self.names.operation(id);
        let (statics, address) = (&names.statics, self.names.address(operation.channel));
        let message = path(&self.set_type(&operation.messages, &names.messages));
        let replies = self.replies(operation);
        let reply = path(&self.set_type(replies, &names.reply));
        let what = names.subscribe.trim_start_matches("subscribe_");
        let which = match self.addressed(operation) {
            Some(_) => "any",
            None => "the",
        };
        match (operation.action, replies) {
            (Action::Send, _) => {
                let method = names.method.trim_start_matches("r#");
                format!("answer answer_{method} by {statics}: {address}, {message}, {reply}")
            }
            (Action::Receive, []) => {
                format!("deliver deliver_{what} to {which} {address}: {message}")
            }
            (Action::Receive, _) => {
                format!("ask ask_{what} by {statics} at {which} {address}: {message}, {reply}")
            }
        }
    }
}

/// The text of a path.
fn path(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}
