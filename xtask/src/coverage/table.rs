//! Reads what the texts demand.

use std::path::Path;

use anyhow::{Context, bail};
use tidings_diag::FileId;
use tidings_syntax::{Format, Value, parse};

/// A text of the specification.
pub struct Text {
    /// Its name: `AsyncAPI 3.1.0`.
    pub name: String,
    /// Where its lines are counted: the comment on top of the file.
    pub source: String,
    /// What it demands, in its order.
    pub demands: Vec<Demand>,
}

/// Something that the text demands.
pub struct Demand {
    /// The line.
    pub line: u64,
    /// Other lines that demand the same.
    pub also: Vec<u64>,
    /// The section.
    pub section: String,
    /// What is demanded, in our own words.
    pub demand: String,
    /// Rules that find what breaks it.
    pub shown: Vec<Shown>,
    /// A document that must be accepted because of it.
    pub accepted: Option<String>,
    /// A test, as `path#name`.
    pub test: Option<String>,
    /// Why no program can decide it.
    pub outside: Option<Outside>,
}

/// A rule, and something that it finds.
pub struct Shown {
    /// The id of the rule.
    pub rule: String,
    /// A document, a folder with `asyncapi.yaml`, a row of a fixture of the grammar (`path#row`), or `page`.
    pub by: String,
}

/// A demand that no program can decide from a document.
pub struct Outside {
    /// The reason.
    pub because: String,
    /// What can be decided.
    pub half: Vec<Shown>,
}

/// Every text in `folder`, the newest first.
///
/// # Errors
///
/// When a file cannot be read, or lacks something.
pub fn read_all(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| read(path).with_context(|| path.display().to_string());
    paths.iter().rev().map(read).collect()
}

fn read(path: &Path) -> anyhow::Result<Text> {
    let bytes = std::fs::read(path)?;
    let (tree, findings) = parse(FileId(0), &bytes, Format::Yaml);
    if let Some(finding) = findings.first() {
        bail!("{}", finding.message);
    }
    let root = tree.root().context("the file is empty")?;
    let comments = tree.text().lines();
    let comments = comments.map_while(|line| line.strip_prefix("# "));
    let source = comments.filter(|line| line.starts_with("Lines are"));
    let demands = root.get("demands").into_iter().flat_map(Value::items);
    Ok(Text {
        name: text(root, "text")?,
        source: source.collect(),
        demands: demands.map(demand).collect::<anyhow::Result<_>>()?,
    })
}

fn demand(value: Value<'_>) -> anyhow::Result<Demand> {
    let line = value.get("line").and_then(number);
    let line = line.with_context(|| format!("`{}` has no line", value.pointer()))?;
    let within = || format!("the demand of line {line}");
    let outside = match value.get("outside") {
        Some(_) => Some(Outside {
            because: text(value, "because").with_context(within)?,
            half: shown(value, "half").with_context(within)?,
        }),
        None => None,
    };
    Ok(Demand {
        line,
        also: value
            .get("also")
            .into_iter()
            .flat_map(Value::items)
            .filter_map(number)
            .collect(),
        section: text(value, "section").with_context(within)?,
        demand: text(value, "demand").with_context(within)?,
        shown: shown(value, "shown").with_context(within)?,
        accepted: text(value, "accepted").ok(),
        test: text(value, "test").ok(),
        outside,
    })
}

fn shown(value: Value<'_>, field: &str) -> anyhow::Result<Vec<Shown>> {
    let items = value.get(field).into_iter().flat_map(Value::items);
    let read = |item| {
        Ok(Shown {
            rule: text(item, "rule")?,
            by: text(item, "by")?,
        })
    };
    items.map(read).collect()
}

fn text(value: Value<'_>, field: &str) -> anyhow::Result<String> {
    let text = value.get(field).and_then(Value::as_str);
    let text = text.with_context(|| format!("`{field}` is missing"))?;
    Ok(text.to_owned())
}

fn number(value: Value<'_>) -> Option<u64> {
    value.as_number()?.text().parse().ok()
}
