//! What a registry says of changes, and what the readings named after it say.

use tidings_decide::{Options, Reading, Subject, Subset, subset_under};
use tidings_schema::Dialect;
use tidings_syntax::Value;

use crate::support::{cases, schema, text};

/// The answer under `reading`: `yes`, `no` or why it is unknown.
fn answer(reading: Reading, old: Value<'_>, new: Value<'_>) -> String {
    let (old, new) = (schema(old, Dialect::Draft7), schema(new, Dialect::Draft7));
    let [writer, reader] = [&old, &new].map(|(graph, schema)| Subject {
        graph,
        schema: *schema,
    });
    match subset_under(reading, writer, reader, &Options::default()) {
        Subset::Yes => "yes".to_owned(),
        Subset::No(_) => "no".to_owned(),
        Subset::Unknown(unknown) => unknown.reason,
    }
}

/// What differs from what `case` expects of the two policies.
fn differences(name: &str, case: Value<'_>, old: Value<'_>, new: Value<'_>) -> Vec<String> {
    let policies = [
        ("strict", Reading::Confluent),
        ("lenient", Reading::ConfluentLenient),
    ];
    let answers = policies.map(|(policy, reading)| {
        let answer = answer(reading, old, new);
        (answer != text(case, policy).unwrap())
            .then(|| format!("{name}, {}: {answer}", reading.name()))
    });
    answers.into_iter().flatten().collect()
}

#[test]
fn properties_come_and_go_as_in_the_registry() {
    let sources = cases(include_str!("registry.yaml"));
    let rows = sources.root().unwrap().get("properties").unwrap();
    assert_eq!(rows.items().len(), 12);
    let mut wrong = Vec::new();
    for row in rows.items() {
        let [change, property, object] =
            ["change", "property", "object"].map(|key| text(row, key).unwrap());
        let name = format!("{change} {property} {object}");
        let (required, declared) = match property {
            "required" => ("[a, b]", "{type: string}"),
            "defaulted" => ("[a, b]", "{type: string, default: none}"),
            _ => ("[a]", "{type: string}"),
        };
        let models: &[&str] = match object {
            "closed" => &["additionalProperties: false, "],
            _ => &["", "additionalProperties: true, "],
        };
        for model in models {
            let less = format!(
                "{{{model}type: object, required: [a], properties: {{a: {{type: string}}}}}}"
            );
            let more = format!(
                "{{{model}type: object, required: {required}, properties: {{a: {{type: string}}, b: {declared}}}}}"
            );
            let (less, more) = (cases(&less), cases(&more));
            let (less, more) = (less.root().unwrap(), more.root().unwrap());
            let (old, new) = if change == "add" {
                (less, more)
            } else {
                (more, less)
            };
            wrong.extend(differences(&name, row, old, new));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn other_changes_are_judged_as_in_the_registry() {
    let sources = cases(include_str!("registry.yaml"));
    let rows = sources.root().unwrap().get("others").unwrap();
    let mut wrong = Vec::new();
    for row in rows.items() {
        let [old, new] = ["old", "new"].map(|key| row.get(key).unwrap());
        wrong.extend(differences(text(row, "name").unwrap(), row, old, new));
    }
    assert_eq!(wrong, Vec::<String>::new());
}
