//! The changelog for people, as data that a template is filled with.

use serde::Serialize;
use tidings_diff::{Change, Impact, Options, Outcome, Version, Witness};
use tidings_report::{html_prose, markdown_fence, markdown_prose, xml};
use tidings_templates::{Escape, Template};

use super::super::diff::likewise::{Shared, shared};
use super::super::diff::{self, concerned, in_words, this};
use super::history::{History, Point, Step};
use crate::analysis::counted;

/// What the changelog is written on.
pub(super) enum Paper {
    Html,
    Markdown,
}

impl Paper {
    fn template(&self) -> (Template, Escape) {
        match self {
            Self::Html => (
                Template::CHANGELOG_HTML,
                Escape {
                    text: |text, page| write!(page, "{}", xml(text)),
                    prose: html_prose,
                },
            ),
            Self::Markdown => (
                Template::CHANGELOG_MARKDOWN,
                Escape {
                    text: |text, page| write!(page, "{}", markdown_prose(text)),
                    prose: markdown_prose,
                },
            ),
        }
    }
}

/// The page.
#[derive(Serialize)]
struct Page<'h> {
    title: &'h str,
    contract: &'h str,
    sections: Vec<Section<'h>>,
    beginning: String,
    /// What is left out, in words.
    quiet: String,
    policy: &'static str,
    reading: &'static str,
}

/// A version.
#[derive(Serialize)]
struct Section<'h> {
    version: &'h str,
    when: &'h str,
    since: String,
    verdict: &'static str,
    verdict_words: &'static str,
    rollout: Option<String>,
    groups: Vec<Group<'h>>,
}

/// The changes of one impact.
#[derive(Serialize)]
struct Group<'h> {
    impact: &'static str,
    title: &'static str,
    changes: Vec<Told<'h>>,
}

/// A change.
#[derive(Serialize)]
struct Told<'h> {
    message: &'h str,
    /// That it was accepted, until when and why, in words.
    accepted: Option<String>,
    check: &'static str,
    /// The other elements that changed in the same way, because they share what changed.
    likewise: Option<String>,
    /// What came or went with it.
    parts: Option<String>,
    concerned: Vec<Concerned>,
    advice: Option<&'h str>,
    witness: Option<Shown<'h>>,
}

/// Who breaks, or has to look at a change.
#[derive(Serialize)]
struct Concerned {
    word: &'static str,
    whom: String,
}

/// A message that shows a change.
#[derive(Serialize)]
struct Shown<'h> {
    /// The part of a message that it is, behind the word that points at it.
    example: String,
    accepted_by: &'static str,
    rejected_by: &'static str,
    reason: &'h str,
    /// The value.
    lines: Vec<String>,
    /// More backticks than the value has in a row.
    fence: String,
}

/// The changelog on `paper`.
///
/// # Errors
///
/// When the template does not fit, which is a mistake of this program.
pub(super) fn page(history: &History, how: &Options, paper: Paper) -> anyhow::Result<String> {
    let page = Page {
        title: &history.title,
        contract: &history.name,
        sections: history.steps.iter().map(Section::of).collect(),
        beginning: beginning(history),
        quiet: left_out(history),
        policy: how.policy.name(),
        reading: how.reading.name(),
    };
    let (template, escape) = paper.template();
    Ok(template.render(&page, escape)?)
}

/// Where the history begins, in a sentence.
fn beginning(history: &History) -> String {
    match &history.beginning {
        Some(first) if history.steps.is_empty() => {
            format!("Nothing changed since {}.", described(first))
        }
        Some(first) => format!("The history begins with {}.", described(first)),
        None => "There is no version that can be read.".to_owned(),
    }
}

/// What is left out, in sentences.
fn left_out(history: &History) -> String {
    let mut sentences = Vec::new();
    if history.unchanged > 0 {
        let versions = counted(history.unchanged, "version");
        sentences.push(format!(
            "Left out: {versions} in which nothing but the layout changed."
        ));
    }
    if !history.unreadable.is_empty() {
        let names: Vec<&str> = history
            .unreadable
            .iter()
            .map(|it| it.file.as_str())
            .collect();
        sentences.push(format!(
            "Passed over, because they cannot be read: {}.",
            names.join(", ")
        ));
    }
    sentences.join(" ")
}

/// A version with where it comes from.
fn described(point: &Point) -> String {
    format!("{} ({})", stated(point), point.origin)
}

/// The version that a contract states.
fn stated(point: &Point) -> &str {
    match point.version.as_str() {
        "" => "a version without a number",
        version => version,
    }
}

impl<'h> Section<'h> {
    fn of(step: &'h Step) -> Self {
        let comparison = &step.comparison;
        let outcome = comparison.outcome();
        let mut changes = comparison.changes.iter();
        let is_noticed = changes.any(|change| change.impact > Impact::Annotation);
        let wholes = comparison.wholes();
        let groups = Impact::ALL.into_iter().rev().map(|impact| {
            let counting = wholes.iter().filter(|one| one.change.accepted.is_none());
            let changes = counting.filter(|one| one.change.impact == impact);
            Group {
                impact: impact.name(),
                title: titled(impact),
                changes: shared(changes.cloned())
                    .iter()
                    .map(Told::of_shared)
                    .collect(),
            }
        });
        let accepted = wholes.iter().filter(|one| one.change.accepted.is_some());
        let accepted = accepted.flat_map(|whole| shared([whole.clone()]));
        let accepted = Group {
            impact: "accepted",
            title: "Accepted",
            changes: accepted.map(|one| Told::of_shared(&one)).collect(),
        };
        let groups = groups.chain([accepted]);
        Self {
            version: stated(&step.revision),
            when: &step.revision.origin,
            since: described(&step.base),
            verdict: outcome.name(),
            verdict_words: match outcome {
                Outcome::Breaking => "Breaks somebody,",
                Outcome::Unknown => "Could not be decided,",
                Outcome::Risky => "Risky,",
                Outcome::Compatible => "Compatible,",
                Outcome::Accepted => "Nothing but what was accepted changed,",
                Outcome::Unchanged => "Nothing that messages depend on changed,",
            },
            // Who breaks knows nothing of what was accepted.
            rollout: is_noticed.then(|| comparison.rollout.words()),
            groups: groups.filter(|group| !group.changes.is_empty()).collect(),
        }
    }
}

/// The heading above the changes of an impact.
fn titled(impact: Impact) -> &'static str {
    match impact {
        Impact::Breaking => "Breaking",
        Impact::Unknown => "Not decided",
        Impact::Risky => "Risky",
        Impact::Compatible => "Compatible",
        Impact::Annotation => "For readers",
    }
}

impl<'h> Told<'h> {
    fn of_shared(shared: &Shared<'h>) -> Self {
        Self {
            likewise: shared.others_in_words(|_| None),
            parts: shared.parts_in_words(),
            ..Self::of(shared.change)
        }
    }

    fn of(change: &'h Change) -> Self {
        let matters = change.impact >= Impact::Risky;
        Self {
            message: &change.message,
            accepted: change
                .accepted
                .as_ref()
                .map(|accepted| format!("{}, {}", change.impact.name(), in_words(accepted))),
            check: change.check.id,
            likewise: None,
            parts: None,
            concerned: concerned(change)
                .map(|(word, whom)| Concerned { word, whom })
                .collect(),
            // Whoever accepted it has decided.
            advice: match change.accepted {
                Some(_) => None,
                None => change.advice.as_deref(),
            },
            witness: change.witness.as_ref().filter(|_| matters).map(Shown::of),
        }
    }
}

impl<'h> Shown<'h> {
    fn of(witness: &'h Witness) -> Self {
        let called = |version| match version {
            Version::Base => "the version before",
            Version::Revision => "this version",
        };
        let shown = diff::Shown::of(&witness.instance);
        let lines = shown.lines();
        Self {
            example: this(witness.part.name()) + shown.remark(),
            accepted_by: called(witness.acceptance.accepted_by),
            rejected_by: called(witness.acceptance.rejected_by),
            reason: &witness.reason,
            fence: markdown_fence(&lines),
            lines: lines.lines().map(str::to_owned).collect(),
        }
    }
}
