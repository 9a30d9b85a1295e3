//! Schemas with values that are valid and values that are not.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use tidings_schema::{Dialect, Literal};
use tidings_source::{MemoryFiles, Sources};
use tidings_syntax::Value;

/// A schema, and what has to be accepted and refused under it.
#[derive(Clone, Debug)]
pub struct Card {
    /// What it is called: the name of its file, in the suite also of its group.
    pub name: String,
    /// The text of the schema.
    pub schema: String,
    /// The dialect, unless the schema names one itself.
    pub dialect: Dialect,
    /// The folder with the files behind `http://localhost:1234/`, which schemas of the suite refer to.
    pub remotes: Option<PathBuf>,
    /// Whether nothing is asked for but what the schema says to the letter: a `format` is an annotation, and keywords
    /// about values of one type are silent about others.
    pub is_literal: bool,
    /// The values, in the order of the file.
    pub values: Vec<Instance>,
}

/// A value and its verdict.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The value.
    pub value: Literal,
    /// Whether it is valid under the schema.
    pub is_valid: bool,
    /// What it shows, in a few words.
    pub about: String,
}

/// The cards in `folder`, one a file, in the order of their names.
///
/// A card is a JSON object: `about`, `schema`, `valid` (a list of values) and `invalid` (a list of `{why, value}`).
///
/// # Errors
///
/// When a file cannot be read or is no card.
pub fn read_folder(folder: &Path) -> anyhow::Result<Vec<Card>> {
    let cards = json_files(folder)?.into_iter().map(|path| {
        let document = Document::read(&path)?;
        card(&document).with_context(|| format!("{} is no card", path.display()))
    });
    cards.collect()
}

fn card(document: &Document) -> anyhow::Result<Card> {
    let root = document.root()?;
    let items = |name: &str| {
        let list = root.get(name);
        list.map(Value::items)
            .with_context(|| format!("`{name}` is missing"))
    };
    let valid = items("valid")?.map(|value| Instance {
        value: Literal::from(value),
        is_valid: true,
        about: String::new(),
    });
    let mut values: Vec<Instance> = valid.collect();
    for entry in items("invalid")? {
        let why = entry
            .get("why")
            .and_then(Value::as_str)
            .context("`why` is missing")?;
        values.push(Instance {
            value: Literal::from(entry.get("value").context("`value` is missing")?),
            is_valid: false,
            about: why.to_owned(),
        });
    }
    Ok(Card {
        name: document.name.clone(),
        schema: text_of(root.get("schema").context("`schema` is missing")?).to_owned(),
        dialect: Dialect::Draft7,
        remotes: None,
        is_literal: false,
        values,
    })
}

/// The required cases of one draft of the JSON Schema Test Suite in `suite`; each group is a card.
///
/// # Errors
///
/// When a file cannot be read or is not written as the suite writes them.
pub fn read_suite(suite: &Path, draft: &str, dialect: Dialect) -> anyhow::Result<Vec<Card>> {
    let mut cards = Vec::new();
    for path in json_files(&suite.join("tests").join(draft))? {
        let document = Document::read(&path)?;
        for group in document.root()?.items() {
            let about = group.get("description").and_then(Value::as_str);
            let about = about.context("a group without `description`")?;
            let tests = group.get("tests").context("a group without `tests`")?;
            cards.push(Card {
                name: format!("{}: {about}", document.name),
                schema: text_of(group.get("schema").context("a group without `schema`")?)
                    .to_owned(),
                dialect,
                remotes: Some(suite.join("remotes")),
                is_literal: true,
                values: tests.items().map(case).collect::<anyhow::Result<_>>()?,
            });
        }
    }
    Ok(cards)
}

fn case(test: Value<'_>) -> anyhow::Result<Instance> {
    let about = test.get("description").and_then(Value::as_str);
    Ok(Instance {
        value: Literal::from(test.get("data").context("a case without `data`")?),
        is_valid: test
            .get("valid")
            .and_then(Value::as_bool)
            .context("a case without `valid`")?,
        about: about.context("a case without `description`")?.to_owned(),
    })
}

/// A JSON file.
struct Document {
    name: String,
    sources: Sources,
}

impl Document {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let file = "document.json";
        let (sources, findings) = Sources::link(&MemoryFiles::new([(file, text)]), file);
        let broken = findings.iter().find(|finding| finding.location.is_none());
        ensure!(broken.is_none(), "{}: {broken:?}", path.display());
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok(Self { name, sources })
    }

    fn root(&self) -> anyhow::Result<Value<'_>> {
        self.sources.root().context("the file is empty")
    }
}

fn json_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<Result<_, _>>()?;
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    paths.sort();
    Ok(paths)
}

fn text_of(value: Value<'_>) -> &str {
    &value.tree().text()[value.span().range()]
}
