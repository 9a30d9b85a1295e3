//! What a build script tells Cargo (The Cargo Book, "Build Scripts", "Outputs of the Build Script").

use std::path::Path;

use tidings_diag::{Finding, Severity};
use tidings_source::Sources;

use crate::place::Place;

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

    pub(crate) fn rerun_if_changed(&mut self, path: &Path) {
        self.line("rerun-if-changed", &path.display().to_string());
    }

    /// Fails the build.
    pub(crate) fn error(&mut self, message: &str) {
        self.line("error", message);
    }

    /// A finding about one of `sources`; information is left out, because a build is no place to read it.
    pub(crate) fn finding(&mut self, finding: &Finding, sources: &Sources, place: &Place) {
        let key = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => return,
        };
        let mut text = position(finding, sources, place).unwrap_or_default();
        text.push_str(&finding.message);
        if let Some(help) = &finding.help {
            text.push_str("; ");
            text.push_str(help);
        }
        self.line(key, &format!("{text} [{}]", finding.rule.id));
    }

    /// A line of Cargo ends with the text line, so breaks become spaces.
    fn line(&mut self, key: &str, value: &str) {
        let value = value.replace(['\n', '\r'], " ");
        self.text.push_str(&format!("cargo::{key}={value}\n"));
    }
}

/// `api/orders.yaml:12:7: `.
fn position(finding: &Finding, sources: &Sources, place: &Place) -> Option<String> {
    let Some(location) = &finding.location else {
        let path = finding.path.as_deref()?;
        return Some(format!("{}: ", place.on_disk(path).display()));
    };
    let source = sources.files().get(location.span.file.0 as usize)?;
    let start = source
        .lines
        .line_column(source.tree.text(), location.span.start);
    let path = place.on_disk(&source.path);
    Some(format!(
        "{}:{}:{}: ",
        path.display(),
        start.line,
        start.column
    ))
}
