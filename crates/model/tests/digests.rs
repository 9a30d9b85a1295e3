//! Hashes of schemas: the same for the same demands, however they are laid out and whatever is beside them.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use tidings_model::{Contract, Digest, SchemaDigests, lower};
use tidings_source::{MemoryFiles, Sources};

/// The contract whose `components.schemas` are `schemas`, in YAML.
fn contract(schemas: &str) -> Contract {
    let head = "asyncapi: 3.0.0\ninfo: { title: Schemas, version: 1.0.0 }\n";
    let document = format!("{head}components:\n  schemas:\n{schemas}");
    let files = MemoryFiles::new([("asyncapi.yaml", document)]);
    let (sources, unresolved) = Sources::link(&files, "asyncapi.yaml");
    assert_eq!(unresolved, []);
    let lowered = lower(&sources);
    assert_eq!(lowered.findings, []);
    lowered.contract
}

/// The hash of every component.
fn digests(contract: &Contract) -> HashMap<&str, Digest> {
    let digests = SchemaDigests::of_graph(&contract.schemas);
    let named = contract.component_schemas.iter();
    named
        .map(|(name, schema)| (name.as_str(), digests.of(*schema)))
        .collect()
}

#[test]
fn schemas_that_demand_the_same_have_the_same_hash() {
    for (one, other) in [
        ("A: { type: string }", "A: { type: string, title: Text }"),
        (
            "A: { properties: { a: { type: string } } }",
            "B: { type: string }\n    A: { properties: { a: { $ref: '#/components/schemas/B' } } }",
        ),
        // One step of a circle written out before it begins, and two.
        (
            "A: { properties: { next: { $ref: '#/components/schemas/A' } } }",
            "B: { properties: { next: { $ref: '#/components/schemas/B' } } }
    A: { properties: { next: { properties: { next: { $ref: '#/components/schemas/B' } } } } }",
        ),
        // A circle of two copies.
        (
            "A: { properties: { next: { $ref: '#/components/schemas/A' } } }",
            "B: { properties: { next: { $ref: '#/components/schemas/A' } } }
    A: { properties: { next: { $ref: '#/components/schemas/B' } } }",
        ),
        // Something else that takes more steps to be told apart.
        (
            "A: { items: { required: [a] } }",
            "A: { items: { required: [a] } }
    B: { items: { items: { items: { required: [a] } } } }
    C: { items: { items: { items: { required: [b] } } } }
    D: { items: { $ref: '#/components/schemas/D' } }",
        ),
    ] {
        let [first, second] = [one, other].map(|schemas| contract(&format!("    {schemas}\n")));
        assert_eq!(
            digests(&first)["A"],
            digests(&second)["A"],
            "{one}\n{other}"
        );
    }
}

#[test]
fn circles_that_differ_have_different_hashes() {
    let straight = "    A: { properties: { a: { $ref: '#/components/schemas/B' } } }\n";
    let back = format!(
        "{straight}    B: {{ type: object, properties: {{ b: {{ $ref: '#/components/schemas/A' }} }} }}\n"
    );
    let round = format!(
        "{straight}    B: {{ type: object, properties: {{ b: {{ $ref: '#/components/schemas/B' }} }} }}\n"
    );
    let [back, round] = [contract(&back), contract(&round)];
    assert_ne!(digests(&back)["A"], digests(&round)["A"]);
}

/// Schemas that each have two properties, which are such schemas again.
#[derive(Clone, Debug)]
struct Steps(Vec<(u8, usize, usize)>);

impl Steps {
    fn written(&self) -> String {
        let mut text = String::new();
        for (number, (own, a, b)) in self.0.iter().enumerate() {
            let _ = writeln!(
                text,
                "    S{number}: {{ type: object, minProperties: {own}, properties: {{ a: {{ $ref: '#/components/schemas/S{a}' }}, b: {{ $ref: '#/components/schemas/S{b}' }} }} }}"
            );
        }
        text
    }
}

fn steps() -> impl Strategy<Value = Steps> {
    (1..6usize).prop_flat_map(|many| vec((1..3u8, 0..many, 0..many), many).prop_map(Steps))
}

/// The pairs of schemas, one of each, that demand the same: all pairs without those of which something shows otherwise.
fn the_same(one: &Steps, other: &Steps) -> HashSet<(usize, usize)> {
    let all = |steps: &Steps| 0..steps.0.len();
    let pairs = all(one).flat_map(|first| all(other).map(move |second| (first, second)));
    let mut same: HashSet<_> = pairs
        .filter(|(first, second)| one.0[*first].0 == other.0[*second].0)
        .collect();
    loop {
        let kept = same.iter().copied().filter(|(first, second)| {
            let (_, a, b) = one.0[*first];
            let (_, other_a, other_b) = other.0[*second];
            same.contains(&(a, other_a)) && same.contains(&(b, other_b))
        });
        let kept: HashSet<_> = kept.collect();
        if kept.len() == same.len() {
            return same;
        }
        same = kept;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_has_the_same_hash_demands_the_same(one in steps(), other in steps()) {
        let contracts = [contract(&one.written()), contract(&other.written())];
        let hashed = contracts.each_ref().map(digests);
        let same = the_same(&one, &other);
        for first in 0..one.0.len() {
            for second in 0..other.0.len() {
                let names = [format!("S{first}"), format!("S{second}")];
                let is_equal = hashed[0][names[0].as_str()] == hashed[1][names[1].as_str()];
                prop_assert!(!is_equal || same.contains(&(first, second)), "{:?}\n{}\n{}", names, one.written(), other.written());
            }
        }
    }

    #[test]
    fn a_hash_depends_on_nothing_beside_the_schema(one in steps(), beside in steps()) {
        let alone = contract(&one.written());
        let together = contract(&(one.written() + &beside.written().replace(['S'], "T")));
        let (alone, together) = (digests(&alone), digests(&together));
        for (name, digest) in alone {
            prop_assert_eq!(digest, together[name], "{}", name);
        }
    }
}
