//! Contracts that the project listed at a revision and lists no more.

use std::collections::HashSet;
use std::path::Path;

use tidings_project::CONFIGURATION;
use tidings_source::Files;

use super::super::former::Formers;
use crate::configuration::Configuration;
use crate::discover::is_document;
use crate::git::GitFiles;
use crate::history::{at, seen_from_top};
use crate::input::Input;
use crate::names::joined;
use crate::session::Session;
use crate::terminal;

/// The contracts that the project listed at the revision `name` and that are none of those that `formers` has followed to
/// what they are now.
///
/// # Errors
///
/// When one was in a submodule that is gone, or git cannot be started.
pub(super) fn gone(
    name: &str,
    formers: &mut Formers,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Input>> {
    let project = session.configurations.of_folder(&session.current)?;
    let file = session.folder_of(&project).join(CONFIGURATION);
    let Some(then) = listed(&file, name, formers, session)? else {
        return Ok(Vec::new());
    };
    let (mut gone, mut known) = (Vec::new(), HashSet::new());
    for spec in &then.spec {
        let place = joined(&session.folder_of(&project), &spec.path);
        let revision = formers.then(&place, name, session)?.revision.clone();
        let path = seen_from_top(&place, &revision.repository, session)?;
        revision.has(&path)?;
        let files = GitFiles::below(&revision.repository.top, &revision);
        let followed = formers.followed();
        for path in revision.files_with("asyncapi", &path)? {
            let place = revision.repository.top.join(&path);
            let is_contract = |bytes: Vec<u8>| is_document(&place, &bytes);
            let is_gone = !followed.contains(&place) && !known.contains(&place);
            if is_gone && files.read(&path).is_ok_and(is_contract) {
                gone.push(at(&path, &revision, session)?);
                known.insert(place);
            }
        }
    }
    Ok(gone)
}

/// What the configuration `file` said at the revision `name`; `None` where it was not there, or made no sense.
fn listed(
    file: &Path,
    name: &str,
    formers: &mut Formers,
    session: &Session<'_>,
) -> anyhow::Result<Option<Configuration>> {
    let then = formers.then(file, name, session)?;
    let path = seen_from_top(file, &then.revision.repository, session)?;
    let path = then.called(&path);
    let files = GitFiles::below(&then.revision.repository.top, &then.revision);
    let Ok(Ok(text)) = files.read(path).map(String::from_utf8) else {
        return Ok(None);
    };
    match Configuration::read(&format!("{name}:{path}"), &text) {
        Ok(configuration) => Ok(Some(configuration)),
        Err(error) => {
            terminal::warning(&format!(
                "contracts that are gone since `{name}` are not known, because its configuration makes no sense: {error:#}"
            ));
            Ok(None)
        }
    }
}
