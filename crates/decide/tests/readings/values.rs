//! Which values a rewritten schema accepts.

use tidings_decide::Reading;
use tidings_diag::Location;
use tidings_schema::{Literal, SchemaGraph, SchemaId, ValidateOptions, validate_literal};
use tidings_syntax::Value;

use crate::support::{cases, dialect, schema, text};

fn is_valid(graph: &SchemaGraph, schema: SchemaId, value: &Literal) -> bool {
    validate_literal(graph, schema, value, &ValidateOptions::default()).is_empty()
}

/// The values under `key`.
fn values(case: Value<'_>, key: &str) -> Vec<Literal> {
    let values = case.get(key).expect("a list of values");
    values.items().map(Literal::from).collect()
}

#[test]
fn writers_emit_what_their_schema_declares() {
    let sources = cases(include_str!("emitted.yaml"));
    let mut wrong = Vec::new();
    for case in sources.root().unwrap().items() {
        let name = text(case, "name").unwrap();
        let (graph, id) = schema(case.get("schema").unwrap(), dialect(case));
        let mut writers = Reading::Events.writers(&graph);
        let emitted = writers.emitted(id);
        for value in values(case, "emitted") {
            if !is_valid(writers.graph(), emitted, &value) {
                wrong.push(format!("{name}: {value} is not emitted"));
            }
        }
        for value in values(case, "held_back") {
            assert!(
                is_valid(&graph, id, &value),
                "{name}: {value} is not valid in the first place"
            );
            if is_valid(writers.graph(), emitted, &value) {
                wrong.push(format!("{name}: {value} is emitted"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn readers_forgive_what_their_reading_says() {
    let sources = cases(include_str!("accepted.yaml"));
    let mut wrong = Vec::new();
    for case in sources.root().unwrap().items() {
        let name = text(case, "name").unwrap();
        let (graph, id) = schema(case.get("schema").unwrap(), dialect(case));
        let readings: Vec<Reading> = match case.get("readings") {
            Some(names) => names
                .items()
                .map(|name| Reading::named(name.as_str().unwrap()).unwrap())
                .collect(),
            None => vec![Reading::Lenient],
        };
        for reading in readings {
            let mut readers = reading.readers(&graph);
            let accepted = readers.accepted(id);
            for (key, expected) in [("accepted", true), ("refused", false)] {
                for value in values(case, key) {
                    if is_valid(readers.graph(), accepted, &value) != expected {
                        wrong.push(format!("{name}, {}: {value} is not {key}", reading.name()));
                    }
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_rewritten_schema_stands_where_it_stood() {
    let sources = cases("{type: object, properties: {a: {type: object, properties: {b: {}}}}}");
    let (graph, id) = schema(sources.root().unwrap(), dialect(sources.root().unwrap()));
    let mut writers = Reading::Events.writers(&graph);
    writers.emitted(id);
    let places = |graph: &SchemaGraph| -> Vec<Location> {
        let schemas = graph.iter().map(|(_, schema)| schema);
        schemas.map(|schema| schema.location.clone()).collect()
    };
    let known = places(&graph);
    assert!(writers.graph().len() > graph.len());
    assert!(
        places(writers.graph())
            .iter()
            .all(|place| known.contains(place))
    );
}

#[test]
fn names_lead_back() {
    for reading in Reading::ALL {
        assert_eq!(Reading::named(reading.name()), Some(reading));
    }
    assert_eq!(Reading::named("literal"), None);
}
