//! What of the files holds for nothing: it does not occur any more, its time is over, or a path in it is that of no contract.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tidings_diag::{Finding, listed};
use tidings_project::rules::ACCEPTANCE_STALE;

use super::file::{AcceptedFile, Entry};
use super::{Acceptances, Contract, Name, Occurrence, Past, seen_from, shown};
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

/// Where an entry names a contract.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Path,
    Partner,
}

/// A path that an entry has for a contract.
type Written<'f> = (Field, &'f str);

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
            for (written, entries) in self.of_nothing(place, file) {
                let finding = self.no_contract((place, written), &entries, session)?;
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
        let mut beside: BTreeMap<(&str, &Name), Vec<&Entry>> = BTreeMap::new();
        for entry in entries.filter(|entry| self.is_asked(&entry.check)) {
            let partner = match &entry.partner {
                Some(written) => match self.named(place, (Field::Partner, written)) {
                    Some(partner) => Some(partner),
                    // That is told of its path.
                    None => continue,
                },
                None => None,
            };
            let occurrence = (partner.cloned(), entry.fingerprint.clone());
            let (why, help) = match contract.occurring.get(&occurrence) {
                None if contract.is_unread => continue,
                None => (
                    "what was accepted does not occur any more as it was".to_owned(),
                    GONE,
                ),
                Some(was_so) if entry.is_over(&self.today) => {
                    let until = entry.until.as_deref().unwrap_or_default();
                    let now = match was_so {
                        true => "is over, and does not count only because it was so before",
                        false => "counts again",
                    };
                    (format!("what was accepted until {until} {now}"), OVER)
                }
                Some(_) => {
                    moved.push(entry);
                    let partner = entry.partner.as_deref().zip(partner);
                    let partner = partner.filter(|(written, partner)| {
                        self.seen_from(place, partner).as_deref() != Some(*written)
                    });
                    if let Some(partner) = partner {
                        beside.entry(partner).or_default().push(entry);
                    }
                    continue;
                }
            };
            // The sentence of a change has names in quotes of its own.
            let message = format!("{path}: {why}: {} ({})", entry.message, entry.check);
            findings.push(
                Finding::of_file(&ACCEPTANCE_STALE, &file, message)
                    .with_help(help)
                    .with_detail(detail(entry)),
            );
        }
        let mut another_name = |written: &str, what: &str, entries: &[&Entry], help: String| {
            let message = format!(
                "{written}: the contract has another name now; what was accepted {what}{} goes on to hold only beside versions with the old one",
                how_many(entries)
            );
            findings.push(
                Finding::of_file(&ACCEPTANCE_STALE, &file, message)
                    .with_help(help)
                    .with_detail(format!("{path} {written}")),
            );
        };
        if name != known && !moved.is_empty() {
            let help = moving(place, name, session);
            another_name(path, "of it", &moved, help);
        }
        for ((written, partner), entries) in beside {
            let of = beside_partner(&[name.1.as_str()]);
            another_name(written, &of, &entries, self.writing(place, partner));
        }
        findings
    }

    /// The contract that is or was called so in the file at `place`.
    fn named(&self, place: &Path, (field, written): Written<'_>) -> Option<&Name> {
        let mut contracts = self.contracts.iter();
        let found = contracts.find(|(name, contract)| match field {
            Field::Path => contract
                .names(name)
                .any(|(of, path)| of == place && path == written),
            Field::Partner => contract.paths_in(place).any(|path| path == written),
        });
        found.map(|(name, _)| name)
    }

    /// What is asked about in this run and stands in the file at `place` under names that no contract of it has.
    fn of_nothing<'f>(
        &self,
        place: &Path,
        file: &'f AcceptedFile,
    ) -> BTreeMap<Written<'f>, Vec<&'f Entry>> {
        let mut others: BTreeMap<Written<'_>, Vec<&Entry>> = BTreeMap::new();
        for entry in file.entries().filter(|entry| self.is_asked(&entry.check)) {
            let partner = entry.partner.as_deref();
            let written = [
                Some((Field::Path, entry.path.as_str())),
                partner.map(|partner| (Field::Partner, partner)),
            ];
            for written in written.into_iter().flatten() {
                if self.named(place, written).is_none() {
                    others.entry(written).or_default().push(entry);
                }
            }
        }
        others
    }

    /// That the `entries` with the path in the file at `place` are about no contract; `None` where they may be about one that
    /// is not compared in this run.
    fn no_contract(
        &self,
        (place, (field, path)): (&Path, Written<'_>),
        entries: &[&Entry],
        session: &Session<'_>,
    ) -> anyhow::Result<Option<Finding>> {
        let meant = joined(place.parent().unwrap_or(Path::new("")), path);
        let home = self.home_of(&meant);
        let found = self.where_found(place, field, entries);
        let why = match fs::read(&meant) {
            _ if home.is_some() => "the contract is looked for by another name",
            Ok(bytes) if is_contract(&bytes) => return Ok(None),
            Ok(_) => "this is no AsyncAPI document",
            Err(_) if meant.exists() => return Ok(None),
            Err(_) if self.may_return(&meant, found.is_some())? => return Ok(None),
            Err(_) => "there is no such file",
        };
        let help = match (home.or(found), field) {
            (Some(name), Field::Path) => moving(place, name, session),
            (Some(name), Field::Partner) => self.writing(place, name),
            (None, _) => {
                let file = shown(place, session);
                format!(
                    "write the path that the contract has, seen from the folder of {file}, or take out what is about a contract that is gone"
                )
            }
        };
        let of = match field {
            Field::Path => "of it".to_owned(),
            Field::Partner => {
                let paths: BTreeSet<&str> = entries.iter().map(|it| it.path.as_str()).collect();
                beside_partner(&paths.into_iter().collect::<Vec<_>>())
            }
        };
        let message = format!(
            "{path}: {why}, so what was accepted {of}{} holds for nothing",
            how_many(entries)
        );
        let finding = Finding::of_file(&ACCEPTANCE_STALE, shown(place, session), message);
        Ok(Some(finding.with_help(help).with_detail(path)))
    }

    /// The name of the contract of this run that is the file at `meant`.
    fn home_of(&self, meant: &Path) -> Option<&Name> {
        let meant = meant.canonicalize().ok()?;
        let mut contracts = self.contracts.iter();
        let found = contracts.find(|(_, contract)| contract.document == meant);
        found.map(|(name, _)| name)
    }

    /// The name of the only contract that the `entries` in the file at `place` may mean, by what was found and has not been
    /// accepted.
    fn where_found(&self, place: &Path, field: Field, entries: &[&Entry]) -> Option<&Name> {
        let found = entries.iter().map(|entry| self.found(place, field, entry));
        let common = found.reduce(|all, more| &all & &more)?;
        let mut common = common.into_iter();
        match (common.next(), common.next()) {
            (Some(name), None) => Some(name),
            _ => None,
        }
    }

    /// The contracts that the entry in the file at `place` may mean by one of its paths.
    fn found(&self, place: &Path, field: Field, entry: &Entry) -> BTreeSet<&Name> {
        let path = self.named(place, (Field::Path, &entry.path));
        let partner = entry.partner.as_deref();
        let partner = partner.map(|written| self.named(place, (Field::Partner, written)));
        let is_meant = |name: &Name, occurrence: &Occurrence| {
            let (beside, fingerprint) = occurrence;
            let is_partner = match (&partner, beside) {
                (None, None) => true,
                (Some(partner), Some(beside)) => partner.is_none_or(|partner| partner == beside),
                _ => false,
            };
            *fingerprint == entry.fingerprint
                && path.is_none_or(|path| path == name)
                && is_partner
                && !self.is_named_by_another(place, entry, (name, beside.as_ref()))
                && self.entry(name, occurrence, |_| true).is_none()
        };
        let found = self.contracts.iter().flat_map(|(name, contract)| {
            let occurring = contract.occurring.iter();
            let meant = occurring.filter(move |(one, _)| is_meant(name, one));
            meant.filter_map(move |((beside, _), _)| match field {
                Field::Path => Some(name),
                Field::Partner => beside.as_ref(),
            })
        });
        found.collect()
    }

    /// Whether the file at `place` has another entry of the same, with one path of `entry` in common, whose other path is that
    /// of one of these contracts: that one is meant by it.
    fn is_named_by_another(
        &self,
        place: &Path,
        entry: &Entry,
        (name, beside): (&Name, Option<&Name>),
    ) -> bool {
        let entries = self.files.get(place).into_iter();
        let mut others = entries.flat_map(AcceptedFile::entries);
        others.any(|other| {
            let partner = other.partner.as_deref();
            let named = |field, written| self.named(place, (field, written));
            let is_beside = || {
                let beside_it = partner.and_then(|written| named(Field::Partner, written));
                beside_it.is_some() && beside_it == beside
            };
            let has_other_partner =
                || other.path == entry.path && partner != entry.partner.as_deref();
            let has_other_path = || other.path != entry.path && partner == entry.partner.as_deref();
            other.fingerprint == entry.fingerprint
                && (has_other_partner() && is_beside()
                    || has_other_path() && named(Field::Path, &other.path) == Some(name))
        })
    }

    /// The path of the contract that is called `name`, seen from the folder of the file at `place`.
    fn seen_from(&self, place: &Path, name: &Name) -> Option<String> {
        let contract = self.contracts.get(name)?;
        Some(seen_from(place, &contract.document))
    }

    /// How to make entries of the file at `place` hold beside the contract that is called `name`.
    fn writing(&self, place: &Path, name: &Name) -> String {
        let path = self.seen_from(place, name).unwrap_or_default();
        format!("write `partner = \"{path}\"`")
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
                Ok(below) if matches!(revision.has(&with_slashes(below)), Ok(false)) => {}
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

/// What tells an entry from all others of its file.
fn detail(entry: &Entry) -> String {
    let partner = entry.partner.as_deref();
    let named = [Some(entry.path.as_str()), partner, Some(&entry.fingerprint)];
    let named: Vec<&str> = named.into_iter().flatten().collect();
    named.join(" ")
}

/// That something was accepted of the contracts at `paths` where they meet the partner in question.
fn beside_partner(paths: &[&str]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    format!("of {} with it as partner", listed(&paths, "and"))
}

/// How many changes were accepted, where that is more than one.
fn how_many(entries: &[&Entry]) -> String {
    match entries.len() {
        1 => String::new(),
        count => format!(" ({})", counted(count, "change")),
    }
}
