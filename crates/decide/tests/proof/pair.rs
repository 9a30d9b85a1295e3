//! Pairs of schemas whose answers are known: the files in `tests/pairs`, one for each category.

use std::path::Path;

use tidings_diag::{FileId, Severity};
use tidings_schema::{Dialect, Formats, Literal};
use tidings_syntax::{Format, parse};

use crate::schema::Schema;

/// The categories whose schemas are JSON Schema.
pub(crate) const CATEGORIES: [&str; 11] = [
    "arrays",
    "circles",
    "combinators",
    "dialects",
    "formats",
    "names",
    "negation",
    "numbers",
    "objects",
    "recursion",
    "strings",
];

/// Two versions of a schema and what is known about them.
pub(crate) struct Pair {
    pub(crate) id: String,
    pub(crate) old: Schema,
    pub(crate) new: Schema,
    /// Whether every old value is a new one.
    pub(crate) backward: Verdict,
    /// Whether every new value is an old one.
    pub(crate) forward: Verdict,
}

/// A known answer.
#[derive(Debug)]
pub(crate) enum Verdict {
    Yes,
    /// This value shows it.
    No(Literal),
}

impl Pair {
    /// Both questions: the name, the schema whose values are asked about, the other one, the answer.
    pub(crate) fn questions(&self) -> [(String, &Schema, &Schema, &Verdict); 2] {
        let name = |direction| format!("{} {direction}", self.id);
        [
            (name("backward"), &self.old, &self.new, &self.backward),
            (name("forward"), &self.new, &self.old, &self.forward),
        ]
    }
}

/// Every pair of every category.
pub(crate) fn pairs() -> Vec<Pair> {
    CATEGORIES.into_iter().flat_map(category).collect()
}

/// The pairs of one category.
pub(crate) fn category(name: &str) -> Vec<Pair> {
    let file = format!("crates/decide/tests/pairs/{name}.yaml");
    // From the top of the repository, because another package compares with other provers on the same pairs.
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = folders
        .map(|folder| folder.join(&file))
        .find(|path| path.exists());
    let path = found.unwrap_or_else(|| panic!("{file} is not there"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (tree, findings) = parse(FileId(0), &bytes, Format::Yaml);
    // That "yes" and "no" are words here is only remarkable to readers of YAML 1.1.
    let broken = findings
        .iter()
        .find(|finding| finding.severity == Severity::Error);
    assert!(broken.is_none(), "{}: {broken:?}", path.display());
    let root = tree.root().expect("a file of pairs has a value");
    root.items()
        .map(|item| pair(&Literal::from(item)))
        .collect()
}

fn pair(entry: &Literal) -> Pair {
    let text = |key: &str| entry.get(key).and_then(Literal::as_str);
    let id = text("id").expect("a pair has an id").to_owned();
    let field = |key: &str| {
        let value = entry.get(key);
        value.unwrap_or_else(|| panic!("{id}: {key} is missing"))
    };
    assert!(field("why").as_str().is_some_and(|why| why.ends_with('.')));
    let dialect = dialect(text("draft").unwrap_or("7"));
    let formats = match text("formats") {
        Some("assert") => Formats::Assert,
        None => Formats::Annotate,
        Some(other) => panic!("{id}: {other} is not a way to treat formats"),
    };
    let schema = |key: &str| {
        let plain = entry.get(&format!("{key}_plain"));
        let schema = field(key);
        let schema = Schema::read(schema, plain.unwrap_or(schema), dialect, formats);
        assert!(
            schema.is_judged_twice(),
            "{id}: the other validator cannot read {key}"
        );
        schema
    };
    let verdict = |direction: &str| {
        let witness = entry.get(&format!("witness_{direction}"));
        match (field(direction).as_str(), witness) {
            (Some("yes"), None) => Verdict::Yes,
            (Some("no"), Some(witness)) => Verdict::No(witness.clone()),
            _ => panic!("{id}: {direction} is yes, or no with a witness"),
        }
    };
    Pair {
        old: schema("old"),
        new: schema("new"),
        backward: verdict("backward"),
        forward: verdict("forward"),
        id,
    }
}

fn dialect(name: &str) -> Dialect {
    let draft = format!("draft-{name:0>2}");
    let named = Dialect::named(name).or_else(|| Dialect::named(&draft));
    named.unwrap_or_else(|| panic!("{name} is not a dialect"))
}
