//! What the programs that read a format demand of it: schemas, a parser of XML, and the rules of each format.

mod run;

use std::collections::HashSet;

use run::Run;
use serde_json::Value;
use tidings_report::{Format, Infos, Presentation};

const JSON: &str = include_str!("../schema/findings-1.json");
const SARIF: &str = include_str!("schemas/sarif.json");
const GITLAB: &str = include_str!("schemas/gitlab.json");

/// Hands every fixture, written in `format`, to `check`.
fn each(format: &str, check: impl Fn(&Run, &str)) {
    let format = Format::named(format).expect("a known format");
    let plain = Presentation {
        color: false,
        summary: true,
        infos: Infos::Shown,
        width: None,
    };
    insta::glob!("fixtures/*.toml", |path| {
        let run = Run::read(path);
        let text = run.report(|report| format.render(report, plain));
        check(&run, &text);
    });
}

#[track_caller]
fn check_schema(schema: &Value, document: &Value) {
    jsonschema::meta::validate(schema).expect("the schema is a schema");
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .expect("the schema is usable");
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("one JSON document")
}

#[test]
fn json_keeps_its_schema() {
    each("json", |_, text| check_schema(&parsed(JSON), &parsed(text)));
}

#[test]
fn a_line_is_a_finding_of_json() {
    let mut schema = parsed(JSON);
    schema["$ref"] = "#/$defs/finding".into();
    for field in ["required", "properties"] {
        schema.as_object_mut().expect("an object").remove(field);
    }
    each("jsonl", |run, text| {
        let findings = run.report(|report| report.reported().len());
        assert_eq!(text.lines().count(), findings);
        for line in text.lines() {
            check_schema(&schema, &parsed(line));
        }
    });
}

#[test]
fn sarif_keeps_its_schema_and_its_indices_lead_to_the_rules() {
    each("sarif", |_, text| {
        let log = parsed(text);
        check_schema(&parsed(SARIF), &log);
        let run = &log["runs"][0];
        for result in run["results"].as_array().expect("an array") {
            let index = result["ruleIndex"].as_u64().expect("an index") as usize;
            let rule = &run["tool"]["driver"]["rules"][index];
            assert_eq!(rule["id"], result["ruleId"]);
        }
    });
}

#[test]
fn gitlab_keeps_its_schema_and_fingerprints_are_unique() {
    each("gitlab", |_, text| {
        let issues = parsed(text);
        check_schema(&parsed(GITLAB), &issues);
        let mut seen = HashSet::new();
        for issue in issues.as_array().expect("an array") {
            assert!(seen.insert(issue["fingerprint"].as_str()), "{issue:#}");
        }
    });
}

#[test]
fn junit_is_xml_whose_numbers_are_right() {
    each("junit", |_, text| {
        let document = roxmltree::Document::parse(text).expect("XML");
        let root = document.root_element();
        for element in root
            .descendants()
            .filter(|element| element.has_tag_name("testsuite"))
        {
            let count = |name| {
                element
                    .descendants()
                    .filter(|one| one.has_tag_name(name))
                    .count()
            };
            let number = |name| element.attribute(name).and_then(|text| text.parse().ok());
            assert_eq!(number("tests"), Some(count("testcase")));
            assert_eq!(number("failures"), Some(count("failure")));
        }
        for case in root
            .descendants()
            .filter(|element| element.has_tag_name("testcase"))
        {
            assert!(
                case.attribute("classname")
                    .is_some_and(|name| !name.is_empty())
            );
        }
    });
}

/// Reads a workflow command as the runner does: the properties, then the message.
fn command(line: &str) -> (Vec<(String, String)>, String) {
    let unescaped = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
    };
    let line = line.strip_prefix("::").expect("a command");
    let (head, message) = line.split_once("::").expect("a message");
    let (_, properties) = head.split_once(' ').expect("properties");
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=').expect("a value");
        (name.to_owned(), unescaped(value))
    });
    (properties.collect(), unescaped(message))
}

#[test]
fn github_gets_back_what_was_said() {
    each("github", |run, text| {
        run.report(|report| {
            assert_eq!(text.lines().count(), report.reported().len());
            for (line, one) in text.lines().zip(report.reported()) {
                let (properties, message) = command(line);
                let property = |wanted: &str| {
                    let found = properties.iter().find(|(name, _)| name == wanted);
                    found.map(|(_, value)| value.as_str())
                };
                assert_eq!(property("title"), Some(one.finding.rule.id));
                let line = one.place().map(|place| place.start.line.to_string());
                assert_eq!(property("line"), line.as_deref());
                // What a terminal would obey, what nobody reads to its end, and empty names are written otherwise.
                let said = one.finding.message.replace("``", "`\"\"`");
                if !said.contains(char::is_control) && said.len() < 1_000 {
                    assert!(message.contains(&said), "{message}");
                }
            }
        });
    });
}
