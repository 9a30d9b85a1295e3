//! Changes that somebody knows of and has accepted: `tidings-accepted.toml`, the nearest one upwards from a contract.
//!
//! `file` reads one and writes into it, `stale` finds what of it holds for nothing any more, and here is which one counts for
//! which contract.
//! Whatever question is asked about contracts, what it finds is accepted in the same way (`acceptable`).

mod acceptable;
mod file;
mod stale;

pub(crate) use acceptable::Acceptable;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tidings_diag::RuleMeta;

use crate::clock::today;
use crate::git::Revision;
use crate::input::Input;
use crate::names::{relative, with_slashes};
use crate::policy::Policy;
use crate::session::Session;
use file::{About, AcceptedFile, Entry};

/// What the files are called.
pub(crate) const NAME: &str = "tidings-accepted.toml";

/// The files of one run.
pub(crate) struct Acceptances {
    files: BTreeMap<PathBuf, AcceptedFile>,
    /// The rules of what is asked in this run; what others have found may occur although it is not looked for.
    rules: &'static [&'static RuleMeta],
    /// The contracts of the run.
    contracts: BTreeMap<Name, Contract>,
    past: Past,
    today: String,
}

/// What a contract is called by those who accept something of it: the file that counts for it, and the path in it.
type Name = (PathBuf, String);

/// What a run knows of a contract.
struct Contract {
    policy: Policy,
    /// Its file.
    document: PathBuf,
    /// The names that it had before, under which entries go on to hold, each with the file that it was.
    former: BTreeMap<Name, PathBuf>,
    /// What was found, each with whether it was so before.
    occurring: BTreeMap<Occurrence, bool>,
    /// Whether something that it is held against could not be read, so that more may occur than was found.
    is_unread: bool,
}

/// Something that was found about a contract, whatever it is called: the contract on the other side, where there is one, and
/// the fingerprint.
type Occurrence = (Option<Name>, String);

/// What a run knows of contracts that are not on disk any more.
enum Past {
    /// What these revisions have, may be compared another time.
    Revisions(Vec<Revision>),
    /// What is accepted is about contracts that are there.
    Nothing,
}

/// What is to be accepted from now on.
pub(crate) struct Acceptance<'a> {
    /// Why.
    pub(crate) reason: Option<&'a str>,
    /// The last day on which that holds, as `2027-01-31`.
    pub(crate) until: Option<&'a str>,
}

impl Contract {
    /// Of which nothing was found yet.
    fn new(contract: &Input) -> Self {
        Self {
            policy: contract.policy.clone(),
            document: contract.identity(),
            former: BTreeMap::new(),
            occurring: BTreeMap::new(),
            is_unread: false,
        }
    }

    /// All its names, of which it has `own` now.
    fn names<'n>(&'n self, own: &'n Name) -> impl Iterator<Item = &'n Name> {
        std::iter::once(own).chain(self.former.keys())
    }

    /// The paths that it has and had before, seen from the folder of the file at `place`.
    fn paths_in(&self, place: &Path) -> impl Iterator<Item = String> {
        let documents = std::iter::once(&self.document).chain(self.former.values());
        documents.map(move |document| seen_from(place, document))
    }
}

impl Acceptances {
    /// Nothing yet, where `rules` are those of what is asked about contracts and their past.
    pub(crate) fn new(rules: &'static [&'static RuleMeta]) -> Self {
        Self {
            files: BTreeMap::new(),
            rules,
            contracts: BTreeMap::new(),
            past: Past::Revisions(Vec::new()),
            today: today(),
        }
    }

    /// The same, where nothing is asked about contracts that are gone.
    pub(crate) fn of_present(rules: &'static [&'static RuleMeta]) -> Self {
        Self {
            past: Past::Nothing,
            ..Self::new(rules)
        }
    }

    /// Notes that `version` is one of `contract`: if its file is gone since, the contract had that name before.
    ///
    /// # Errors
    ///
    /// When the file that counts cannot be read or makes no sense.
    pub(crate) fn note_version(
        &mut self,
        contract: &Input,
        version: &Input,
        session: &Session<'_>,
    ) -> anyhow::Result<()> {
        let Some(revision) = version.revision() else {
            return Ok(());
        };
        if let Past::Revisions(past) = &mut self.past
            && !past.contains(revision)
        {
            past.push(revision.clone());
        }
        if version.identity() != contract.identity() && !version.identity().exists() {
            let former = self.place(version, session)?;
            let (_, contract) = self.known(contract, session)?;
            contract.former.insert(former, version.identity());
        }
        Ok(())
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
        let (name, _) = self.known(contract, session)?;
        for one in found {
            let occurrence = self.occurrence(one, session)?;
            let entry = self.entry(&name, &occurrence, |entry| !entry.is_over(&self.today));
            one.set_accepted(entry.map(|(_, entry)| entry.accepted()));
            if let Some(contract) = self.contracts.get_mut(&name) {
                contract.occurring.insert(occurrence, one.was_so());
            }
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
        self.known(contract, session)?.1.is_unread = true;
        Ok(())
    }

    /// Accepts what was `found` about `contract` from now on; what was accepted before, under whatever name of the contract,
    /// is accepted again.
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
        let (name, _) = self.known(contract, session)?;
        let occurrence = self.occurrence(found, session)?;
        let known = self.entry(&name, &occurrence, |_| true);
        let known = known.map(|((place, _), entry)| {
            let (path, partner) = (entry.path.clone(), entry.partner.clone());
            (place.clone(), path, partner)
        });
        let (place, path) = name;
        let partner = |place: &Path| {
            let partner = found.partner();
            partner.map(|partner| seen_from(place, &partner.identity()))
        };
        match known {
            Some((in_file, known, known_partner)) => {
                // Another file than the one that counts has no path of the contract as it is.
                let path = if in_file == place { &path } else { &known };
                let partner = partner(&in_file);
                let known = About {
                    path: &known,
                    partner: known_partner.as_deref(),
                };
                let about = About {
                    path,
                    partner: partner.as_deref(),
                };
                let file = self.files.entry(in_file).or_default();
                file.renew((known, about), &occurrence.1, acceptance, &self.today)
            }
            None => {
                let partner = partner(&place);
                let about = About {
                    path: &path,
                    partner: partner.as_deref(),
                };
                let file = self.files.entry(place);
                file.or_default().add(about, found, acceptance)
            }
        }
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

    /// What is known of `contract`, and its name.
    fn known(
        &mut self,
        contract: &Input,
        session: &Session<'_>,
    ) -> anyhow::Result<(Name, &mut Contract)> {
        let name = self.place(contract, session)?;
        let known = self.contracts.entry(name.clone());
        Ok((name, known.or_insert_with(|| Contract::new(contract))))
    }

    /// What was `found`, by what tells it from all else that is found about its contract.
    fn occurrence(
        &mut self,
        found: &impl Acceptable,
        session: &Session<'_>,
    ) -> anyhow::Result<Occurrence> {
        let partner = match found.partner() {
            Some(partner) => Some(self.known(partner, session)?.0),
            None => None,
        };
        Ok((partner, found.fingerprint()))
    }

    /// What was accepted of the contract that is called `name` now where this is what was found, of the entries that are
    /// `meant`, and the name under which it stands.
    fn entry(
        &self,
        name: &Name,
        (partner, fingerprint): &Occurrence,
        meant: impl Fn(&Entry) -> bool,
    ) -> Option<(&Name, &Entry)> {
        let (name, contract) = self.contracts.get_key_value(name)?;
        let mut names = contract.names(name);
        names.find_map(|name| {
            let (place, path) = name;
            let file = self.files.get(place)?;
            let known = |partner: Option<&str>| {
                let entry = file.entry(About { path, partner }, fingerprint)?;
                meant(entry).then_some(entry)
            };
            let entry = match partner {
                Some(partner) => {
                    let mut paths = self.contracts.get(partner)?.paths_in(place);
                    paths.find_map(|path| known(Some(&path)))
                }
                None => known(None),
            };
            Some((name, entry?))
        })
    }

    /// The file that counts for `contract`, read, and the path that the contract has in it.
    fn place(&mut self, contract: &Input, session: &Session<'_>) -> anyhow::Result<Name> {
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
        let path = seen_from(&place, &document);
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

/// The path of `document`, seen from the folder of the file at `place`.
fn seen_from(place: &Path, document: &Path) -> String {
    let folder = place.parent().unwrap_or(Path::new(""));
    relative(&with_slashes(folder), &with_slashes(document))
}

/// The file as the user sees it from where they stand.
fn shown(place: &Path, session: &Session<'_>) -> String {
    relative(&with_slashes(&session.current), &with_slashes(place))
}
