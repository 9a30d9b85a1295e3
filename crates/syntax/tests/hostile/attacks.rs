//! The attacks: each a text that grows with a count.

use tidings_syntax::Format;

/// One way of exhausting a reader.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    /// The text, larger with a larger count.
    pub(crate) text: fn(usize) -> Vec<u8>,
    /// The count for a reader that is not optimised.
    pub(crate) count: usize,
    /// The format it is meant for; the other one must survive it too.
    pub(crate) format: Format,
    /// The rule that must be among the findings; without one there is no finding.
    pub(crate) rule: Option<&'static str>,
}

macro_rules! attacks {
    ($($name:literal, $format:ident, $rule:expr, $count:literal, |$n:ident| $text:expr;)*) => {
        /// Every attack.
        pub(crate) static ATTACKS: &[Attack] = &[$(
            Attack {
                name: $name,
                text: |$n| $text.into(),
                count: $count,
                format: Format::$format,
                rule: $rule,
            },
        )*];
    };
}

const BROKEN: Option<&str> = Some("syntax-error");
const TOO_MUCH: Option<&str> = Some("over-budget");
const TWICE: Option<&str> = Some("duplicate-key");

attacks! {
    // Nesting.
    "arrays that are never closed", Json, TOO_MUCH, 10_000, |n| "[".repeat(n);
    "arrays that are closed", Json, TOO_MUCH, 10_000, |n| "[".repeat(n) + &"]".repeat(n);
    "objects", Json, TOO_MUCH, 2_000, |n| "{\"a\": ".repeat(n);
    "arrays in objects", Json, TOO_MUCH, 2_000, |n| "[{\"a\": ".repeat(n);
    "flow sequences", Yaml, TOO_MUCH, 10_000, |n| "[".repeat(n);
    "flow mappings", Yaml, TOO_MUCH, 2_000, |n| "{a: ".repeat(n);
    "flow sequences as keys", Yaml, TOO_MUCH, 2_000, |n| "{[".repeat(n);
    "sequences on one line", Yaml, TOO_MUCH, 5_000, |n| "- ".repeat(n);
    "keys on one line", Yaml, TOO_MUCH, 5_000, |n| "? ".repeat(n);
    "values on one line", Yaml, TOO_MUCH, 5_000, |n| "? : ".repeat(n);
    "stairs of mappings", Yaml, TOO_MUCH, 300, |n| stairs(n, "a:");
    "stairs of sequences", Yaml, TOO_MUCH, 300, |n| stairs(n, "-");
    "anchors at every level", Yaml, TOO_MUCH, 2_000, |n| numbered(n, |i| format!("&a{i} ["));
    "tags at every level", Yaml, TOO_MUCH, 2_000, |n| "!!seq [".repeat(n);

    // Aliases.
    "a billion laughs", Yaml, TOO_MUCH, 12, |n| laughs(n);
    "one large value behind many aliases", Yaml, TOO_MUCH, 500, |n| {
        format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(n), "*a, ".repeat(n))
    };
    "one long text behind many aliases", Yaml, TOO_MUCH, 2_000, |n| {
        format!("a: &a {}\nb: [{}]\n", "x".repeat(n), "*a, ".repeat(n))
    };
    "one large mapping merged many times", Yaml, TOO_MUCH, 500, |n| {
        let entries = numbered(n, |i| format!("k{i}: 1, "));
        format!("a: &a {{ {entries} }}\nb:\n{}", "- { <<: *a }\n".repeat(n))
    };
    "mappings that each merge the one before", Yaml, TOO_MUCH, 500, |n| {
        let next = |i| format!("a{}: &a{} {{ <<: *a{i}, k{i}: 1 }}\n", i + 1, i + 1);
        "a0: &a0 {}\n".to_owned() + &numbered(n, next)
    };
    "a chain of aliases", Yaml, TOO_MUCH, 500, |n| {
        "a0: &a0 [x]\n".to_owned() + &numbered(n, |i| format!("a{}: &a{} [*a{i}]\n", i + 1, i + 1))
    };
    "a value in itself", Yaml, Some("recursive-alias"), 1_000, |n| format!("&a [{}]", "*a, ".repeat(n));
    "mappings merged into themselves", Yaml, Some("recursive-alias"), 500, |n| {
        numbered(n, |i| format!("a{i}: &a{i} {{ <<: *a{i} }}\n"))
    };
    "aliases without anchors", Yaml, Some("undefined-alias"), 2_000, |n| "- *missing\n".repeat(n);
    "misspelt aliases beside many anchors", Yaml, Some("undefined-alias"), 300, |n| {
        let long = "abcdefgh".repeat(20);
        numbered(n, |i| format!("- &{long}{i} x\n")) + &numbered(n, |i| format!("- *{long}x{i}\n"))
    };
    "anchors that nothing uses", Yaml, None, 2_000, |n| numbered(n, |i| format!("- &a{i} x\n"));
    "one anchor again and again", Yaml, None, 2_000, |n| "- &a x\n- *a\n".repeat(n);
    "an alias as key again and again", Yaml, TWICE, 1_000, |n| "&a k: 1\n".to_owned() + &"*a : 1\n".repeat(n);
    "a long name of an anchor", Yaml, None, 20_000, |n| {
        format!("- &{0} x\n- *{0}\n", "a".repeat(n))
    };

    // Keys.
    "many keys", Yaml, None, 5_000, |n| numbered(n, |i| format!("key{i}: {i}\n"));
    "many keys twice", Yaml, TWICE, 2_000, |n| numbered(n, |i| format!("key{i}: 1\n")).repeat(2);
    "one key many times", Yaml, TWICE, 5_000, |n| "a: 1\n".repeat(n);
    "few keys many times", Json, TWICE, 5_000, |n| {
        format!("{{{}\"end\": 0}}", numbered(n, |i| format!("\"{}\": 0,", i % 9)))
    };
    "empty keys", Yaml, TWICE, 2_000, |n| ": \n".repeat(n);
    "collections as keys", Yaml, Some("complex-key"), 2_000, |n| "? [a]\n: 1\n".repeat(n);
    "a key without end", Yaml, BROKEN, 20_000, |n| "k".repeat(n) + ": 1\n";
    "a key without end behind a question mark", Yaml, None, 20_000, |n| format!("? {}\n: 1\n", "k".repeat(n));
    "keys without values", Yaml, None, 1_000, |n| numbered(n, |i| format!("? k{i}\n"));
    "values far behind their keys", Yaml, None, 500, |n| {
        numbered(n / 20, |i| format!("? k{i}\n{}: 1\n", "# comment\n".repeat(20)))
    };

    // Width.
    "a long list", Yaml, None, 5_000, |n| "- x\n".repeat(n);
    "a long array", Json, None, 5_000, |n| format!("[{}0]", "0,".repeat(n));
    "more values than are read", Json, TOO_MUCH, 40_000, |n| format!("[{}0]", "0,".repeat(n));
    "nothing but comments", Yaml, None, 5_000, |n| "# comment\n".repeat(n);
    "a comment on every line", Yaml, None, 2_000, |n| numbered(n, |i| format!("k{i}: 1 # comment\n"));
    "a comment without end", Yaml, None, 50_000, |n| format!("a: 1 # {}", "x".repeat(n));
    "blank lines", Yaml, None, 20_000, |n| "\n".repeat(n) + "a: 1";
    "a line of spaces", Yaml, None, 50_000, |n| " ".repeat(n) + "\na: 1";
    "spaces before a value", Yaml, None, 20_000, |n| format!("a:{}1\n", " ".repeat(n));
    "carriage returns", Yaml, None, 20_000, |n| "\r".repeat(n) + "a: 1";
    "empty values on one line", Yaml, None, 2_000, |n| format!("{{{}}}", numbered(n, |i| format!("k{i}: , ")));

    // Scalars.
    "a plain scalar without end", Yaml, None, 50_000, |n| "x".repeat(n);
    "a plain scalar of many lines", Yaml, None, 5_000, |n| format!("a: x\n{}", "  x\n".repeat(n));
    "a quoted scalar of many lines", Yaml, None, 5_000, |n| format!("a: \"x\n{}\"", "  x\n".repeat(n));
    "escapes", Yaml, None, 10_000, |n| format!("\"{}\"", "\\u0041".repeat(n));
    "escaped line breaks", Yaml, None, 5_000, |n| format!("\"{}\"", "\\\n".repeat(n));
    "escaped quotes", Yaml, None, 10_000, |n| format!("'{}'", "''".repeat(n));
    "a literal of many lines", Yaml, None, 5_000, |n| format!("a: |\n{}", "  x\n".repeat(n));
    "a folded scalar of blank lines", Yaml, None, 5_000, |n| format!("a: >\n  x\n{}  y\n", "\n".repeat(n));
    "a number of many digits", Json, None, 20_000, |n| "9".repeat(n);
    "a fraction of many digits", Yaml, None, 20_000, |n| format!("0.{}", "9".repeat(n));
    "an exponent of many digits", Json, None, 20_000, |n| format!("1e{}", "9".repeat(n));
    "control characters to escape", Json, BROKEN, 5_000, |n| format!("\"{}\"", "\u{1}".repeat(n));
    "halves of surrogate pairs", Json, BROKEN, 5_000, |n| format!("\"{}\"", "\\ud800".repeat(n));

    // Mistakes, one after the other.
    "broken entries", Yaml, BROKEN, 2_000, |n| "key: ]\n".repeat(n);
    "broken entries in one entry", Yaml, BROKEN, 2_000, |n| {
        "channels:\n".to_owned() + &numbered(n, |i| format!("  key{i}: ]\n"))
    };
    "a quote that is never closed", Yaml, BROKEN, 5_000, |n| "a: \"x\n".to_owned() + &"  b: 1\n".repeat(n);
    "a bracket that is never closed", Yaml, BROKEN, 5_000, |n| "a: [x\n".to_owned() + &"  b: 1\n".repeat(n);
    "quotes that are never closed", Yaml, BROKEN, 1_000, |n| numbered(n, |i| format!("k{i}: \"x\n"));
    "tabs", Yaml, BROKEN, 2_000, |n| "a:\n\tb: 1\n".repeat(n);
    "colons", Yaml, BROKEN, 2_000, |n| "a: ".repeat(n);
    "characters that are none", Yaml, BROKEN, 2_000, |n| "a: \u{7}\n".repeat(n);
    "bytes that are not UTF-8", Yaml, BROKEN, 5_000, |n| b"a: \xff\n".repeat(n);
    "zero bytes", Json, BROKEN, 5_000, |n| vec![0; n];
    "byte order marks before the document", Yaml, None, 2_000, |n| "\u{FEFF}\n".repeat(n);
    "commas that are missing", Json, BROKEN, 2_000, |n| format!("[{}]", "1 ".repeat(n));
    "comments in JSON", Json, BROKEN, 2_000, |n| "/**/".repeat(n) + "1";
    "keys in single quotes", Json, BROKEN, 1_000, |n| format!("{{{}}}", "'a': 1,".repeat(n));
    "one single quote", Json, BROKEN, 5_000, |n| format!("['{}", "x".repeat(n));

    // Around documents.
    "documents", Yaml, Some("several-documents"), 2_000, |n| "---\na: 1\n".repeat(n);
    "empty documents", Yaml, None, 2_000, |n| "---\n".repeat(n);
    "ends of documents", Yaml, None, 2_000, |n| "...\n".repeat(n);
    "directives", Yaml, BROKEN, 2_000, |n| "%YAML 1.2\n".repeat(n);
    "reserved directives", Yaml, None, 2_000, |n| "%X y\n".repeat(n) + "---\na: 1\n";
    "unknown tags", Yaml, Some("unusable-tag"), 2_000, |n| "- !x y\n".repeat(n);
    "a tag without end", Yaml, Some("unusable-tag"), 20_000, |n| format!("!{} x", "a".repeat(n));
}

fn numbered(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// One level deeper on each line; the text grows with the square, so a scaled count is cut off.
fn stairs(count: usize, step: &str) -> String {
    numbered(count.min(3_000), |depth| {
        format!("{}{step}\n", " ".repeat(depth))
    })
}

/// Ten times as many values on each line.
fn laughs(count: usize) -> String {
    let next = |level: usize| {
        let aliases = vec![format!("*a{level}"); 10].join(", ");
        format!("a{0}: &a{0} [{aliases}]\n", level + 1)
    };
    "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned() + &numbered(count, next)
}
