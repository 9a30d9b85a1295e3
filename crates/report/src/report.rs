//! The findings of a run beside the texts they are about.

use std::borrow::Cow;
use std::collections::HashSet;

use tidings_diag::{FileId, Finding, LineColumn, LineIndex, Location, Severity, Span};

use crate::escape::is_of_name;
use crate::summary::{Overridden, Summary};

/// Bytes of a message that are shown.
const LONGEST_TEXT: usize = 1_000;

/// Finds the text that a position counts in.
pub trait Texts {
    /// The text of `file`; `None` for a number that this run never gave.
    fn text(&self, file: FileId) -> Option<Text<'_>>;
}

/// One text, as findings are shown on it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'t> {
    /// The file's path, as the user gave it, with `/`.
    pub path: &'t str,
    /// The whole text.
    pub text: &'t str,
    /// Its lines.
    pub lines: &'t LineIndex,
}

/// A document that was asked for, with what was found in it and in the files it refers to.
#[derive(Clone, Copy)]
pub struct Document<'r> {
    /// The texts that the findings' positions count in.
    pub texts: &'r dyn Texts,
    /// The findings, in any order.
    pub findings: &'r [Finding],
    /// The least severity with which a finding of it makes the run fail.
    pub fails_from: Severity,
    /// What was decided about other findings of it.
    pub overridden: Overridden,
}

/// Everything one run has to say: documents in the order in which they were asked for, findings in reading order.
pub struct Report<'r> {
    reported: Vec<Reported<'r>>,
    /// The path of each document, as far as it could be read.
    documents: Vec<Option<&'r str>>,
    /// How many files the findings are about, and those without any.
    files: usize,
    exit_status: u8,
    overridden: Overridden,
}

/// One finding with the text it is about.
#[derive(Clone, Copy)]
pub struct Reported<'r> {
    /// The finding.
    pub finding: &'r Finding,
    /// Whether the finding makes the run fail.
    pub fails: bool,
    texts: &'r dyn Texts,
}

/// A position for people, resolved against its text.
#[derive(Clone, Copy, Debug)]
pub struct Place<'r> {
    /// The text.
    pub text: Text<'r>,
    /// The bytes.
    pub span: Span,
    /// Line and column of the first character.
    pub start: LineColumn,
    /// Line and column behind the last character.
    pub end: LineColumn,
}

impl<'r> Report<'r> {
    /// Joins documents; a finding in a file that several documents refer to is kept once.
    ///
    /// `exit_status` is what the program will end with, which some formats tell.
    pub fn new(documents: &[Document<'r>], exit_status: u8) -> Self {
        let mut seen = HashSet::new();
        let mut reported = Vec::new();
        for document in documents {
            let mut findings: Vec<&Finding> = document.findings.iter().collect();
            findings.sort_by_key(|finding| {
                let span = finding.location.as_ref().map(|location| location.span);
                (span, finding.rule.id, finding.message.as_str())
            });
            for finding in findings {
                let one = Reported {
                    finding,
                    fails: finding.severity >= document.fails_from,
                    texts: document.texts,
                };
                let range = finding
                    .location
                    .as_ref()
                    .map(|location| (location.span.start, location.span.end));
                let path = one.path().map(normal);
                let identity = (path, range, finding.rule.id, finding.message.as_str());
                if seen.insert(identity) {
                    reported.push(one);
                }
            }
        }
        Self {
            reported,
            documents: documents.iter().map(Document::path).collect(),
            files: files(documents),
            exit_status,
            overridden: documents.iter().map(|document| document.overridden).sum(),
        }
    }

    /// The findings in the order in which they are shown.
    pub fn reported(&self) -> &[Reported<'r>] {
        &self.reported
    }

    /// What the program will end with.
    pub fn exit_status(&self) -> u8 {
        self.exit_status
    }

    /// The documents that nothing was found in, in the order in which they were asked for.
    pub(crate) fn clean_documents(&self) -> impl Iterator<Item = &'r str> {
        let spoilt: HashSet<&str> = self.reported.iter().filter_map(Reported::path).collect();
        let documents = self.documents.iter().copied().flatten();
        documents.filter(move |path| !spoilt.contains(path))
    }

    /// The numbers of the run.
    pub fn summary(&self) -> Summary {
        let count = |severity| {
            let of_severity = |one: &&Reported<'_>| one.finding.severity == severity;
            self.reported.iter().filter(of_severity).count()
        };
        let paths = self.reported.iter().filter_map(Reported::path);
        let faulty: HashSet<Cow<'_, str>> = paths.map(normal).collect();
        Summary {
            files: self.files,
            faulty: faulty.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            overridden: self.overridden,
        }
    }
}

impl<'r> Place<'r> {
    /// Where `span` is in `texts`; `None` for a file that they do not have.
    pub fn of(texts: &'r dyn Texts, span: Span) -> Option<Self> {
        let text = texts.text(span.file)?;
        Some(Self {
            text,
            span,
            start: text.lines.line_column(text.text, span.start),
            end: text.lines.line_column(text.text, span.end),
        })
    }
}

impl<'r> Document<'r> {
    /// The path of the document itself.
    fn path(&self) -> Option<&'r str> {
        self.texts.text(FileId(0)).map(|text| text.path)
    }

    /// The other files that its findings are about as a whole, such as files that were generated from it.
    fn others(&self) -> impl Iterator<Item = &'r str> {
        let own = self.path();
        let of_files = self.findings.iter().filter(|one| one.location.is_none());
        let paths = of_files.filter_map(|one| one.path.as_deref());
        paths.filter(move |path| Some(*path) != own)
    }

    /// Whether it was asked for, and does not stand for other files alone.
    fn is_meant(&self) -> bool {
        let others = self.others().count();
        others == 0 || others < self.findings.len()
    }
}

/// How many files are told of: the documents, and the other files that are found fault with, each once.
fn files(documents: &[Document<'_>]) -> usize {
    let meant = documents.iter().filter(|document| document.is_meant());
    let others: HashSet<&str> = documents.iter().flat_map(Document::others).collect();
    meant.count() + others.len()
}

impl<'r> Reported<'r> {
    /// Where the finding is; `None` for one about a file as a whole.
    pub fn place(&self) -> Option<Place<'r>> {
        self.place_of(self.finding.location.as_ref()?)
    }

    /// Where `location`, one of the finding's own, is.
    pub fn place_of(&self, location: &Location) -> Option<Place<'r>> {
        self.place_of_span(location.span)
    }

    /// Where `span`, one of the finding's own, is.
    pub(crate) fn place_of_span(&self, span: Span) -> Option<Place<'r>> {
        Place::of(self.texts, span)
    }

    /// What is wrong, in a length that can be read.
    pub(crate) fn message(&self) -> Cow<'r, str> {
        with_empty_names(short(&self.finding.message))
    }

    /// How to mend it, in a length that can be read.
    pub(crate) fn help(&self) -> Option<Cow<'r, str>> {
        let help = self.finding.help.as_deref().map(short);
        help.map(with_empty_names)
    }

    /// An example, in a length that can be read.
    pub(crate) fn example(&self) -> Option<Cow<'r, str>> {
        self.finding.example.as_deref().map(short)
    }

    /// What is said below the message for people, each behind its name.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (&'static str, Cow<'r, str>)> {
        let notes = [
            ("for example", self.example()),
            ("help", self.help()),
            ("see", self.section()),
        ];
        notes
            .into_iter()
            .filter_map(|(name, note)| Some((name, note?)))
    }

    /// Where the rule is written.
    pub(crate) fn section(&self) -> Option<Cow<'r, str>> {
        self.finding.section.as_deref().map(Cow::Borrowed)
    }

    /// What the file has to become, line by line.
    pub(crate) fn difference(&self) -> impl Iterator<Item = &'r str> {
        let difference = self.finding.difference.as_deref();
        difference.unwrap_or_default().lines()
    }

    /// [`Reported::path`] as a path inside a repository is written, without `./`.
    pub(crate) fn bare_path(&self) -> &'r str {
        bare(self.path().unwrap_or_default())
    }

    /// The file the finding is about, as the user named it.
    pub fn path(&self) -> Option<&'r str> {
        match &self.finding.location {
            Some(location) => self.texts.text(location.span.file).map(|text| text.path),
            None => self.finding.path.as_deref(),
        }
    }
}

/// `text` without its middle if it is longer than anybody reads, as where it quotes a value of a megabyte.
pub(crate) fn short(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let kept = LONGEST_TEXT / 2;
    let start = boundary(text, kept);
    let end = boundary(text, text.len() - kept);
    let left_out = end - start;
    Cow::Owned(format!(
        "{} … ({left_out} bytes) … {}",
        &text[..start],
        &text[end..]
    ))
}

/// `text` in which a name that is empty, and so would be nothing between two backticks, is seen.
fn with_empty_names(text: Cow<'_, str>) -> Cow<'_, str> {
    const NOTHING: &str = "``";
    let is_nothing = |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + NOTHING.len()..]);
        !is_of_name(before.chars().next_back()) && !is_of_name(after.chars().next())
    };
    let places = text.match_indices(NOTHING).map(|(at, _)| at);
    let places: Vec<usize> = places.filter(is_nothing).collect();
    if places.is_empty() {
        return text;
    }
    let mut seen = String::with_capacity(text.len() + 8);
    let mut told = 0;
    for place in places {
        seen.push_str(&text[told..place]);
        seen.push_str("`\"\"`");
        told = place + NOTHING.len();
    }
    Cow::Owned(seen + &text[told..])
}

/// The end of `text` or the last place before `offset` where a character starts.
pub(crate) fn boundary(text: &str, offset: usize) -> usize {
    let starts = |offset: &usize| text.is_char_boundary(*offset);
    (0..=offset.min(text.len())).rev().find(starts).unwrap_or(0)
}

/// `path` in the one form that all ways of writing it have in common: without `.`, and without `..` behind a folder.
fn normal(path: &str) -> Cow<'_, str> {
    let is_normal = |part: &str| !matches!(part, "" | "." | "..");
    if path.split('/').all(is_normal) {
        return Cow::Borrowed(path);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            (".", _) => {}
            ("..", Some(last)) if is_normal(last) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    Cow::Owned(parts.join("/"))
}

/// `path` without the `./` that a user may put before it.
pub(crate) fn bare(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(normal(path), expected, "{path}");
    }

    #[test]
    fn ways_to_write_a_path_are_one() {
        check("api/a.yaml", "api/a.yaml");
        check("./api/../shared/./a.yaml", "shared/a.yaml");
        check("../../a.yaml", "../../a.yaml");
        check("/srv/../a.yaml", "/a.yaml");
        check("b/../../a.yaml", "../a.yaml");
    }

    struct NoTexts;

    impl Texts for NoTexts {
        fn text(&self, _: FileId) -> Option<Text<'_>> {
            None
        }
    }

    #[test]
    fn a_file_that_several_documents_find_fault_with_is_one() {
        static RULE: tidings_diag::RuleMeta = tidings_diag::RuleMeta {
            id: "stale",
            code: "T001",
            severity: Severity::Warning,
            group: tidings_diag::Group::Correctness,
            summary: "",
            page: "",
        };
        let findings = ["one", "two"].map(|text| [Finding::of_file(&RULE, "accepted.toml", text)]);
        let documents = findings.each_ref().map(|findings| Document {
            texts: &NoTexts,
            findings,
            fails_from: Severity::Error,
            overridden: Overridden::default(),
        });
        let summary = Report::new(&documents, 0).summary();
        assert_eq!(summary.to_string(), "2 warnings in 1 file");
    }

    #[test]
    fn names_that_are_empty_are_seen_and_backticks_of_names_stay() {
        let seen = |text: &'static str| with_empty_names(Cow::Borrowed(text)).into_owned();
        assert_eq!(seen("`` is `` here"), "`\"\"` is `\"\"` here");
        assert_eq!(seen("`a``b` and `a`` and ``a`"), "`a``b` and `a`` and ``a`");
    }

    #[test]
    fn long_messages_lose_their_middle() {
        assert_eq!(short("short"), "short");
        let long = "ä".repeat(LONGEST_TEXT);
        let shown = short(&long);
        assert!(shown.len() < LONGEST_TEXT + 40, "{shown}");
        assert!(
            shown.contains(&format!(" … ({LONGEST_TEXT} bytes) … ")),
            "{shown}"
        );
    }
}
