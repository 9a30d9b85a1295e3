//! Documents made to exhaust their reader: each ends in a finding, soon, and can be walked by a naive reader.

use std::time::{Duration, Instant};

use tidings_diag::FileId;
use tidings_syntax::{Format, Limits, Value, parse, parse_with, print};

/// Reads the text as both formats; one of them is meant, the other must survive it.
#[track_caller]
fn check(name: &str, bytes: &[u8], format: Format, rule: Option<&str>) {
    let started = Instant::now();
    let (tree, findings) = parse(FileId(0), bytes, format);
    if let Some(root) = tree.root() {
        walk(root);
        let printed = print(root, Format::Json);
        assert!(printed.len() < 200_000_000, "{name} prints without end");
    }
    for value in tree.values().step_by(997) {
        let _ = value.pointer();
    }
    // Generous for an unoptimised build beside others; what this guards against takes minutes.
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{name} took {:?}",
        started.elapsed()
    );
    match rule {
        Some(rule) => assert!(
            findings.iter().any(|finding| finding.rule.id == rule),
            "{name}: {rule} expected in {findings:.200?}"
        ),
        None => assert!(findings.is_empty(), "{name}: {findings:.200?}"),
    }
}

/// Goes through a value as its readers do: by recursion, without a thought about aliases.
fn walk(value: Value<'_>) -> usize {
    let entries: usize = value.entries().map(|entry| walk(entry.value)).sum();
    let items: usize = value.items().map(walk).sum();
    1 + entries + items
}

#[test]
fn deep_nesting_ends() {
    for format in [Format::Yaml, Format::Json] {
        let check = |text: String| check(&text[..10], text.as_bytes(), format, Some("over-budget"));
        check("[".repeat(100_000));
        check("[".repeat(2_000) + &"]".repeat(2_000));
        check("{\"a\": ".repeat(20_000));
    }
    check(
        "flow",
        "{a: ".repeat(20_000).as_bytes(),
        Format::Yaml,
        Some("over-budget"),
    );
    check(
        "dashes",
        "- ".repeat(20_000).as_bytes(),
        Format::Yaml,
        Some("over-budget"),
    );
    check(
        "questions",
        "? ".repeat(20_000).as_bytes(),
        Format::Yaml,
        Some("over-budget"),
    );
    let stairs: String = (0..3_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    check(
        "stairs",
        stairs.as_bytes(),
        Format::Yaml,
        Some("over-budget"),
    );
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let limit = Limits::default().depth;
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for format in [Format::Yaml, Format::Json] {
        check("at the limit", deep(limit).as_bytes(), format, None);
        check(
            "above",
            deep(limit + 1).as_bytes(),
            format,
            Some("over-budget"),
        );
    }
}

#[test]
fn aliases_do_not_explode() {
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        laughs += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    check(
        "billion laughs",
        laughs.as_bytes(),
        Format::Yaml,
        Some("over-budget"),
    );
    let wide = format!(
        "a: &a [{}]\nb: [{}]\n",
        "x, ".repeat(5_000),
        "*a, ".repeat(5_000)
    );
    check(
        "fan-out",
        wide.as_bytes(),
        Format::Yaml,
        Some("over-budget"),
    );
    let entries: String = (0..5_000).map(|key| format!("k{key}: 1, ")).collect();
    let merges = "- { <<: *a }\n".repeat(5_000);
    let merged = format!("a: &a {{ {entries} }}\nb:\n{merges}");
    check(
        "merges",
        merged.as_bytes(),
        Format::Yaml,
        Some("over-budget"),
    );
    let mut chain = String::from("a0: &a0 [x]\n");
    for link in 1..5_000 {
        chain += &format!("a{link}: &a{link} [*a{}]\n", link - 1);
    }
    check("chain", chain.as_bytes(), Format::Yaml, Some("over-budget"));
}

#[test]
fn aliases_do_not_recur() {
    for text in [
        "&a [*a]",
        "&a { b: *a }",
        "a: &a { <<: *a }",
        "&a [&b [*a, *b]]",
        "a: &a\n  ? *a\n  : 1\n",
    ] {
        let (tree, findings) = parse(FileId(0), text.as_bytes(), Format::Yaml);
        assert!(tree.root().is_some_and(|root| walk(root) < 10), "{text}");
        assert!(!findings.is_empty(), "{text}");
    }
    let unknown = "- *missing\n".repeat(20_000);
    check(
        "unknown",
        unknown.as_bytes(),
        Format::Yaml,
        Some("undefined-alias"),
    );
}

#[test]
fn many_keys_are_no_square() {
    let keys: String = (0..200_000)
        .map(|key| format!("key{key}: {key}\n"))
        .collect();
    check("keys", keys.as_bytes(), Format::Yaml, None);
    let (tree, _) = parse(FileId(0), keys.as_bytes(), Format::Yaml);
    let root = tree.root().expect("a mapping");
    let started = Instant::now();
    for key in 0..200_000 {
        let value = root.get(&format!("key{key}")).expect("every key is found");
        assert_eq!(value.pointer(), format!("/key{key}"));
    }
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
    let twice = keys.clone() + &keys;
    check(
        "twice",
        twice.as_bytes(),
        Format::Yaml,
        Some("duplicate-key"),
    );
    let json: String = (0..200_000)
        .map(|key| format!("\"{}\": 0,", key % 9))
        .collect();
    let json = format!("{{{}\"end\": 0}}", json);
    check("json", json.as_bytes(), Format::Json, Some("duplicate-key"));
}

#[test]
fn nothing_unclosed_or_unreadable_stops_it() {
    let cases: [&[u8]; 22] = [
        b"\"",
        b"'",
        b"[",
        b"{",
        b"&",
        b"*",
        b"!",
        b"!<",
        b"|",
        b">",
        b"?",
        b":",
        b"-",
        b"%",
        b"---",
        b"...",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\0",
        b"a: \"\\x",
        b"a: \"\\ud8",
        b"@",
    ];
    for case in cases {
        for repeated in [1, 2, 5_000] {
            let bytes = case.repeat(repeated);
            let line = [case, b"\n"].concat().repeat(repeated);
            for format in [Format::Yaml, Format::Json] {
                for bytes in [&bytes, &line] {
                    let (tree, _) = parse(FileId(0), bytes, format);
                    assert_eq!(tree.root().is_some(), tree.root().map(walk).is_some());
                }
            }
        }
    }
    check(
        "unclosed",
        b"a: [1, {b: 'x",
        Format::Yaml,
        Some("syntax-error"),
    );
    check("control", b"a: \x07", Format::Yaml, Some("syntax-error"));
    check(
        "latin",
        b"{\"a\": \"\xe9\"}",
        Format::Json,
        Some("syntax-error"),
    );
    let comments = "# comment\n".repeat(100_000) + "a: 1 # end";
    check("comments", comments.as_bytes(), Format::Yaml, None);
    let broken = "key: ]\n".repeat(50_000);
    check(
        "broken entries",
        broken.as_bytes(),
        Format::Yaml,
        Some("syntax-error"),
    );
}

#[test]
fn other_limits_hold() {
    let limited = |text: &str, limits: Limits| {
        let (tree, findings) = parse_with(FileId(0), text.as_bytes(), Format::Yaml, &limits);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].rule.id, "over-budget");
        tree.root().map_or(0, walk)
    };
    let default = Limits::default();
    assert_eq!(
        limited(
            "[a, b]",
            Limits {
                bytes: 5,
                ..default
            }
        ),
        0
    );
    assert_eq!(
        limited(
            "[a, b, c]",
            Limits {
                nodes: 3,
                ..default
            }
        ),
        3
    );
    assert_eq!(
        limited(
            "[[a]]",
            Limits {
                depth: 1,
                ..default
            }
        ),
        1
    );
    let expansion = Limits {
        expansion: 1,
        ..default
    };
    assert_eq!(limited("[&a 1, *a, *a]", expansion), 3);
}
