//! Documents that are made to hide a change from `tidings diff`, or to exhaust it.

use crate::tidings::Folder;

/// A contract that sends `payload` and has these schemas.
fn sent(payload: &str, schemas: &str) -> String {
    format!(
        "asyncapi: 3.0.0
info: {{ title: Orders, version: 1.0.0 }}
channels:
  orders:
    address: orders
    messages:
      Placed: {{ payload: {payload} }}
operations:
  send: {{ action: send, channel: {{ $ref: '#/channels/orders' }} }}
{schemas}"
    )
}

#[test]
fn what_stands_behind_a_place_too_deep_to_be_read_is_not_called_unchanged() {
    let nested = format!("{}{{}}{}", "{ not: ".repeat(200), " }".repeat(200));
    let folder = Folder::new("hostile-deep");
    folder.write("old.yaml", &sent(&nested, "x-behind: old\n"));
    folder.write("new.yaml", &sent(&nested, "x-behind: new\n"));
    for format in ["human", "json", "github", "markdown"] {
        let run = folder.run(&["diff", "old.yaml", "new.yaml", "--format", format]);
        run.expect(3);
    }
    folder.write("tidings.toml", "[lint.rules]\nover-budget = \"off\"\n");
    let run = folder.run(&["diff", "old.yaml", "new.yaml"]).expect(2);
    assert!(
        run.stderr.contains("can never pass as success"),
        "{}",
        run.stderr
    );
}

#[test]
fn schemas_that_refer_to_each_other_without_end_do_not_overflow_the_stack() {
    let chain = |last: &str| {
        let count = 5000;
        let schemas = (0..count).map(|index| {
            let next = index + 1;
            format!("    S{index}: {{ type: object, properties: {{ a: {{ $ref: '#/components/schemas/S{next}' }} }} }}\n")
        });
        let schemas: String = schemas.collect();
        let schemas =
            format!("components:\n  schemas:\n{schemas}    S{count}: {{ type: {last} }}\n");
        sent("{ $ref: '#/components/schemas/S0' }", &schemas)
    };
    let folder = Folder::new("hostile-chain");
    folder.write("old.yaml", &chain("string"));
    folder.write("new.yaml", &chain("integer"));
    let run = folder.run(&["diff", "old.yaml", "new.yaml"]).expect(1);
    let told = "unknown: payload of `Placed`: it could not be found out what the difference means";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

#[test]
fn a_break_behind_very_many_other_differences_is_found() {
    let with = |word: &str, last: &str| {
        let described = |index| format!("p{index:03}: {{ description: {word} }}");
        let properties: Vec<String> = (0..300).map(described).collect();
        let properties = properties.join(", ");
        let payload =
            format!("{{ type: object, properties: {{ {properties}, z: {{ type: {last} }} }} }}");
        sent(&payload, "")
    };
    let folder = Folder::new("hostile-many");
    folder.write("old.yaml", &with("one", "integer"));
    folder.write("new.yaml", &with("another", "string"));
    let run = folder.run(&["diff", "old.yaml", "new.yaml"]).expect(1);
    let told = "breaking: payload of `Placed` `/z`: the type was integer and is string";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}
