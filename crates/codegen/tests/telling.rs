//! How messages that arrive together are told apart, and what is said of those that nothing tells apart.

mod support;

use tidings_codegen::{Form, Options, generate};

/// A contract that receives messages with these payloads, as `more` says further.
fn contract(payloads: &[(&str, &str)], operations: &str) -> String {
    let mut text = String::from(
        "asyncapi: 3.0.0\ninfo: {title: A, version: '1'}\nchannels:\n  moves:\n    address: moves\n    messages:\n",
    );
    for (name, message) in payloads {
        text.push_str(&format!("      {name}: {message}\n"));
    }
    text.push_str("operations:\n");
    text.push_str(operations);
    text
}

const TOGETHER: &str = "  onMove: {action: receive, channel: {$ref: '#/channels/moves'}}\n";

const APART: &str = "  onA: {action: receive, channel: {$ref: '#/channels/moves'}, messages: [{$ref: '#/channels/moves/messages/A'}]}
  onB: {action: receive, channel: {$ref: '#/channels/moves'}, messages: [{$ref: '#/channels/moves/messages/B'}]}\n";

/// The code that tells messages apart, in one word, the order of trying, and the findings of the rule.
fn told(messages: &[(&str, &str)], operations: &str) -> (String, Vec<String>) {
    let contract = support::read(contract(messages, operations));
    let generated = generate(&contract, &Options::new(Form::SingleFile));
    let [(_, code)] = &generated.files[..] else {
        panic!("{}", support::in_words(&generated.findings));
    };
    let findings = generated.findings.iter();
    let findings = findings.filter(|finding| finding.rule.id == "ambiguous-messages");
    let findings = findings.map(|finding| finding.message.clone()).collect();
    (way(code), findings)
}

/// How the set of the code decides, by what it looks at.
fn way(code: &str) -> String {
    let Some((_, decide)) = code.split_once("v1::MessageSet for OnMoveMessage") else {
        return "one".to_owned();
    };
    let decide = decide
        .split_once("fn encode")
        .map_or(decide, |(decide, _)| decide);
    if decide.contains("v1::told_by_content_type(") {
        return "media type".to_owned();
    }
    if decide.contains("v1::told_by_header(") {
        return "header".to_owned();
    }
    if decide.contains("v1::told_by_property(") {
        return match texts(decide) {
            texts if texts.len() == 2 => "property".to_owned(),
            texts => texts.join(", "),
        };
    }
    let mut tried = decide.split("super::messages::").skip(1);
    let names = tried.by_ref().map(|rest| &rest[..1]);
    names.collect::<Vec<_>>().join(" then ")
}

/// The texts that tell messages, each with its message.
fn texts(decide: &str) -> Vec<String> {
    let mut told = decide.split("super::messages::").map(|rest| {
        let (message, rest) = rest.split_at(1);
        let text = rest.rsplit_once("(\"").map(|(_, text)| text);
        let text = text.and_then(|text| text.split('"').next());
        (message, text)
    });
    let mut text = told.next().and_then(|(_, text)| text);
    let mut texts = Vec::new();
    for (message, next) in told {
        texts.extend(text.map(|text| format!("{text} {message}")));
        text = next;
    }
    texts
}

#[track_caller]
fn check(messages: &[(&str, &str)], operations: &str, way: &str, findings: &[&str]) {
    let told = told(messages, operations);
    assert_eq!(
        (told.0.as_str(), told.1),
        (way, findings.iter().map(|it| (*it).to_owned()).collect())
    );
}

#[test]
fn a_media_type_tells() {
    check(
        &[
            ("A", "{contentType: text/plain, payload: {type: string}}"),
            ("B", "{payload: {type: string}}"),
        ],
        TOGETHER,
        "media type",
        &[],
    );
}

#[test]
fn a_header_tells() {
    let message = |kind: &str| {
        format!(
            "{{headers: {{type: object, required: [kind], properties: {{kind: {{const: {kind}}}}}}}, payload: {{type: string}}}}"
        )
    };
    let (a, b) = (message("a"), message("b"));
    check(&[("A", &a), ("B", &b)], TOGETHER, "header", &[]);
}

#[test]
fn a_property_tells() {
    let message = |kind: &str| {
        format!(
            "{{payload: {{type: object, required: [kind], properties: {{kind: {{const: {kind}}}}}}}}}"
        )
    };
    let (a, b) = (message("a"), message("b"));
    check(&[("A", &a), ("B", &b)], TOGETHER, "property", &[]);
    check(&[("A", &a), ("B", &b)], APART, "one", &[]);
}

#[test]
fn a_property_tells_messages_that_have_several_texts_of_it() {
    let message = |kinds: &str, more: &str| {
        let properties =
            format!("kind: {{type: string, enum: [{kinds}]}}, {more}: {{type: integer}}");
        format!(
            "{{payload: {{type: object, required: [kind, {more}], properties: {{{properties}}}}}}}"
        )
    };
    let (a, b, c) = (
        message("a, b", "n"),
        message("c", "n"),
        message("a, c", "n"),
    );
    check(&[("A", &a), ("B", &b)], TOGETHER, "a A, b A, c B", &[]);
    // What shares a text is tried, and told where it cannot be told apart.
    check(
        &[("A", &a), ("B", &b), ("C", &c)],
        TOGETHER,
        "a A, b A, c B, a C, c C",
        &[
            "both `A` and `C` of the operation `onMove` may be `{\"kind\":\"a\",\"n\":0}`; what may be both is read as `A`",
        ],
    );
    check(
        &[("A", &a), ("B", &a)],
        TOGETHER,
        "A then B",
        &[
            "both `A` and `B` of the operation `onMove` may be `{\"kind\":\"a\",\"n\":0}`; what may be both is read as `A`",
        ],
    );
    let open = b.replace("enum", "x-extensible-enum: true, enum");
    check(&[("A", &a), ("B", &open)], TOGETHER, "A then B", &[]);
}

#[test]
fn a_shape_tells_that_is_proved_to_be_another() {
    let integer = ("A", "{payload: {type: integer}}");
    let text = ("B", "{payload: {type: string}}");
    check(&[integer, text], TOGETHER, "A then B", &[]);
    let many =
        "{payload: {type: object, required: [n], properties: {n: {type: integer, minimum: 10}}}}";
    let few =
        "{payload: {type: object, required: [n], properties: {n: {type: integer, maximum: 9}}}}";
    check(&[("A", many), ("B", few)], TOGETHER, "A then B", &[]);
    check(&[("A", many), ("B", few)], APART, "one", &[]);
}

#[test]
fn what_declares_more_is_tried_first() {
    let less = "{payload: {type: object, required: [a], properties: {a: {type: integer}}}}";
    let more = "{payload: {type: object, required: [a, b], properties: {a: {type: integer}, b: {type: integer}}}}";
    check(&[("A", less), ("B", more)], TOGETHER, "B then A", &[]);
    check(&[("A", more), ("B", less)], TOGETHER, "A then B", &[]);
    // Two operations are tried in the order of their handlers, which nobody knows here.
    check(
        &[("A", less), ("B", more)],
        APART,
        "one",
        &[
            "nothing tells `A` of the operation `onA` and `B` of `onB` apart for certain; a message goes to the one whose handler is given first",
        ],
    );
}

#[test]
fn a_message_without_a_payload_is_tried_last() {
    let order = "B then A";
    check(
        &[("A", "{}"), ("B", "{payload: {type: integer}}")],
        TOGETHER,
        order,
        &[],
    );
}

#[test]
fn what_nothing_tells_apart_is_told() {
    let same = "{payload: {type: object, required: [n], properties: {n: {type: integer}}}}";
    check(
        &[("A", same), ("B", same)],
        TOGETHER,
        "A then B",
        &[
            "both `A` and `B` of the operation `onMove` may be `{\"n\":0}`; what may be both is read as `A`",
        ],
    );
    let bytes = "{contentType: application/octet-stream, payload: {type: string, format: binary}}";
    check(
        &[("A", bytes), ("B", bytes)],
        TOGETHER,
        "A then B",
        &[
            "both `A` and `B` of the operation `onMove` may be `\"\"`; what may be both is read as `A`",
        ],
    );
}

#[test]
fn a_message_of_two_operations_is_told() {
    let both = "  one: {action: receive, channel: {$ref: '#/channels/moves'}}\n  two: {action: receive, channel: {$ref: '#/channels/moves'}}\n";
    check(
        &[("A", "{payload: {type: integer}}")],
        both,
        "one",
        &[
            "the operations `one` and `two` both receive `A`; it goes to the one whose handler is given first",
        ],
    );
}
