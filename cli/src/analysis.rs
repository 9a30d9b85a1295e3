//! The way from a document to its findings and its contract.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tidings_diag::{FileId, Finding};
use tidings_model::Contract;
use tidings_report::{Document, Report, Text, Texts};
use tidings_source::Sources;

use crate::discover::Discovered;
use crate::input::Input;

/// What is known about one document that was asked for.
pub(crate) struct Analysis {
    /// What is wrong with it.
    pub(crate) findings: Vec<Finding>,
    /// What it says.
    pub(crate) contract: Contract,
    sources: Option<Sources>,
    names: Vec<String>,
    unchecked_bindings: BTreeMap<String, usize>,
}

/// Analyses every document, several at once; the order stays.
pub(crate) fn analyse_all(discovered: &[Discovered]) -> Vec<Analysis> {
    discovered.par_iter().map(analyse).collect()
}

/// Analyses one document.
pub(crate) fn analyse(discovered: &Discovered) -> Analysis {
    let opened = match discovered {
        Discovered::Document(input) => input.open().map(|files| (input, files)),
        Discovered::Nothing(finding) => Err(finding.clone()),
    };
    match opened {
        Ok((input, files)) => {
            let (sources, findings) = Sources::link(&files, &input.path);
            Analysis::of(input, sources, findings)
        }
        Err(finding) => Analysis {
            findings: vec![*finding],
            contract: Contract::default(),
            sources: None,
            names: Vec::new(),
            unchecked_bindings: BTreeMap::new(),
        },
    }
}

/// Joins analyses to what is shown.
pub(crate) fn report(analyses: &[Analysis]) -> Report<'_> {
    let documents: Vec<Document<'_>> = analyses
        .iter()
        .map(|analysis| Document {
            texts: analysis,
            findings: &analysis.findings,
        })
        .collect();
    Report::new(&documents)
}

impl Analysis {
    fn of(input: &Input, sources: Sources, mut findings: Vec<Finding>) -> Self {
        let lowered = tidings_model::lower(&sources);
        findings.extend(lowered.findings);
        let names = sources
            .files()
            .iter()
            .map(|source| input.name_of(&source.path));
        Self {
            names: names.collect(),
            findings,
            contract: lowered.contract,
            sources: Some(sources),
            unchecked_bindings: lowered.unchecked_bindings,
        }
    }

    /// What was done besides finding mistakes, and what was not done, one sentence each.
    pub(crate) fn details(&self) -> Vec<String> {
        let Some(name) = self.names.first() else {
            return Vec::new();
        };
        let contract = &self.contract;
        let mut details = vec![format!(
            "{name}: AsyncAPI {}, {} read, {}, {}, {}",
            contract.asyncapi,
            counted(self.names.len(), "file"),
            counted(contract.channels.len(), "channel"),
            counted(contract.operations.len(), "operation"),
            counted(contract.messages.len(), "message"),
        )];
        for (protocol, &count) in &self.unchecked_bindings {
            let bindings = counted(count, "binding");
            details.push(format!(
                "{name}: {bindings} of {protocol} let through unchecked"
            ));
        }
        details
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

impl Texts for Analysis {
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
