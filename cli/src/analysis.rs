//! The way from a document to its findings and its contract.

use std::sync::Arc;

use rayon::prelude::*;
use tidings_diag::{FileId, Finding, LineIndex};
use tidings_model::Contract;
use tidings_model::contract::Action;
use tidings_report::{Document, Overridden, Report, Text, Texts};
use tidings_source::{Files, Sources};

use crate::catalogue;
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::input::Input;
use crate::policy::Policy;

/// What is known about one document that was asked for.
pub(crate) struct Analysis {
    /// What is wrong with it.
    pub(crate) findings: Vec<Finding>,
    /// What it says.
    pub(crate) contract: Contract,
    /// The files, in the order of their numbers.
    files: Vec<Shown>,
    details: Vec<String>,
    policy: Policy,
    overridden: Overridden,
}

/// A file as far as findings are shown on it, which is much less than its tree.
struct Shown {
    name: String,
    text: Arc<str>,
    lines: LineIndex,
}

/// A document with everything that its references name, of which nothing was asked yet.
struct Linked<'i> {
    input: &'i Input,
    sources: Sources,
    findings: Vec<Finding>,
}

/// How much is looked for in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What the specification demands.
    Validate,
    /// That, and what is allowed and hardly meant.
    Lint,
}

/// Finds what is wrong with every document, several at once; the order stays.
///
/// The contracts are not kept, because those of a thousand documents fill the memory.
pub(crate) fn check_all(discovered: &[Discovered], extent: Extent) -> Vec<Analysis> {
    let check = |discovered| Analysis {
        contract: Contract::default(),
        ..analyse(discovered, extent)
    };
    discovered.par_iter().map(check).collect()
}

/// Analyses one document.
pub(crate) fn analyse(discovered: &Discovered, extent: Extent) -> Analysis {
    match discovered {
        Discovered::Document(input) => match input.files() {
            Ok(files) => Analysis::of(input, &files, extent),
            Err(finding) => Analysis::nothing(*finding, input.policy.clone()),
        },
        Discovered::Nothing(finding, policy) => {
            Analysis::nothing((**finding).clone(), policy.clone())
        }
    }
}

/// Analyses versions of one document: what a version has in common with the one before it is parsed only once.
pub(crate) fn analyse_versions(versions: &[&Input], extent: Extent) -> Vec<Analysis> {
    let mut linked: Vec<Result<Linked<'_>, Analysis>> = Vec::new();
    for input in versions {
        let before = linked.last().and_then(|before| before.as_ref().ok());
        linked.push(match input.files() {
            Ok(files) => Ok(Linked::of(input, &files, before)),
            Err(finding) => Err(Analysis::nothing(*finding, input.policy.clone())),
        });
    }
    let analysed = linked.into_iter().map(|one| match one {
        Ok(linked) => linked.analysed(extent),
        Err(nothing) => nothing,
    });
    analysed.collect()
}

/// Joins analyses to what is shown, and to the exit status that they deserve.
pub(crate) fn report<'a>(analyses: impl IntoIterator<Item = &'a Analysis>) -> (Report<'a>, Exit) {
    let analyses: Vec<&Analysis> = analyses.into_iter().collect();
    let documents: Vec<Document<'_>> = analyses.iter().map(|one| one.document()).collect();
    let exits = analyses.iter().map(|one| one.exit());
    let exit = exits.max().unwrap_or(Exit::Clean);
    (Report::new(&documents, exit.status()), exit)
}

impl<'i> Linked<'i> {
    /// Of `input`, whose references lead to `files`, beside another version of it that is `known`.
    fn of(input: &'i Input, files: &dyn Files, known: Option<&Self>) -> Self {
        let (sources, findings) = match known {
            Some(known) => Sources::link_beside(files, &input.path, &known.sources),
            None => Sources::link(files, &input.path),
        };
        Self {
            input,
            sources,
            findings,
        }
    }

    fn analysed(self, extent: Extent) -> Analysis {
        let Self {
            input,
            sources,
            mut findings,
        } = self;
        let validated = tidings_lint::validate(&sources);
        findings.extend(validated.findings);
        if extent == Extent::Lint {
            let suspects = tidings_lint::suspect(&validated.contract, &sources, &findings);
            findings.extend(suspects);
        }
        for finding in &mut findings {
            let rule = finding.rule;
            debug_assert!(
                catalogue::lists(rule),
                "{} is not in the catalogue",
                rule.id
            );
            let path = finding.path.as_deref();
            finding.path = path.map(|path| input.name_of(path));
        }
        let files = sources.into_files().into_iter().map(|source| Shown {
            name: input.name_of(&source.path),
            text: Arc::clone(source.tree.text()),
            lines: source.lines,
        });
        let files: Vec<Shown> = files.collect();
        let mut analysis = Analysis {
            findings: Vec::new(),
            details: details(&input.name, files.len(), &validated.contract),
            contract: validated.contract,
            files,
            policy: input.policy.clone(),
            overridden: Overridden::default(),
        };
        analysis.add(findings);
        analysis
    }
}

impl Analysis {
    /// Of `input`, whose references lead to `files`.
    pub(crate) fn of(input: &Input, files: &dyn Files, extent: Extent) -> Self {
        Linked::of(input, files, None).analysed(extent)
    }

    /// Of a document that could not even be looked for.
    pub(crate) fn nothing(finding: Finding, policy: Policy) -> Self {
        Self {
            findings: vec![finding],
            ..Self::absent(policy)
        }
    }

    /// Of a document that is not there, and of which nobody says that it should be.
    pub(crate) fn absent(policy: Policy) -> Self {
        Self {
            findings: Vec::new(),
            contract: Contract::default(),
            files: Vec::new(),
            details: Vec::new(),
            policy,
            overridden: Overridden::default(),
        }
    }

    /// Adds what else was found, as far as the project wants to hear of it.
    pub(crate) fn add(&mut self, mut findings: Vec<Finding>) {
        let overridden = self.policy.apply(&mut findings);
        self.overridden += overridden;
        self.findings.extend(findings);
    }

    /// The status that the findings deserve.
    pub(crate) fn exit(&self) -> Exit {
        Exit::of(&self.findings, self.policy.fail_on)
    }

    /// Whether the document could not be read, or follows a version of the specification that is not supported: then
    /// nothing is known of what it describes.
    pub(crate) fn is_unread(&self) -> bool {
        self.contract.specification.is_none() || self.exit() == Exit::Unreadable
    }

    /// Whether both were read from the same texts.
    pub(crate) fn reads_as(&self, other: &Self) -> bool {
        let texts = |analysis: &Self| -> Vec<Arc<str>> {
            let files = analysis.files.iter();
            files.map(|file| Arc::clone(&file.text)).collect()
        };
        texts(self) == texts(other)
    }

    /// The findings in their document, for a report.
    pub(crate) fn document(&self) -> Document<'_> {
        Document {
            texts: self,
            findings: &self.findings,
            fails_from: self.policy.fail_on,
            overridden: self.overridden,
        }
    }

    /// What was done besides finding mistakes, and what was not done, one sentence each.
    pub(crate) fn details(&self) -> &[String] {
        &self.details
    }
}

/// What is to be said of the document `name`, which was read with the files it refers to.
fn details(name: &str, files: usize, contract: &Contract) -> Vec<String> {
    if files == 0 {
        return Vec::new();
    }
    let mut parts = vec![counted(files, "file")];
    if !contract.asyncapi.is_empty() {
        parts.insert(0, format!("AsyncAPI {}", contract.asyncapi));
        parts.push(counted(contract.channels.len(), "channel"));
        parts.push(counted(contract.operations.len(), "operation"));
        parts.push(counted(contract.messages.len(), "message"));
    }
    let mut details = vec![format!("{name}: {}", parts.join(", "))];
    details.extend(point_of_view(contract).map(|view| format!("{name}: {view}")));
    details
}

/// What `publish` and `subscribe` of AsyncAPI 2 mean, which looks at the application from outside.
fn point_of_view(contract: &Contract) -> Option<String> {
    let version = contract
        .specification
        .filter(|version| version.major == 2)?;
    let how_many = |action: Action| {
        let operations = contract.operations.iter();
        let operations = operations.filter(|operation| operation.action == action);
        counted(operations.count(), "operation")
    };
    Some(format!(
        "in AsyncAPI {version} others `publish` what the application receives ({}), \
         and `subscribe` to what it sends ({})",
        how_many(Action::Receive),
        how_many(Action::Send)
    ))
}

/// How many of something there are, in words.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

impl Texts for Analysis {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        let shown = self.files.get(file.0 as usize)?;
        Some(Text {
            path: &shown.name,
            text: &shown.text,
            lines: &shown.lines,
        })
    }
}
