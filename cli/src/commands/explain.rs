//! `tidings explain`: one rule.

use anyhow::bail;
use tidings_diag::RuleMeta;

use super::rules::{JsonRule, unwritable};
use crate::arguments::{Common, Explain};
use crate::catalogue;
use crate::exit::Exit;
use crate::terminal;

/// In which forms a rule is written.
pub(crate) const FORMATS: &[(&str, &str)] = &[
    ("human", "its page below a line about it"),
    ("json", "one JSON object with its page"),
    ("markdown", "its page"),
];

/// Shows what is known about a rule.
pub(super) fn run(options: &Explain, common: &Common) -> anyhow::Result<Exit> {
    let name = &options.rule;
    let Some(rule) = catalogue::find(name) else {
        match catalogue::near(name) {
            Some(near) => bail!("no rule is called `{name}`; did you mean `{near}`?"),
            None => bail!("no rule is called `{name}`; `tidings rules` lists them"),
        }
    };
    let output = match common.format.name {
        "json" => serde_json::to_string_pretty(&JsonRule::from(rule))? + "\n",
        "markdown" => format!("# {}\n\n{}", rule.id, rule.markdown()),
        "human" => page(rule),
        other => return unwritable("a rule is no finding", other, FORMATS),
    };
    terminal::write_result(common, &output)?;
    Ok(Exit::Clean)
}

/// The rule's own page below what the catalogue knows of it.
fn page(rule: &RuleMeta) -> String {
    let (severity, group) = (rule.severity.name(), rule.group.name());
    format!(
        "{} ({}): {severity}, group {group}\n\n{}",
        rule.id,
        rule.code,
        rule.markdown()
    )
}
