//! `tidings rules`: the catalogue.

use std::borrow::Cow;
use std::fmt::Write;

use anyhow::bail;
use serde::Serialize;
use tidings_diag::RuleMeta;

use crate::arguments::Common;
use crate::catalogue;
use crate::exit::Exit;
use crate::terminal;

/// In which forms the catalogue is written.
pub(crate) const FORMATS: &[(&str, &str)] = &[
    ("human", "a table"),
    ("concise", "the ids, one a line"),
    (
        "json",
        "one JSON document with every rule and its page, version 1",
    ),
    ("jsonl", "one JSON object a rule and line"),
    ("markdown", "the table and every page"),
];

/// Lists every rule.
pub(super) fn run(common: &Common) -> anyhow::Result<Exit> {
    let rules = catalogue::all();
    let output = match common.format.name {
        "human" => table(&rules),
        "concise" => lines(rules.iter().map(|rule| rule.id)),
        "json" => json(&rules)?,
        "jsonl" => json_lines(&rules)?,
        "markdown" => markdown(&rules),
        other => return unwritable("rules are no findings", other, FORMATS),
    };
    terminal::write_result(common, &output)?;
    Ok(Exit::Clean)
}

/// The mistake of asking for a form of findings; in the place of a common option the command line cannot see it.
pub(super) fn unwritable(
    what: &str,
    format: &str,
    possible: &[(&str, &str)],
) -> anyhow::Result<Exit> {
    let possible: Vec<&str> = possible.iter().map(|(name, _)| *name).collect();
    let possible = possible.join(", ");
    bail!("{what} and cannot be written as {format}; possible are {possible}")
}

/// One rule in JSON.
#[derive(Serialize)]
pub(super) struct JsonRule {
    rule: &'static str,
    code: &'static str,
    severity: &'static str,
    group: &'static str,
    summary: &'static str,
    page: Cow<'static, str>,
}

impl From<&'static RuleMeta> for JsonRule {
    fn from(rule: &'static RuleMeta) -> Self {
        Self {
            rule: rule.id,
            code: rule.code,
            severity: rule.severity.name(),
            group: rule.group.name(),
            summary: rule.summary,
            page: rule.markdown(),
        }
    }
}

fn lines(lines: impl Iterator<Item = impl AsRef<str>>) -> String {
    lines.fold(String::new(), |output, line| output + line.as_ref() + "\n")
}

fn json(rules: &[&'static RuleMeta]) -> anyhow::Result<String> {
    #[derive(Serialize)]
    struct Catalogue {
        version: u32,
        rules: Vec<JsonRule>,
    }
    let catalogue = Catalogue {
        version: 1,
        rules: rules.iter().copied().map(JsonRule::from).collect(),
    };
    Ok(serde_json::to_string_pretty(&catalogue)? + "\n")
}

fn json_lines(rules: &[&'static RuleMeta]) -> anyhow::Result<String> {
    let rules = rules.iter().copied().map(JsonRule::from);
    let objects: Result<Vec<String>, _> = rules.map(|rule| serde_json::to_string(&rule)).collect();
    Ok(lines(objects?.iter()))
}

fn table(rules: &[&'static RuleMeta]) -> String {
    let width = rules
        .iter()
        .map(|rule| rule.id.len())
        .max()
        .unwrap_or_default();
    let row = |rule: &&RuleMeta| {
        format!(
            "{}  {:width$}  {:7}  {:11}  {}",
            rule.code,
            rule.id,
            rule.severity.name(),
            rule.group.name(),
            rule.summary,
        )
    };
    lines(rules.iter().map(row))
}

/// A table, then the page of each rule.
fn markdown(rules: &[&'static RuleMeta]) -> String {
    let mut output = String::from(
        "# Rules\n\n| code | rule | severity | group | what is wrong |\n|---|---|---|---|---|\n",
    );
    for rule in rules {
        let (severity, group) = (rule.severity.name(), rule.group.name());
        // Writing to a string cannot fail.
        let _ = writeln!(
            output,
            "| {} | [`{id}`](#{id}) | {severity} | {group} | {} |",
            rule.code,
            rule.summary.replace('|', "\\|"),
            id = rule.id,
        );
    }
    for rule in rules {
        let page = rule.markdown().replace("\n## ", "\n### ");
        let _ = write!(output, "\n## {}\n\n{page}", rule.id);
    }
    output
}
