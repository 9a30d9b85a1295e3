//! Findings for people: the offending line with its neighbours, help, related places, and the mend as a patch.

mod window;

use std::borrow::Cow;
use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use tidings_diag::{Edit, Fix, Severity, Span};

use super::{Infos, Presentation};
use crate::escape::{printable, shown_in_place};
use crate::report::short;
use crate::{Place, Remark, Report, Reported, Summary};
use window::Window;

/// The characters before a note or a help at most, with the number of a line: `1234 = help: `.
const BESIDE_NOTE: usize = 13;

pub(super) const SUMMARY: &str = "for people: the lines in question, help and mends";

pub(super) fn render(report: &Report<'_>, presentation: Presentation) -> String {
    let mut output = String::new();
    let mut infos = Counts::default();
    for one in report.reported() {
        if !infos.shows(one, presentation.infos) {
            continue;
        }
        output.push_str(&drawn(&groups(one, presentation), presentation));
        output.push('\n');
        for line in one.difference() {
            output.push_str(&compared(line, presentation));
            output.push('\n');
        }
        output.push('\n');
    }
    match presentation.infos {
        Infos::Shown => output.push_str(&infos.rest()),
        Infos::Counted if presentation.summary => output.push_str(&infos.all()),
        Infos::Counted => {}
    }
    if presentation.summary {
        output.push_str(&last_line(report.summary(), presentation));
        output.push('\n');
    }
    output
}

/// Remarks one below the other, as the parts of a finding are shown.
pub(crate) fn remarks(remarks: &[Remark<'_>], presentation: Presentation) -> String {
    let remarks = remarks.iter().enumerate();
    let groups: Vec<Group<'_>> = remarks
        .map(|(index, remark)| {
            let word = printable(remark.word);
            let taken = word.chars().count() + ": ".len();
            let level = level(remark.severity).with_name(word);
            let text = wrapped(said(short(remark.message)), taken, presentation);
            let (title, kind) = match index {
                0 => (level.primary_title(text), AnnotationKind::Primary),
                _ => (level.secondary_title(text), AnnotationKind::Context),
            };
            let group = Group::with_title(title);
            match remark.place {
                Some(place) => marked(group, place, kind, presentation),
                None => group,
            }
        })
        .collect();
    drawn(&groups, presentation) + "\n"
}

fn drawn(groups: &[Group<'_>], presentation: Presentation) -> String {
    let renderer = if presentation.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = match presentation.width {
        Some(width) => renderer.term_width(width),
        None => renderer,
    };
    let rendered = renderer.render(groups);
    let lines = rendered.split_inclusive('\n');
    lines.filter(|line| !is_empty_place(line)).collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// A line of a unified diff in the colour that such lines have everywhere.
fn compared(line: &str, presentation: Presentation) -> Cow<'_, str> {
    let text = printable(line);
    let color = match line.get(..1) {
        _ if !presentation.color => None,
        Some("-") => Some(AnsiColor::Red),
        Some("+") => Some(AnsiColor::Green),
        Some("@") => Some(AnsiColor::Cyan),
        _ => None,
    };
    let Some(color) = color else {
        return text;
    };
    let style = Style::new().fg_color(Some(color.into()));
    Cow::Owned(format!("{style}{text}{style:#}"))
}

/// Counts what is merely worth knowing.
///
/// A document that does one thing a thousand times would hide everything else otherwise.
#[derive(Default)]
struct Counts<'r> {
    /// By file and rule.
    counts: BTreeMap<(&'r str, &'static str), Count>,
}

/// How often a rule was found in a file.
struct Count {
    /// What is wrong where the rule fires.
    summary: &'static str,
    found: usize,
}

impl<'r> Counts<'r> {
    /// How many of one rule are shown in one file.
    const SHOWN: usize = 3;

    /// Whether `one` is among those that are shown.
    fn shows(&mut self, one: &Reported<'r>, infos: Infos) -> bool {
        let rule = one.finding.rule;
        if one.finding.severity != Severity::Info {
            return true;
        }
        let key = (one.path().unwrap_or_default(), rule.id);
        let count = self.counts.entry(key).or_insert(Count {
            summary: rule.summary,
            found: 0,
        });
        count.found += 1;
        infos == Infos::Shown && count.found <= Self::SHOWN
    }

    /// A line for each rule that says how often it was found.
    fn all(&self) -> String {
        let mut rules: BTreeMap<&str, Count> = BTreeMap::new();
        for ((_, rule), Count { summary, found }) in &self.counts {
            let of_rule = rules.entry(rule).or_insert(Count { summary, found: 0 });
            of_rule.found += found;
        }
        let lines = rules.iter().map(|(rule, Count { summary, found })| {
            format!("info[{rule}]: {summary} ({found}, which --verbose shows)\n")
        });
        paragraph(lines)
    }

    /// A line for each file and rule of which more was found than shown.
    fn rest(&self) -> String {
        let more = self.counts.iter();
        let more = more.filter(|(_, count)| count.found > Self::SHOWN);
        let lines = more.map(|((path, rule), count)| {
            let (path, count) = (printable(path), count.found - Self::SHOWN);
            format!("info[{rule}]: {count} more in {path}, which --format concise lists\n")
        });
        paragraph(lines)
    }
}

/// `lines` with an empty one behind them; nothing where there are none.
fn paragraph(lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.collect();
    match lines.is_empty() {
        true => lines,
        false => lines + "\n",
    }
}

/// Whether there is nothing but `:::` on `line`, whatever its colours.
///
/// The renderer sets such a line above a snippet whose place was said before.
fn is_empty_place(line: &str) -> bool {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default();
    let styled = pieces.map(|piece| piece.split_once('m').map_or(piece, |(_, shown)| shown));
    let shown: String = std::iter::once(first).chain(styled).collect();
    shown.trim() == ":::"
}

/// The parts of one finding: what is wrong, then related places, then the mend.
fn groups<'r>(one: &Reported<'r>, presentation: Presentation) -> Vec<Group<'r>> {
    let finding = one.finding;
    let taken = format!("{}[{}]: ", finding.severity.name(), finding.rule.id).len();
    let title = level(finding.severity)
        .primary_title(wrapped(said(one.message()), taken, presentation))
        .id(finding.rule.id);
    let beside = |text| wrapped(text, BESIDE_NOTE, presentation);
    let mut primary = Group::with_title(title);
    match one.place() {
        Some(place) => primary = marked(primary, place, AnnotationKind::Primary, presentation),
        None => {
            let path = printable(one.path().unwrap_or_default());
            primary = primary.element(Origin::path(path));
        }
    }
    if let Some(example) = one.example() {
        let example = format!("for example: {}", said(example));
        primary = primary.element(Level::NOTE.message(beside(example.into())));
    }
    if let Some(help) = one.help() {
        primary = primary.element(Level::HELP.message(beside(said(help))));
    }
    if let Some(section) = &finding.section {
        let section = format!("see {}", printable(section));
        primary = primary.element(Level::NOTE.message(beside(section.into())));
    }
    let mut groups = vec![primary];
    for related in &finding.related {
        if let Some(place) = one.place_of(&related.location) {
            let message = wrapped(said(short(&related.message)), "note: ".len(), presentation);
            let title = Level::NOTE.secondary_title(message);
            let group = Group::with_title(title);
            groups.push(marked(group, place, AnnotationKind::Context, presentation));
        }
    }
    groups.extend(
        finding
            .fix
            .as_ref()
            .and_then(|fix| patched(one, fix, presentation)),
    );
    groups
}

/// `text` on lines that the terminal has room for, in front of which `taken` characters stand.
fn wrapped(text: Cow<'_, str>, taken: usize, presentation: Presentation) -> Cow<'_, str> {
    match presentation.width {
        Some(_) => presentation.lines(&text, taken).join("\n").into(),
        None => text,
    }
}

/// `text` as it can be shown.
fn said(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => printable(text),
        Cow::Owned(text) => Cow::Owned(printable(&text).into_owned()),
    }
}

/// Adds the lines around `place` with a mark under it.
fn marked<'r>(
    group: Group<'r>,
    place: Place<'r>,
    kind: AnnotationKind,
    presentation: Presentation,
) -> Group<'r> {
    let window = Window::around(place, presentation.width);
    let path = printable(place.text.path);
    let snippet = Snippet::source(window.text)
        .line_start(window.first_line)
        .fold(false)
        .annotation(kind.span(window.marked));
    if window.is_cut {
        // The renderer would count columns from the cut.
        let origin = Origin::path(path)
            .line(place.start.line as usize)
            .char_column(place.start.column as usize);
        group.element(origin).element(snippet)
    } else {
        group.element(snippet.path(path))
    }
}

/// The mend: what it does, and the lines it takes away and puts in; `None` where they lie too far apart to be shown.
fn patched<'r>(one: &Reported<'r>, fix: &'r Fix, presentation: Presentation) -> Option<Group<'r>> {
    let title = wrapped(printable(&fix.title), "help: ".len(), presentation);
    let title = Level::HELP.secondary_title(title);
    let group = Group::with_title(title);
    let shown = |edit: &'r Edit| match fix.edits.len() {
        1 => (edit.span, &*edit.replacement),
        _ => shown_beside_others(one, edit),
    };
    let edits: Vec<(Span, &str)> = fix.edits.iter().map(shown).collect();
    let window = touched_lines(one, &edits)?;
    let patches = edits.into_iter().map(|(span, replacement)| {
        let range = span.range();
        let range = range.start - window.offset..range.end - window.offset;
        Patch::new(range, shown_in_place(replacement))
    });
    let snippet = Snippet::source(window.text)
        .line_start(window.first_line)
        .patches(patches);
    Some(group.element(snippet))
}

/// One edit of several as the renderer understands it.
///
/// Lines that are taken away go with the end of the line before them and not with their own: otherwise the line behind
/// them is touched, and shown as if it went, too.
fn shown_beside_others<'r>(one: &Reported<'r>, edit: &'r Edit) -> (Span, &'r str) {
    let mut span = edit.span;
    let text = one.place_of_span(span).map_or("", |place| place.text.text);
    let end_of_line_before = |offset: u32| {
        let before = offset.checked_sub(1)?;
        (text.as_bytes().get(before as usize) == Some(&b'\n')).then_some(before)
    };
    if edit.replacement.is_empty()
        && let Some(start) = end_of_line_before(span.start)
        && let Some(end) = end_of_line_before(span.end)
    {
        span = Span::new(span.file, start, end);
    }
    (span, &edit.replacement)
}

/// The lines that edits touch; `None` where they lie in several files or are too much to show.
fn touched_lines<'r>(one: &Reported<'r>, edits: &[(Span, &str)]) -> Option<Window<'r>> {
    let (mut whole, _) = *edits.first()?;
    for (span, _) in edits {
        if span.file != whole.file {
            return None;
        }
        whole.start = whole.start.min(span.start);
        whole.end = whole.end.max(span.end);
    }
    Window::lines_of(one.place_of_span(whole)?)
}

/// The numbers of the run in the colour of the worst of them.
fn last_line(summary: Summary, presentation: Presentation) -> String {
    if !presentation.color {
        return summary.to_string();
    }
    let color = match summary {
        Summary { errors: 1.., .. } => AnsiColor::BrightRed,
        Summary { warnings: 1.., .. } => AnsiColor::Yellow,
        Summary { infos: 1.., .. } => AnsiColor::BrightBlue,
        Summary { .. } => AnsiColor::Green,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{summary}{style:#}")
}
