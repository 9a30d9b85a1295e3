//! What of the files holds for nothing: it does not occur any more, its time is over, or its path is that of no contract.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use tidings_diag::Finding;
use tidings_project::rules::ACCEPTANCE_STALE;

use super::file::{AcceptedFile, Entry};
use super::{Acceptances, Contract, Name, Past, shown};
use crate::analysis::{Analysis, counted};
use crate::catalogue;
use crate::discover::is_contract;
use crate::git::Repository;
use crate::names::{joined, with_slashes};
use crate::policy::Policy;
use crate::session::Session;

/// What to do about an entry that nothing needs any more.
const GONE: &str = "take the entry out";

/// What to do about an entry whose day is over.
const OVER: &str = "mend the contract and take the entry out, or accept the change for longer: `--accept --until DATE`";

/// The findings of a run, for each file and each configuration that applies to contracts in it, as that wants to hear of
/// them.
#[derive(Default)]
struct Told {
    all: BTreeMap<(PathBuf, PathBuf), Analysis>,
}

impl Told {
    /// Adds a finding about the file at `place`, where `policy` applies.
    fn add(&mut self, place: &Path, policy: &Policy, finding: Finding, session: &Session<'_>) {
        let folder = session.folder_of(&policy.project());
        let analysis = self.all.entry((place.to_owned(), folder));
        let analysis = analysis.or_insert_with(|| Analysis::absent(policy.clone()));
        analysis.add(vec![finding]);
    }
}

impl Acceptances {
    /// What was accepted, is asked about in this run and holds for nothing, or not for long.
    ///
    /// # Errors
    ///
    /// When a configuration makes no sense, or git cannot be started.
    pub(crate) fn stale(&self, session: &Session<'_>) -> anyhow::Result<Vec<Analysis>> {
        let mut told = Told::default();
        for (name, contract) in &self.contracts {
            for known in contract.names(name) {
                let findings = self.of_contract((name, known), contract, session);
                for finding in findings {
                    told.add(&known.0, &contract.policy, finding, session);
                }
            }
        }
        for (place, file) in &self.files {
            let of_file = self.contracts.iter().filter(|((of, _), _)| of == place);
            // Where nothing was compared, nothing is known of what the entries are about.
            if of_file.clone().all(|(_, contract)| contract.is_unread) {
                continue;
            }
            let folder = place.parent().unwrap_or(Path::new(""));
            let policy = session.policy(folder)?;
            for (path, entries) in self.of_nothing(place, file) {
                let finding = self.no_contract((place, path), &entries, session)?;
                if let Some(finding) = finding {
                    told.add(place, &policy, finding, session);
                }
            }
        }
        Ok(told.all.into_values().collect())
    }

    /// What was accepted under the name `known` of the `contract` that has the first name now.
    fn of_contract(
        &self,
        (name, known): (&Name, &Name),
        contract: &Contract,
        session: &Session<'_>,
    ) -> Vec<Finding> {
        let (place, path) = known;
        let file = shown(place, session);
        let entries = self.files.get(place).into_iter();
        let entries = entries.flat_map(|file| file.entries_of(path));
        let mut findings = Vec::new();
        let mut moved: Vec<&Entry> = Vec::new();
        for entry in entries.filter(|entry| self.is_asked(&entry.check)) {
            let occurs = contract.occurring.contains(&entry.fingerprint);
            let (why, help) = match occurs {
                false if contract.is_unread => continue,
                false => ("what was accepted does not occur any more".to_owned(), GONE),
                true if entry.is_over(&self.today) => {
                    let until = entry.until.as_deref().unwrap_or_default();
                    let why = format!("what was accepted until {until} counts again");
                    (why, OVER)
                }
                true => {
                    moved.push(entry);
                    continue;
                }
            };
            // The sentence of a change has names in quotes of its own.
            let message = format!("{path}: {why}: {} ({})", entry.message, entry.check);
            findings.push(
                Finding::of_file(&ACCEPTANCE_STALE, &file, message)
                    .with_help(help)
                    .with_detail(format!("{path} {}", entry.fingerprint)),
            );
        }
        if name != known && !moved.is_empty() {
            let message = format!(
                "{path}: the contract has another name now; what was accepted of it{} goes on to hold only beside versions with the old one",
                how_many(&moved)
            );
            findings.push(
                Finding::of_file(&ACCEPTANCE_STALE, &file, message)
                    .with_help(moving(place, name, session))
                    .with_detail(path.clone()),
            );
        }
        findings
    }

    /// What is asked about in this run and stands in the file at `place` under names that no contract of it has, by paths.
    fn of_nothing<'f>(
        &self,
        place: &PathBuf,
        file: &'f AcceptedFile,
    ) -> BTreeMap<&'f str, Vec<&'f Entry>> {
        let contracts = self.contracts.iter();
        let names = contracts.flat_map(|(name, contract)| contract.names(name));
        let names = names.filter(|(of, _)| of == place);
        let known: HashSet<&str> = names.map(|(_, path)| path.as_str()).collect();
        let mut others: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in file.entries() {
            if !known.contains(entry.path.as_str()) && self.is_asked(&entry.check) {
                others.entry(&entry.path).or_default().push(entry);
            }
        }
        others
    }

    /// That the `entries` with the path in the file at `place` are about no contract; `None` where they may be about one that
    /// is not compared in this run.
    fn no_contract(
        &self,
        (place, path): (&Path, &str),
        entries: &[&Entry],
        session: &Session<'_>,
    ) -> anyhow::Result<Option<Finding>> {
        let meant = joined(place.parent().unwrap_or(Path::new("")), path);
        let home = self.home_of(&meant);
        let found = self.where_found(entries);
        let why = match fs::read(&meant) {
            _ if home.is_some() => "the contract is looked for by another name",
            Ok(bytes) if is_contract(&bytes) => return Ok(None),
            Ok(_) => "this is no AsyncAPI document",
            Err(_) if meant.exists() => return Ok(None),
            Err(_) if self.may_return(&meant, found.is_some())? => return Ok(None),
            Err(_) => "there is no such file",
        };
        let help = match home.or(found) {
            Some(name) => moving(place, name, session),
            None => {
                let file = shown(place, session);
                format!(
                    "write the path that the contract has, seen from the folder of {file}, or take out what is about a contract that is gone"
                )
            }
        };
        let message = format!(
            "{path}: {why}, so what was accepted of it{} holds for nothing",
            how_many(entries)
        );
        let finding = Finding::of_file(&ACCEPTANCE_STALE, shown(place, session), message);
        Ok(Some(finding.with_help(help).with_detail(path)))
    }

    /// The name of the contract of this run that is the file at `meant`.
    fn home_of(&self, meant: &Path) -> Option<&Name> {
        let meant = meant.canonicalize().ok()?;
        self.contracts.keys().find(|(place, path)| {
            let folder = place.parent().unwrap_or(Path::new(""));
            joined(folder, path) == meant
        })
    }

    /// The name of the only contract about which all that the `entries` are about was found, and has not been accepted.
    fn where_found(&self, entries: &[&Entry]) -> Option<&Name> {
        let is_found = |(name, contract): &(&Name, &Contract)| {
            entries.iter().all(|entry| {
                let fingerprint = &entry.fingerprint;
                let is_accepted = || self.entry(name, fingerprint, |_| true).is_some();
                contract.occurring.contains(fingerprint) && !is_accepted()
            })
        };
        let mut found = self.contracts.iter().filter(is_found);
        match (found.next(), found.next()) {
            (Some((name, _)), None) => Some(name),
            _ => None,
        }
    }

    /// Whether the file at `place`, which is not there, may be compared as it was: by one of the revisions of this run, or
    /// where that has none and nothing speaks against it, by any of its repository.
    fn may_return(&self, place: &Path, is_found_elsewhere: bool) -> anyhow::Result<bool> {
        let Past::Revisions(past) = &self.past else {
            return Ok(false);
        };
        if past.is_empty() {
            let mut above = place.ancestors().skip(1);
            let folder = above.find(|folder| folder.is_dir());
            let is_in_repository = || folder.is_some_and(|folder| Repository::of(folder).is_ok());
            return Ok(!is_found_elsewhere && is_in_repository());
        }
        for revision in past {
            let below = place.strip_prefix(&revision.repository.top);
            match below {
                Ok(below) if !revision.has(&with_slashes(below))? => {}
                Ok(_) | Err(_) => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Whether this run looks for what `check` finds. A check that nobody knows finds nothing whatever is asked.
    fn is_asked(&self, check: &str) -> bool {
        catalogue::find(check).is_none() || self.rules.iter().any(|rule| rule.id == check)
    }
}

/// How to make entries of the file at `place` hold for the contract that is called `name`.
fn moving(place: &Path, (of, path): &Name, session: &Session<'_>) -> String {
    match of == place {
        true => format!("write `path = \"{path}\"`"),
        false => format!(
            "move it to {}, with `path = \"{path}\"`",
            shown(of, session)
        ),
    }
}

/// How many changes were accepted, where that is more than one.
fn how_many(entries: &[&Entry]) -> String {
    match entries.len() {
        1 => String::new(),
        count => format!(" ({})", counted(count, "change")),
    }
}
