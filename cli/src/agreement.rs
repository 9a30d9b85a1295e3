//! What was agreed about the comparison of a contract: the command line before the configuration before the defaults.

use std::iter;
use std::sync::Arc;

use tidings_diag::{RuleMeta, Severity};
use tidings_diff::{Change, Day, Impact, Options, Policy, Reading, Terms, Weight};
use tidings_model::contract::Channel;

use crate::arguments::{Common, FormatCheck, How, Unknown};
use crate::choice::Chosen;
use crate::clock::today;
use crate::configuration::{DiffPath, Project};
use crate::input::Input;
use crate::names::{relative, with_slashes};
use crate::session::Session;

/// What was agreed about the comparison of a contract.
#[derive(Clone, Debug)]
pub(crate) struct Agreement {
    how: How,
    project: Arc<Project>,
    /// The file of the contract, seen from the folder of the configuration.
    file: String,
    /// The day of the comparison, which decides whether something ended as announced.
    today: Option<Day>,
}

impl Agreement {
    /// What the command line says about `contract`, and where it says nothing its configuration.
    pub(crate) fn about(contract: &Input, how: How, session: &Session<'_>) -> Self {
        Self {
            how,
            file: seen_from_project(contract, session),
            project: contract.policy.project(),
            today: Day::read(&today()),
        }
    }

    /// Every way in which something of the contract may be compared.
    pub(crate) fn ways(&self) -> Vec<Options> {
        let general = self.options();
        let entries = self.entries().map(|entry| self.with(general, entry));
        iter::once(general).chain(entries).collect()
    }

    /// What the command line says about the contracts of the project in the current folder, all together.
    ///
    /// # Errors
    ///
    /// When the configuration of the folder cannot be read or makes no sense.
    pub(crate) fn here(how: How, session: &Session<'_>) -> anyhow::Result<Self> {
        Ok(Self {
            how,
            project: session.configurations.of_folder(&session.current)?,
            file: String::new(),
            today: Day::read(&today()),
        })
    }

    /// Whether what could not be found out fails, where the command line says `unknown` of it.
    pub(crate) fn denies(&self, unknown: Option<Unknown>) -> bool {
        let unknown = unknown.or(self.project.configuration.diff.unknown);
        unknown.unwrap_or(Unknown::Deny) == Unknown::Deny
    }

    /// The least impact that fails.
    pub(crate) fn fail_on(&self, common: &Common) -> Impact {
        let configured = self.project.configuration.diff.fail_on.map(Impact::from);
        let asked = common.fail_on.map(|severity| match severity {
            Severity::Info => Impact::Compatible,
            Severity::Warning => Impact::Risky,
            Severity::Error => Impact::Breaking,
        });
        asked.or(configured).unwrap_or(Impact::Breaking)
    }

    /// Whether `change` makes the run fail unless it is accepted.
    pub(crate) fn counts(
        &self,
        change: &Change,
        unknown: Option<Unknown>,
        common: &Common,
    ) -> bool {
        match change.impact {
            Impact::Unknown => self.denies(unknown),
            impact => impact >= self.fail_on(common),
        }
    }

    /// `options` with what an entry of the configuration says, unless the command line says something else.
    fn with(&self, options: Options, path: &DiffPath) -> Options {
        self.decided(options, path.policy, path.reading, path.formats)
    }

    /// `options` with what the command line says, else with what a table of the configuration does.
    fn decided(
        &self,
        options: Options,
        policy: Option<Chosen<Policy>>,
        reading: Option<Chosen<Reading>>,
        formats: Option<FormatCheck>,
    ) -> Options {
        let policy = self.how.policy.or(policy.map(|chosen| chosen.0));
        let reading = self.how.reading.or(reading.map(|chosen| chosen.0));
        let formats = self.how.formats.or(formats);
        Options {
            policy: policy.unwrap_or(options.policy),
            reading: reading.unwrap_or(options.reading),
            formats: formats.map_or(options.formats, Into::into),
            ..options
        }
    }

    /// The entries of the configuration that are about the file, in their order.
    fn entries(&self) -> impl Iterator<Item = &DiffPath> {
        let entries = self.project.configuration.diff.paths.iter();
        entries.filter(|entry| entry.is_about(&self.file))
    }
}

impl Terms for Agreement {
    fn options(&self) -> Options {
        let configured = &self.project.configuration.diff;
        let options = Options {
            today: self.today,
            ..Options::default()
        };
        let (policy, reading) = (configured.policy, configured.reading);
        let options = self.decided(options, policy, reading, configured.formats);
        let of_files = self.entries().filter(|entry| entry.channels.is_empty());
        of_files.fold(options, |options, entry| self.with(options, entry))
    }

    fn of_channel(&self, channel: &Channel) -> Options {
        let of_channel = self.entries().filter(|entry| {
            let mut channels = entry.channels.iter();
            channels.any(|pattern| pattern.matches(called(channel)))
        });
        of_channel.fold(self.options(), |options, entry| self.with(options, entry))
    }

    fn weight(&self, check: &RuleMeta) -> Option<Weight> {
        let mut checks = self.project.configuration.diff.checks.iter();
        let (_, counted) = checks.find(|(id, _)| id.as_ref() == check.id)?;
        Some((*counted).into())
    }
}

/// What `[[diff.path]]` calls the file of a contract: its path from the folder of the configuration.
pub(crate) fn seen_from_project(contract: &Input, session: &Session<'_>) -> String {
    let folder = session.folder_of(&contract.policy.project());
    relative(&with_slashes(&folder), &with_slashes(&contract.identity()))
}

/// What `[[diff.path]]` calls a channel: its address, or its key where it has none.
pub(crate) fn called(channel: &Channel) -> &str {
    channel.address.as_deref().unwrap_or(&channel.key)
}
