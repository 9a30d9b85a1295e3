//! Real contracts over their history: every payload against the one of the version before, both ways.

use std::collections::HashSet;
use std::path::PathBuf;

use serde_json::Value;
use tidings_decide::{Options, Subset, subset};
use tidings_schema::{Dialect, Formats};

use crate::answer::{Answer, confirm};
use crate::oracles::Opinions;
use crate::schema::{Schema, literal};
use crate::tally::Tally;
use crate::versions::{Version, histories};

/// Where another prover is wrong, with the reason; both validators confirm our witness there.
const CONTRADICTED: &[(&str, &str, &str, &str)] = &[(
    "acidtango+ollert-backend/asyncapi.yml/009-9c759a9712.yaml",
    "Commands",
    "jsoncompat",
    "the old branch is closed and requires a name that it does not declare, so it has no value; the new one declares it",
)];

#[test]
fn payloads_are_compared_with_those_of_the_version_before() {
    let Some(corpus) = std::env::var_os("TIDINGS_CORPUS").map(PathBuf::from) else {
        println!("TIDINGS_CORPUS is not set, so no history is read");
        return;
    };
    let (mut all, mut changed) = (Tally::default(), Tally::default());
    let mut wrong = Vec::new();
    let mut seen = HashSet::new();
    for history in histories(&corpus) {
        let mut before: Option<Version> = None;
        for version in history.iter().filter_map(|path| Version::read(path)) {
            if let Some(before) = &before {
                compare(
                    before,
                    &version,
                    &mut all,
                    &mut changed,
                    &mut seen,
                    &mut wrong,
                );
            }
            before = Some(version);
        }
    }
    println!("histories, every pair of payloads: {all}");
    println!("histories, different pairs whose text differs: {changed}");
    all.assert_right(&wrong, 100);
    assert!(all.total() > 0);
    assert!(
        changed.unknown * 100 < changed.total(),
        "too many are unknown"
    );
}

fn compare(
    old: &Version,
    new: &Version,
    all: &mut Tally,
    changed: &mut Tally,
    seen: &mut HashSet<String>,
    wrong: &mut Vec<String>,
) {
    let news = new.payloads();
    for (name, old_schema) in old.payloads() {
        let Some(&new_schema) = news.get(name) else {
            continue;
        };
        let sides = [(old, old_schema), (new, new_schema)];
        let alone = sides.map(|(version, schema)| version.alone(schema));
        for (first, second) in [(0, 1), (1, 0)] {
            let [left, right] = [sides[first], sides[second]];
            let options = Options::default();
            let answer = match subset(left.0.subject(left.1), right.0.subject(right.1), &options) {
                Subset::Yes => Answer::Yes,
                Subset::No(breaks) => {
                    let breaks = breaks.found.into_iter();
                    Answer::No(breaks.map(|shown| shown.instance).collect())
                }
                Subset::Unknown(unknown) => Answer::Unknown(unknown.reason),
            };
            all.count(&answer);
            let place = || {
                format!(
                    "{name} in {} and {}",
                    left.0.path.display(),
                    right.0.path.display()
                )
            };
            let (Some(left), Some(right)) = (&alone[first], &alone[second]) else {
                if let Answer::Unknown(reason) = &answer {
                    println!("  unknown {}: {reason}", place());
                }
                continue;
            };
            if left == right || !seen.insert(format!("{left} {right}")) {
                continue;
            }
            changed.count(&answer);
            if let Answer::Unknown(reason) = &answer {
                println!("  unknown {}: {reason}", place());
            }
            let is_known = |objection: &String| {
                CONTRADICTED.iter().any(|(file, message, prover, _)| {
                    place().contains(file)
                        && *message == name
                        && objection.contains(&format!("but {prover} says"))
                })
            };
            wrong.extend(
                objections(left, right, &answer, changed)
                    .into_iter()
                    .filter(|objection| !is_known(objection))
                    .map(|objection| format!("{}: {objection}", place())),
            );
        }
    }
}

/// What the other validator and the other provers have against `answer`.
fn objections(left: &Value, right: &Value, answer: &Answer, tally: &mut Tally) -> Vec<String> {
    let [left, right] = [left, right].map(|schema| {
        let schema = literal(schema);
        Schema::read(&schema, &schema, Dialect::AsyncApi, Formats::Annotate)
    });
    let mut objections = Vec::new();
    if let Answer::No(values) = answer {
        objections.extend(
            values
                .iter()
                .filter_map(|value| confirm(&left, &right, value).err()),
        );
    }
    let opinions = Opinions::ask(&left, &right);
    tally.compare(opinions);
    let against = opinions.against(answer);
    objections.extend(
        against
            .into_iter()
            .map(|name| format!("{answer:?}, but {name} says otherwise")),
    );
    objections
}
