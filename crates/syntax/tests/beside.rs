//! A text that is read beside another version of it gives the same tree and the same findings.

use proptest::prelude::*;
use tidings_diag::FileId;
use tidings_syntax::{Format, parse, parse_beside};

/// Entries of a mapping, each at home in no particular column.
const ENTRIES: [&str; 40] = [
    "a: 1",
    "a: 2",
    "b: text",
    "b: \"quoted\"",
    "b: \"over\n  two lines\"",
    "c: yes",
    "c: 1_000",
    "d:",
    "d: null",
    "d:\n\n# a comment",
    "e: |\n  block\n\n  text",
    "e: |+\n  kept\n\n",
    "e: >-\n  folded\n  text\n# behind",
    "e: |1\n   indented",
    "f: [1, 2, {g: h}]",
    "f: [1,\n  2]",
    "f: [1,\n2]",
    "f: {g: 1,\nh: 2}",
    "g:\n- 1\n- h: 2\n  i: 3",
    "g:\n  - 1\n  -\n  - [x]",
    "g: plain\n  over two lines",
    "h: &anchor 1",
    "h: &anchor\n  x: 1",
    "i: *anchor",
    "<<: {j: 1}",
    "<<: *anchor",
    "j: !!str 1",
    "j: !unknown 1",
    "k: \"open",
    "k: 'it''s'",
    "? l\n: m",
    "[n]: o",
    "yes: 1",
    "\"p: q\": 1",
    "p : 1",
    "q: 1 # behind",
    "r: x\r",
    "s: 1\rt: 2",
    "---",
    "😀: wide",
];

/// A mapping: entries, some of which hold mappings themselves.
#[derive(Clone, Debug)]
enum Entry {
    Written(usize),
    Mapping(usize, usize, Vec<Entry>),
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let written = (0..ENTRIES.len()).prop_map(Entry::Written);
    let entry = written.prop_recursive(3, 60, 6, |inner| {
        (0..6_usize, 1..4_usize, prop::collection::vec(inner, 0..7))
            .prop_map(|(name, deeper, inner)| Entry::Mapping(name, deeper, inner))
    });
    prop::collection::vec(entry, 0..7)
}

fn write(entries: &[Entry], column: usize, text: &mut String) {
    for entry in entries {
        match entry {
            Entry::Written(index) => {
                for line in ENTRIES[*index].split('\n') {
                    text.push_str(&" ".repeat(column));
                    text.push_str(line);
                    text.push('\n');
                }
            }
            Entry::Mapping(name, deeper, inner) => {
                text.push_str(&" ".repeat(column));
                text.push_str(&format!("name{name}:\n"));
                // Long enough that it is worth being taken apart.
                let filler = " ".repeat(column + deeper) + "filler: " + &"x".repeat(600) + "\n";
                text.push_str(&filler);
                write(inner, column + deeper, text);
            }
        }
    }
}

fn written(entries: &[Entry], column: usize) -> String {
    let mut text = String::new();
    write(entries, column, &mut text);
    text
}

fn is_read_alike(known: &[u8], text: &[u8]) {
    let (known, _) = parse(FileId(0), known, Format::Yaml);
    let whole = parse(FileId(1), text, Format::Yaml);
    let beside = parse_beside(FileId(1), text, Format::Yaml, &known);
    assert_eq!(whole, beside, "{}", String::from_utf8_lossy(text));
}

#[test]
fn fixtures_beside_each_other() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let files = std::fs::read_dir(folder).expect("the fixtures are there");
    let texts: Vec<Vec<u8>> = files
        .map(|file| std::fs::read(file.expect("a fixture").path()).expect("a fixture can be read"))
        .collect();
    for known in &texts {
        for text in &texts {
            is_read_alike(known, text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_read_beside_another_version_is_what_is_read_alone(
        known in entries(),
        changed in entries(),
        take in any::<prop::sample::Index>(),
        is_inside in any::<bool>(),
        columns in prop::array::uniform2(prop::sample::select(vec![0, 0, 0, 2])),
        cut in any::<prop::sample::Index>(),
    ) {
        // Most of the other version stays, so that there is something to take over.
        let mut entries = known.clone();
        let at = take.index(known.len() + 1);
        match entries.get_mut(at) {
            Some(Entry::Mapping(_, _, inner)) if is_inside => {
                let at = take.index(inner.len() + 1);
                inner.splice(at..inner.len().min(at + 1), changed);
            }
            _ => {
                entries.splice(at..known.len().min(at + 1), changed);
            }
        }
        let [known, mut text] = [written(&known, columns[0]), written(&entries, columns[1])];
        is_read_alike(known.as_bytes(), text.as_bytes());
        // Anything may stand behind anything.
        let at = (0..=text.len()).rev().find(|at| *at <= cut.index(text.len() + 1) && text.is_char_boundary(*at));
        text.drain(..at.unwrap_or_default());
        is_read_alike(known.as_bytes(), (known.clone() + &text).as_bytes());
        is_read_alike(known.as_bytes(), (text + &known).as_bytes());
    }
}
