//! Laws of trees and findings, whatever they were read from.

use tidings_diag::{Finding, Span};
use tidings_syntax::{Format, NodeId, Shape, Tree, Value, apply, parse, print};

/// Values of which the pointer is tried; finding one costs a walk from the root.
const POINTERS: usize = 500;

/// Spans lie in the text, children in their parents, in order; a naive reader comes to an end.
pub(crate) fn check_tree(tree: &Tree) {
    let Some(root) = tree.root() else {
        return;
    };
    check_node(tree, root.node());
    walk(root);
    for comment in tree.comments() {
        check_span(tree, comment.span);
    }
    for lookalike in tree.lookalikes() {
        check_span(tree, lookalike.span);
    }
}

fn check_node(tree: &Tree, id: NodeId) {
    let node = tree.node(id);
    check_span(tree, Span::new(tree.file(), node.start, node.end));
    let mut reached = node.start;
    let mut child = |id: NodeId, start: u32| {
        let child = tree.node(id);
        assert!(
            reached <= start && start <= child.start && child.end <= node.end,
            "{start}, {:?} is out of order behind {reached} in {:?}",
            (child.start, child.end),
            (node.start, node.end),
        );
        reached = child.end;
        check_node(tree, id);
    };
    match &node.shape {
        Shape::Sequence(items) => {
            for &item in items {
                child(item, tree.node(item).start);
            }
        }
        Shape::Mapping(entries) => {
            for entry in entries.iter().filter(|entry| !entry.merged) {
                check_span(tree, Span::new(tree.file(), entry.key_start, entry.key_end));
                let value = tree.node(entry.value).start;
                assert!(
                    entry.key_end <= value,
                    "{:?} ends behind its value",
                    entry.key
                );
                child(entry.value, entry.key_start);
            }
        }
        _ => {}
    }
}

fn check_span(tree: &Tree, span: Span) {
    let text = tree.text().get(span.range());
    assert!(text.is_some(), "{span:?} is no part of the text");
}

/// Goes through a value as its readers do: by recursion, without a thought about aliases.
fn walk(value: Value<'_>) -> usize {
    let entries: usize = value.entries().map(|entry| walk(entry.value)).sum();
    let items: usize = value.items().map(walk).sum();
    1 + entries + items
}

/// Every place of a finding lies in the text that it is about, and its fix can be applied.
pub(crate) fn check_finding<'t>(finding: &Finding, tree_of: impl Fn(Span) -> &'t Tree) {
    assert!(!finding.message.is_empty());
    let related = finding.related.iter().map(|related| &related.location);
    for location in finding.location.iter().chain(related) {
        check_span(tree_of(location.span), location.span);
    }
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    if let Some(first) = edits.clone().next() {
        let tree = tree_of(first.span);
        let of_one_file = edits.filter(|edit| edit.span.file == first.span.file);
        let mended = apply(tree.text(), of_one_file);
        assert!(mended.is_ok(), "{:?} cannot be applied", finding.fix);
    }
}

/// Of a text without mistakes: every value has a pointer that leads somewhere, and what is printed is read as the same again.
pub(crate) fn check_flawless(root: Value<'_>) {
    let tree = root.tree();
    // A value that a merge key brings can be hidden behind one with its key, and an alias can still lead to it.
    let hidden = tree.text().contains("<<");
    for value in tree.values().take(POINTERS).filter(|_| !hidden) {
        let pointer = value.pointer();
        assert!(tree.pointer(&pointer).is_some(), "nothing at {pointer:?}");
    }
    for format in [Format::Json, Format::Yaml] {
        let printed = print(root, format);
        let (tree, findings) = parse(root.span().file, printed.as_bytes(), format);
        assert!(findings.is_empty(), "{findings:?} in {printed:?}");
        let again = tree.root().map(|root| print(root, format));
        assert_eq!(again.unwrap_or_default(), printed);
    }
}
