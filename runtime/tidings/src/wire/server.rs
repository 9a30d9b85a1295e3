//! The servers of a contract, and whom they let in.

use crate::transport::{Bindings, Credentials};
use crate::{ConnectError, Never};

/// The ways to be let in, of which one is enough: the names of the security schemes that it takes together.
pub type Security = &'static [&'static [&'static str]];

/// Who demands nothing lets everybody in.
const OPEN: Security = &[&[]];

/// The first of the ways for which `given` is enough; what is left of it must have a use elsewhere.
pub(crate) fn way_in(
    security: Security,
    given: &[&'static str],
    is_used_elsewhere: impl Fn(&str) -> bool,
) -> Option<&'static [&'static str]> {
    let ways = if security.is_empty() { OPEN } else { security };
    let mut ways = ways.iter().copied();
    ways.find(|way| {
        let mut given_all = way.iter();
        let mut used_all = given.iter();
        given_all.all(|one| given.contains(one))
            && used_all.all(|one| way.contains(one) || is_used_elsewhere(one))
    })
}

/// A server that generated code describes.
pub trait ContractServer {
    /// What the contract says of it.
    fn info(&self) -> &'static ServerInfo;

    /// Its URL, with the values of its variables.
    fn url(&self) -> String;
}

/// What a contract says of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServerInfo {
    /// Its name in the contract.
    pub name: &'static str,
    /// Its URL with `{variables}`.
    pub url: &'static str,
    /// Whom it lets in.
    pub security: Security,
    /// What the contract says of it in the terms of single protocols.
    pub bindings: Bindings,
}

impl ServerInfo {
    /// The way that lets in whoever gives credentials for these security schemes; those that are left of them must have
    /// a use elsewhere.
    pub(crate) fn lets_in(
        &self,
        given: &[&'static str],
        is_used_elsewhere: impl Fn(&str) -> bool,
    ) -> Result<&'static [&'static str], ConnectError> {
        way_in(self.security, given, is_used_elsewhere).ok_or_else(|| ConnectError::Credentials {
            server: self.name,
            demanded: demanded(self.security),
            given: listed(given),
        })
    }
}

/// Whether a way of `security` takes the scheme.
pub(crate) fn mentions(security: Security, scheme: &str) -> bool {
    security.iter().any(|way| way.contains(&scheme))
}

/// What `security` demands, in words.
pub(crate) fn demanded(ways: &[&[&str]]) -> String {
    let ways: Vec<String> = ways.iter().map(|way| listed(way)).collect();
    match ways.is_empty() {
        true => "no credentials".to_owned(),
        false => ways.join(", or "),
    }
}

/// Security schemes that are given together, in words.
pub(crate) fn listed(schemes: &[&str]) -> String {
    let schemes: Vec<String> = schemes.iter().map(|scheme| format!("`{scheme}`")).collect();
    match schemes.is_empty() {
        true => "none".to_owned(),
        false => schemes.join(" with "),
    }
}

/// Credentials that generated code describes.
pub trait ContractCredentials {
    /// The name of their security scheme in the contract.
    fn scheme(&self) -> &'static str;

    /// The credentials in the form that transports take.
    fn into_credentials(self) -> Credentials;
}

/// A contract without servers.
impl ContractServer for Never {
    fn info(&self) -> &'static ServerInfo {
        self.into_any()
    }

    fn url(&self) -> String {
        self.into_any()
    }
}

/// A contract without security schemes.
impl ContractCredentials for Never {
    fn scheme(&self) -> &'static str {
        self.into_any()
    }

    fn into_credentials(self) -> Credentials {
        self.into_any()
    }
}
