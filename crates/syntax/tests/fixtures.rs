//! Every file in `fixtures` as the tree that is read from it: spans, findings, comments and look-alikes.

use std::fmt::Write;

use tidings_diag::{FileId, Finding, LineIndex, Span};
use tidings_syntax::{Format, Tree, Value, apply, parse};

#[test]
fn trees() {
    insta::glob!("fixtures/*", |path| {
        let bytes = std::fs::read(path).expect("a fixture can be read");
        let format = Format::of_path(&path.to_string_lossy());
        let (tree, findings) = parse(FileId(0), &bytes, format);
        insta::assert_snapshot!(shown(&tree, &findings));
    });
}

fn shown(tree: &Tree, findings: &[Finding]) -> String {
    let mut out = String::new();
    if let Some(root) = tree.root() {
        show_value(&mut out, root, 0);
    }
    for comment in tree.comments() {
        let text = comment.text;
        writeln!(out, "comment {} {text:?}", place(tree, comment.span)).expect("text grows");
    }
    for lookalike in tree.lookalikes() {
        let (text, kind) = (&tree.text()[lookalike.span.range()], lookalike.kind);
        writeln!(
            out,
            "look-alike {} {kind:?} {text}",
            place(tree, lookalike.span)
        )
        .expect("text grows");
    }
    for finding in findings {
        show_finding(&mut out, tree, finding);
    }
    out
}

fn show_value(out: &mut String, value: Value<'_>, indent: usize) {
    let source = &value.tree().text()[value.span().range()];
    let source: String = match value.entries().len() + value.items().len() {
        0 => format!(" {source:?}"),
        _ => String::new(),
    };
    let read = value
        .as_str()
        .map_or(String::new(), |text| format!(" = {text:?}"));
    let (kind, place) = (value.kind(), place(value.tree(), value.span()));
    let whole = if value.is_whole() { "" } else { " …" };
    writeln!(out, "{kind:?} {place}{source}{read}{whole}").expect("text grows");
    for entry in value.entries() {
        let merged = if entry.merged { " (merged)" } else { "" };
        let key = &value.tree().text()[entry.key_span.range()];
        write!(out, "{:indent$}  {key}{merged}: ", "").expect("text grows");
        show_value(out, entry.value, indent + 2);
    }
    for item in value.items() {
        write!(out, "{:indent$}  - ", "").expect("text grows");
        show_value(out, item, indent + 2);
    }
}

fn show_finding(out: &mut String, tree: &Tree, finding: &Finding) {
    let location = finding.location.as_ref().expect("a place in the text");
    let (rule, severity, message) = (finding.rule.id, finding.severity.name(), &finding.message);
    let pointer = location
        .pointer
        .as_deref()
        .map_or(String::new(), |pointer| format!(" at {pointer:?}"));
    writeln!(
        out,
        "{severity}[{rule}] {}{pointer}: {message}",
        place(tree, location.span)
    )
    .expect("text grows");
    for related in &finding.related {
        writeln!(
            out,
            "  see {}: {}",
            place(tree, related.location.span),
            related.message
        )
        .expect("text grows");
    }
    if let Some(help) = &finding.help {
        writeln!(out, "  help: {help}").expect("text grows");
    }
    if let Some(fix) = &finding.fix {
        let text = apply(tree.text(), &fix.edits).expect("a fix applies");
        let line = LineIndex::new(&text);
        let first = line.line_column(&text, fix.edits[0].span.start).line;
        let range = line.line_range(&text, first).expect("the line of a fix");
        writeln!(
            out,
            "  fix ({:?}): {} → {:?}",
            fix.applicability, fix.title, &text[range]
        )
        .expect("text grows");
    }
}

/// `line:column-column` on one line, `line:column-line:column` otherwise.
fn place(tree: &Tree, span: Span) -> String {
    let lines = LineIndex::new(tree.text());
    let start = lines.line_column(tree.text(), span.start);
    let end = lines.line_column(tree.text(), span.end);
    if start.line == end.line {
        format!("{}:{}-{}", start.line, start.column, end.column)
    } else {
        format!(
            "{}:{}-{}:{}",
            start.line, start.column, end.line, end.column
        )
    }
}
