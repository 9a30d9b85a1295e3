//! Documents in memory, for every test of this crate.

use std::fmt::Write;

use tidings_diag::{Finding, Severity};
use tidings_source::{Files, MemoryFiles, Sources};
use tidings_syntax::Value;

/// A document that was read from a text.
pub(crate) struct Document {
    sources: Sources,
}

impl Document {
    /// A document in JSON.
    pub(crate) fn json(text: &str) -> Self {
        Self::named("document.json", text)
    }

    /// A document in YAML.
    pub(crate) fn yaml(text: &str) -> Self {
        Self::named("document.yaml", text)
    }

    /// A document in the file `path`.
    pub(crate) fn named(path: &str, text: &str) -> Self {
        Self::linked(&MemoryFiles::new([(path, text)]), path)
    }

    /// The document `path` among `files`.
    pub(crate) fn linked(files: &dyn Files, path: &str) -> Self {
        let (sources, findings) = Sources::link(files, path);
        let readable = |finding: &Finding| finding.severity < Severity::Error;
        assert!(findings.iter().all(readable), "{path}: {findings:?}");
        Self { sources }
    }

    /// Everything that was read.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The document's value.
    pub(crate) fn root(&self) -> Value<'_> {
        self.sources.root().expect("the document has a value")
    }
}

/// Findings as lines: rule, place, message, help.
pub(crate) fn shown(sources: &Sources, findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let location = finding.location.as_ref().unwrap();
        let source = sources.file(location.span.file);
        let place = source
            .lines
            .line_column(source.tree.text(), location.span.start);
        writeln!(
            text,
            "{} {} {}:{} {}\n  {}",
            finding.rule.code,
            finding.severity.name(),
            place.line,
            place.column,
            location.pointer.as_deref().unwrap_or(&source.path),
            finding.message
        )
        .unwrap();
        if let Some(help) = &finding.help {
            writeln!(text, "  help: {help}").unwrap();
        }
        if let Some(fix) = &finding.fix {
            writeln!(text, "  fix: {}", fix.title).unwrap();
        }
    }
    text
}
