//! Parts of strings, found again in the text that they are written in.

use tidings_diag::FileId;
use tidings_syntax::{Format, parse};

/// The word `needle` of the string in `text` stands in the text as `expected`, at line and column from 1.
#[track_caller]
fn check(format: Format, text: &str, needle: &str, expected: &str, line: usize, column: usize) {
    let (tree, findings) = parse(FileId(0), text.as_bytes(), format);
    assert!(findings.is_empty(), "{findings:?}");
    let value = tree.pointer("/a").expect("there is an `a`");
    let string = value.as_str().expect("it is a string");
    let start = string.find(needle).expect("the word is there");
    let span = value.span_within(start..start + needle.len());
    assert_eq!(&text[span.range()], expected, "{text}");
    let before = &text[..span.start as usize];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    assert_eq!(before.matches('\n').count() + 1, line, "{text}");
    assert_eq!(before[line_start..].chars().count() + 1, column, "{text}");
}

#[test]
fn blocks_keep_line_and_column() {
    let yaml = Format::Yaml;
    check(
        yaml,
        "a: |\n  one\n    two\n\n  three\n",
        "two",
        "two",
        3,
        5,
    );
    check(
        yaml,
        "a: |\n  one\n    two\n\n  three\n",
        "three",
        "three",
        5,
        3,
    );
    check(
        yaml,
        "x: 1\na: |2-  # text\n     one\n  two\nb: 2\n",
        "two",
        "two",
        4,
        3,
    );
    check(yaml, "a: |\r\n  größe one\r\n  two\r\n", "two", "two", 3, 3);
    check(
        yaml,
        "a: >\n  one\n  two\n\n  three\n",
        "three",
        "three",
        5,
        3,
    );
    check(yaml, "a: >\n  one\n  two\n", "one two", "one\n  two", 2, 3);
}

#[test]
fn flow_scalars_are_followed_through_escapes() {
    let (yaml, json) = (Format::Yaml, Format::Json);
    check(yaml, "a: one\n  two\n", "two", "two", 2, 3);
    check(yaml, "a: 'it''s\n   two'\n", "two", "two", 2, 4);
    check(yaml, "a: 'it''s\n   two'\n", "'", "''", 1, 7);
    check(
        json,
        r#"{"a": "one\n\t\"two\" three"}"#,
        "two",
        "two",
        1,
        17,
    );
    check(
        json,
        r#"{"a": "\u00e9\ud83d\ude00 two"}"#,
        "two",
        "two",
        1,
        27,
    );
    check(yaml, "a: \"one \\\n   \\x41 two\"\n", "A", "\\x41", 2, 4);
}

#[test]
fn the_end_and_what_is_behind_it_have_a_place() {
    let (tree, _) = parse(FileId(0), b"a: |\n  one\n", Format::Yaml);
    let value = tree.pointer("/a").expect("there is an `a`");
    assert_eq!(value.span_within(4..4).start, 10);
    assert_eq!(value.span_within(99..120).start, 10);
}
