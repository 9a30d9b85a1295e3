//! Which versions a changelog is about.

use anyhow::bail;

use super::super::diff::named;
use crate::arguments::Changelog;
use crate::discover::{Discovered, discover};
use crate::history::{self, Dated};
use crate::session::Session;

/// The versions that the command line asks for, the oldest first.
pub(super) struct Asked {
    pub(super) versions: Vec<Dated>,
    /// Whether each of them was named, so that none may be passed over.
    pub(super) are_named: bool,
}

/// Finds the versions.
///
/// # Errors
///
/// When it is not clear which contract is meant, or git has nothing to say of it.
pub(super) fn of(options: &Changelog, session: &Session<'_>) -> anyhow::Result<Asked> {
    if options.paths.len() > 1 {
        if options.history.is_some() {
            bail!(
                "--history is for one contract in its repository, not for versions that are named"
            );
        }
        let versions = options.paths.iter().map(|path| {
            let input = named(path, session)?;
            Ok(Dated::undated(input))
        });
        return Ok(Asked {
            versions: versions.collect::<anyhow::Result<_>>()?,
            are_named: true,
        });
    }
    // What the project lists besides is nothing to whoever names a contract.
    let paths = match options.paths.is_empty() {
        true => &session.listed_specs()?,
        false => &options.paths,
    };
    if paths.is_empty() {
        bail!("name a contract, or list it in tidings.toml under [[spec]]");
    }
    if let [path] = paths.as_slice()
        && !path.exists()
        && path.to_string_lossy().contains(':')
    {
        bail!(
            "{} is one version, and a changelog tells what changed between versions: name another one, or a file, whose history its git repository has",
            path.display()
        );
    }
    let mut found = discover(paths, session)?.into_iter();
    match (found.next(), found.next()) {
        (Some(Discovered::Document(input)), None) => Ok(Asked {
            versions: history::versions(
                options.history.map(|count| count as usize),
                input,
                session,
            )?,
            are_named: false,
        }),
        (Some(Discovered::Nothing(finding, _)), _) => bail!("{}", finding.message),
        _ => bail!("a changelog is about one contract; name it"),
    }
}
