//! Servers.

use tidings_syntax::{Entry, Value};

use crate::contract::ServerId;
use crate::lower::Lowering;
use crate::lower::layers::Layers;
use crate::lower::server::Address;

impl<'s> Lowering<'s> {
    /// The servers of the document.
    pub(super) fn servers_of_3(&mut self, root: Value<'s>) {
        for (entry, value) in self.reader.objects(root.get("servers")) {
            self.server_of_3(entry, value);
        }
    }

    fn server_of_3(&mut self, entry: Entry<'s>, value: Value<'s>) -> Option<ServerId> {
        let fields = Layers::of(value);
        let address = Address {
            host: fields.text("host")?,
            pathname: fields.text("pathname"),
        };
        let security = self.security_of_3(&fields);
        self.server(entry, value, address, security)
    }

    /// The servers that a channel is available on: all of them when it names none.
    pub(super) fn servers_of_channel_3(&self, channel: Value<'s>) -> Vec<ServerId> {
        let named = channel.get("servers").into_iter().flat_map(Value::items);
        let named: Vec<Value<'s>> = named.collect();
        if named.is_empty() {
            return self.every_server();
        }
        let server = |reference: Value<'s>| self.named(reference, &self.server_of);
        named.into_iter().filter_map(server).collect()
    }
}
