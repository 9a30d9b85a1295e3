//! `tidings diff --level source`: whether callers of the generated code still compile.
//!
//! `described` is what they see of both versions; `json`, `human` and `comment` write what became of it, and `findings`
//! turns it into findings for all other formats.

mod comment;
mod described;
mod findings;
mod human;
mod json;

use tidings_codegen::{Form, Options, Runtime};
use tidings_diff::{
    Outcome, RequiredBump, SOURCE_RULES, SourceChange, Verdict, Version, source_bump,
    source_changes,
};

use super::accepting;
use super::asked::{Counting, asked};
use super::joined;
use super::mistakes;
use super::versions::{Reader, Versions};
use super::working_copy::WorkingCopy;
use crate::accepted::Acceptances;
use crate::agreement::Agreement;
use crate::analysis::{self, Analysis};
use crate::arguments::{Diff, Level};
use crate::exit::Exit;
use crate::input::Input;
use crate::session::Session;
use crate::terminal;

/// Two versions, and what became of the code of the base.
struct Compared {
    contract: Input,
    versions: Versions,
    /// What became of it; `None` where there is no code from one of them.
    changes: Option<Vec<SourceChange>>,
    /// Whether it fails that nothing could be found out.
    denies_unknown: bool,
}

/// Compares the code of the versions that the command line asks for.
///
/// # Errors
///
/// When it makes no sense, what was accepted cannot be read or written, or generated code does not parse, which is a
/// mistake of this program.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let form = match options.level {
        Level::Source => Form::Crate {
            name: "generated".to_owned(),
            runtime: Runtime::Version,
        },
        Level::Messages | Level::SourceModule => Form::Modules,
    };
    let mut acceptances = Acceptances::new(SOURCE_RULES);
    let mut reader = Reader::default();
    let mut all = Vec::new();
    for asked in asked(options, session)?.into_iter().flatten() {
        if asked.counting != Counting::All {
            continue;
        }
        let contract = &asked.contract;
        for version in asked.versions() {
            acceptances.note_version(contract, version, session)?;
        }
        let mut generation = Options::new(form.clone());
        // What the project has decided now: its callers see no other names.
        generation.settings = contract.policy.generate().clone();
        let agreement = Agreement::about(contract, options.how, session);
        let versions = reader.both(&asked);
        let items = |version, contract| match versions.name(version) {
            Some(_) => described::items(contract, &generation),
            // Nobody calls what is not there.
            None => Ok(Some(Vec::new())),
        };
        let base = items(Version::Base, versions.base())?;
        let revision = items(Version::Revision, versions.revision())?;
        let both = base.zip(revision).filter(|_| !versions.is_unreadable());
        let changes = both.map(|(base, revision)| source_changes(&base, &revision));
        let mut one = Compared {
            contract: contract.clone(),
            versions,
            changes,
            denies_unknown: agreement.denies(options.unknown),
        };
        one.apply(&mut acceptances, session)?;
        all.push(one);
    }
    if options.accept {
        let breaking = all.iter().flat_map(|one| {
            let breaking = one.changes().iter().filter(|change| change.breaks);
            breaking.map(|change| (&one.contract, change))
        });
        accepting::accept(breaking, &mut acceptances, options, session)?;
        for one in &mut all {
            one.apply(&mut acceptances, session)?;
        }
    }
    let stale = acceptances.stale(session)?;
    let exits = all.iter().map(Compared::exit);
    let exit = exits
        .max()
        .unwrap_or(Exit::Clean)
        .max(accepting::status(&stale));
    let text = match common.format.name {
        "json" => json::document(&all, options.level, &stale)?,
        "jsonl" => json::lines(&all, &stale)?,
        "markdown" => comment::comment(&all, &stale),
        "human" => {
            terminal::decisions(common, &analysis::report(&stale).0);
            for one in &all {
                mistakes::say(one.versions.named(), common);
            }
            let pages = all
                .iter()
                .map(|one| human::page(one, terminal::presentation(common)));
            pages.collect::<Vec<_>>().join("\n")
        }
        _ => {
            let files = all
                .iter()
                .map(|one| WorkingCopy::of(&one.contract, &one.versions));
            let files: Vec<WorkingCopy<'_>> = files.collect();
            let findings = all.iter().zip(&files);
            let findings = findings.map(|(one, files)| findings::of_changes(one, files));
            let findings: Vec<_> = findings.collect();
            let documents = files.iter().zip(&findings);
            let documents = documents.map(|(files, findings)| joined::document(files, findings));
            let documents = documents.chain(stale.iter().map(Analysis::document));
            terminal::findings(common, &documents.collect::<Vec<_>>(), exit)
        }
    };
    terminal::write_result(common, &text)?;
    Ok(exit)
}

impl Compared {
    /// Marks what was accepted of the changes.
    fn apply(
        &mut self,
        acceptances: &mut Acceptances,
        session: &Session<'_>,
    ) -> anyhow::Result<()> {
        if self.changes.is_none() {
            acceptances.note_unread(&self.contract, session)?;
        }
        let changes = self.changes.iter_mut().flatten();
        acceptances.apply(&self.contract, changes, session)
    }

    /// What it means for callers, for programs.
    fn verdict(&self) -> Verdict {
        self.outcome().verdict()
    }

    /// What it means for callers, besides what was accepted; of what else changed they need not know.
    fn outcome(&self) -> Outcome {
        let Some(changes) = &self.changes else {
            return Outcome::Unknown;
        };
        let is_accepted = changes.iter().any(|change| change.accepted.is_some());
        match changes.as_slice() {
            changes if changes.iter().any(SourceChange::counts) => Outcome::Breaking,
            _ if is_accepted => Outcome::Accepted,
            [] => Outcome::Unchanged,
            _ => Outcome::Compatible,
        }
    }

    /// How far the version of a package with the code has to grow, if it has the contract's; what was accepted still has
    /// to be told by it.
    fn required_bump(&self) -> RequiredBump {
        let version = &self.versions.base().info.version;
        source_bump(self.changes.as_deref(), version)
    }

    fn changes(&self) -> &[SourceChange] {
        self.changes.as_deref().unwrap_or_default()
    }

    /// The changes that people are told: what breaks, and after that what was accepted.
    fn told(&self) -> impl Iterator<Item = &SourceChange> {
        let counting = self.changes().iter().filter(|change| change.counts());
        let changes = self.changes().iter();
        counting.chain(changes.filter(|change| change.accepted.is_some()))
    }

    fn name(&self, version: Version) -> Option<&str> {
        self.versions.name(version)
    }

    fn exit(&self) -> Exit {
        match self.verdict() {
            _ if self.versions.is_unreadable() => Exit::Unreadable,
            Verdict::Breaking => Exit::Findings,
            Verdict::Unknown if self.denies_unknown => Exit::Findings,
            Verdict::Unknown | Verdict::Compatible | Verdict::Unchanged => Exit::Clean,
        }
    }
}
