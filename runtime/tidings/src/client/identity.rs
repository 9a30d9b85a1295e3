//! Who an application says it is on one server.

use crate::transport::Credentials;
use crate::wire::{Security, way_in};

/// The credentials that are given for one server, by their security schemes.
#[derive(Default)]
pub(crate) struct Identity {
    given: Vec<(&'static str, Credentials)>,
    /// The schemes whose credentials open the connection; the others are for operations.
    opening: Vec<&'static str>,
}

impl Identity {
    /// The connection is opened with everything that is given.
    pub(super) fn new(given: Vec<(&'static str, Credentials)>) -> Self {
        let opening = given.iter().map(|(scheme, _)| *scheme).collect();
        Self { given, opening }
    }

    /// The connection is opened with the credentials of these schemes alone.
    pub(super) fn opened_by(self, way: &[&'static str]) -> Self {
        Self {
            opening: way.to_vec(),
            ..self
        }
    }

    /// Whether nothing is given.
    pub(crate) fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// The schemes that credentials are given for.
    pub(super) fn schemes(&self) -> Vec<&'static str> {
        self.given.iter().map(|(scheme, _)| *scheme).collect()
    }

    /// What opens the connection.
    pub(crate) fn opening(&self) -> Vec<Credentials> {
        self.of(&self.opening)
    }

    /// What lets an operation in that demands this; none where what is given is not enough.
    pub(super) fn for_operation(&self, security: Security) -> Option<Vec<Credentials>> {
        let way = way_in(security, &self.schemes(), |_| true)?;
        Some(self.of(way))
    }

    fn of(&self, schemes: &[&str]) -> Vec<Credentials> {
        let given = self.given.iter();
        let given = given.filter(|(scheme, _)| schemes.contains(scheme));
        given.map(|(_, one)| one.clone()).collect()
    }
}
