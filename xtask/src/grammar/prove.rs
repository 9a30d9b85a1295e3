//! Lowers every case, as it is and with rows switched off.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use tidings_diag::{Finding, Severity};
use tidings_model::grammar::all::{objects, versions};
use tidings_model::grammar::table::{Format, Kind, Row, Version};

use super::case::Case;
use super::fixture::{Fixture, RowCases, read_all};

/// On which cases a row that is switched off is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// On those of its own fixture.
    OwnObject,
    /// On all of them.
    Everything,
}

/// What came out.
#[derive(Debug)]
pub struct Report {
    /// How many rows the tables have.
    pub rows: usize,
    /// How many cases there are.
    pub cases: usize,
    /// What is wrong, one sentence each; nothing when every row is proved.
    pub complaints: Vec<String>,
}

/// Proves the rows of every table with the fixtures in `folder`.
///
/// # Errors
///
/// When a fixture cannot be read.
pub fn prove(folder: &Path, reach: Reach) -> anyhow::Result<Report> {
    let fixtures = read_all(folder)?;
    let rows = every_row();
    let described: Vec<&RowCases> = fixtures.iter().flat_map(|one| &one.rows).collect();
    let mut complaints: Vec<String> = rows
        .iter()
        .filter_map(|row| lacking(*row, &described))
        .collect();
    let tried = fixtures.par_iter().flat_map_iter(try_cases);
    complaints.extend(tried.collect::<Vec<_>>());
    let switched = described
        .par_iter()
        .flat_map_iter(|row| switch_off(row, &fixtures, reach));
    complaints.extend(switched.collect::<Vec<_>>());
    let cases = described.iter();
    let cases = cases.map(|row| row.valid.len() + row.invalid.len()).sum();
    Ok(Report {
        rows: rows.len(),
        cases,
        complaints,
    })
}

/// Every row of every version, once.
fn every_row() -> Vec<Row> {
    let mut seen = HashSet::new();
    let mut rows = Vec::new();
    for object in versions().into_iter().flat_map(objects) {
        if seen.insert(std::ptr::from_ref(object)) {
            rows.extend(object.fields.iter().map(|field| Row { object, field }));
        }
    }
    rows
}

/// The rules that a field breaks which does not exist where it stands.
const NOT_THERE: [&str; 3] = ["unknown-field", "v2-construct-in-v3", "v3-construct-in-v2"];

/// What the fixtures do not show about `row`.
fn lacking(row: Row, described: &[&RowCases]) -> Option<String> {
    let mut cases = described.iter().filter(|cases| cases.row == row).peekable();
    let name = format!(
        "{} ({}): {}",
        row.object.section, row.object.name, row.field.name
    );
    if cases.peek().is_none() {
        return Some(format!("{name} has no fixture"));
    }
    let (mut valid, mut invalid, mut everything) = (0, 0, false);
    let mut rules: HashSet<&str> = HashSet::new();
    for cases in cases {
        valid += cases.valid.len();
        invalid += cases.invalid.len();
        everything |= cases.allows_everything;
        rules.extend(cases.invalid.iter().filter_map(|case| case.rule.as_deref()));
    }
    let demands = demands_something(row);
    if everything && demands {
        return Some(format!("{name} is said to allow everything and does not"));
    }
    if valid == 0 {
        return Some(format!("{name} has no valid case"));
    }
    if invalid == 0 && !everything {
        return Some(format!("{name} has no invalid case"));
    }
    // Without the version of the document nothing can be said about it, so that has a rule of its own.
    let missing = if is_specification_version(row) {
        "not-asyncapi"
    } else {
        "missing-field"
    };
    if row.field.required && !rules.contains(missing) {
        return Some(format!("{name} has no case in which it is missing"));
    }
    let field = row.field;
    let changes =
        field.since > Version::new(0, 0) || field.removed.is_some() || field.when.is_some();
    if changes && !NOT_THERE.iter().any(|rule| rules.contains(rule)) {
        return Some(format!("{name} has no case in which it does not exist"));
    }
    None
}

/// Whether anything could be wrong with the field.
fn demands_something(row: Row) -> bool {
    let field = row.field;
    field.required
        || field.when.is_some()
        || field.removed.is_some()
        || field.since > Version::new(0, 0)
        || !matches!(field.kind, Kind::Any)
}

fn is_specification_version(row: Row) -> bool {
    matches!(row.field.kind, Kind::String(Format::SpecificationVersion))
}

/// Lowers the cases of a fixture as they are.
fn try_cases(fixture: &Fixture) -> Vec<String> {
    let mut complaints = Vec::new();
    for cases in &fixture.rows {
        for case in &cases.valid {
            // A valid case may say that something is deprecated, and names that rule.
            let findings = case.findings(None);
            let expected = |finding: &&Finding| {
                finding.severity == Severity::Info && Some(finding.rule.id) == case.rule.as_deref()
            };
            let unwelcome = findings.iter().find(|finding| !expected(finding));
            complaints.extend(unwelcome.map(|finding| format!("{}: {}", case.name, said(finding))));
        }
        for case in &cases.invalid {
            complaints.extend(unexpected(case));
        }
    }
    complaints
}

/// How the findings in an invalid case differ from what it promises.
fn unexpected(case: &Case) -> Option<String> {
    let Some(rule) = &case.rule else {
        return Some(format!("{} does not name the rule", case.name));
    };
    let findings = case.findings(None);
    match &findings[..] {
        [] => Some(format!("{}: nothing is found, not {rule}", case.name)),
        [finding] if finding.rule.id == rule => None,
        [finding] => Some(format!("{}: {}, not {rule}", case.name, said(finding))),
        _ => {
            let found: Vec<String> = findings.iter().map(said).collect();
            Some(format!(
                "{}: more than {rule}: {}",
                case.name,
                found.join("; ")
            ))
        }
    }
}

/// Switches the row of `cases` off: its invalid cases must be silent, all others must not care.
fn switch_off(cases: &RowCases, fixtures: &[Fixture], reach: Reach) -> Vec<String> {
    let row = cases.row;
    // It is read before the tables are looked at.
    if is_specification_version(row) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for case in &cases.invalid {
        if let Some(finding) = case.findings(Some(row)).first() {
            let said = said(finding);
            complaints.push(format!("{}: found without the row too: {said}", case.name));
        }
    }
    let others = fixtures
        .iter()
        .filter(|fixture| {
            reach == Reach::Everything || fixture.rows.iter().any(|own| std::ptr::eq(own, cases))
        })
        .flat_map(|fixture| &fixture.rows)
        .filter(|other| other.row != row);
    for case in others.flat_map(|other| &other.invalid) {
        let findings = case.findings(Some(row));
        let found = findings.first().map(|finding| finding.rule.id);
        if found != case.rule.as_deref() {
            let off = format!("{}: {}", row.object.section, row.field.name);
            complaints.push(format!("{}: not found without the row {off}", case.name));
        }
    }
    complaints
}

fn said(finding: &Finding) -> String {
    let pointer = finding.location.as_ref();
    let pointer = pointer.and_then(|location| location.pointer.as_deref());
    format!(
        "{} at {}: {}",
        finding.rule.id,
        pointer.unwrap_or("?"),
        finding.message
    )
}
