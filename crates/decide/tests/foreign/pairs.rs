//! Pairs of schemas whose verdicts are known and argued, in files.

use std::path::Path;

use tidings_diag::{Finding, Severity};
use tidings_schema::Literal;
use tidings_source::{MemoryFiles, Sources};

/// A pair: what it is called, its schemas, and whether what one writes the other one reads.
pub(crate) struct Pair {
    pub(crate) id: String,
    pub(crate) old: Literal,
    pub(crate) new: Literal,
    pub(crate) backward: String,
    pub(crate) forward: String,
    /// The same two answers about JSON, where there is a choice.
    pub(crate) json: Option<[String; 2]>,
}

/// Everything in `tests/pairs/{name}`.
pub(crate) fn pairs(name: &str) -> Vec<Pair> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pairs")
        .join(name);
    let sources = linked(
        "pairs.yaml",
        &std::fs::read_to_string(path).expect("the file is there"),
    );
    let root = Literal::from(sources.root().expect("the document has a value"));
    let part = |pair: &Literal, key: &str| {
        let value = pair.get(key).cloned();
        value.unwrap_or_else(|| panic!("{key} in {pair}"))
    };
    let text = |pair: &Literal, key: &str| part(pair, key).as_str().unwrap_or_default().to_owned();
    let pairs = root.as_array().expect("the file is a list").iter();
    pairs
        .map(|pair| Pair {
            id: text(pair, "id"),
            old: part(pair, "old"),
            new: part(pair, "new"),
            backward: text(pair, "backward"),
            forward: text(pair, "forward"),
            json: pair
                .get("json_backward")
                .is_some()
                .then(|| [text(pair, "json_backward"), text(pair, "json_forward")]),
        })
        .collect()
}

/// A document without errors.
pub(crate) fn linked(name: &str, text: &str) -> Sources {
    let (sources, findings) = Sources::link(&MemoryFiles::new([(name, text)]), name);
    // Readers of YAML 1.1 do not read these files, so `yes` may stand without quotes.
    let is_wrong = |finding: &&Finding| finding.severity == Severity::Error;
    assert_eq!(findings.iter().filter(is_wrong).count(), 0, "{text}");
    sources
}

/// At least `least` pairs have to be there, half of the answers *yes*, each pair once.
pub(crate) fn assert_balanced(pairs: &[Pair], least: usize) {
    assert!(pairs.len() >= least, "{} pairs", pairs.len());
    let mut ids: Vec<&str> = pairs.iter().map(|pair| pair.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), pairs.len());
    let answers = pairs
        .iter()
        .flat_map(|pair| [&pair.backward, &pair.forward]);
    let yes = answers.filter(|answer| *answer == "yes").count();
    let share = yes as f64 / (2 * pairs.len()) as f64;
    assert!(
        (0.4..=0.6).contains(&share),
        "{yes} of {} answers are yes",
        2 * pairs.len()
    );
}
