//! A run written as a file: texts, and findings that name the place they are at by its text.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use tidings_diag::{
    Applicability, Edit, FileId, Finding, Fix, Group, LineIndex, Location, RuleMeta, Severity,
    Span, Witness,
};
use tidings_report::{Document, Overridden, Report, Text, Texts};

/// The documents of one fixture.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Run {
    #[serde(default)]
    exit_status: u8,
    #[serde(default)]
    overridden: OverriddenSpec,
    document: Vec<DocumentSpec>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OverriddenSpec {
    off: usize,
    changed: usize,
}

impl From<OverriddenSpec> for Overridden {
    fn from(spec: OverriddenSpec) -> Self {
        Self {
            off: spec.off,
            changed: spec.changed,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentSpec {
    #[serde(default)]
    file: Vec<FileSpec>,
    #[serde(default)]
    finding: Vec<FindingSpec>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSpec {
    path: String,
    text: String,
    /// Puts so many spaces before the text, for very long lines.
    #[serde(default)]
    padding: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingSpec {
    rule: String,
    code: String,
    severity: String,
    message: String,
    help: Option<String>,
    section: Option<String>,
    path: Option<String>,
    at: Option<At>,
    #[serde(default)]
    related: Vec<RelatedSpec>,
    witness: Option<WitnessSpec>,
    example: Option<String>,
    difference: Option<String>,
    fix: Option<FixSpec>,
}

/// The first occurrence of a text in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct At {
    #[serde(default)]
    file: u32,
    text: String,
    pointer: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelatedSpec {
    message: String,
    at: At,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WitnessSpec {
    instance: String,
    headers: Option<String>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixSpec {
    title: String,
    edit: Vec<EditSpec>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditSpec {
    at: At,
    replacement: String,
}

struct Read {
    path: String,
    text: String,
    lines: LineIndex,
}

struct Files(Vec<Read>);

impl Texts for Files {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        let read = self.0.get(file.0 as usize)?;
        Some(Text {
            path: &read.path,
            text: &read.text,
            lines: &read.lines,
        })
    }
}

impl Run {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("a fixture");
        toml::from_str(&text).expect("a fixture of this form")
    }

    /// Hands the fixture's report to `show`.
    pub(crate) fn report<T>(&self, show: impl FnOnce(&Report<'_>) -> T) -> T {
        let parts: Vec<(Files, Vec<Finding>)> =
            self.document.iter().map(DocumentSpec::parts).collect();
        let documents: Vec<Document<'_>> = parts
            .iter()
            .map(|(texts, findings)| Document {
                texts,
                findings,
                fails_from: Severity::Error,
                overridden: self.overridden.into(),
            })
            .collect();
        show(&Report::new(&documents, self.exit_status))
    }
}

impl DocumentSpec {
    fn parts(&self) -> (Files, Vec<Finding>) {
        let files = Files(self.file.iter().map(FileSpec::read).collect());
        let findings = self.finding.iter().map(|finding| finding.made(&files));
        let findings = findings.collect();
        (files, findings)
    }
}

impl FileSpec {
    fn read(&self) -> Read {
        let text = " ".repeat(self.padding) + &self.text;
        Read {
            path: self.path.clone(),
            lines: LineIndex::new(&text),
            text,
        }
    }
}

impl FindingSpec {
    fn made(&self, files: &Files) -> Finding {
        // Rules live as long as the program; a leak is the way to make one at run time.
        let rule: &'static RuleMeta = Box::leak(Box::new(RuleMeta {
            id: self.rule.clone().leak(),
            code: self.code.clone().leak(),
            severity: match self.severity.as_str() {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "info" => Severity::Info,
                other => panic!("no severity is called {other}"),
            },
            group: Group::Structure,
            summary: "a rule of a test",
            page: "A rule of a test.\n\n## Why it matters\n\nIt does not (AsyncAPI 3.0, Info Object).\n",
        }));
        let mut finding = match (&self.at, &self.path) {
            (Some(at), None) => Finding::new(rule, at.location(files), &self.message),
            (None, Some(path)) => Finding::of_file(rule, path, &self.message),
            _ => panic!("a finding has either `at` or `path`"),
        };
        finding.help = self.help.clone();
        finding.example = self.example.clone();
        finding.section = self.section.clone();
        for related in &self.related {
            finding = finding.with_related(related.at.location(files), &related.message);
        }
        if let Some(witness) = &self.witness {
            finding = finding.with_witness(Witness {
                instance: witness.instance.clone(),
                headers: witness.headers.clone(),
                reason: witness.reason.clone(),
            });
        }
        finding.difference = self.difference.clone();
        finding.fix = self.fix.as_ref().map(|fix| Fix {
            title: fix.title.clone(),
            applicability: Applicability::Safe,
            edits: fix.edit.iter().map(|edit| edit.made(files)).collect(),
        });
        finding
    }
}

impl EditSpec {
    fn made(&self, files: &Files) -> Edit {
        Edit {
            span: self.at.location(files).span,
            replacement: self.replacement.clone(),
        }
    }
}

impl At {
    fn location(&self, files: &Files) -> Location {
        let text = &files.0[self.file as usize].text;
        let start = text.find(&self.text).expect("the place is in the text");
        let end = start + self.text.len();
        Location {
            span: Span::new(FileId(self.file), start as u32, end as u32),
            pointer: self.pointer.as_deref().map(Arc::from),
        }
    }
}
