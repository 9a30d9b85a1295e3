//! The questions, as every prover is asked them.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Value, json};
use tidings_schema::{Dialect, Formats, Literal};

use crate::versions::{Version, histories as versions};
use crate::{questions, suite as containment};

/// Whether every value of `first` is one of `second`.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) first: Value,
    pub(crate) second: Value,
    pub(crate) dialect: Dialect,
    pub(crate) formats: Formats,
    /// What is true, where that is known.
    pub(crate) truth: Option<bool>,
    /// Whether the schemas differ, and were not asked about before.
    pub(crate) is_changed: bool,
}

impl Asked {
    /// The question on one line.
    pub(crate) fn to_line(&self) -> String {
        let question = json!({
            "first": self.first,
            "second": self.second,
            "dialect": name(self.dialect),
            "formats": self.formats == Formats::Assert,
        });
        question.to_string()
    }

    /// The question that stands on `line`, without what only matters to the one who asks.
    pub(crate) fn of_line(line: &str) -> Result<Self, crate::Failure> {
        let mut question: Value = serde_json::from_str(line)?;
        let formats = match question["formats"] == true {
            true => Formats::Assert,
            false => Formats::Annotate,
        };
        let dialects = [Dialect::Draft7, Dialect::AsyncApi, Dialect::Draft2020];
        let mut dialects = dialects.into_iter();
        let dialect = dialects.find(|dialect| question["dialect"] == name(*dialect));
        Ok(Self {
            name: String::new(),
            first: question["first"].take(),
            second: question["second"].take(),
            dialect: dialect.ok_or("no dialect is called so")?,
            formats,
            truth: None,
            is_changed: true,
        })
    }
}

fn name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::AsyncApi => "asyncapi",
        Dialect::Draft2020 => "2020-12",
        _ => "draft-07",
    }
}

/// The questions of the file at `path`; what a label is not right about is not known.
pub(crate) fn suite(path: &Path) -> Vec<Asked> {
    let questions = containment::questions(path).into_iter();
    let asked = questions.map(|question| Asked {
        truth: (!question.is_mislabelled() && !question.is_otherwise()).then_some(question.label),
        name: question.id,
        first: question.first,
        second: question.second,
        dialect: Dialect::Draft7,
        formats: question.formats,
        is_changed: true,
    });
    asked.collect()
}

/// Both directions of every pair of payloads that stand alone in consecutive versions of a document.
pub(crate) fn histories(corpus: &Path) -> Vec<Asked> {
    let mut seen = HashSet::new();
    let mut asked = Vec::new();
    for history in versions(corpus) {
        let mut before: Option<Version> = None;
        for version in history.iter().filter_map(|path| Version::read(path)) {
            let news = version.payloads();
            let olds = before.iter().flat_map(|before| {
                let payloads = before.payloads().into_iter();
                payloads.map(move |(name, old)| (name, before.alone(old)))
            });
            for (name, old) in olds {
                let new = news.get(name).and_then(|new| version.alone(*new));
                let (Some(old), Some(new)) = (old, new) else {
                    continue;
                };
                for (first, second) in [(&old, &new), (&new, &old)] {
                    let is_changed = first != second && seen.insert(format!("{first} {second}"));
                    asked.push(Asked {
                        name: format!("{name} of {}", version.path.display()),
                        first: first.clone(),
                        second: second.clone(),
                        dialect: Dialect::AsyncApi,
                        formats: Formats::Annotate,
                        truth: None,
                        is_changed,
                    });
                }
            }
            before = Some(version);
        }
    }
    asked
}

/// The questions made to exhaust a search.
pub(crate) fn hostile() -> Vec<Asked> {
    let json = |schema: &Literal| {
        let text = schema.to_json_text();
        serde_json::from_str(&text).expect("a literal is written as JSON")
    };
    let questions = questions::questions().into_iter();
    let asked = questions.map(|question| Asked {
        first: json(&question.first),
        second: json(&question.second),
        name: question.name,
        dialect: Dialect::Draft2020,
        formats: Formats::Annotate,
        truth: Some(question.holds),
        is_changed: true,
    });
    asked.collect()
}
