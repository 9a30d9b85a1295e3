//! Changes that somebody knows of and has accepted: `tidings-accepted.toml`, the nearest one upwards from a contract.
//!
//! `file` reads one and writes into it; here is which one counts for which contract, and what of it no longer holds.
//! Whatever question is asked about contracts, what it finds is accepted in the same way ([`Acceptable`]).

mod file;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use tidings_diag::{Finding, RuleMeta};
use tidings_diff::{Accepted, Change, SourceChange};
use tidings_project::rules::ACCEPTANCE_STALE;

use crate::analysis::Analysis;
use crate::catalogue;
use crate::clock::today;
use crate::input::Input;
use crate::names::{relative, with_slashes};
use crate::policy::Policy;
use crate::session::Session;
use file::AcceptedFile;

/// What the files are called.
pub(crate) const NAME: &str = "tidings-accepted.toml";

/// Something that is found about a contract and can be accepted.
pub(crate) trait Acceptable {
    /// The same for the same thing, whatever its lines.
    fn fingerprint(&self) -> String;
    /// What found it.
    fn rule(&self) -> &'static RuleMeta;
    /// What it is, in one sentence without a full stop.
    fn message(&self) -> &str;
    /// Notes whether somebody has accepted it.
    fn set_accepted(&mut self, accepted: Option<Accepted>);
}

/// The files of one run.
pub(crate) struct Acceptances {
    files: BTreeMap<PathBuf, AcceptedFile>,
    /// The rules of what is asked in this run; what others have found may occur although it is not looked for.
    rules: &'static [&'static RuleMeta],
    /// The contracts of the run, by the file that counts for each and the path in it.
    contracts: BTreeMap<(PathBuf, String), Contract>,
    today: String,
}

/// What a run knows of a contract.
struct Contract {
    policy: Policy,
    /// The fingerprints of what was found.
    occurring: HashSet<String>,
    /// Whether something that it is held against could not be read, so that more may occur than was found.
    is_unread: bool,
}

/// What to do about an entry that nothing needs any more.
const GONE: &str = "take the entry out";

/// What to do about an entry whose day is over.
const OVER: &str = "mend the contract and take the entry out, or accept the change for longer: `--accept --until DATE`";

/// What is to be accepted from now on.
pub(crate) struct Acceptance<'a> {
    /// Why.
    pub(crate) reason: Option<&'a str>,
    /// The last day on which that holds, as `2027-01-31`.
    pub(crate) until: Option<&'a str>,
}

impl Acceptable for Change {
    fn fingerprint(&self) -> String {
        self.fingerprint()
    }

    fn rule(&self) -> &'static RuleMeta {
        self.check
    }

    fn message(&self) -> &str {
        &self.message
    }

    fn set_accepted(&mut self, accepted: Option<Accepted>) {
        self.accepted = accepted;
    }
}

impl Acceptable for SourceChange {
    fn fingerprint(&self) -> String {
        self.fingerprint()
    }

    fn rule(&self) -> &'static RuleMeta {
        self.rule
    }

    fn message(&self) -> &str {
        &self.message
    }

    fn set_accepted(&mut self, accepted: Option<Accepted>) {
        self.accepted = accepted;
    }
}

impl Contract {
    /// Of which nothing was found yet.
    fn new(contract: &Input) -> Self {
        Self {
            policy: contract.policy.clone(),
            occurring: HashSet::new(),
            is_unread: false,
        }
    }
}

impl Acceptances {
    /// Nothing yet, where `rules` are those of what is asked.
    pub(crate) fn new(rules: &'static [&'static RuleMeta]) -> Self {
        Self {
            files: BTreeMap::new(),
            rules,
            contracts: BTreeMap::new(),
            today: today(),
        }
    }

    /// Marks what was accepted of what is `found` about `contract`.
    ///
    /// # Errors
    ///
    /// When the file that counts cannot be read or makes no sense.
    pub(crate) fn apply<'f, F: Acceptable + 'f>(
        &mut self,
        contract: &Input,
        found: impl IntoIterator<Item = &'f mut F>,
        session: &Session<'_>,
    ) -> anyhow::Result<()> {
        let (place, path) = self.place(contract, session)?;
        let file = self.files.get(&place);
        let known = self.contracts.entry((place, path.clone()));
        let Contract { occurring, .. } = known.or_insert_with(|| Contract::new(contract));
        for one in found {
            let fingerprint = one.fingerprint();
            if let Some(file) = file {
                one.set_accepted(file.accepted(&path, &fingerprint, &self.today));
            }
            occurring.insert(fingerprint);
        }
        Ok(())
    }

    /// Notes that `contract`, or what it is held against, could not be read: what was accepted of it may still occur.
    ///
    /// # Errors
    ///
    /// When the file that counts cannot be read or makes no sense.
    pub(crate) fn note_unread(
        &mut self,
        contract: &Input,
        session: &Session<'_>,
    ) -> anyhow::Result<()> {
        let name = self.place(contract, session)?;
        let known = self.contracts.entry(name);
        let known = known.or_insert_with(|| Contract::new(contract));
        known.is_unread = true;
        Ok(())
    }

    /// Accepts what was `found` about `contract` from now on.
    ///
    /// # Errors
    ///
    /// When the file that counts makes no sense.
    pub(crate) fn add(
        &mut self,
        contract: &Input,
        found: &impl Acceptable,
        acceptance: &Acceptance<'_>,
        session: &Session<'_>,
    ) -> anyhow::Result<()> {
        let (place, path) = self.place(contract, session)?;
        let file = self.files.entry(place);
        file.or_default().add(&path, found, acceptance)
    }

    /// Writes the files to which something was added, and says what they are called.
    ///
    /// # Errors
    ///
    /// When one cannot be written.
    pub(crate) fn write(&self, session: &Session<'_>) -> anyhow::Result<Vec<String>> {
        let changed = self.files.iter().filter(|(_, file)| file.is_changed());
        let written = changed.map(|(place, file)| {
            file.write(place)?;
            Ok(shown(place, session))
        });
        written.collect()
    }

    /// What was accepted of the contracts of this run, is asked about in it, and does not occur any more or is over: for each
    /// file and each configuration that applies to contracts in it, as that wants to hear of it.
    pub(crate) fn stale(&self, session: &Session<'_>) -> Vec<Analysis> {
        let mut all: BTreeMap<(&PathBuf, PathBuf), Analysis> = BTreeMap::new();
        for ((place, path), contract) in &self.contracts {
            let Some(file) = self.files.get(place) else {
                continue;
            };
            let mut findings = Vec::new();
            let entries = file.entries_of(path);
            for entry in entries.filter(|entry| self.is_asked(&entry.check)) {
                let occurs = contract.occurring.contains(&entry.fingerprint);
                let (why, help) = match (occurs, &entry.until) {
                    (false, _) if contract.is_unread => continue,
                    (false, _) => ("what was accepted does not occur any more".to_owned(), GONE),
                    (true, Some(until)) if *until < self.today => {
                        let why = format!("what was accepted until {until} counts again");
                        (why, OVER)
                    }
                    (true, _) => continue,
                };
                // The sentence of a change has names in quotes of its own.
                let message = format!("{path}: {why}: {} ({})", entry.message, entry.check);
                let name = shown(place, session);
                let finding = Finding::of_file(&ACCEPTANCE_STALE, name, message)
                    .with_help(help)
                    .with_detail(format!("{path} {}", entry.fingerprint));
                findings.push(finding);
            }
            if !findings.is_empty() {
                let folder = session.folder_of(&contract.policy.project());
                let analysis = all.entry((place, folder));
                let analysis =
                    analysis.or_insert_with(|| Analysis::absent(contract.policy.clone()));
                analysis.add(findings);
            }
        }
        all.into_values().collect()
    }

    /// Whether this run looks for what `check` finds. A check that nobody knows finds nothing whatever is asked.
    fn is_asked(&self, check: &str) -> bool {
        catalogue::find(check).is_none() || self.rules.iter().any(|rule| rule.id == check)
    }

    /// The file that counts for `contract`, read, and the path that the contract has in it.
    fn place(
        &mut self,
        contract: &Input,
        session: &Session<'_>,
    ) -> anyhow::Result<(PathBuf, String)> {
        let document = contract.identity();
        let project = session.folder_of(&contract.policy.project());
        let above = document.ancestors().skip(1);
        let mut above = above.take_while(|folder| folder.starts_with(contract.root()));
        let nearest = above.find(|folder| folder.join(NAME).is_file());
        let folder = match nearest {
            Some(folder) => folder,
            // A new one goes where the other decisions about the contract are.
            None if document.starts_with(&project) && project.starts_with(contract.root()) => {
                &project
            }
            None => contract.root(),
        };
        let place = folder.join(NAME);
        if nearest.is_some() && !self.files.contains_key(&place) {
            let file = AcceptedFile::read(&place, &shown(&place, session))?;
            self.files.insert(place.clone(), file);
        }
        let path = relative(&with_slashes(folder), &with_slashes(&document));
        Ok((place, path))
    }
}

/// The day `text` until which something is to be accepted.
///
/// # Errors
///
/// When it is no day, or over.
pub(crate) fn until(text: &str) -> anyhow::Result<String> {
    file::until(text, &today())
}

/// The file as the user sees it from where they stand.
fn shown(place: &Path, session: &Session<'_>) -> String {
    relative(&with_slashes(&session.current), &with_slashes(place))
}
