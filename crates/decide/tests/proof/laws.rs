//! Laws that hold for every schema, on random ones.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use tidings_decide::{Disjoint, Options, Satisfiable, disjoint, satisfiable};
use tidings_schema::{Formats, Literal};

use crate::answer::{Answer, ask, ask_and_try, confirm};
use crate::random::{distinct_values, pair, schema};
use crate::schema::{Schema, literal};

/// The same cases every time, and few, unless the environment of the test asks for others.
pub(crate) fn seeded() -> ProptestConfig {
    let asked = |variable| std::env::var_os(variable).is_some();
    let usual = ProptestConfig::default();
    ProptestConfig {
        failure_persistence: None,
        cases: if asked("PROPTEST_CASES") {
            usual.cases
        } else {
            32
        },
        rng_seed: if asked("PROPTEST_RNG_SEED") {
            usual.rng_seed
        } else {
            RngSeed::Fixed(1)
        },
        ..usual
    }
}

fn read(schema: &Value) -> Schema {
    Schema::of_json(schema)
}

fn asked(first: &Value, second: &Value) -> Result<Answer, TestCaseError> {
    ask(&read(first), &read(second)).map_err(TestCaseError::fail)
}

/// Both schemas accept the same, which must be proved.
fn same(first: &Value, second: &Value) -> Result<(), TestCaseError> {
    for (left, right) in [(first, second), (second, first)] {
        let answer = asked(left, right)?;
        prop_assert!(
            matches!(answer, Answer::Yes),
            "{left} in {right}: {answer:?}"
        );
    }
    Ok(())
}

/// Both schemas accept the same; that this is too much to prove may be said.
fn alike(first: &Value, second: &Value) -> Result<(), TestCaseError> {
    for (left, right) in [(first, second), (second, first)] {
        let answer = asked(left, right)?;
        prop_assert!(
            !matches!(answer, Answer::No(_)),
            "{left} in {right}: {answer:?}"
        );
    }
    Ok(())
}

/// A schema with `keyword` around `branches`, whose own definitions come with it.
fn around(keyword: &str, branches: Vec<Value>) -> Value {
    let mut definitions = serde_json::Map::new();
    let branches: Vec<Value> = branches
        .into_iter()
        .enumerate()
        .map(|(index, branch)| {
            let name = format!("branch{index}");
            let moved = branch
                .to_string()
                .replace("#/$defs/r", &format!("#/$defs/{name}/$defs/r"));
            let moved = serde_json::from_str(&moved).expect("only a reference changed");
            definitions.insert(name.clone(), moved);
            json!({"$ref": format!("#/$defs/{name}")})
        })
        .collect();
    let applied = if keyword == "not" {
        branches[0].clone()
    } else {
        Value::Array(branches)
    };
    json!({keyword: applied, "$defs": definitions})
}

/// The same value with the members of every object turned round.
fn turned(value: &Literal) -> Literal {
    match value {
        Literal::Array(items) => Literal::Array(items.iter().map(turned).collect()),
        Literal::Object(members) => {
            let members = members.iter().rev();
            Literal::Object(
                members
                    .map(|(name, value)| (name.clone(), turned(value)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn a_schema_is_within_itself(schema in schema()) {
        same(&schema, &schema.clone())?;
    }

    #[test]
    fn a_schema_is_within_its_unions(schema in schema(), other in schema()) {
        let union = around("anyOf", vec![schema.clone(), other]);
        let answer = asked(&schema, &union)?;
        prop_assert!(matches!(answer, Answer::Yes), "{answer:?}");
    }

    #[test]
    fn a_conjunction_is_within_its_branches(schema in schema(), other in schema()) {
        let both = around("allOf", vec![other, schema.clone()]);
        let answer = asked(&both, &schema)?;
        prop_assert!(matches!(answer, Answer::Yes), "{answer:?}");
    }

    #[test]
    fn inclusion_turns_round_under_negation((first, second) in pair()) {
        let direct = asked(&first, &second)?;
        let turned = asked(&around("not", vec![second]), &around("not", vec![first]))?;
        let contradict = matches!(
            (&direct, &turned),
            (Answer::Yes, Answer::No(_)) | (Answer::No(_), Answer::Yes)
        );
        prop_assert!(!contradict, "{direct:?} and {turned:?}");
    }

    #[test]
    fn inclusion_is_transitive((first, second) in pair(), (third, _) in pair(), widened in any::<bool>()) {
        // A chain that holds is rare among random schemas, so the last link is often made to hold.
        let third = if widened { around("anyOf", vec![second.clone(), third]) } else { third };
        let steps = (asked(&first, &second)?, asked(&second, &third)?);
        if matches!(steps, (Answer::Yes, Answer::Yes)) {
            let whole = asked(&first, &third)?;
            prop_assert!(!matches!(whole, Answer::No(_)), "{whole:?}");
        }
    }

    #[test]
    fn to_be_disjoint_is_mutual((first, second) in pair()) {
        let options = Options { formats: Formats::Annotate, ..Options::default() };
        let schemas = (read(&first), read(&second));
        let directions = [
            (&schemas.0, &schemas.1),
            (&schemas.1, &schemas.0),
        ]
        .map(|(left, right)| disjoint(left.subject(), right.subject(), &options));
        let contradict = matches!(
            &directions,
            [Disjoint::Yes, Disjoint::No(_)] | [Disjoint::No(_), Disjoint::Yes]
        );
        prop_assert!(!contradict, "{directions:?}");
        for answer in directions {
            if let Disjoint::No(common) = answer {
                prop_assert!(schemas.0.accepts(&common) && schemas.0.second_accepts(&common));
                prop_assert!(schemas.1.accepts(&common) && schemas.1.second_accepts(&common));
            }
        }
    }

    #[test]
    fn a_schema_and_its_negation_have_nothing_in_common(schema in schema()) {
        let options = Options { formats: Formats::Annotate, ..Options::default() };
        let negation = around("not", vec![schema.clone()]);
        let answer = disjoint(read(&schema).subject(), read(&negation).subject(), &options);
        prop_assert!(matches!(answer, Disjoint::Yes), "{answer:?}");
    }

    #[test]
    fn what_has_no_value_is_within_nothing(schema in schema()) {
        let options = Options { formats: Formats::Annotate, ..Options::default() };
        let read = read(&schema);
        let nothing = asked(&schema, &Value::Bool(false))?;
        match satisfiable(read.subject(), &options) {
            Satisfiable::Yes(value) => {
                confirm(&read, &Schema::of_json(&Value::Bool(false)), &value).map_err(TestCaseError::fail)?;
                prop_assert!(!matches!(nothing, Answer::Yes));
            }
            Satisfiable::No => prop_assert!(!matches!(nothing, Answer::No(_)), "{nothing:?}"),
            Satisfiable::Unknown(_) => {}
        }
    }

    #[test]
    fn unrolled_references_mean_the_same(schema in schema()) {
        let once = schema.pointer("/$defs/r").cloned();
        if let Some(repeated) = once {
            let mut unrolled = schema.clone();
            let text = repeated.to_string().replace(r##"{"$ref":"#/$defs/r"}"##, &repeated.to_string());
            unrolled["$defs"]["r"] = serde_json::from_str(&text).expect("a schema stands for a reference");
            same(&schema, &unrolled)?;
        }
    }

    #[test]
    fn the_order_of_keys_means_nothing(schema in schema()) {
        let turned = Schema::of_literal(&turned(&literal(&schema)));
        for (first, second) in [(&read(&schema), &turned), (&turned, &read(&schema))] {
            let answer = ask(first, second).map_err(TestCaseError::fail)?;
            prop_assert!(matches!(answer, Answer::Yes), "{answer:?}");
        }
    }

    #[test]
    fn two_negations_cancel(schema in schema()) {
        let mut twice = around("not", vec![schema.clone()]);
        twice["not"] = json!({"not": twice["not"]});
        same(&schema, &twice)?;
    }

    #[test]
    fn a_condition_is_a_union(holds in schema(), then in schema(), otherwise in schema()) {
        let condition = around("allOf", vec![holds, then, otherwise]);
        let branches = &condition["allOf"];
        let (holds, then, otherwise) = (&branches[0], &branches[1], &branches[2]);
        let definitions = &condition["$defs"];
        let one = json!({"if": holds, "then": then, "else": otherwise, "$defs": definitions});
        let other = json!({
            "anyOf": [{"allOf": [holds, then]}, {"allOf": [{"not": holds}, otherwise]}],
            "$defs": definitions,
        });
        alike(&one, &other)?;
    }

    #[test]
    fn exactly_one_of_two_is_one_without_the_other(left in schema(), right in schema()) {
        let one = around("oneOf", vec![left, right]);
        let branches = &one["oneOf"];
        let other = json!({
            "anyOf": [
                {"allOf": [branches[0], {"not": branches[1]}]},
                {"allOf": [branches[1], {"not": branches[0]}]},
            ],
            "$defs": one["$defs"],
        });
        alike(&one, &other)?;
    }

    #[test]
    fn an_enumeration_is_its_constants(values in distinct_values()) {
        let constants: Vec<Value> = values.iter().map(|value| json!({"const": value})).collect();
        same(&json!({"enum": values}), &json!({"anyOf": constants}))?;
    }

    #[test]
    fn keywords_of_one_schema_are_a_conjunction(schema in schema()) {
        // What speaks of its neighbours cannot be taken apart.
        let bound = ["$defs", "$ref", "properties", "patternProperties", "additionalProperties", "prefixItems", "items",
            "contains", "minContains", "maxContains", "if", "then", "else", "unevaluatedProperties", "unevaluatedItems"];
        if let Value::Object(members) = &schema {
            let (together, apart): (Vec<_>, Vec<_>) = members
                .iter()
                .partition(|(keyword, _)| bound.contains(&keyword.as_str()));
            let mut taken: serde_json::Map<String, Value> = together
                .into_iter()
                .map(|(keyword, value)| (keyword.clone(), value.clone()))
                .collect();
            let speaks_of_all = ["unevaluatedProperties", "unevaluatedItems", "$ref"];
            if speaks_of_all.iter().any(|keyword| taken.contains_key(*keyword)) || apart.is_empty() {
                return Ok(());
            }
            let branches = apart.into_iter().map(|(keyword, value)| json!({keyword: value}));
            let mut branches: Vec<Value> = branches.collect();
            let definitions = taken.remove("$defs");
            branches.push(Value::Object(taken));
            let mut split = json!({"allOf": branches});
            if let Some(definitions) = definitions {
                split["$defs"] = definitions;
            }
            same(&schema, &split)?;
        }
    }

    #[test]
    fn answers_about_random_pairs_are_worth_something((first, second) in pair()) {
        for (left, right) in [(&first, &second), (&second, &first)] {
            let answer = ask_and_try(&read(left), &read(right));
            prop_assert!(answer.is_ok(), "{left} in {right}: {}", answer.unwrap_err());
        }
    }
}
