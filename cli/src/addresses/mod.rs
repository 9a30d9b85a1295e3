//! What stands behind addresses: files that take their place, and hosts that may be asked.
//!
//! Without options nothing here reaches further than the disk.

mod asked;
mod host;
mod network;
mod ref_map;

#[cfg(feature = "remote")]
mod http;
#[cfg(not(feature = "remote"))]
#[path = "no_http.rs"]
mod http;
#[cfg(feature = "remote")]
mod public;

pub(crate) use host::Host;

use std::path::Path;

use tidings_source::Files;

use crate::arguments::Common;
use asked::Asked;
use network::Network;
use ref_map::RefMap;

/// What `--ref-map`, or the project, and `--allow-remote` say, shared by all documents of a project.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    map: RefMap,
    network: Network,
}

impl Addresses {
    /// Reads the map that the command line names, else the one of the project, and takes note of the hosts; nothing is
    /// fetched yet.
    pub(crate) fn of(common: &Common, of_project: Option<&Path>) -> anyhow::Result<Self> {
        Ok(Self {
            map: match common.ref_map.as_deref().or(of_project) {
                Some(path) => RefMap::read(path)?,
                None => RefMap::default(),
            },
            network: Network::of(&common.allow_remote),
        })
    }

    /// `files`, behind which the allowed hosts are asked.
    pub(crate) fn fetched_behind<'a>(&'a self, files: impl Files + 'a) -> impl Files + 'a {
        Asked::behind(files, |address: &str| self.network.read(address))
    }

    /// `files`, before which the map is asked.
    pub(crate) fn mapped_before<'a>(&'a self, files: impl Files + 'a) -> impl Files + 'a {
        Asked::before(files, |address: &str| self.map.read_address(address))
    }
}
