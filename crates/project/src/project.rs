//! A contract and what belongs to it, read; and code from it.

use std::path::{Path, PathBuf};

use tidings_codegen::{Form, Options, Settings};
use tidings_diag::{Finding, Severity};
use tidings_model::Contract;
use tidings_source::{DiskFiles, LockedFiles, Sources};

use crate::mistake::Mistake;
use crate::place::Place;
use crate::settings;
use crate::top::nearest_configuration;

/// A contract with every file that it refers to, and what its project has decided.
#[derive(Debug)]
pub struct Project {
    /// What is decided about code: the table `[generate]` of the nearest `tidings.toml`.
    pub settings: Settings,
    /// What the contract says, as far as it could be understood.
    pub contract: Contract,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    place: Place,
    sources: Sources,
    watched: Vec<PathBuf>,
}

/// Why nothing can be said about a contract.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Unusable {
    message: String,
    watched: Vec<PathBuf>,
}

/// What came of a contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// The module; none where a mistake is an error.
    pub code: Option<String>,
    /// What is wrong with the contract, and what is worth knowing of its code.
    pub mistakes: Vec<Mistake>,
}

impl Project {
    /// Reads the contract that the package in the folder `package` calls `path`, below `root` if that is stated.
    ///
    /// Both are seen from the package; without a root it is the nearest folder upwards that ends a project, else the
    /// package if the contract lies in it, else the contract's own folder.
    ///
    /// # Errors
    ///
    /// The contract cannot be read, or the configuration or the lock that counts for it makes no sense.
    pub fn open(package: &Path, path: &Path, root: Option<&Path>) -> Result<Self, Unusable> {
        let place = Place::of(package, path, root).map_err(|error| Unusable {
            message: format!("{} cannot be read: {error}", path.display()),
            watched: vec![path.to_owned()],
        })?;
        let mut watched = Vec::new();
        let disk = DiskFiles::new(place.root());
        let files = LockedFiles::nearest(disk, place.path()).map_err(|(lock, error)| {
            let lock = place.shown(&lock);
            Unusable {
                message: format!("{} makes no sense: {error}", lock.display()),
                watched: vec![lock],
            }
        })?;
        let mut decided = Settings::default();
        if let Some(file) = nearest_configuration(&place.folder()) {
            let shown = place.named(&file);
            watched.push(shown.clone());
            decided = settings::read(&file, &shown).map_err(|message| Unusable {
                message,
                watched: watched.clone(),
            })?;
        }
        let (sources, mut findings) = Sources::link(&files, place.path());
        let validated = tidings_lint::validate(&sources);
        findings.extend(validated.findings);
        for source in sources.files() {
            let copy = files.copy_of(&source.path);
            watched.push(place.shown(copy.as_ref().unwrap_or(&source.path)));
        }
        if let Some(lock) = files.lock_path() {
            watched.push(place.shown(&lock));
        }
        Ok(Self {
            settings: decided,
            contract: validated.contract,
            findings,
            place,
            sources,
            watched,
        })
    }

    /// What the contract is called: by its file, or by its folder where the file's name says nothing.
    pub fn name(&self) -> String {
        self.place.name()
    }

    /// Every file that has a say in the code, seen from the package where it lies in there, else absolute.
    pub fn watched(&self) -> &[PathBuf] {
        &self.watched
    }

    /// The module for the contract, as [`Project::settings`] say.
    pub fn generate(&self) -> Generated {
        let mut findings = self.findings.clone();
        let mut code = None;
        if !findings.iter().any(is_error) {
            let mut options = Options::new(Form::SingleFile);
            options.settings = self.settings.clone();
            let generated = tidings_codegen::generate(&self.contract, &options);
            findings.extend(generated.findings);
            code = generated.files.into_iter().next().map(|(_, text)| text);
        }
        let is_sound = !findings.iter().any(is_error);
        Generated {
            code: code.filter(|_| is_sound),
            mistakes: findings
                .iter()
                .map(|finding| self.mistake(finding))
                .collect(),
        }
    }

    /// `finding`, which is about this contract, in words.
    pub fn mistake(&self, finding: &Finding) -> Mistake {
        Mistake::of(finding, &self.sources, &self.place)
    }
}

impl Unusable {
    /// The files of which one has to change before anything can be said, as in [`Project::watched`].
    pub fn watched(&self) -> &[PathBuf] {
        &self.watched
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}
