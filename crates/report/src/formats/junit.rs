//! JUnit's XML, which every build server shows: a suite a file, a case a rule.
//!
//! Findings at or above the severity that fails are failures; others are the output of a case that passed.

use std::collections::HashMap;
use std::fmt::Write;

use super::Presentation;
use crate::escape::xml;
use crate::{Report, Reported};

pub(super) const SUMMARY: &str = "JUnit XML for build servers, a suite a file and a case a rule";

/// The case of a document without findings, so that it is seen to have been checked.
const CLEAN: &str = "clean";

/// What one rule found in one file.
struct Case<'r> {
    name: &'static str,
    failures: Vec<Reported<'r>>,
    notes: Vec<Reported<'r>>,
}

/// What was found in one file.
struct Suite<'r> {
    path: &'r str,
    cases: Vec<Case<'r>>,
}

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let suites = suites(report);
    let cases: usize = suites.iter().map(|suite| suite.cases.len()).sum();
    let failures: usize = suites.iter().map(Suite::failures).sum();
    let mut output = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"tidings\" tests=\"{cases}\" failures=\"{failures}\" errors=\"0\">\n"
    );
    for suite in &suites {
        write_suite(&mut output, suite);
    }
    output.push_str("</testsuites>\n");
    output
}

/// The findings by file and rule, both in the order in which they come first, then the documents without any.
fn suites<'r>(report: &Report<'r>) -> Vec<Suite<'r>> {
    let mut suites: Vec<Suite<'r>> = Vec::new();
    let mut by_path = HashMap::new();
    for one in report.reported() {
        let path = one.path().unwrap_or_default();
        let index = *by_path.entry(path).or_insert_with(|| {
            suites.push(Suite {
                path,
                cases: Vec::new(),
            });
            suites.len() - 1
        });
        suites[index].add(*one);
    }
    let clean = report.clean_documents().map(|path| Suite {
        path,
        cases: vec![Case::new(CLEAN)],
    });
    suites.extend(clean);
    suites
}

impl<'r> Suite<'r> {
    fn add(&mut self, one: Reported<'r>) {
        let name = one.finding.rule.id;
        let known = self.cases.iter().position(|case| case.name == name);
        let index = known.unwrap_or_else(|| {
            self.cases.push(Case::new(name));
            self.cases.len() - 1
        });
        let case = &mut self.cases[index];
        if one.fails {
            case.failures.push(one);
        } else {
            case.notes.push(one);
        }
    }

    /// Cases that failed.
    fn failures(&self) -> usize {
        let failed = |case: &&Case<'_>| !case.failures.is_empty();
        self.cases.iter().filter(failed).count()
    }
}

impl Case<'_> {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            failures: Vec::new(),
            notes: Vec::new(),
        }
    }
}

// Writing to a string cannot fail, so the results below are of no interest.

fn write_suite(output: &mut String, suite: &Suite<'_>) {
    let path = xml(suite.path);
    let _ = writeln!(
        output,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        suite.cases.len(),
        suite.failures(),
    );
    for case in &suite.cases {
        let _ = write!(
            output,
            "    <testcase name=\"{}\" classname=\"{path}\" file=\"{path}\"",
            xml(case.name),
        );
        if case.failures.is_empty() && case.notes.is_empty() {
            output.push_str("/>\n");
            continue;
        }
        output.push_str(">\n");
        write_findings(output, case);
        output.push_str("    </testcase>\n");
    }
    output.push_str("  </testsuite>\n");
}

/// One failure with all that failed, because many readers show the first one only, and the rest as output.
fn write_findings(output: &mut String, case: &Case<'_>) {
    if let Some(first) = case.failures.first() {
        let _ = write!(
            output,
            "      <failure type=\"{}\" message=\"{}\">",
            first.finding.severity.name(),
            xml(&first.message()),
        );
        write_lines(output, &case.failures);
        output.push_str("</failure>\n");
    }
    if !case.notes.is_empty() {
        output.push_str("      <system-out>");
        write_lines(output, &case.notes);
        output.push_str("</system-out>\n");
    }
}

/// A line for each finding, with its help below.
fn write_lines(output: &mut String, findings: &[Reported<'_>]) {
    for one in findings {
        let place = match one.place() {
            Some(place) => format!("{}:{}: ", place.start.line, place.start.column),
            None => String::new(),
        };
        let severity = one.finding.severity.name();
        let _ = writeln!(output, "{place}{severity}: {}", xml(&one.message()));
        for (name, note) in one.notes() {
            let _ = writeln!(output, "  {name}: {}", xml(&note));
        }
        for line in one.difference() {
            let _ = writeln!(output, "{}", xml(line));
        }
    }
}
