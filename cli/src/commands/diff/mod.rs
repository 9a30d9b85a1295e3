//! `tidings diff`: what changed between two versions of a contract, whom it breaks, and the message that shows it.
//!
//! `asked` finds out which versions are meant and `versions` holds two with their texts; `json` and `human` write what
//! came out, `comment` makes one comment on a pull request of it, `findings` turns it into findings for all other formats.
//! `source` and `workspace` ask other questions and write what comes out in the same ways, on the same `sheet` and with
//! places of several documents `joined`; `accepting` writes down what is accepted, whatever was asked.

mod accepting;
mod against;
mod asked;
mod comment;
mod findings;
mod human;
mod instance;
mod joined;
mod json;
pub(super) mod likewise;
mod sheet;
mod source;
mod versions;
mod workspace;

use std::collections::HashSet;

use anyhow::{Context, bail};
use tidings_diag::Finding;
use tidings_diff::{Change, Comparison, Impact, Verdict, compare, is_grown, next_version};
use tidings_report::Document;

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
pub(super) use instance::shortened;
pub(super) use json::Changed;
use versions::{Reader, Versions};

/// Two versions, and what changed between them.
struct Compared {
    contract: Input,
    versions: Versions,
    agreement: Agreement,
    comparison: Comparison,
    counting: Counting,
}

/// Compares what the command line asks for.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
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
    for asked in asked(options, session)? {
        let Some(contract) = asked.contract() else {
            continue;
        };
        let agreement = Agreement::about(contract, options.how, session);
        let versions = reader.both(&asked);
        let mut comparison = compare(versions.base(), versions.revision(), &agreement);
        comparison.retain(|change| asked.counting.counts(change));
        acceptances.apply(contract, &mut comparison.changes, session)?;
        compared.push(Compared {
            contract: contract.clone(),
            versions,
            agreement,
            comparison,
            counting: asked.counting,
        });
    }
    if options.accept {
        let failing = compared.iter().flat_map(|one| one.failing(options, common));
        accepting::accept(failing, &mut acceptances, options, session)?;
        for one in &mut compared {
            acceptances.apply(&one.contract, &mut one.comparison.changes, session)?;
        }
    }
    let stale = accepting::stale(&acceptances, session);
    if options.next_version {
        return write_next_version(&compared, common);
    }
    let is_one = options.against.is_none() && options.history.is_none() && options.paths.len() == 2;
    if common.format.name != "json" {
        told_once(&mut compared);
    }
    let text = match (common.format.name, compared.as_slice()) {
        ("json", [one]) if is_one => json::one(one, &stale)?,
        ("json", compared) => json::several(compared, &stale)?,
        ("human", compared) => {
            terminal::problems(common, &analysis::report(&stale).0);
            pages(compared, options, common)
        }
        ("markdown", compared) => comment::comment(compared, &stale),
        (_, compared) => as_findings(compared, &stale, options, common),
    };
    terminal::write_result(common, &text)?;
    let mut exit = status(&compared, options, common);
    if options.check_version {
        for one in compared.iter().filter(|one| !one.is_grown()) {
            terminal::note(common, &one.version_to_have());
            exit = exit.max(Exit::Findings);
        }
    }
    Ok(exit)
}

/// Leaves out what the newest version breaks of an older one where a step between the two has been told to break it, and
/// comparisons of which nothing is left.
fn told_once(compared: &mut Vec<Compared>) {
    let steps = compared.iter().filter(|one| one.counting == Counting::All);
    let told = steps.flat_map(|one| one.comparison.changes.iter().map(Change::fingerprint));
    let told: HashSet<String> = told.collect();
    compared.retain_mut(|one| {
        if one.counting == Counting::All {
            return true;
        }
        let matters = |change: &Change| change.impact >= Impact::Risky;
        one.comparison
            .retain(|change| matters(change) && !told.contains(&change.fingerprint()));
        !one.comparison.changes.is_empty()
    });
}

/// The status that all comparisons deserve.
fn status(compared: &[Compared], options: &Diff, common: &Common) -> Exit {
    let exits = compared.iter().map(|one| one.exit(options, common));
    exits.max().unwrap_or(Exit::Clean)
}

impl Compared {
    /// What all changes together mean; nothing is known of what could not be read.
    fn verdict(&self) -> Verdict {
        match self.versions.is_unreadable() {
            true => Verdict::Unknown,
            false => self.comparison.verdict(),
        }
    }

    /// The changes that make the run fail, with the contract.
    fn failing<'c>(
        &'c self,
        options: &Diff,
        common: &Common,
    ) -> impl Iterator<Item = (&'c Input, &'c Change)> {
        let changes = self.comparison.changes.iter();
        let failing = changes.filter(|one| self.agreement.fails(one, options.unknown, common));
        failing.map(|change| (&self.contract, change))
    }

    fn exit(&self, options: &Diff, common: &Common) -> Exit {
        match self.failing(options, common).next() {
            _ if self.versions.is_unreadable() => Exit::Unreadable,
            Some(_) => Exit::Findings,
            None => Exit::Clean,
        }
    }

    /// The versions that both contracts state.
    fn stated(&self) -> [&str; 2] {
        [self.versions.base(), self.versions.revision()]
            .map(|contract| contract.info.version.as_str())
    }

    /// Whether the version grew as far as the changes ask for; one that is no version of Semantic Versioning has to be
    /// another one than before, if anything changed.
    fn is_grown(&self) -> bool {
        let is_step = self.counting == Counting::All;
        let [was, is] = [tidings_diff::Version::Base, tidings_diff::Version::Revision];
        if !is_step || self.versions.name(was).is_none() || self.versions.name(is).is_none() {
            return true;
        }
        let [base, revision] = self.stated();
        let bump = self.comparison.required_bump;
        is_grown(base, revision, bump)
            .unwrap_or(base != revision || self.comparison.changes.is_empty())
    }

    /// What the version should be, in words.
    fn version_to_have(&self) -> String {
        let [base, revision] = self.stated();
        let name = self.versions.contract();
        let bump = self.comparison.required_bump;
        match next_version(base, bump) {
            Some(next) => format!(
                "{name}: the version was {base} and is {revision}; these changes ask for {next} or more ({} bump)",
                bump.name()
            ),
            None => format!(
                "{name}: the version `{revision}` is the one from before, and something changed"
            ),
        }
    }
}

/// Writes the version that the revision should have.
fn write_next_version(compared: &[Compared], common: &Common) -> anyhow::Result<Exit> {
    let [one] = compared else {
        bail!("--next-version is for one contract; name it");
    };
    if one.versions.is_unreadable() {
        terminal::problems(common, &one.versions.report());
        return Ok(Exit::Unreadable);
    }
    let [base, _] = one.stated();
    let next = next_version(base, one.comparison.required_bump).with_context(|| {
        format!("`{base}` is no version of Semantic Versioning, so none follows it")
    })?;
    terminal::write_result(common, &format!("{next}\n"))?;
    Ok(Exit::Clean)
}

/// Every comparison as a page for people.
fn pages(compared: &[Compared], options: &Diff, common: &Common) -> String {
    let presentation = terminal::presentation(common);
    let pages = compared.iter().map(|one| {
        if common.verbose || one.versions.is_unreadable() {
            terminal::problems(common, &one.versions.report());
        } else {
            for sentence in one.versions.mistakes_in_words() {
                terminal::note(common, &sentence);
            }
        }
        let mut page = human::page(one, presentation, common.verbose);
        if options.explain_matching {
            let (base, revision) = (one.versions.base(), one.versions.revision());
            let lines = one.comparison.matching.explanation(base, revision);
            page += "\nwhich element was taken for which:\n";
            page.extend(lines.iter().map(|line| format!("  {line}\n")));
        }
        page
    });
    pages.collect::<Vec<_>>().join("\n")
}

/// Every change as a finding, in the format that was asked for.
fn as_findings(
    compared: &[Compared],
    stale: &[Analysis],
    options: &Diff,
    common: &Common,
) -> String {
    let findings: Vec<Vec<Finding>> = compared
        .iter()
        .map(|one| findings::of_changes(&one.comparison, &one.versions))
        .collect();
    let documents = compared.iter().zip(&findings);
    let documents = documents.map(|(one, findings)| joined::document(&one.versions, findings));
    let stale = stale.iter().map(Analysis::document);
    let documents: Vec<Document<'_>> = documents.chain(stale).collect();
    terminal::findings(common, &documents, status(compared, options, common))
}
