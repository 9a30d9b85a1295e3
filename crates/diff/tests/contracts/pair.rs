//! Pairs of contracts with what is expected of them, read from files.
//!
//! A file has three parts between lines of `---`: what is expected, the base, and the revision.
//! `ACTION` stands in both contracts for what the application does, and `OPPOSITE` for the other action, so one file
//! shows a change to what is sent and to what is received; `VERB` stands for what AsyncAPI 2 calls it.
//! What is expected begins with a line of the action and the reason: `send: receivers do not know the new value`.
//! Below it stand lines of a setting, the verdict and the changes: `events: breaking, enum-value-added breaks receivers`.
//! A setting is a reading, a policy, or both, with the day of the comparison where it matters.
//! Further lines hold what the last setting has to tell: `says` is a part of a sentence and `never says` of none, `shows` a
//! message that shows a change, `advises` the whole advice of one, `breaks` whom one breaks, in words, and `concerns` those
//! whom a change that matters concerns.

use std::fs;
use std::path::{Path, PathBuf};

use tidings_diff::{Change, Comparison, Day, Impact, Options, Policy, Reading, compare};
use tidings_model::Contract;

use crate::support::{as_it_is, contract};

/// Two contracts in which the application does one thing, and what the change between them means.
pub(crate) struct Pair {
    /// The file and the action.
    pub(crate) name: String,
    /// What the application does: `send` or `receive`.
    pub(crate) action: String,
    /// One sentence that argues for what is expected.
    pub(crate) why: String,
    pub(crate) expected: Vec<Expected>,
    /// The base and the revision, as they were written.
    pub(crate) texts: [String; 2],
    pub(crate) base: Contract,
    pub(crate) revision: Contract,
}

/// What is expected under one setting.
pub(crate) struct Expected {
    /// The setting, as it was written.
    pub(crate) setting: String,
    pub(crate) options: Options,
    /// The verdict and the changes, as they were written.
    pub(crate) meaning: String,
    /// What is told, and of what.
    pub(crate) told: Vec<(String, String)>,
}

/// What can be expected to be told.
const TOLD: [&str; 6] = [
    "says",
    "never says",
    "shows",
    "advises",
    "breaks",
    "concerns",
];

impl Pair {
    pub(crate) fn compare(&self, options: &Options) -> Comparison {
        compare(&self.base, &self.revision, options)
    }

    pub(crate) fn reversed(&self, options: &Options) -> Comparison {
        compare(&self.revision, &self.base, options)
    }
}

/// The files of a folder beside the tests, by name, each with its `count` parts.
pub(crate) fn files(folder: &str, count: usize) -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let files = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let read = paths.iter().map(|path| {
        let text = fs::read_to_string(path).expect("a file is readable");
        let parts: Vec<String> = text.split("\n---\n").map(str::to_owned).collect();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        assert_eq!(parts.len(), count, "{name}: {count} parts are expected");
        (name.into_owned(), parts)
    });
    read.collect()
}

/// Every pair, by file.
pub(crate) fn pairs() -> Vec<Pair> {
    let files = files("pairs", 3).into_iter();
    files
        .flat_map(|(name, parts)| of_file(&name, &parts))
        .collect()
}

fn of_file(name: &str, parts: &[String]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let is_broken = parts[0].contains("part-left-out") || name.contains("broken-");
    let read = match is_broken {
        true => as_it_is,
        false => contract,
    };
    for line in parts[0].lines() {
        let (key, value) = line.split_once(": ").expect("a name and a value");
        match key.strip_prefix("  ") {
            Some(what) if TOLD.contains(&what) => {
                let last = pairs.last_mut().and_then(|pair| pair.expected.last_mut());
                let expected = last.expect("a setting comes first");
                expected.told.push((what.to_owned(), value.to_owned()));
            }
            Some(setting) => {
                let pair = pairs.last_mut().expect("an action comes first");
                pair.expected.push(Expected {
                    setting: setting.to_owned(),
                    options: options(setting),
                    meaning: value.to_owned(),
                    told: Vec::new(),
                });
            }
            None => {
                let opposite = if key == "send" { "receive" } else { "send" };
                let verb = if key == "send" {
                    "subscribe"
                } else {
                    "publish"
                };
                let texts = [&parts[1], &parts[2]].map(|text| {
                    let text = text.replace("ACTION", key).replace("VERB", verb);
                    text.replace("OPPOSITE", opposite)
                });
                pairs.push(Pair {
                    name: format!("{name} ({key})"),
                    action: key.to_owned(),
                    why: value.to_owned(),
                    expected: Vec::new(),
                    base: read(&texts[0]),
                    revision: read(&texts[1]),
                    texts,
                });
            }
        }
    }
    pairs
}

/// The options that a setting stands for.
fn options(setting: &str) -> Options {
    let mut options = Options::default();
    for word in setting.split(' ') {
        match (Reading::named(word), Policy::named(word), Day::read(word)) {
            (Some(reading), ..) => options.reading = reading,
            (_, Some(policy), _) => options.policy = policy,
            (.., Some(day)) => options.today = Some(day),
            (None, None, None) => panic!("`{word}` is no reading, no policy and no day"),
        }
    }
    options
}

/// What a comparison says, in the words of the files: each check with what it means, once.
pub(crate) fn meaning(comparison: &Comparison) -> String {
    let mut words: Vec<String> = comparison.changes.iter().map(in_words).collect();
    words.sort();
    words.dedup();
    words.insert(0, comparison.verdict().name().to_owned());
    words.join(", ")
}

/// Whether a comparison tells `what` is expected of it.
pub(crate) fn tells(comparison: &Comparison, (what, expected): &(String, String)) -> bool {
    let mut changes = comparison.changes.iter();
    match what.as_str() {
        "says" => changes.any(|change| change.message.contains(expected)),
        "never says" => changes.all(|change| !change.message.contains(expected)),
        "shows" => changes.any(|change| {
            let witness = change.witness.as_ref();
            witness.is_some_and(|witness| witness.instance.to_string() == *expected)
        }),
        "advises" => changes.any(|change| change.advice.as_ref() == Some(expected)),
        "breaks" => changes.any(|change| change.breaks.words().as_ref() == Some(expected)),
        _ => changes
            .any(|change| change.impact >= Impact::Risky && change.concerns.name() == expected),
    }
}

fn in_words(change: &Change) -> String {
    let check = change.check.id;
    match change.impact {
        Impact::Breaking => format!("{check} breaks {}", change.breaks.name()),
        impact => format!("{check} {}", impact.name()),
    }
}
