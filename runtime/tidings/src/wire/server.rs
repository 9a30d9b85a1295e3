//! The servers of a contract, and whom they let in.

use crate::transport::Credentials;
use crate::{ConnectError, Never};

/// A server that generated code describes.
pub trait ContractServer {
    /// What the contract says of it, with the values of its variables.
    fn info(&self) -> ServerInfo;
}

/// What a contract says of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerInfo {
    /// Its name in the contract.
    pub name: &'static str,
    /// Its URL.
    pub url: String,
    /// The ways to be let in, of which one is enough: the names of the security schemes that it takes together.
    pub security: &'static [&'static [&'static str]],
}

impl ServerInfo {
    /// Whether it lets in whoever gives credentials for these security schemes.
    pub(crate) fn lets_in(&self, given: &[&'static str]) -> Result<(), ConnectError> {
        let mut ways = self.security.iter();
        let is_enough = ways.any(|way| {
            given.iter().all(|one| way.contains(one)) && way.iter().all(|one| given.contains(one))
        });
        match is_enough || (self.security.is_empty() && given.is_empty()) {
            true => Ok(()),
            false => Err(ConnectError::Credentials {
                server: self.name,
                demanded: demanded(self.security),
                given: listed(given),
            }),
        }
    }
}

fn demanded(ways: &[&[&str]]) -> String {
    let ways: Vec<String> = ways.iter().map(|way| listed(way)).collect();
    match ways.is_empty() {
        true => "no credentials".to_owned(),
        false => ways.join(", or "),
    }
}

fn listed(schemes: &[&str]) -> String {
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
    fn info(&self) -> ServerInfo {
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
