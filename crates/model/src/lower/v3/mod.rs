//! What AsyncAPI 3 says in its own way: operations beside channels, and references between them.

mod channel;
mod operation;
mod security;
mod server;

use tidings_syntax::Value;

use super::Lowering;

impl<'s> Lowering<'s> {
    /// Reads the elements of a document of AsyncAPI 3.
    pub(super) fn elements_of_3(&mut self, root: Value<'s>) {
        self.security_schemes(root);
        self.servers_of_3(root);
        self.channels_of_3(root);
        self.remaining_messages_of_3(root);
        self.operations_of_3(root);
    }
}
