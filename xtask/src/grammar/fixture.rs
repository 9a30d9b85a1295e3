//! Reads fixtures.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tidings_diag::FileId;
use tidings_model::grammar::all::objects;
use tidings_model::grammar::table::{Field, Object, Row, Version};
use tidings_schema::Literal;
use tidings_syntax::{Format, parse};

use super::case::Case;

/// Stands in a fixture's document where the object belongs.
pub(super) const PLACE: &str = "$object";

/// A file about one object.
pub(super) struct Fixture {
    /// What it says about each row.
    pub(super) rows: Vec<RowCases>,
}

/// The cases of one row.
pub(super) struct RowCases {
    pub(super) row: Row,
    /// Whether the row is said to allow every value.
    pub(super) allows_everything: bool,
    pub(super) valid: Vec<Case>,
    pub(super) invalid: Vec<Case>,
}

/// Every fixture in `folder` and the folders in it, by name.
pub(super) fn read_all(folder: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.strip_prefix(folder).unwrap_or(path);
            let name = name.display().to_string();
            read(path, &name).with_context(|| name.clone())
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

/// The fixture at `path`, which complaints call `name`.
pub(super) fn read(path: &Path, name: &str) -> anyhow::Result<Fixture> {
    let bytes = std::fs::read(path)?;
    let (tree, findings) = parse(FileId(0), &bytes, Format::Yaml);
    if let Some(finding) = findings.first() {
        bail!("{}", finding.message);
    }
    let content = Literal::from(tree.root().context("the file is empty")?);
    expect_only(
        &content,
        &["object", "asyncapi", "document", "base", "rows"],
    )?;
    let asyncapi = text(&content, "asyncapi")?;
    let object = object_named(text(&content, "object")?, asyncapi)?;
    let document = content.get("document").context("`document` is missing")?;
    let base = content.get("base").cloned().unwrap_or_else(empty);
    let Some(Literal::Object(rows)) = content.get("rows") else {
        bail!("`rows` is missing");
    };
    let rows = rows.iter().map(|(field, cases)| {
        let reader = CaseReader {
            name,
            object,
            asyncapi,
            document,
            base: &base,
        };
        reader.row(field, cases).with_context(|| field.clone())
    });
    Ok(Fixture {
        rows: rows.collect::<anyhow::Result<_>>()?,
    })
}

struct CaseReader<'f> {
    name: &'f str,
    object: &'static Object,
    asyncapi: &'f str,
    document: &'f Literal,
    base: &'f Literal,
}

impl CaseReader<'_> {
    fn row(&self, name: &str, cases: &Literal) -> anyhow::Result<RowCases> {
        expect_only(cases, &["valid", "invalid", "any"])?;
        let field: &'static Field = self
            .object
            .field(name)
            .with_context(|| format!("the {} has no such row", self.object.section))?;
        let list = |key: &str| -> Vec<Literal> {
            let items = cases.get(key).and_then(Literal::as_array);
            items.unwrap_or_default().to_vec()
        };
        let case = |index: usize, kind: &str, case: &Literal| -> anyhow::Result<Case> {
            // A valid case is the object itself; one with more to say has it under `case`, as invalid ones do.
            let is_long = case.get("case").is_some();
            if is_long {
                expect_only(case, &["case", "rule", "asyncapi", "document"])?;
            }
            let fields = case.get("case").unwrap_or(case);
            let extra = |key: &str| is_long.then(|| case.get(key)).flatten();
            let asyncapi = extra("asyncapi").and_then(Literal::as_str);
            let rule = extra("rule").and_then(Literal::as_str);
            let document = extra("document").unwrap_or(self.document);
            Case::new(
                format!("{} {name} {kind} {}", self.name, index + 1),
                asyncapi.unwrap_or(self.asyncapi),
                document,
                self.base,
                fields,
                rule.map(str::to_owned),
            )
        };
        let read = |kind: &str| -> anyhow::Result<Vec<Case>> {
            let cases = list(kind);
            let cases = cases.iter().enumerate();
            cases.map(|(index, one)| case(index, kind, one)).collect()
        };
        Ok(RowCases {
            row: Row {
                object: self.object,
                field,
            },
            allows_everything: cases.get("any").and_then(Literal::as_bool) == Some(true),
            valid: read("valid")?,
            invalid: read("invalid")?,
        })
    }
}

/// The table of the object that is called `name`, or defined in the section `name`, in the version `asyncapi`.
fn object_named(name: &str, asyncapi: &str) -> anyhow::Result<&'static Object> {
    let mut parts = asyncapi.split('.').map(str::parse);
    let (Some(Ok(major)), Some(Ok(minor))) = (parts.next(), parts.next()) else {
        bail!("`{asyncapi}` is no version");
    };
    let named = objects(Version::new(major, minor))
        .into_iter()
        .filter(|object| object.section == name || object.name == name)
        .collect::<Vec<_>>();
    match named[..] {
        [object] => Ok(object),
        [] => bail!("no object is called `{name}`"),
        _ => bail!("several objects are called `{name}`: use the name of the table"),
    }
}

fn expect_only(value: &Literal, keys: &[&str]) -> anyhow::Result<()> {
    let Literal::Object(entries) = value else {
        bail!("an object is expected, not {value}");
    };
    match entries
        .iter()
        .find(|(key, _)| !keys.contains(&key.as_str()))
    {
        Some((key, _)) => bail!("`{key}` is none of {}", keys.join(", ")),
        None => Ok(()),
    }
}

fn text<'v>(value: &'v Literal, key: &str) -> anyhow::Result<&'v str> {
    value
        .get(key)
        .and_then(Literal::as_str)
        .with_context(|| format!("`{key}` is missing"))
}

fn empty() -> Literal {
    Literal::Object(Vec::new())
}
