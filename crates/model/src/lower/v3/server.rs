//! Servers.

use tidings_syntax::{Entry, Value};

use crate::contract::{Part, ServerId};
use crate::lower::Lowering;
use crate::lower::layers::Layers;
use crate::lower::server::Address;

impl<'s> Lowering<'s> {
    /// The servers of the document.
    pub(super) fn servers_of_3(&mut self, root: Value<'s>) {
        for (entry, value) in self.reader.parts(Part::Server, root.get("servers")) {
            self.server_of_3(entry, value);
        }
    }

    fn server_of_3(&mut self, entry: Entry<'s>, value: Value<'s>) -> Option<ServerId> {
        let fields = Layers::of(value);
        let address = Address {
            host: self
                .reader
                .or_leave_out(fields.text("host"), Part::Server, value)?,
            pathname: fields.text("pathname"),
        };
        let security = self.security_of_3(&fields);
        self.server(entry, value, address, security)
    }

    /// The servers that a channel is available on: all of them when it names none.
    pub(super) fn servers_of_channel_3(&self, channel: Value<'s>) -> Vec<ServerId> {
        let part = Part::ServerOfChannel;
        let named = self.reader.listed(part, channel.get("servers"));
        if named.is_empty() {
            return self.every_server();
        }
        let server = |reference: Value<'s>| {
            let server = self.named(reference, &self.server_of);
            self.reader.or_leave_out(server, part, reference)
        };
        named.into_iter().filter_map(server).collect()
    }
}
