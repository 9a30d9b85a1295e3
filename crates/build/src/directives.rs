//! What a build script tells Cargo (The Cargo Book, "Build Scripts", "Outputs of the Build Script").

use std::path::{Path, PathBuf};

use tidings_diag::Severity;
use tidings_project::Mistake;

/// Lines for Cargo.
#[derive(Clone, Debug, Default)]
pub(crate) struct Directives {
    text: String,
}

impl Directives {
    /// The lines.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Runs the script again when one of `files` has changed.
    pub(crate) fn rerun_if_changed(&mut self, files: &[PathBuf]) {
        for file in files {
            self.line("rerun-if-changed", &file.display().to_string());
        }
    }

    /// Tells `include_contract!` where the module of the contract called `name` is.
    pub(crate) fn module(&mut self, name: &str, file: &Path) {
        let variable = format!("TIDINGS_CONTRACT_{name}={}", file.display());
        self.line("rustc-env", &variable);
    }

    /// Fails the build.
    pub(crate) fn error(&mut self, message: &str) {
        self.line("error", message);
    }

    /// Something about the contract; information is left out, because a build is no place to read it.
    pub(crate) fn mistake(&mut self, mistake: &Mistake) {
        match mistake.severity {
            Severity::Error => self.line("error", &mistake.text),
            Severity::Warning => self.line("warning", &mistake.text),
            Severity::Info => {}
        }
    }

    /// A line of Cargo ends with the text line, so breaks become spaces.
    fn line(&mut self, key: &str, value: &str) {
        let value = value.replace(['\n', '\r'], " ");
        self.text.push_str(&format!("cargo::{key}={value}\n"));
    }
}
