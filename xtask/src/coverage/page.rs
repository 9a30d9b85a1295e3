//! Writes the table that users read.

use std::fmt::Write;

use super::table::{Demand, Shown, Text};

/// The page about `texts` in Markdown.
pub fn page(texts: &[Text]) -> String {
    let mut page = String::from(
        "# What the specification demands, and what holds it\n\n\
         Each line is something that the text of AsyncAPI says MUST, SHALL or REQUIRED, in our own words.\n\
         Behind it stands the rule of `tidings validate` that finds what breaks it (`tidings explain RULE` shows one), with a document that does; a document that must be accepted; or a test.\n\
         What no program can decide from a document has the reason, and the half that can be decided.\n\n\
         This file is written by `cargo run --package xtask -- coverage` from `crates/lint/specification`, and a test tries everything it names.\n\n\
         | text | demands | kept | outside of what a program can decide |\n|---|---|---|---|\n",
    );
    for text in texts {
        let all = text.demands.len();
        let outside = text
            .demands
            .iter()
            .filter(|demand| demand.outside.is_some());
        let outside = outside.count();
        let share = (outside * 1000).checked_div(all).unwrap_or_default();
        let kept = all - outside;
        let name = &text.name;
        // Writing into a string cannot fail.
        let _ = writeln!(
            page,
            "| {name} | {all} | {kept} | {outside} ({}.{} %) |",
            share / 10,
            share % 10
        );
    }
    for text in texts {
        let _ = write!(page, "\n## {}\n\n{}\n\n", text.name, text.source);
        page.push_str("| line | section | demand | held by |\n|---|---|---|---|\n");
        for demand in &text.demands {
            let lines: Vec<String> = std::iter::once(demand.line)
                .chain(demand.also.iter().copied())
                .map(|line| line.to_string())
                .collect();
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} |",
                lines.join(", "),
                demand.section,
                demand.demand,
                held_by(demand)
            );
        }
    }
    page
}

fn held_by(demand: &Demand) -> String {
    let mut parts: Vec<String> = demand.shown.iter().map(of_rule).collect();
    parts.extend(
        demand
            .accepted
            .as_ref()
            .map(|path| format!("accepted: {}", linked(path))),
    );
    parts.extend(demand.test.as_ref().map(|test| {
        let (path, name) = test.split_once('#').unwrap_or((test, ""));
        format!("test: [{name}](../{path})")
    }));
    if let Some(outside) = &demand.outside {
        let half: Vec<String> = outside.half.iter().map(of_rule).collect();
        parts.push(format!("*{}* Half: {}", outside.because, half.join("; ")));
    }
    parts.join("; ")
}

fn of_rule(shown: &Shown) -> String {
    let Shown { rule, by } = shown;
    match by.as_str() {
        "page" => format!("`{rule}` (its page)"),
        by => format!("`{rule}` ({})", linked(by)),
    }
}

/// A link to what `path` names, called by its last part.
fn linked(path: &str) -> String {
    let (file, row) = path.split_once('#').unwrap_or((path, ""));
    let name = file.rsplit('/').next().unwrap_or(file);
    match row {
        "" => format!("[{name}](../{file})"),
        row => format!("[{name}, `{row}`](../{file})"),
    }
}
