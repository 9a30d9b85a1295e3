//! What holds for every tree: spans cover the text, printing loses nothing, and strict JSON is what `serde_json` takes.

use proptest::prelude::*;
use tidings_diag::FileId;
use tidings_syntax::{Format, Kind, Tree, Value, parse, print};

/// A value in no particular spelling.
#[derive(Clone, Debug, PartialEq)]
enum Plain {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Sequence(Vec<Plain>),
    Mapping(Vec<(String, Plain)>),
}

impl Plain {
    fn of(value: Value<'_>) -> Self {
        match value.kind() {
            Kind::Null => Self::Null,
            Kind::Bool => Self::Bool(value.as_bool().expect("a truth value")),
            Kind::Number => Self::Number(value.as_number().expect("a number").text().to_owned()),
            Kind::String => Self::String(value.as_str().expect("a string").to_owned()),
            Kind::Sequence => Self::Sequence(value.items().map(Self::of).collect()),
            Kind::Mapping => Self::Mapping(
                value
                    .entries()
                    .map(|entry| (entry.key.to_owned(), Self::of(entry.value)))
                    .collect(),
            ),
        }
    }

    fn to_json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(text) => text.clone(),
            Self::String(text) => serde_json::to_string(text).expect("a string"),
            Self::Sequence(items) => {
                let items: Vec<String> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Mapping(entries) => {
                let entry = |(key, value): &(String, Self)| {
                    let key = serde_json::to_string(key).expect("a string");
                    format!("{key}:{}", value.to_json())
                };
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", entries.join(","))
            }
        }
    }
}

/// Strings in which quoting, line breaks, look-alikes and wide characters are frequent.
fn any_string() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8}",
        "[ -~]{0,12}",
        "[:#,&*!|>'\"%@`{}\\[\\]\\- \n\t\\\\ab]{0,10}",
        any::<String>(),
        prop::sample::select(vec![
            "", "null", "~", "true", "yes", "1", "1.0", "-", "--- a", "...", "<<", "0x1F", ".inf",
            "1_0", "a: b", "a #b", " a", "a ", "\u{feff}", "\u{85}", "\u{2028}", "😀", "\0",
            "\u{7f}", "?", "- a",
        ])
        .prop_map(str::to_owned),
        "[a-z]{500,1100}",
    ]
}

fn any_number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("JSON numbers are finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?",
    ]
}

fn any_plain() -> impl Strategy<Value = Plain> {
    let leaf = prop_oneof![
        Just(Plain::Null),
        any::<bool>().prop_map(Plain::Bool),
        any_number().prop_map(Plain::Number),
        any_string().prop_map(Plain::String),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Plain::Sequence),
            prop::collection::btree_map(any_string(), inner, 0..20)
                .prop_shuffle_entries()
                .prop_map(Plain::Mapping),
        ]
    })
}

/// Entries in an order of their own, because a tree keeps it.
trait Shuffled {
    fn prop_shuffle_entries(self) -> BoxedStrategy<Vec<(String, Plain)>>;
}

impl<S> Shuffled for S
where
    S: Strategy<Value = std::collections::BTreeMap<String, Plain>> + 'static,
{
    fn prop_shuffle_entries(self) -> BoxedStrategy<Vec<(String, Plain)>> {
        self.prop_map(|entries| entries.into_iter().collect::<Vec<_>>())
            .prop_shuffle()
            .boxed()
    }
}

fn read(text: &str, format: Format) -> Tree {
    let (tree, findings) = parse(FileId(0), text.as_bytes(), format);
    assert_eq!(findings, [], "in {text:?}");
    tree
}

/// Spans of children lie inside their parent's, in order; a scalar's text, read by itself, is its value again.
fn check_spans(value: Value<'_>, format: Format) {
    let text = value.tree().text();
    let span = value.span();
    let mut reached = span.start;
    for entry in value.entries() {
        let (key, child) = (entry.key_span, entry.value.span());
        assert!(reached <= key.start && key.end <= child.start && child.end <= span.end);
        let key_text = &text[key.range()];
        let (key_tree, _) = parse(FileId(0), key_text.as_bytes(), format);
        let read = key_tree.root().and_then(Value::as_str).unwrap_or(key_text);
        assert_eq!(read, entry.key, "key {key_text:?}");
        reached = child.end;
        check_spans(entry.value, format);
    }
    for item in value.items() {
        assert!(reached <= item.span().start && item.span().end <= span.end);
        reached = item.span().end;
        check_spans(item, format);
    }
    if value.entries().len() + value.items().len() == 0 {
        let alone = &text[span.range()];
        let (tree, _) = parse(FileId(0), alone.as_bytes(), format);
        let alone = tree.root().map_or(Plain::Null, Plain::of);
        assert_eq!(alone, Plain::of(value), "at {span:?} of {text:?}");
    }
}

/// Writes a value as block YAML with block scalars, comments, odd indentation and line breaks of every kind.
fn wild_yaml(
    value: &Plain,
    indent: usize,
    style: &mut dyn FnMut(usize) -> usize,
    out: &mut String,
) {
    let newline = |out: &mut String, style: &mut dyn FnMut(usize) -> usize| {
        out.push_str(["\n", "\n", " # note ü\n", "\n\n", "\r\n"][style(5)]);
    };
    match value {
        Plain::Mapping(entries) if !entries.is_empty() => {
            let step = 1 + style(3);
            newline(out, style);
            for (key, child) in entries {
                out.push_str(&" ".repeat(indent));
                let key = yaml_quoted(key);
                if key.len() > 500 {
                    out.push_str("? ");
                    out.push_str(&key);
                    out.push('\n');
                    out.push_str(&" ".repeat(indent));
                } else {
                    out.push_str(&key);
                }
                out.push(':');
                wild_yaml(child, indent + step, style, out);
            }
        }
        Plain::Sequence(items) if !items.is_empty() => {
            newline(out, style);
            for item in items {
                out.push_str(&" ".repeat(indent));
                out.push('-');
                wild_yaml(item, indent + 1 + style(3), style, out);
            }
        }
        Plain::String(text) if is_block_text(text) && style(2) == 0 => {
            out.push_str(" |\n");
            for line in text.lines() {
                out.push_str(&" ".repeat(indent));
                out.push_str(line);
                out.push('\n');
            }
        }
        Plain::Null if style(2) == 0 => newline(out, style),
        other => {
            out.push(' ');
            out.push_str(&printable(&other.to_json()));
            newline(out, style);
        }
    }
}

fn yaml_quoted(text: &str) -> String {
    printable(&serde_json::to_string(text).expect("a string"))
}

/// Escapes what stands in JSON strings as it is and must not in YAML.
fn printable(json: &str) -> String {
    json.chars()
        .map(|each| match each {
            '\u{7f}'..='\u{a0}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                format!("\\u{:04x}", u32::from(each))
            }
            _ => each.to_string(),
        })
        .collect()
}

/// Whether `|` without indicators can carry the text.
fn is_block_text(text: &str) -> bool {
    let printable = |line: &str| {
        !line.is_empty()
            && line
                .chars()
                .all(|each| ('!'..='~').contains(&each) || each == 'ü')
    };
    text.ends_with('\n') && !text.ends_with("\n\n") && text.lines().all(printable)
}

/// Cases of a law; an optimised build tries more in the same time.
const CASES: u32 = if cfg!(debug_assertions) { 64 } else { 512 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn printing_and_reading_again_is_the_identity(plain in any_plain()) {
        let tree = read(&plain.to_json(), Format::Json);
        let root = tree.root().expect("a value");
        prop_assert_eq!(Plain::of(root), plain.clone());
        for format in [Format::Json, Format::Yaml] {
            let printed = print(root, format);
            let again = read(&printed, format);
            let again_root = again.root().map_or(Plain::Null, Plain::of);
            prop_assert_eq!(&again_root, &plain, "{}", printed);
            if let Some(again) = again.root() {
                prop_assert_eq!(print(again, format), printed);
            }
        }
    }

    #[test]
    fn spans_cover_the_text(plain in any_plain()) {
        let tree = read(&plain.to_json(), Format::Json);
        let root = tree.root().expect("a value");
        check_spans(root, Format::Json);
        let printed = print(root, Format::Yaml);
        if let Some(root) = read(&printed, Format::Yaml).root() {
            check_spans(root, Format::Yaml);
        }
    }

    #[test]
    fn odd_yaml_is_read_with_true_spans(
        entries in prop::collection::btree_map(any_string(), any_plain(), 1..5),
        blocks in prop::collection::vec("([!-~ü]{1,6}\n){1,3}", 1..4),
        seeds in prop::collection::vec(any::<usize>(), 1..50),
    ) {
        let mut entries: Vec<(String, Plain)> = entries.into_iter().collect();
        entries.extend(blocks.into_iter().enumerate().map(|(place, text)| (format!("text {place}"), Plain::String(text))));
        entries.dedup_by(|left, right| left.0 == right.0);
        let plain = Plain::Mapping(entries);
        let mut next = seeds.iter().cycle();
        let mut style = |kinds: usize| next.next().map_or(0, |seed| seed % kinds);
        let mut text = String::new();
        wild_yaml(&plain, 0, &mut style, &mut text);
        let tree = read(&text, Format::Yaml);
        let root = tree.root().expect("a mapping");
        prop_assert_eq!(Plain::of(root), plain, "{}", text);
        for value in tree.values() {
            prop_assert!(text.get(value.span().range()).is_some());
            prop_assert_eq!(tree.pointer(&value.pointer()).map(Value::node), Some(value.node()));
        }
    }

    #[test]
    fn strict_json_is_what_serde_json_takes(
        plain in any_plain(),
        place in any::<prop::sample::Index>(),
        change in prop::sample::select(vec!["", ",", "\"", "{", "]", ":", "0", "-", ".", "e", "\\", "\\u12", "\\ud800", "\n", "\t", "\u{1}", " ", "tru", "null", "/", "ü"]),
        removed in 0_usize..3,
    ) {
        let text = plain.to_json();
        let mut characters: Vec<char> = text.chars().collect();
        let start = place.index(characters.len() + 1);
        let end = (start + removed).min(characters.len());
        characters.splice(start..end, change.chars());
        let text: String = characters.into_iter().collect();
        let (tree, findings) = parse(FileId(0), text.as_bytes(), Format::Json);
        let accepted = findings.iter().all(|finding| finding.rule.id == "duplicate-key");
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(value) => {
                prop_assert!(accepted, "{} is refused: {:?}", text, findings);
                let printed = tree.root().map(|root| print(root, Format::Json)).unwrap_or_default();
                let again: serde_json::Value = serde_json::from_str(&printed).expect("printed JSON");
                prop_assert_eq!(again, value);
            }
            // Numbers beyond a double are refused there and kept here.
            Err(error) if error.to_string().contains("number out of range") => {}
            Err(error) => prop_assert!(!accepted, "{} is taken: {}", text, error),
        }
    }

    #[test]
    fn any_text_is_survived(text in "[-:?,\\[\\]{}#&*!|>'\"%@`a0 \n\t\r.~<ü😀\u{feff}]{0,60}", format in prop::sample::select(vec![Format::Yaml, Format::Json])) {
        let (tree, findings) = parse(FileId(0), text.as_bytes(), format);
        for value in tree.values() {
            prop_assert!(text.get(value.span().range()).is_some(), "{:?}", value);
            for entry in value.entries() {
                prop_assert!(text.get(entry.key_span.range()).is_some());
            }
        }
        for finding in findings {
            let span = finding.location.expect("a place").span;
            prop_assert!(text.get(span.range()).is_some(), "{:?} of {:?}", span, text);
            for edit in finding.fix.into_iter().flat_map(|fix| fix.edits) {
                prop_assert!(text.get(edit.span.range()).is_some(), "{:?} of {:?}", edit, text);
            }
        }
    }
}
