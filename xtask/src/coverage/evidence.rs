//! Tries what shows that demands are kept.

use std::path::Path;

use anyhow::Context;
use tidings_diag::{Finding, RuleMeta, Severity};
use tidings_source::{DiskFiles, Sources};

use super::OUTSIDE_AT_MOST;
use super::table::{Demand, Shown, Text};
use crate::{grammar, root};

/// The tables of rules of every room that finds something in a document.
static TABLES: &[&[&RuleMeta]] = &[
    tidings_syntax::RULES,
    tidings_source::RULES,
    tidings_schema::RULES,
    tidings_schema::avro::RULES,
    tidings_schema::protobuf::RULES,
    tidings_model::RULES,
    tidings_lint::RULES,
];

/// What is not as the tables say, one sentence each; nothing when every demand is kept as they tell.
pub fn complaints(texts: &[Text]) -> Vec<String> {
    let mut complaints = Vec::new();
    for text in texts {
        for demand in &text.demands {
            let named =
                |complaint: String| format!("{}, line {}: {complaint}", text.name, demand.line);
            // Evidence that cannot be read is none.
            let tried = of_demand(demand).unwrap_or_else(|error| vec![format!("{error:#}")]);
            complaints.extend(tried.into_iter().map(named));
        }
        let outside = text
            .demands
            .iter()
            .filter(|demand| demand.outside.is_some());
        if outside.count() * 100 > text.demands.len() * OUTSIDE_AT_MOST {
            complaints.push(format!(
                "{}: more than {OUTSIDE_AT_MOST} % lie outside of what a program can decide",
                text.name
            ));
        }
    }
    complaints
}

fn of_demand(demand: &Demand) -> anyhow::Result<Vec<String>> {
    let half = demand
        .outside
        .as_ref()
        .map_or(&[][..], |outside| &outside.half);
    let mut complaints = Vec::new();
    for shown in demand.shown.iter().chain(half) {
        complaints.extend(of_rule(shown)?);
    }
    if let Some(path) = &demand.accepted {
        let findings = findings_of(path)?;
        let refused = findings
            .iter()
            .find(|finding| finding.severity > Severity::Info);
        complaints
            .extend(refused.map(|finding| format!("`{path}` is refused: {}", finding.message)));
    }
    if let Some(test) = &demand.test {
        let (path, name) = test
            .split_once('#')
            .context("a test is named as `path#name`")?;
        let code = std::fs::read_to_string(root().join(path))?;
        if !code.contains(&format!("fn {name}(")) {
            complaints.push(format!("`{path}` has no test `{name}`"));
        }
    }
    let is_kept = !demand.shown.is_empty() || demand.accepted.is_some() || demand.test.is_some();
    if is_kept == demand.outside.is_some() || demand.outside.is_some() && half.is_empty() {
        complaints.push(
            "either something shows that it is kept, or it has a reason and a half".to_owned(),
        );
    }
    Ok(complaints)
}

/// What is wrong with the evidence that a rule finds something.
fn of_rule(shown: &Shown) -> anyhow::Result<Option<String>> {
    let Shown { rule, by } = shown;
    let known = TABLES
        .iter()
        .copied()
        .flatten()
        .find(|known| known.id == rule);
    let Some(known) = known else {
        return Ok(Some(format!("there is no rule `{rule}`")));
    };
    let finds = match (by.as_str(), by.split_once('#')) {
        // The examples of every page are run where all rules are together, in the tests of the command line.
        ("page", _) => {
            let page = known.markdown();
            page.contains("```yaml bad") || page.contains("```json bad")
        }
        (_, Some((path, row))) => grammar::row_finds(&root().join(path), row, rule)?,
        (path, None) => findings_of(path)?
            .iter()
            .any(|finding| finding.rule == *known),
    };
    Ok((!finds).then(|| format!("`{by}` does not break `{rule}`")))
}

/// What is found in the document at `path`, or in `asyncapi.yaml` of the folder at `path`.
fn findings_of(path: &str) -> anyhow::Result<Vec<Finding>> {
    let path = root().join(path);
    let path = if path.is_dir() {
        path.join("asyncapi.yaml")
    } else {
        path
    };
    let name = path.file_name().context("a file")?.to_string_lossy();
    let folder = path.parent().unwrap_or(Path::new("."));
    let (sources, mut findings) = Sources::link(&DiskFiles::new(folder), &name);
    let validated = tidings_lint::validate(&sources);
    findings.extend(validated.findings);
    Ok(findings)
}
