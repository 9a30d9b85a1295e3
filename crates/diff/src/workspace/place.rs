//! Where a server is, and whether two contracts mean the same one.

use tidings_model::contract::Server;

use super::language::Language;
use crate::protocol::Spoken;

/// Where a server is and what is spoken there.
#[derive(PartialEq, Eq)]
pub(super) struct Place {
    /// The protocol.
    pub(super) family: String,
    /// The hosts, of which a client may take any; none where it is not said.
    hosts: Vec<Language>,
    /// The path, which is the virtual host for AMQP; `None` where it is not said.
    path: Option<Language>,
}

impl Place {
    /// The place of `server`.
    pub(super) fn of(server: &Server) -> Self {
        let values = |name: &str| {
            let mut variables = server.variables.iter();
            let variable = variables.find(|variable| variable.name == name)?;
            Some(variable.values.as_slice())
        };
        let language = |text: &str| {
            let mut language = Language::default();
            language.add_template(text, values);
            language
        };
        let path = server
            .pathname
            .as_deref()
            .map(|path| path.trim_matches('/'));
        let hosts = server.host.split(',').map(without_port);
        let hosts = hosts.filter(|host| !host.is_empty());
        Self {
            family: Spoken::of(server).family,
            hosts: hosts.map(|host| language(&host)).collect(),
            path: path.filter(|path| !path.is_empty()).map(language),
        }
    }

    /// Whether both may be one server.
    ///
    /// Ports are not looked at, because a broker has one for each way to connect to it.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let is_host = self.hosts.is_empty()
            || other.hosts.is_empty()
            || (self.hosts.iter())
                .any(|one| other.hosts.iter().any(|other| one.common(other).is_some()));
        let is_path = match (&self.path, &other.path) {
            (Some(one), Some(other)) => one.common(other).is_some(),
            _ => true,
        };
        self.family == other.family && is_host && is_path
    }
}

/// The name of a host, in lower case (RFC 3986, §3.2.2) but for what stands in braces.
fn without_port(host: &str) -> String {
    let host = host.trim();
    let is_port = |port: &str| {
        port.chars().all(|digit| digit.is_ascii_digit())
            || (port.starts_with('{') && port.ends_with('}') && port.matches('{').count() == 1)
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        _ => host,
    };
    let mut depth = 0_usize;
    let lower = name.chars().map(|character| {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match depth {
            0 => character.to_ascii_lowercase(),
            _ => character,
        }
    });
    lower.collect()
}
