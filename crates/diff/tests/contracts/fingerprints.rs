//! What a fingerprint is of: what something was and what it became, and nothing of how that is written.
//!
//! A file of `fingerprints` has two parts between lines of `---`: what may stand in place of `CHANGED`, one a line and the
//! base first, and the contract. Whatever a line of the revision means is another change than what any other line means.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::Index;
use tidings_diff::{Change, Impact, Options, Policy, RULES, Reading, compare};
use tidings_model::Contract;
use tidings_schema::Literal;

use crate::laws::TEXTS;
use crate::pair::files;
use crate::rewriting::{Chance, document, everywhere, laid_out};
use crate::support::{as_it_is, with_errors};

/// The checks that say that something is gone: it is gone the same way, whatever else becomes of the rest.
const GONE: &[&str] = &[
    "alternative-removed",
    "channel-removed",
    "enum-value-removed",
    "message-removed",
    "operation-removed",
    "payload-removed",
    "property-optional",
    "property-removed",
    "reply-removed",
    "server-removed",
    "unused-component-removed",
];

/// The checks that say nothing but a name, or one of two words.
const NAMED: &[&str] = &[
    "channel-added",
    "object-closed",
    "object-opened",
    "operation-action-changed",
    "operation-added",
    "unused-component-added",
];

fn strict() -> Options {
    Options {
        policy: Policy::Full,
        reading: Reading::Strict,
        ..Options::default()
    }
}

/// How a change says that something is gone, where its check says other things as well, or that it could not be read.
const GONE_IN_WORDS: &[&str] = &[
    "has nor has a default for",
    "in the base is broken",
    "in the revision is broken",
    "is allowed no more",
    "is listed no more",
    "may be left out now",
    "of the base is broken",
    "of the base is not read",
    "of the writer has no such field",
    "the schema could not be read",
];

fn is_gone(change: &Change) -> bool {
    let mut words = GONE_IN_WORDS.iter();
    GONE.contains(&change.check.id) || words.any(|words| change.message.contains(words))
}

/// The changes from `base` to `revision`, by fingerprint.
fn changes(base: &Contract, revision: &Contract) -> BTreeMap<String, Change> {
    let changes = compare(base, revision, &strict()).changes.into_iter();
    changes
        .map(|change| (change.fingerprint(), change))
        .collect()
}

fn in_words(change: &Change) -> String {
    format!("{} {}", change.check.id, change.message)
}

#[test]
fn another_value_is_another_change() {
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    let files = files("fingerprints", 2);
    assert!(files.len() >= 30, "{} are left", files.len());
    for (name, parts) in files {
        let values: Vec<&str> = parts[0].lines().collect();
        let contracts: Vec<Contract> = values
            .iter()
            .map(|value| as_it_is(&parts[1].replace("CHANGED", value)))
            .collect();
        let (base, revisions) = contracts.split_first().expect("a base");
        let found: Vec<_> = revisions.iter().map(|it| changes(base, it)).collect();
        assert!(found.len() > 1, "{name}: two revisions are needed");
        for (one, changed) in found.iter().enumerate() {
            assert!(!changed.is_empty(), "{name}: {}", values[one + 1]);
            seen.extend(changed.values().map(|change| change.check.id));
            for (other, others) in found.iter().enumerate().skip(one + 1) {
                let shared = changed.iter().filter(|(it, _)| others.contains_key(*it));
                wrong.extend(shared.map(|(_, change)| {
                    let (one, other) = (values[one + 1], values[other + 1]);
                    format!("{name}: {one} and {other} are both `{}`", in_words(change))
                }));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let missing = RULES.iter().filter(|check| !seen.contains(check.id));
    let missing = missing.filter(|check| !GONE.contains(&check.id) && !NAMED.contains(&check.id));
    let missing: Vec<&str> = missing.map(|check| check.id).collect();
    assert!(missing.is_empty(), "no case for {}", missing.join(", "));
}

/// What may stand in place of the scalar `value` at `pointer`: two others.
fn others(pointer: &str, value: &Literal) -> Option<[Literal; 2]> {
    let text = |text: &str| Literal::String(text.to_owned());
    let is_fixed = ["/asyncapi", "/action", "/$ref", "/schemaFormat", "/is"];
    match value {
        Literal::String(_) if is_fixed.iter().any(|end| pointer.ends_with(end)) => None,
        Literal::String(known) if pointer.ends_with("/type") => {
            let types = ["string", "integer", "boolean", "object"];
            let is_type = types.contains(&known.as_str()) || known == "number";
            let mut others = types.into_iter().filter(|one| one != known);
            is_type.then(|| [0, 0].map(|_| text(others.next().unwrap_or_default())))
        }
        Literal::String(known) => Some([1, 2].map(|count| text(&format!("{known}{count}")))),
        Literal::Number(known) => {
            let number: i64 = known.parse().ok()?;
            Some([1, 2].map(|more| Literal::Number((number + more).to_string())))
        }
        _ => None,
    }
}

#[test]
fn whatever_a_value_becomes_is_another_change() {
    let (mut wrong, mut judged) = (BTreeSet::new(), 0);
    let once = TEXTS
        .iter()
        .filter(|(name, _)| !name.ends_with("(receive)"));
    let texts: BTreeSet<&String> = once.map(|(_, [base, _])| base).collect();
    for text in texts {
        let whole = document(text);
        let base = as_it_is(text);
        let mut scalars = Vec::new();
        everywhere(&mut whole.clone(), "", &mut |pointer, value| {
            scalars.extend(others(pointer, value).map(|others| (pointer.to_owned(), others)));
        });
        for (pointer, values) in scalars {
            let [one, other] = values.map(|value| {
                let mut revision = whole.clone();
                if let Some(place) = revision.at_mut(&pointer) {
                    *place = value;
                }
                changes(&base, &with_errors(&revision.to_json_text()).0)
            });
            judged += one.len();
            let shared = one.iter().filter(|(it, _)| other.contains_key(*it));
            let shared = shared.filter(|(_, change)| !is_gone(change));
            wrong.extend(shared.map(|(_, one)| format!("{pointer}: {}\n{text}", in_words(one))));
        }
    }
    assert!(judged > 1000, "{judged} changes are left");
    let some: Vec<String> = wrong.iter().take(10).cloned().collect();
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), some.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn how_both_are_written_does_not_change_what_is_accepted(
        which in any::<Index>(), seed in any::<u64>(),
    ) {
        let (name, texts) = which.get(&TEXTS);
        let mut chance = Chance::new(seed);
        let others = texts.each_ref().map(|text| laid_out(text, &mut chance));
        let [before, now] = [texts, &others].map(|[base, revision]| {
            let changes = changes(&as_it_is(base), &as_it_is(revision)).into_iter();
            // What people read is said where it stands, and a broken part is known by its place.
            let counted = changes.filter(|(_, it)| it.impact > Impact::Annotation);
            let counted = counted.filter(|(_, it)| it.check.id != "part-left-out");
            let named = counted.map(|(fingerprint, it)| (in_words(&it), fingerprint));
            named.collect::<BTreeMap<String, String>>()
        });
        let both = before.iter().filter_map(|(words, one)| Some((words, one, now.get(words)?)));
        for (words, one, other) in both {
            prop_assert_eq!(one, other, "{}: {}\n{}\n---\n{}", name, words, others[0], others[1]);
        }
    }
}
