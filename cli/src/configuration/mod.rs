//! `tidings.toml`: what a project has decided, so that nobody has to say it on the command line.
//!
//! Only what works is accepted, and everything else is an error with its place: a key that is silently ignored is a
//! decision that is silently broken.
//! A new key is a field of one of the structs here; `docs/configuration.md` tells what it does.

mod diff;
mod find;
mod read;

use serde::Deserialize;
use tidings_codegen::Settings;
use tidings_project::lint::Lint;

pub(crate) use diff::{Diff, DiffPath, Pattern};
pub(crate) use find::{Configurations, Project};

/// What a project has decided; read by the command `tidings`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Configuration {
    /// What is wrong, and how much it matters.
    pub(crate) lint: Lint,
    /// Where references lead.
    pub(crate) references: References,
    /// How versions are compared.
    pub(crate) diff: Diff,
    /// How code is generated.
    pub(crate) generate: Settings,
    /// The documents of the project; what `tidings validate` and `tidings lint` check when no path is given.
    pub(crate) spec: Vec<Spec>,
}

impl Configuration {
    /// Reads `text`, the file that the user knows as `name`.
    ///
    /// # Errors
    ///
    /// Says with line and column what is no TOML, no known key or no known value, and what was probably meant.
    pub(crate) fn read(name: &str, text: &str) -> anyhow::Result<Self> {
        read::parse(name, text)
    }
}

impl AsRef<Lint> for Configuration {
    fn as_ref(&self) -> &Lint {
        &self.lint
    }
}

/// The table `[references]`.
///
/// Hosts are not allowed here: the network is used when whoever runs the command says so, not when a file does.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct References {
    /// A file that maps addresses in references to files, seen from the folder of this file.
    pub(crate) ref_map: Option<String>,
}

/// One entry of `[[spec]]`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Spec {
    /// A document or a folder of documents, seen from the folder of this file.
    pub(crate) path: String,
    /// What `tidings diff` compares it with when the command line does not say: a revision of its git repository, or a
    /// file, seen from the folder of this file.
    pub(crate) baseline: Option<String>,
}

#[cfg(test)]
mod tests {
    use crate::committed_schema::check_read;

    use super::*;

    #[test]
    fn the_committed_schema_is_that_of_the_structs() {
        check_read::<Configuration>("tidings-toml.json", "tidings.toml");
    }

    /// The blocks of a page that are TOML.
    fn blocks(page: &str) -> impl Iterator<Item = &str> {
        let starts = page.split("```toml\n").skip(1);
        starts.map(|rest| rest.split("```").next().unwrap_or_default())
    }

    #[test]
    fn the_examples_of_the_page_are_read_and_keep_the_schema() {
        let schema = include_str!("../../schema/tidings-toml.json");
        let schema = serde_json::from_str(schema).expect("the schema is JSON");
        let validator = jsonschema::validator_for(&schema).expect("the schema is usable");
        let page = include_str!("../../../docs/configuration.md");
        assert!(blocks(page).count() > 3);
        for block in blocks(page) {
            read::parse("tidings.toml", block).unwrap_or_else(|error| panic!("{error}\n{block}"));
            let value: toml::Value = toml::from_str(block).expect("TOML");
            let value = serde_json::to_value(value).expect("the same as JSON");
            assert!(validator.is_valid(&value), "{block}");
        }
    }
}
