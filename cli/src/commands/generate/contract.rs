//! Code from a contract.

use std::path::Path;

use tidings_codegen::{Code, Options, weigh_errors};
use tidings_diag::{FileId, Finding};
use tidings_model::rules::NOT_ASYNCAPI;
use tidings_project::lint::means_unreadable;
use tidings_report::{Document, Texts};
use tidings_syntax::{Format, Value};

use super::Origin;
use crate::analysis::{Analysis, Extent, analyse};
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::input::Input;
use crate::policy::Policy;
use crate::session::Session;

/// The contract at `path`, and what was decided about code for it.
///
/// # Errors
///
/// When there is no saying where the document lies, or its configuration makes no sense.
pub(super) fn read(path: &Path, session: &Session<'_>) -> anyhow::Result<(Analysis, Policy)> {
    let input = Input::named(path, session)?;
    let policy = input.policy.clone();
    let mut analysis = analyse(&Discovered::Document(input), Extent::Validate);
    suggest_schema(path, &mut analysis);
    weigh_errors(&analysis.contract, &mut analysis.findings);
    Ok((analysis, policy))
}

/// Says how code comes of a schema by itself, where that is what was named in place of a contract.
fn suggest_schema(path: &Path, analysis: &mut Analysis) {
    let text = analysis.text(FileId(0)).map_or("", |file| file.text);
    if !is_schema(path, text) {
        return;
    }
    let refused = |finding: &&mut Finding| {
        finding.rule.id == NOT_ASYNCAPI.id || means_unreadable(finding.rule)
    };
    if let Some(finding) = analysis.findings.iter_mut().find(refused) {
        let path = path.display();
        finding.help = Some(format!(
            "it seems to be a schema by itself, whose types are generated with `--schema {path}`"
        ));
    }
}

/// Whether the file at `path`, which is no contract, seems to be a schema by itself.
fn is_schema(path: &Path, text: &str) -> bool {
    const KEYWORDS: [&str; 6] = [
        "$schema",
        "$defs",
        "allOf",
        "definitions",
        "properties",
        "type",
    ];
    let name = path.to_string_lossy();
    let endings = [".avsc", ".proto", ".schema.json", ".schema.yaml"];
    if endings.iter().any(|ending| name.ends_with(ending)) {
        return true;
    }
    let (tree, _) = tidings_syntax::parse(FileId(0), text.as_bytes(), Format::Yaml);
    let has = |root: Value<'_>| KEYWORDS.iter().any(|keyword| root.get(keyword).is_some());
    tree.root().is_some_and(has)
}

impl Origin for Analysis {
    fn exit(&self) -> Exit {
        Self::exit(self)
    }

    fn add(&mut self, findings: Vec<Finding>) {
        Self::add(self, findings);
    }

    fn document(&self) -> Document<'_> {
        Self::document(self)
    }

    fn code<'c>(&'c self, options: &'c Options) -> Option<Code<'c>> {
        Some(Code::of_contract(&self.contract, options))
    }
}
