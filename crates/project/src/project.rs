//! A contract or a schema by itself and what belongs to it, read; and code from it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tidings_codegen::{BareSchema, Form, Options, Settings, generate_schema, weigh_errors};
use tidings_diag::{Finding, Location, Severity, nearest};
use tidings_model::Contract;
use tidings_schema::standalone::{Breadth, Meaning, name_of, stem_of};
use tidings_source::{DiskFiles, LockedFiles, Sources};

use crate::lint::Lint;
use crate::mistake::{Mistake, position};
use crate::place::Place;
use crate::settings::{self, Decided};
use crate::top::nearest_configuration;

/// A contract, or a schema by itself, with every file that it refers to, and what its project has decided.
#[derive(Debug)]
pub struct Project {
    /// What is decided about code: the table `[generate]` of the nearest `tidings.toml`.
    pub settings: Settings,
    /// What the contract says, as far as it could be understood; nothing where there is a schema by itself.
    pub contract: Contract,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// What a schema by itself says, and what it is called.
    schema: Option<(Meaning, String)>,
    place: Place,
    sources: Sources,
    watched: Vec<PathBuf>,
    /// What is decided about findings.
    lint: Lint,
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
        let mut project = Self::link(package, path, root)?;
        let validated = tidings_lint::validate(&project.sources);
        project.findings.extend(validated.findings);
        project.contract = validated.contract;
        Ok(project)
    }

    /// Reads the schema by itself that the package calls `path`, perhaps with `#` and a place in the file, as
    /// [`Project::open`] reads contracts.
    ///
    /// It may be in JSON Schema, in Avro (`.avsc`), or in Protocol Buffers (`.proto`) with the feature `protobuf`.
    ///
    /// # Errors
    ///
    /// As for [`Project::open`], and when there is something else than a schema.
    pub fn open_schema(package: &Path, path: &str, root: Option<&Path>) -> Result<Self, Unusable> {
        let (file, pointer) = match path.split_once('#') {
            // A file may have such a name too.
            Some((file, pointer)) if !package.join(path).exists() => (file, pointer),
            _ => (path, ""),
        };
        let mut project = Self::link(package, Path::new(file), root)?;
        let meaning = Meaning::of_file(&project.sources, file, pointer, None, Breadth::Types);
        let mut meaning = meaning.map_err(|refused| Unusable {
            message: refused.to_string(),
            watched: project.watched.clone(),
        })?;
        project.findings.append(&mut meaning.findings);
        project.schema = Some((meaning, name_of(path)));
        Ok(project)
    }

    /// Reads the file `path` and those that it refers to.
    fn link(package: &Path, path: &Path, root: Option<&Path>) -> Result<Self, Unusable> {
        let place = Place::of(package, path, root).map_err(|error| Unusable {
            message: match error.kind() {
                ErrorKind::NotFound => missing(package, path),
                _ => format!("{} cannot be read: {error}", path.display()),
            },
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
        let mut decided = Decided::default();
        if let Some(file) = nearest_configuration(&place.folder()) {
            let shown = place.named(&file);
            watched.push(shown.clone());
            decided = settings::read(&file, &shown).map_err(|message| Unusable {
                message,
                watched: watched.clone(),
            })?;
        }
        let (sources, findings) = Sources::link(&files, place.path());
        for source in sources.files() {
            let copy = files.copy_of(&source.path);
            watched.push(place.shown(copy.as_ref().unwrap_or(&source.path)));
        }
        if let Some(lock) = files.lock_path() {
            watched.push(place.shown(&lock));
        }
        Ok(Self {
            settings: decided.settings,
            lint: decided.lint,
            contract: Contract::default(),
            findings,
            schema: None,
            place,
            sources,
            watched,
        })
    }

    /// What it is called: by its file, or by its folder where the file's name says nothing; a schema in a file by its
    /// place.
    pub fn name(&self) -> String {
        match &self.schema {
            Some((_, name)) => stem_of(name).to_owned(),
            None => self.place.name(),
        }
    }

    /// Every file that has a say in the code, seen from the package where it lies in there, else absolute.
    pub fn watched(&self) -> &[PathBuf] {
        &self.watched
    }

    /// The module for it, as [`Project::settings`] say.
    pub fn generate(&self) -> Generated {
        let mut findings = self.weighed();
        let mut code = None;
        if !findings.iter().any(is_error) {
            let mut options = Options::new(Form::SingleFile);
            options.settings = self.settings.clone();
            let generated = match &self.schema {
                Some((meaning, name)) => {
                    let name = name.clone();
                    generate_schema(&BareSchema { meaning, name }, &options)
                }
                None => tidings_codegen::generate(&self.contract, &options),
            };
            let mut told = generated.findings;
            self.lint.weigh(&mut told);
            findings.extend(told);
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

    /// What is wrong with it that keeps code from being made of it.
    pub fn errors(&self) -> Vec<Mistake> {
        let findings = self.weighed();
        let errors = findings.iter().filter(|finding| is_error(finding));
        errors.map(|finding| self.mistake(finding)).collect()
    }

    /// The findings, as they matter for code and as the project has decided about them.
    fn weighed(&self) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        weigh_errors(&self.contract, &mut findings);
        self.lint.weigh(&mut findings);
        findings
    }

    /// Where `location`, which is in this contract, stands: `api/orders.yaml:12:7`.
    pub fn place_of(&self, location: &Location) -> Option<String> {
        position(location, &self.sources, &self.place)
    }

    /// The file of `location`, which is in this contract, counted from the root.
    pub fn file_of(&self, location: &Location) -> Option<&str> {
        let source = self.sources.files().get(location.span.file.0 as usize)?;
        Some(&source.path)
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

/// That there is no file where `package` says that the contract `path` is, and what was probably meant.
fn missing(package: &Path, path: &Path) -> String {
    let shown = path.display();
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    let entries = std::fs::read_dir(package.join(path).with_file_name(""));
    let names: Vec<String> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    match nearest(&wanted, names.iter().map(String::as_str)) {
        Some(near) => {
            let near = path.with_file_name(near);
            format!("there is no `{shown}`; did you mean `{}`?", near.display())
        }
        None => format!(
            "there is no `{shown}`; name the file by its path from the folder of Cargo.toml"
        ),
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}
