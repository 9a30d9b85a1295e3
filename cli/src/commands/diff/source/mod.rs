//! `tidings diff --level source`: whether callers of the generated code still compile.
//!
//! `described` is what they see of both versions; `json`, `human` and `comment` write what became of it, and `findings`
//! turns it into findings for all other formats.

mod comment;
mod described;
mod findings;
mod human;
mod json;

use anyhow::bail;
use tidings_codegen::{Form, Options, Runtime};
use tidings_diff::{RequiredBump, SourceChange, Verdict, Version, source_bump, source_changes};

use super::asked::{Counting, asked};
use super::joined;
use super::versions::{Reader, Versions};
use crate::agreement::Agreement;
use crate::arguments::{Diff, Level};
use crate::exit::Exit;
use crate::session::Session;
use crate::terminal;

/// Two versions, and what became of the code of the base.
struct Compared {
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
/// When it makes no sense, or generated code does not parse, which is a mistake of this program.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    if options.accept {
        bail!(
            "--accept is about messages; what callers of generated code have to change is not accepted"
        );
    }
    let form = match options.level {
        Level::Source => Form::Crate {
            name: "generated".to_owned(),
            runtime: Runtime::Version,
        },
        Level::Messages | Level::SourceModule => Form::Modules,
    };
    let mut reader = Reader::default();
    let mut all = Vec::new();
    for asked in asked(options, session)? {
        let Some(contract) = asked.contract().filter(|_| asked.counting == Counting::All) else {
            continue;
        };
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
        all.push(Compared {
            versions,
            changes,
            denies_unknown: agreement.denies(options.unknown),
        });
    }
    let exit = all.iter().map(Compared::exit).max().unwrap_or(Exit::Clean);
    let text = match common.format.name {
        "json" => json::document(&all, options.level)?,
        "markdown" => comment::comment(&all),
        "human" => {
            for one in &all {
                terminal::problems(common, &one.versions.report());
            }
            let pages = all
                .iter()
                .map(|one| human::page(one, terminal::presentation(common)));
            pages.collect::<Vec<_>>().join("\n")
        }
        _ => {
            let findings: Vec<_> = all.iter().map(findings::of_changes).collect();
            let documents = all.iter().zip(&findings);
            let documents =
                documents.map(|(one, findings)| joined::document(&one.versions, findings));
            terminal::findings(common, &documents.collect::<Vec<_>>(), exit)
        }
    };
    terminal::write_result(common, &text)?;
    Ok(exit)
}

impl Compared {
    /// What it means for callers.
    fn verdict(&self) -> Verdict {
        match self.changes.as_deref() {
            None => Verdict::Unknown,
            Some([]) => Verdict::Unchanged,
            Some(changes) if changes.iter().any(|change| change.breaks) => Verdict::Breaking,
            Some(_) => Verdict::Compatible,
        }
    }

    /// How far the version of a package with the code has to grow, if it has the contract's.
    fn required_bump(&self) -> RequiredBump {
        let version = &self.versions.base().info.version;
        source_bump(self.changes.as_deref(), version)
    }

    fn changes(&self) -> &[SourceChange] {
        self.changes.as_deref().unwrap_or_default()
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
