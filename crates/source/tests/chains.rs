//! How far references are followed: chains, circles, and what contains itself.

use tidings_diag::FileId;
use tidings_source::{MemoryFiles, Sources};

#[track_caller]
fn check_circle(reference: &str, message: &str) {
    let document =
        "Round: { $ref: '#/Trip' }\nTrip: { $ref: '#/Round' }\nSelf: { $ref: '#/Self' }\n";
    let (sources, _) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    let resolved = sources.resolve(FileId(0), reference);
    let error = resolved.map(|resolved| resolved.hops);
    assert_eq!(
        error.map_err(|error| error.message),
        Err(message.to_owned())
    );
}

#[test]
fn circles_of_nothing_but_references_are_told() {
    check_circle(
        "#/Round",
        "the references `#/Round` → `#/Trip` → `#/Round` run in a circle and never reach a value",
    );
    check_circle(
        "#/Self",
        "the references `#/Self` → `#/Self` run in a circle and never reach a value",
    );
    check_circle(
        "#/Round/x",
        "`#/Round/x` leads nowhere: the way to `x` goes through the reference at `/Round`, which leads to no value",
    );
}

#[test]
fn a_pointer_does_not_run_in_a_circle() {
    let document = "alone: { $ref: '#/alone', a: 1, way: { $ref: '#/alone/b' } }\n\
                    left: { $ref: '#/right', a: 1, way: { $ref: '#/left/b' } }\n\
                    right: { $ref: '#/left', a: 1 }\n\
                    tree: { $ref: '#/node', way: { $ref: '#/tree/child/child/child' } }\n\
                    node: { child: { $ref: '#/node' } }\n";
    let files = MemoryFiles::new([("asyncapi.yaml", document)]);
    let (sources, _) = Sources::link(&files, "asyncapi.yaml");
    for reference in ["#/alone/b", "#/left/b"] {
        assert!(sources.step(FileId(0), reference).is_err(), "{reference}");
    }
    let child = sources.resolve(FileId(0), "#/tree/child/child/child");
    assert_eq!(child.expect("a node").value.pointer(), "/node");
}

/// A document of `count` schemas, each of which is a reference to the next, and `last`.
fn chain(count: usize, last: &str) -> Sources {
    let mut document = "components:\n  schemas:\n".to_owned();
    for index in 0..count {
        document += &format!(
            "    S{index}: {{ $ref: '#/components/schemas/S{}' }}\n",
            index + 1
        );
    }
    document += &format!("    S{count}: {last}\nuses:\n");
    for index in 0..count {
        document += &format!("  - {{ $ref: '#/components/schemas/S{index}/inner' }}\n");
    }
    let (sources, findings) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    assert_eq!(findings, []);
    sources
}

/// Long enough to take minutes where following is quadratic in an unkind way, or to end the stack.
const LONG: usize = 10_000;

#[test]
fn a_chain_of_any_length_leads_to_its_value() {
    let sources = chain(LONG, "{ inner: 1 }");
    let resolved = sources
        .resolve(FileId(0), "#/components/schemas/S0")
        .unwrap();
    assert_eq!(
        resolved.value.pointer(),
        format!("/components/schemas/S{LONG}")
    );
    assert_eq!(resolved.hops, LONG);
    // And so does every pointer that goes on behind it.
    let leads = sources.references().filter(|(_, target)| target.is_ok());
    assert_eq!(leads.count(), 2 * LONG);
    assert_eq!(sources.circles().len(), 0);
}

#[test]
fn a_circle_of_any_length_is_one_circle() {
    let sources = chain(LONG, "{ $ref: '#/components/schemas/S10' }");
    let error = sources
        .resolve(FileId(0), "#/components/schemas/S0")
        .unwrap_err();
    assert_eq!(error.rule.id, "circular-ref");
    assert!(
        error
            .message
            .ends_with("→ `…` run in a circle and never reach a value"),
        "{}",
        error.message
    );
    let circles = sources.circles();
    let lengths: Vec<usize> = circles.iter().map(Vec::len).collect();
    assert_eq!(lengths, [LONG + 1 - 10]);
    assert_eq!(
        circles[0][0].value.pointer(),
        "/components/schemas/S10/$ref"
    );
}

#[test]
fn pointers_through_references_through_references_come_to_an_end() {
    // Each line doubles the way of the one before.
    let mut document = "a0: { x: { x: 1 } }\n".to_owned();
    for index in 1..200 {
        let before = index - 1;
        document += &format!("a{index}: {{ $ref: '#/b{index}' }}\n");
        document += &format!(
            "b{index}: {{ x: {{ $ref: '#/a{before}/x' }}, y: {{ $ref: '#/a{before}/x/x' }} }}\n"
        );
    }
    // A way that grows while it is followed.
    document += "grows: { $ref: '#/grows/x/y' }\n";
    document += "left: { $ref: '#/right/x' }\nright: { $ref: '#/left/x' }\n";
    let (sources, _) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    let end = sources
        .resolve(FileId(0), "#/a199/x")
        .map(|resolved| resolved.value.pointer());
    assert_eq!(end, Ok("/a0/x".to_owned()));
    for reference in ["#/grows", "#/left", "#/right/x"] {
        assert!(
            sources.resolve(FileId(0), reference).is_err(),
            "{reference}"
        );
    }
}

#[track_caller]
fn check_cycles(document: &str, expected: &[&[&str]]) {
    let (sources, _) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    let cycles: Vec<Vec<String>> = sources
        .cycles()
        .into_iter()
        .map(|cycle| {
            cycle
                .iter()
                .map(|reference| reference.value.pointer())
                .collect()
        })
        .collect();
    assert_eq!(cycles, expected);
}

#[test]
fn cycles_are_what_contains_itself() {
    check_cycles("a: { $ref: '#/b' }\nb: { c: { $ref: '#/d' } }\nd: 1\n", &[]);
    check_cycles(
        "tree: { left: { $ref: '#/tree' } }\n",
        &[&["/tree/left/$ref"]],
    );
    // `outer` contains `inner`, which refers back to `outer`.
    check_cycles(
        "outer: { inner: { back: { $ref: '#/outer' } } }\nuse: { $ref: '#/outer/inner' }\n",
        &[&["/outer/inner/back/$ref"]],
    );
    check_cycles(
        "a: { x: { $ref: '#/b' } }\nb: { y: { $ref: '#/a' } }\nc: { $ref: '#/c' }\n",
        &[&["/a/x/$ref", "/b/y/$ref"], &["/c/$ref"]],
    );
}
