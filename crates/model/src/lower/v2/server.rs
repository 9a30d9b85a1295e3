//! Servers: one URL.

use tidings_syntax::Value;

use crate::contract::{Part, ServerId};
use crate::lower::Lowering;
use crate::lower::layers::Layers;
use crate::lower::server::Address;

impl<'s> Lowering<'s> {
    /// The servers of the document.
    pub(super) fn servers_of_2(&mut self, root: Value<'s>) {
        for (entry, value) in self.reader.parts(Part::Server, root.get("servers")) {
            let fields = Layers::of(value);
            let url = fields.text("url");
            let Some(url) = self.reader.or_leave_out(url, Part::Server, value) else {
                continue;
            };
            let security = self.security_of_2(root, &fields);
            self.server(entry, value, Address::of_url(&url), security);
        }
    }

    /// The servers that a channel is available on: all of them when it names none.
    pub(super) fn servers_of_channel_2(&self, channel: Value<'s>) -> Vec<ServerId> {
        let named = Layers::of(channel).texts("servers");
        if named.is_empty() {
            return self.every_server();
        }
        let servers = self.servers.enumerate();
        servers
            .filter(|(_, server)| named.contains(&server.key))
            .map(|(id, _)| id)
            .collect()
    }
}

impl Address {
    /// Splits a URL, which may have variables and need not have a scheme (AsyncAPI 2.6, "Server Object").
    fn of_url(url: &str) -> Self {
        let behind_scheme = match url.split_once("://") {
            Some((_, rest)) => rest,
            None => url.strip_prefix("//").unwrap_or(url),
        };
        let (host, pathname) = match behind_scheme.find('/') {
            Some(start) => behind_scheme.split_at(start),
            None => (behind_scheme, ""),
        };
        Self {
            host: host.to_owned(),
            pathname: (pathname.len() > 1).then(|| pathname.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, host: &str, pathname: Option<&str>) {
        let address = Address::of_url(url);
        assert_eq!(address.host, host, "{url}");
        assert_eq!(address.pathname.as_deref(), pathname, "{url}");
    }

    #[test]
    fn a_url_is_a_host_and_a_path() {
        check("broker.example", "broker.example", None);
        check("broker.example:9092", "broker.example:9092", None);
        check(
            "wss://live.example/v1/{feed}",
            "live.example",
            Some("/v1/{feed}"),
        );
        check("amqp://rabbit:5672/", "rabbit:5672", None);
        check(
            "{user}.example:{port}/{path}",
            "{user}.example:{port}",
            Some("/{path}"),
        );
        check("//cdn.example/ws", "cdn.example", Some("/ws"));
        check("/relative", "", Some("/relative"));
    }
}
