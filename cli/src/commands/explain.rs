//! `tidings explain`: one rule.

use anyhow::bail;
use tidings_diag::RuleMeta;

use super::rules::JsonRule;
use crate::arguments::{Common, Explain};
use crate::catalogue;
use crate::exit::Exit;
use crate::terminal;

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
        other => bail!(
            "a rule is no finding and cannot be written as {other}; use human, json or markdown"
        ),
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
