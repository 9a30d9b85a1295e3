//! The schema that the command line names: a file, or a place in one.

use std::path::Path;

use tidings_diag::{FileId, Finding};
use tidings_project::lint::means_unreadable;
use tidings_report::{Document, Overridden, Text, Texts};
use tidings_schema::standalone::{Breadth, Language, Meaning};
use tidings_source::Sources;

use crate::exit::Exit;
use crate::input::{Input, STDIN};
use crate::policy::Policy;
use crate::session::Session;

/// A schema with everything it leads to.
pub(in crate::commands) struct Subject {
    /// What it says; nothing where it could not be found.
    pub(in crate::commands) meaning: Meaning,
    /// What is wrong with it, as far as the project wants to hear of it.
    pub(in crate::commands) findings: Vec<Finding>,
    name: String,
    sources: Option<Sources>,
    names: Vec<String>,
    policy: Policy,
    overridden: Overridden,
}

impl Subject {
    /// Reads the schema that `argument` names: a file, perhaps with `#` and a JSON Pointer; `breadth` says what is meant
    /// by a whole file.
    ///
    /// # Errors
    ///
    /// When the place holds something else than a schema, or one in a language that is not read.
    pub(in crate::commands) fn read(
        argument: &str,
        language: Option<Language>,
        breadth: Breadth,
        session: &Session<'_>,
    ) -> anyhow::Result<Self> {
        let (path, pointer) = match argument.split_once('#') {
            // A file may have such a name too.
            Some((path, pointer)) if !Path::new(argument).exists() => (path, pointer),
            _ => (argument, ""),
        };
        let input = Input::named(Path::new(path), session)?;
        let mut subject = Self {
            meaning: Meaning::default(),
            findings: Vec::new(),
            name: match argument {
                STDIN => input.name.clone(),
                argument => argument.to_owned(),
            },
            sources: None,
            names: Vec::new(),
            policy: input.policy.clone(),
            overridden: Overridden::default(),
        };
        let files = match input.files() {
            Ok(files) => files,
            Err(finding) => {
                subject.meaning.gap = Some((*finding).clone());
                subject.add(vec![*finding]);
                return Ok(subject);
            }
        };
        let (sources, mut findings) = Sources::link(&files, &input.path);
        let meaning = Meaning::of_file(&sources, &input.name, pointer, language, breadth)?;
        subject.meaning = meaning;
        findings.append(&mut subject.meaning.findings);
        for finding in findings.iter_mut().chain(&mut subject.meaning.gap) {
            let path = finding.path.as_deref();
            finding.path = path.map(|path| input.name_of(path));
        }
        let unreadable = findings
            .iter()
            .find(|finding| means_unreadable(finding.rule));
        if let Some(unreadable) = unreadable {
            subject.meaning.gap = Some(unreadable.clone());
        }
        let names = sources.files().iter();
        subject.names = names.map(|source| input.name_of(&source.path)).collect();
        subject.sources = Some(sources);
        subject.add(findings);
        Ok(subject)
    }

    /// Adds what was found, as far as the project wants to hear of it.
    pub(in crate::commands) fn add(&mut self, mut findings: Vec<Finding>) {
        self.overridden += self.policy.apply(&mut findings);
        self.findings.extend(findings);
    }

    /// What the user calls it.
    pub(in crate::commands) fn name(&self) -> &str {
        &self.name
    }

    /// What was decided about it.
    pub(in crate::commands) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The status that the findings deserve.
    pub(in crate::commands) fn exit(&self) -> Exit {
        Exit::of(&self.findings, self.policy.fail_on)
    }

    /// The schema as a document of a report.
    pub(in crate::commands) fn document(&self) -> Document<'_> {
        Document {
            texts: self,
            findings: &self.findings,
            fails_from: self.policy.fail_on,
            overridden: self.overridden,
        }
    }
}

impl Texts for Subject {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        let index = file.0 as usize;
        let source = self.sources.as_ref()?.files().get(index)?;
        Some(Text {
            path: self.names.get(index)?,
            text: source.tree.text(),
            lines: &source.lines,
        })
    }
}
