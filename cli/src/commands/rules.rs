//! `tidings rules`: the catalogue.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;
use tidings_diag::RuleMeta;

use crate::arguments::Common;
use crate::catalogue;
use crate::exit::Exit;
use crate::terminal;

/// Lists every rule.
pub(super) fn run(common: &Common) -> anyhow::Result<Exit> {
    let rules = catalogue::all();
    let output = match common.format.name {
        "json" => json(&rules)?,
        _ => table(&rules),
    };
    terminal::write_result(common, &output)?;
    Ok(Exit::Clean)
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

fn table(rules: &[&'static RuleMeta]) -> String {
    let width = rules
        .iter()
        .map(|rule| rule.id.len())
        .max()
        .unwrap_or_default();
    let mut output = String::new();
    for rule in rules {
        // Writing to a string cannot fail.
        let _ = writeln!(
            output,
            "{}  {:width$}  {:7}  {:11}  {}",
            rule.code,
            rule.id,
            rule.severity.name(),
            rule.group.name(),
            rule.summary,
        );
    }
    output
}
