//! Schemas made to exhaust a search: each ends, with the right answer or with none, and alike every time.

use serde_json::{Map, Value, json};
use tidings_decide::{Options, Subset, subset};

use crate::answer::{Answer, ask};
use crate::schema::Schema;

/// A question, and whether every value of the first schema is one of the second.
struct Question {
    name: &'static str,
    first: Value,
    second: Value,
    holds: bool,
}

fn question(name: &'static str, first: Value, second: Value, holds: bool) -> Question {
    Question {
        name,
        first,
        second,
        holds,
    }
}

fn members(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(entries.into_iter().collect::<Map<_, _>>())
}

/// `schema` inside `wrap`, `depth` times.
fn nested(depth: usize, schema: Value, wrap: impl Fn(Value) -> Value) -> Value {
    (0..depth).fold(schema, |inner, _| wrap(inner))
}

fn questions() -> Vec<Question> {
    let exclusive = (0..24).map(|index| {
        json!({"oneOf": [{"required": [format!("a{index}")]}, {"required": [format!("b{index}")]}]})
    });
    let chosen = (0..14).map(|index| {
        let choices =
            (0..6).map(|value| json!({"properties": {format!("p{index}"): {"const": value}}}));
        json!({"anyOf": choices.collect::<Vec<_>>(), "required": [format!("p{index}")]})
    });
    let patterned = |name: &str| {
        members((0..18).map(|index| (format!("^.{{{index}}}a"), json!({"type": name}))))
    };
    let listed = |count: i32| json!({"enum": (0..count).collect::<Vec<_>>()});
    let chain =
        members((0..150).map(|index| (format!("p{index}"), json!([format!("p{}", index + 1)]))));
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47];
    let sieve: Vec<_> = primes
        .iter()
        .map(|prime| json!({"not": {"multipleOf": prime}}))
        .collect();
    let contains = |least: u64| {
        nested(
            10,
            json!({"const": 0}),
            |inner| json!({"type": "array", "contains": inner, "minContains": least, "maxItems": 5}),
        )
    };
    let property = |leaf: &str| {
        nested(
            60,
            json!({"type": leaf}),
            |inner| json!({"type": "object", "required": ["p"], "properties": {"p": inner}}),
        )
    };
    vec![
        question(
            "choices that exclude each other",
            json!({"type": "object", "allOf": exclusive.collect::<Vec<_>>()}),
            json!({"minProperties": 24}),
            true,
        ),
        question(
            "a product of choices",
            json!({"type": "object", "allOf": chosen.collect::<Vec<_>>()}),
            json!({"properties": {"p13": {"maximum": 4}}}),
            false,
        ),
        question(
            "patterns that overlap",
            json!({"type": "object", "patternProperties": patterned("integer")}),
            json!({"type": "object", "patternProperties": patterned("number")}),
            true,
        ),
        question("long enumerations", listed(5_000), listed(5_001), true),
        question(
            "long enumerations turned round",
            listed(5_001),
            listed(5_000),
            false,
        ),
        question(
            "a chain of dependencies",
            json!({"type": "object", "required": ["p0"], "dependentRequired": chain}),
            json!({"required": ["p150"]}),
            true,
        ),
        question(
            "a sieve",
            json!({"type": "integer", "minimum": 2, "maximum": 100_000, "allOf": sieve}),
            json!({"minimum": 54}),
            false,
        ),
        question("counts inside counts", contains(2), contains(1), true),
        question(
            "counts inside counts turned round",
            contains(1),
            contains(2),
            false,
        ),
        question(
            "objects inside objects",
            property("integer"),
            property("number"),
            true,
        ),
        question(
            "objects inside objects turned round",
            property("number"),
            property("integer"),
            false,
        ),
        question(
            "negations inside negations",
            nested(60, json!({"type": "string"}), |inner| json!({"not": inner})),
            json!({"type": "string"}),
            true,
        ),
        question(
            "a letter far from the end",
            json!({"type": "string", "pattern": "^(a|b)*a(a|b){24}$"}),
            json!({"type": "string", "pattern": "^(a|b)*b(a|b){24}$"}),
            false,
        ),
        question(
            "many patterns at once",
            json!({"type": "string", "allOf": (1..14).map(|count| json!({"pattern": format!("^(a{{{count}}}|b)*$")})).collect::<Vec<_>>()}),
            json!({"type": "string", "pattern": "^[ab]*$"}),
            true,
        ),
        question(
            "more distinct items than values",
            json!({"type": "array", "items": listed(12), "uniqueItems": true, "minItems": 13}),
            json!(false),
            true,
        ),
        question(
            "a tuple of distinct items",
            json!({"type": "array", "prefixItems": (0..14).map(|index| listed(13 - index % 2)).collect::<Vec<_>>(), "uniqueItems": true, "minItems": 14}),
            json!(false),
            true,
        ),
        question(
            "a large count",
            json!({"type": "array", "minItems": 1_000_000}),
            json!({"minItems": 1_000_001}),
            false,
        ),
    ]
}

#[test]
fn hostile_questions_end_without_a_wrong_answer() {
    let mut wrong = Vec::new();
    for question in questions() {
        let first = Schema::of_json(&question.first);
        let second = Schema::of_json(&question.second);
        let mistake = match ask(&first, &second) {
            Ok(Answer::Yes) if !question.holds => "yes".to_owned(),
            Ok(Answer::No(values)) if question.holds => format!("no, because of {values:?}"),
            Ok(_) => continue,
            Err(mistake) => mistake,
        };
        wrong.push(format!("{}: {mistake}", question.name));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_small_budget_ends_a_search() {
    let options = Options {
        budget: 10,
        ..Options::default()
    };
    for question in questions() {
        let (first, second) = (
            Schema::of_json(&question.first),
            Schema::of_json(&question.second),
        );
        let ask = || match subset(first.subject(), second.subject(), &options) {
            Subset::Yes => "yes".to_owned(),
            Subset::No(breaks) => breaks
                .iter()
                .map(|shown| shown.instance.to_json_text())
                .collect(),
            Subset::Unknown(unknown) => unknown.reason,
        };
        let answer = ask();
        assert_eq!(answer, ask(), "{}", question.name);
        if answer == "yes" {
            assert!(question.holds, "{}", question.name);
        }
    }
}
