//! One file of what was accepted: read with places, written by changing no more of the text than has to change.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use serde::Deserialize;
use tidings_diag::LineIndex;
use tidings_diff::Accepted;
use toml::value::Datetime;
use toml::{Spanned, Value};

use super::{Acceptable, Acceptance};
use crate::names::{joined, with_slashes};

/// What a new file begins with.
const HEAD: &str = "\
# What `tidings diff` found about contracts and was accepted, so that it does not count.
# `tidings diff --accept --reason WHY --until DATE` adds to them.
version = 1
";

/// The form that is read and written.
const VERSION: u32 = 1;

/// The contracts that an entry is about, seen from the folder of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct About<'a> {
    /// The one whose entry it is.
    pub(super) path: &'a str,
    /// The one on the other side, where it is about two that do not get along.
    pub(super) partner: Option<&'a str>,
}

/// A file of what was accepted.
#[derive(Debug)]
pub(super) struct AcceptedFile {
    text: String,
    entries: Vec<Entry>,
    is_changed: bool,
}

/// Something that was accepted.
#[derive(Debug)]
pub(super) struct Entry {
    /// The contract that it is about, seen from the folder of the file.
    pub(super) path: String,
    /// The contract on the other side, seen from there too, where it is about two.
    pub(super) partner: Option<String>,
    pub(super) fingerprint: String,
    pub(super) check: String,
    pub(super) message: String,
    reason: Option<String>,
    pub(super) until: Option<String>,
    spans: Spans,
}

/// Where an entry says what can be changed about it.
#[derive(Debug)]
struct Spans {
    path: Range<usize>,
    partner: Option<Range<usize>>,
    fingerprint: Range<usize>,
    reason: Option<Range<usize>>,
    until: Option<Range<usize>>,
}

/// The file as TOML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: Spanned<u32>,
    #[serde(default)]
    accepted: Vec<Table>,
}

/// An entry as TOML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    path: Spanned<String>,
    partner: Option<Spanned<String>>,
    fingerprint: Spanned<String>,
    check: String,
    message: String,
    reason: Option<Spanned<String>>,
    until: Option<Spanned<Datetime>>,
}

impl Default for AcceptedFile {
    /// A new file.
    fn default() -> Self {
        Self {
            text: HEAD.to_owned(),
            entries: Vec::new(),
            is_changed: false,
        }
    }
}

impl AcceptedFile {
    /// The file at `place`, which the user knows as `name`.
    pub(super) fn read(place: &Path, name: &str) -> anyhow::Result<Self> {
        let text = fs::read_to_string(place).with_context(|| format!("{name} cannot be read"))?;
        Self::parse(name, text)
    }

    fn parse(name: &str, text: String) -> anyhow::Result<Self> {
        let at = |offset: usize, message: &str| {
            let place = LineIndex::new(&text).line_column(&text, offset as u32);
            anyhow!("{name}:{}:{}: {message}", place.line, place.column)
        };
        let document: Document = toml::from_str(&text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            at(offset, error.message().trim_end())
        })?;
        if *document.version.get_ref() != VERSION {
            let message = "this version of tidings reads version 1";
            return Err(at(document.version.span().start, message));
        }
        // `./api/orders.yaml` is the same file.
        let short = |path: &String| with_slashes(&joined(Path::new(""), path));
        let mut entries = Vec::new();
        for table in document.accepted {
            let until = match &table.until {
                Some(until) => match day(until.get_ref()) {
                    Some(day) => Some(day),
                    None => return Err(at(until.span().start, "a day is written as 2027-01-31")),
                },
                None => None,
            };
            entries.push(Entry {
                spans: Spans {
                    path: table.path.span(),
                    partner: table.partner.as_ref().map(Spanned::span),
                    fingerprint: table.fingerprint.span(),
                    reason: table.reason.as_ref().map(Spanned::span),
                    until: table.until.as_ref().map(Spanned::span),
                },
                path: short(table.path.get_ref()),
                partner: table.partner.as_ref().map(|it| short(it.get_ref())),
                fingerprint: table.fingerprint.into_inner(),
                check: table.check,
                message: table.message,
                reason: table.reason.map(Spanned::into_inner),
                until,
            });
        }
        Ok(Self {
            text,
            entries,
            is_changed: false,
        })
    }

    /// Whether something was added.
    pub(super) fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Everything that was accepted.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// What was accepted of the contract at `path`.
    pub(super) fn entries_of(&self, path: &str) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.path == path)
    }

    /// What was accepted with this `fingerprint` and is `about` these contracts, whether it is over or not.
    pub(super) fn entry(&self, about: About<'_>, fingerprint: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.about() == about && entry.fingerprint == fingerprint)
    }

    /// Accepts what was `found` and is `about` these contracts.
    pub(super) fn add(
        &mut self,
        about: About<'_>,
        found: &impl Acceptable,
        acceptance: &Acceptance<'_>,
    ) -> anyhow::Result<()> {
        let entry = entry(about, found, acceptance);
        self.rewrite(format!("{}\n{entry}", self.text))
    }

    /// Accepts once more what was accepted with this `fingerprint` of contracts that are `known` by names which they have or
    /// had before, and are called as `about` says from now on; what is over on the day `today` has no other end than the one
    /// that is given.
    pub(super) fn renew(
        &mut self,
        (known, about): (About<'_>, About<'_>),
        fingerprint: &str,
        acceptance: &Acceptance<'_>,
        today: &str,
    ) -> anyhow::Result<()> {
        match self.entry(known, fingerprint) {
            Some(entry) => {
                let text = entry.renewed(&self.text, about, acceptance, today);
                self.rewrite(text)
            }
            None => Ok(()),
        }
    }

    /// What was written has to be what is read.
    fn rewrite(&mut self, text: String) -> anyhow::Result<()> {
        *self = Self {
            is_changed: true,
            ..Self::parse(super::NAME, text)?
        };
        Ok(())
    }

    /// Writes the file to `place`.
    pub(super) fn write(&self, place: &Path) -> anyhow::Result<()> {
        fs::write(place, &self.text)
            .with_context(|| format!("{} cannot be written", place.display()))
    }
}

impl Entry {
    /// The contracts that it is about.
    pub(super) fn about(&self) -> About<'_> {
        About {
            path: &self.path,
            partner: self.partner.as_deref(),
        }
    }

    /// Whether the day until which it holds is over on the day `today`.
    pub(super) fn is_over(&self, today: &str) -> bool {
        self.until.as_deref().is_some_and(|until| until < today)
    }

    /// What it says.
    pub(super) fn accepted(&self) -> Accepted {
        Accepted {
            reason: self.reason.clone(),
            until: self.until.clone(),
        }
    }

    /// `text`, which is the file's, where the entry is `about` these contracts and says what is given of the reason and the
    /// end.
    fn renewed(
        &self,
        text: &str,
        about: About<'_>,
        acceptance: &Acceptance<'_>,
        today: &str,
    ) -> String {
        let spans = &self.spans;
        let reason = acceptance.reason.map(quoted);
        let until = acceptance.until.map(str::to_owned);
        let behind = spans.fingerprint.end;
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        if self.path != about.path {
            edits.push((spans.path.clone(), quoted(about.path)));
        }
        if let (Some(span), Some(partner)) = (&spans.partner, about.partner)
            && self.partner.as_deref() != Some(partner)
        {
            edits.push((span.clone(), quoted(partner)));
        }
        for (key, span, value) in [
            ("reason", &spans.reason, reason),
            ("until", &spans.until, until),
        ] {
            match (span, value) {
                (Some(span), Some(value)) => edits.push((span.clone(), value)),
                (None, Some(value)) => edits.push((behind..behind, format!("\n{key} = {value}"))),
                // Without an end it holds for ever, which is written as a key that is not there.
                (Some(span), None) if key == "until" && self.is_over(today) => {
                    edits.push((line(text, span), String::new()));
                }
                (_, None) => {}
            }
        }
        edits.sort_by_key(|(span, _)| span.start);
        let mut text = text.to_owned();
        for (span, value) in edits.into_iter().rev() {
            text.replace_range(span, &value);
        }
        text
    }
}

/// The whole line that holds `span`.
fn line(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.end..].find('\n');
    start..end.map_or(text.len(), |end| span.end + end + 1)
}

/// A new entry.
fn entry(about: About<'_>, found: &impl Acceptable, acceptance: &Acceptance<'_>) -> String {
    let mut lines = vec![
        "[[accepted]]".to_owned(),
        format!("path = {}", quoted(about.path)),
    ];
    lines.extend(
        about
            .partner
            .map(|partner| format!("partner = {}", quoted(partner))),
    );
    lines.extend([
        format!("fingerprint = {}", quoted(&found.fingerprint())),
        format!("check = {}", quoted(found.rule().id)),
        format!("message = {}", quoted(found.message())),
    ]);
    lines.extend(
        acceptance
            .reason
            .map(|reason| format!("reason = {}", quoted(reason))),
    );
    lines.extend(acceptance.until.map(|until| format!("until = {until}")));
    lines.join("\n") + "\n"
}

/// `text` as a string of TOML.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// The day, if it is one and no time of a day.
fn day(datetime: &Datetime) -> Option<String> {
    let is_day = datetime.date.is_some() && datetime.time.is_none() && datetime.offset.is_none();
    is_day.then(|| datetime.to_string())
}

/// A day in the future or today that somebody has typed.
///
/// # Errors
///
/// When it is no day, or over.
pub(super) fn until(text: &str, today: &str) -> anyhow::Result<String> {
    let parsed: Option<Datetime> = text.parse().ok();
    let Some(day) = parsed.as_ref().and_then(day) else {
        bail!("--until takes a day as 2027-01-31, not `{text}`");
    };
    match day.as_str() < today {
        true => bail!("--until {day} is over already; today is {today}"),
        false => Ok(day),
    }
}
