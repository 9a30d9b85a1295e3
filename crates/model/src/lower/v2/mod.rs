//! What AsyncAPI 2 says in its own way, told in the terms of AsyncAPI 3.
//!
//! A channel of AsyncAPI 2 is its address, and its operations are seen from outside: what others `publish`, the
//! application receives; what others `subscribe` to, it sends (AsyncAPI 2.6, "Channel Item Object").

mod channel;
mod message;
mod operation;
mod security;
mod server;

use tidings_syntax::Value;

use super::Lowering;

impl<'s> Lowering<'s> {
    /// Reads the elements of a document of AsyncAPI 2.
    pub(super) fn elements_of_2(&mut self, root: Value<'s>) {
        self.security_schemes(root);
        self.servers_of_2(root);
        let operations = self.channels_of_2(root);
        self.remaining_messages_of_2(root);
        for operation in operations {
            self.operation_of_2(root, operation);
        }
    }
}
