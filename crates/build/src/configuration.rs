//! What a build script asks for, and how it is done.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tidings_codegen::settings::Formats;
use tidings_project::{Project, Unusable};

use crate::directives::Directives;

/// How a client is generated; made by [`crate::configure`].
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated until `compile` is called"]
pub struct Configuration {
    name: Option<String>,
    out_dir: Option<PathBuf>,
    root: Option<PathBuf>,
    annotate_formats: bool,
}

impl Configuration {
    /// The name of the file, and what `include_contract!` is given; the contract's own name unless this is called.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The folder that is written to; `OUT_DIR` unless this is called.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// The folder that references of the contract may not leave.
    ///
    /// Unless this is called it is the nearest folder upwards that holds `.git` or `tidings.toml`, else that of the
    /// package if the contract lies in it, else that of the contract.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// Takes `format` for an annotation instead of a constraint, so that it is not checked and gives no type.
    pub fn annotate_formats(mut self) -> Self {
        self.annotate_formats = true;
        self
    }

    /// Validates the contract at `path` and generates its client, as `[generate]` of the nearest `tidings.toml` says.
    ///
    /// Nothing panics: whatever is wrong is told to Cargo, which fails the build.
    pub fn compile(self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        self.tell(path, |package, root| Project::open(package, path, root));
    }

    /// Generates the types of the schema at `path`, which needs no contract around it: in JSON Schema, Avro (`.avsc`) or
    /// Protocol Buffers (`.proto`, with the feature `protobuf`), perhaps with `#` and the place of the schema in the file.
    ///
    /// The module is called after the schema: `order` for `order.schema.json`, `Order` for
    /// `api.yaml#/components/schemas/Order`.
    /// Otherwise it does as [`Configuration::compile`].
    pub fn compile_schema(self, path: impl AsRef<str>) {
        let path = path.as_ref();
        self.tell(Path::new(path), |package, root| {
            Project::open_schema(package, path, root)
        });
    }

    /// Does the work for the package of this build script, and tells Cargo.
    fn tell(
        self,
        path: &Path,
        open: impl FnOnce(&Path, Option<&Path>) -> Result<Project, Unusable>,
    ) {
        let variable = |name| std::env::var_os(name).map(PathBuf::from);
        // Cargo runs a build script in the folder of its package; other build systems only say where that is.
        let package = variable("CARGO_MANIFEST_DIR").unwrap_or_else(|| PathBuf::from("."));
        let opened = open(&package, self.root.as_deref());
        let directives = self.write(path, opened, variable("OUT_DIR"));
        // Nobody is left to tell when Cargo does not listen.
        let _ = std::io::stdout()
            .lock()
            .write_all(directives.text().as_bytes());
    }

    /// Writes the code of what was `opened` at `path`, and gives what Cargo is to be told.
    fn write(
        self,
        path: &Path,
        opened: Result<Project, Unusable>,
        out_dir: Option<PathBuf>,
    ) -> Directives {
        let mut directives = Directives::default();
        let mut project = match opened {
            Ok(project) => project,
            Err(unusable) => {
                directives.rerun_if_changed(unusable.watched());
                directives.error(&unusable.to_string());
                return directives;
            }
        };
        directives.rerun_if_changed(project.watched());
        if self.annotate_formats {
            project.settings.formats = Formats::Annotate;
        }
        let generated = project.generate();
        for mistake in &generated.mistakes {
            directives.mistake(mistake);
        }
        let Some(code) = generated.code else {
            return directives;
        };
        let Some(folder) = self.out_dir.or(out_dir) else {
            directives.error(
                "OUT_DIR is not set, as it is in a build script; name a folder with `out_dir`",
            );
            return directives;
        };
        let name = self.name.unwrap_or_else(|| project.name());
        let file = folder.join(format!("{name}.rs"));
        if let Some(other) = claimed(&file, path) {
            directives.error(&format!(
                "{} and {} would both be `{name}`; give one of them another name: \
                 `tidings_build::configure().name(\"…\").compile(…)`",
                other.display(),
                path.display()
            ));
        } else if let Err(error) = write_if_changed(&file, &code) {
            directives.error(&format!("{} cannot be written: {error}", file.display()));
        } else {
            directives.module(&name, &file);
        }
        directives
    }
}

/// Takes `file` for the contract at `path`; gives the other contract of this build script that has taken it already.
fn claimed(file: &Path, path: &Path) -> Option<PathBuf> {
    static CLAIMS: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());
    // A thread that panicked has left the map as it was: it only ever grows by whole entries.
    let mut claims = CLAIMS.lock().unwrap_or_else(PoisonError::into_inner);
    let owner = claims
        .entry(file.to_owned())
        .or_insert_with(|| path.to_owned());
    Some(owner.clone()).filter(|owner| owner != path)
}

/// Leaves a file alone that says the same already, so that nothing is compiled again.
fn write_if_changed(file: &Path, code: &str) -> std::io::Result<()> {
    if std::fs::read(file).is_ok_and(|known| known == code.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, code)
}

#[cfg(test)]
mod tests;
