//! Documents made to exhaust their reader: what is read of each stays within the limits, and a naive reader comes to an end.
//!
//! What a document may cost is told by counting, never by a clock: values, levels, findings, values behind aliases, and bytes
//! of what is printed. A cost that grows with the square of the input shows as a test that does not end.

mod attacks;

use attacks::{ATTACKS, Attack};
use tidings_diag::FileId;
use tidings_syntax::{Format, Limits, Tree, Value, parse, parse_with, print};

/// How much larger the attacks are where the reader is optimised.
const SCALE: usize = if cfg!(debug_assertions) { 1 } else { 20 };

/// Limits in proportion to the attacks, all of which would be read within the ordinary ones if they were no larger.
const LIMITS: Limits = Limits {
    bytes: 32 << 20,
    depth: 128,
    nodes: 30_000 * SCALE,
    expansion: 20_000 * SCALE as u64,
    findings: 100,
};

/// Bytes that a value behind an alias counts for.
const BYTES_PER_VALUE: usize = 64;

/// Bytes of JSON that one byte of a text can need: an escaped control character, or the indentation of 128 levels.
const PRINTED_PER_BYTE: usize = 300;

#[test]
fn every_attack_ends_within_the_limits() {
    for attack in ATTACKS {
        let bytes = (attack.text)(attack.count * SCALE);
        for format in [Format::Yaml, Format::Json] {
            let (tree, findings) = parse_with(FileId(0), &bytes, format, &LIMITS);
            let found: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
            assert!(found.len() <= LIMITS.findings, "{}", attack.name);
            check_cost(attack, &tree);
            if format == attack.format {
                match attack.rule {
                    Some(rule) => assert!(found.contains(&rule), "{}: {found:?}", attack.name),
                    None => assert!(found.is_empty(), "{}: {findings:.300?}", attack.name),
                }
            }
        }
    }
}

#[track_caller]
fn check_cost(attack: &Attack, tree: &Tree) {
    let values = tree.values().count();
    assert!(values <= LIMITS.nodes, "{}: {values} values", attack.name);
    for value in tree.values().step_by(97) {
        assert!(
            value.pointer().len() <= tree.text().len(),
            "{}",
            attack.name
        );
    }
    let Some(root) = tree.root() else {
        return;
    };
    let walked = walk(root, attack, 0);
    let most = LIMITS.nodes + LIMITS.expansion as usize;
    assert!(walked <= most, "{}: {walked} values to walk", attack.name);
    let printed = print(root, Format::Json).len();
    let most = tree.text().len() + LIMITS.expansion as usize * BYTES_PER_VALUE;
    assert!(
        printed <= most * PRINTED_PER_BYTE,
        "{}: {printed} bytes printed",
        attack.name
    );
}

/// Goes through a value as its readers do: by recursion, without a thought about aliases.
fn walk(value: Value<'_>, attack: &Attack, depth: usize) -> usize {
    assert!(depth <= LIMITS.depth, "{} is too deep", attack.name);
    let entries = value.entries().map(|entry| entry.value);
    let children = entries.chain(value.items());
    1 + children
        .map(|child| walk(child, attack, depth + 1))
        .sum::<usize>()
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let limit = Limits::default().depth;
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for format in [Format::Yaml, Format::Json] {
        let rules = |depth| {
            let (_, findings) = parse(FileId(0), deep(depth).as_bytes(), format);
            let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
            rules
        };
        assert!(rules(limit).is_empty());
        assert_eq!(rules(limit + 1), ["over-budget"]);
    }
}

#[test]
fn every_key_of_a_large_mapping_is_found() {
    let count = 2_000 * SCALE;
    let keys: String = (0..count).map(|key| format!("key{key}: {key}\n")).collect();
    let (tree, findings) = parse(FileId(0), keys.as_bytes(), Format::Yaml);
    assert_eq!(findings, []);
    let root = tree.root().expect("a mapping");
    for key in 0..count {
        let value = root.get(&format!("key{key}")).expect("every key is found");
        assert_eq!(value.pointer(), format!("/key{key}"));
    }
}

#[test]
fn fragments_of_syntax_are_survived() {
    let fragments: [&[u8]; 24] = [
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
        b"\r",
        b"<<: ",
    ];
    for fragment in fragments {
        for repeated in [1, 2, 300 * SCALE] {
            let line = [fragment, b"\n"].concat().repeat(repeated);
            for bytes in [fragment.repeat(repeated), line] {
                for format in [Format::Yaml, Format::Json] {
                    let (tree, _) = parse(FileId(0), &bytes, format);
                    assert!(tree.values().count() <= bytes.len() + 1);
                }
            }
        }
    }
}

#[test]
fn each_limit_holds_by_itself() {
    let default = Limits::default();
    #[track_caller]
    fn check(text: &str, limits: Limits, values: usize) {
        let (tree, findings) = parse_with(FileId(0), text.as_bytes(), Format::Yaml, &limits);
        let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(rules, ["over-budget"]);
        assert_eq!(tree.values().count(), values);
    }
    let bytes = 5;
    check("[a, b]", Limits { bytes, ..default }, 0);
    let nodes = 3;
    check("[a, b, c]", Limits { nodes, ..default }, 3);
    let depth = 1;
    check("[[a]]", Limits { depth, ..default }, 1);
    let expansion = 1;
    check(
        "[&a 1, *a, *a]",
        Limits {
            expansion,
            ..default
        },
        2,
    );
    // A long text costs as much behind an alias as many short ones.
    let long = format!("[&a {}, *a]", "x".repeat(2 * BYTES_PER_VALUE));
    check(
        &long,
        Limits {
            expansion,
            ..default
        },
        2,
    );
}
