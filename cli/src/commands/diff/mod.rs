//! `tidings diff`: what changed between two versions of a contract, whom it breaks, and the message that shows it.
//!
//! `asked` finds out which versions are meant, `former` what a contract was that is called otherwise now, and `versions`
//! holds two with their texts; `version` says whether the number of the newer one grew far enough, `listed` leaves out what
//! a page has told before, `mistakes` says what is wrong with the documents and `unmatched` with what the project decided.
//! `json` and `human` write what came out, `comment` makes one
//! comment on a pull request of it, `findings` turns it into findings for all other formats, which stand in the files of the
//! `working_copy`.
//! `source` and `workspace` ask other questions and write what comes out in the same ways, on the same `sheet` with its
//! `room` and with places of several documents `joined`; `accepting` writes down what is accepted, whatever was asked.

mod accepting;
mod against;
mod asked;
mod comment;
mod findings;
mod former;
mod human;
mod instance;
mod joined;
mod json;
pub(super) mod likewise;
mod listed;
mod mistakes;
mod room;
mod sheet;
mod source;
mod unmatched;
mod version;
mod versions;
mod working_copy;
mod workspace;

use std::path::PathBuf;

use anyhow::bail;
use tidings_diag::Finding;
use tidings_diff::{Change, Comparison, Outcome, Verdict, compare};
use tidings_report::{Document, printable};

use crate::accepted::Acceptances;
use crate::agreement::Agreement;
use crate::analysis::{self, Analysis};
use crate::arguments::{Common, Diff, Level};
use crate::exit::Exit;
use crate::input::Input;
use crate::session::Session;
use crate::terminal;
pub(super) use asked::named;
use asked::{Counting, asked};
pub(super) use findings::in_words;
pub(super) use human::concerned;
pub(super) use instance::{Shown, this};
pub(super) use json::Changed;
use listed::{Listed, told_once};
use versions::{Reader, Versions};
use working_copy::WorkingCopy;

/// The forms in which changes are written: those of findings, and for programs, comments and people forms of their own.
pub(crate) const FORMATS: &[(&str, &str)] = &[
    (
        "human",
        "for people: what breaks, for whom, by which message, and what to do instead",
    ),
    (
        "concise",
        "one line a change: file:line:column: severity[check] message",
    ),
    ("json", "one JSON document for programs, version 1"),
    (
        "jsonl",
        "one JSON object a change and line, as `json` has them in its list",
    ),
    ("sarif", "SARIF 2.1.0, for code scanning and editors"),
    ("github", "annotations of GitHub Actions"),
    ("gitlab", "a Code Quality report of GitLab"),
    (
        "junit",
        "JUnit XML for build servers, a suite a file and a case a check",
    ),
    ("markdown", "one comment on a pull request"),
];

/// Two versions, and what changed between them.
struct Compared {
    contract: Input,
    /// The files of both versions, whatever they hold there now.
    files: Vec<PathBuf>,
    /// Which of the contracts that are asked about it is, counted from 0.
    place: usize,
    versions: Versions,
    agreement: Agreement,
    comparison: Comparison,
    counting: Counting,
    /// What is listed of the changes, where that is not all.
    listed: Option<Listed>,
}

/// Compares what the command line asks for.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
    if let Some(objection) = options.objection() {
        bail!("{objection}");
    }
    if options.workspace {
        return workspace::run(options, session);
    }
    if options.level != Level::Messages {
        return source::run(options, session);
    }
    let common = session.common;
    let mut acceptances = Acceptances::new(tidings_diff::RULES);
    let mut reader = Reader::default();
    let mut compared = Vec::new();
    let asked = asked(options, session)?.into_iter().enumerate();
    let asked = asked.flat_map(|(place, series)| series.into_iter().map(move |one| (place, one)));
    for (place, asked) in asked {
        let contract = &asked.contract;
        for version in asked.versions() {
            acceptances.note_version(contract, version, session)?;
        }
        let agreement = Agreement::about(contract, options.how, session);
        let versions = reader.both(&asked);
        let mut comparison = compare(versions.base(), versions.revision(), &agreement);
        if versions.is_unreadable() {
            comparison.withdraw();
            acceptances.note_unread(contract, session)?;
        }
        comparison.retain(|change| asked.counting.counts(change));
        acceptances.apply(contract, &mut comparison.changes, session)?;
        compared.push(Compared {
            contract: contract.clone(),
            files: asked.versions().map(Input::identity).collect(),
            place,
            versions,
            agreement,
            comparison,
            counting: asked.counting,
            listed: None,
        });
    }
    unmatched::warn(&compared, options, session);
    if options.accept {
        let counting = compared.iter().flat_map(|one| {
            let counting = one.counting(options, common);
            counting.map(|change| (&one.contract, change))
        });
        accepting::accept(counting, &mut acceptances, options, session)?;
        for one in &mut compared {
            acceptances.apply(&one.contract, &mut one.comparison.changes, session)?;
        }
    }
    let stale = acceptances.stale(session)?;
    if options.next_version {
        return version::write_next(&compared, common);
    }
    let run = Run::of(&compared, &stale, options, common);
    let is_one = options.against.is_none() && options.history.is_none() && options.paths.len() == 2;
    if !["json", "jsonl"].contains(&common.format.name) {
        told_once(&mut compared);
    }
    let has_place_for_pairs = ["human", "json", "markdown"].contains(&common.format.name);
    for one in compared.iter().filter(|_| !has_place_for_pairs) {
        for line in one.matching(options).into_iter().flatten() {
            terminal::note(common, &printable(&line));
        }
    }
    let text = match (common.format.name, compared.as_slice()) {
        ("json", [one]) if is_one => json::one(one, &stale, options)?,
        ("json", compared) => json::several(compared, &stale, options)?,
        ("jsonl", compared) => json::lines(compared, &stale, options)?,
        ("human", compared) => {
            terminal::decisions(common, &analysis::report(&stale).0);
            pages(compared, options, common)
        }
        ("markdown", compared) => {
            let outcomes = &run.outcomes;
            comment::comment(compared, outcomes, &stale, options, common.verbose)
        }
        (_, compared) => as_findings(compared, &stale, run.exit, options, common),
    };
    terminal::write_result(common, &text)?;
    Ok(run.exit)
}

/// What a run came to, whatever is told of it.
struct Run {
    /// What each comparison came to.
    outcomes: Vec<Outcome>,
    exit: Exit,
}

impl Run {
    fn of(compared: &[Compared], stale: &[Analysis], options: &Diff, common: &Common) -> Self {
        let exits = compared.iter().map(|one| one.exit(options, common));
        let exits = exits.chain([accepting::status(stale)]);
        Self {
            outcomes: compared.iter().map(Compared::outcome).collect(),
            exit: exits.max().unwrap_or(Exit::Clean),
        }
    }
}

impl Compared {
    /// What all changes together mean.
    fn verdict(&self) -> Verdict {
        self.comparison.verdict()
    }

    /// The same in the word that people read first.
    fn outcome(&self) -> Outcome {
        match self.versions.is_unreadable() {
            true => Outcome::Unknown,
            false => self.comparison.outcome(),
        }
    }

    /// The changes that make the run fail unless they are accepted.
    fn counting(&self, options: &Diff, common: &Common) -> impl Iterator<Item = &Change> {
        let changes = self.comparison.changes.iter();
        changes.filter(|change| self.agreement.counts(change, options.unknown, common))
    }

    fn exit(&self, options: &Diff, common: &Common) -> Exit {
        let mut counting = self.counting(options, common);
        let fails = counting.any(|change| change.accepted.is_none());
        match fails {
            _ if self.versions.is_unreadable() => Exit::Unreadable,
            true => Exit::Findings,
            false if options.check_version && !self.is_grown() => Exit::Findings,
            false => Exit::Clean,
        }
    }

    /// What is wrong besides the documents, where the command line asks for it.
    fn besides(&self, options: &Diff) -> Option<Finding> {
        self.version_too_small().filter(|_| options.check_version)
    }

    /// Which element of one version was taken for which of the other one, where the command line asks for it.
    fn matching(&self, options: &Diff) -> Option<Vec<String>> {
        let matching = &self.comparison.matching;
        let explanation = || matching.explanation(self.versions.base(), self.versions.revision());
        options.explain_matching.then(explanation)
    }
}

/// Every comparison as a page for people.
fn pages(compared: &[Compared], options: &Diff, common: &Common) -> String {
    let presentation = terminal::presentation(common);
    let pages = compared.iter().map(|one| {
        mistakes::say(one.versions.named(), common);
        let besides = one.besides(options);
        let mut page = human::page(one, besides.as_ref(), presentation, common.verbose);
        if let Some(lines) = one.matching(options) {
            page += "\nwhich element was taken for which:\n";
            let lines = lines.iter();
            page.extend(lines.map(|line| presentation.paragraph(2, &printable(line))));
        }
        page
    });
    pages.collect::<Vec<_>>().join("\n")
}

/// Every change as a finding, in the format that was asked for.
fn as_findings(
    compared: &[Compared],
    stale: &[Analysis],
    exit: Exit,
    options: &Diff,
    common: &Common,
) -> String {
    let files = compared
        .iter()
        .map(|one| WorkingCopy::of(&one.contract, &one.versions));
    let files: Vec<WorkingCopy<'_>> = files.collect();
    let findings = compared.iter().zip(&files).map(|(one, files)| {
        let denies_unknown = one.agreement.denies(options.unknown);
        let mut findings = findings::of_changes(one.wholes(), files, denies_unknown);
        findings.extend(
            one.besides(options)
                .map(|finding| files.of_revision(finding)),
        );
        findings
    });
    let findings: Vec<Vec<Finding>> = findings.collect();
    let documents = files.iter().zip(&findings);
    let documents = documents.map(|(files, findings)| joined::document(files, findings));
    let stale = stale.iter().map(Analysis::document);
    let documents: Vec<Document<'_>> = documents.chain(stale).collect();
    terminal::findings(common, &documents, exit)
}
