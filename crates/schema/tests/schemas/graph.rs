//! What others ask the graph.

use tidings_schema::{Additional, SchemaGraph, SchemaId, SchemaKind, SchemaReader, Type, TypeSet};

use crate::support::Document;

const CONTRACT: &str = "
components:
  schemas:
    Order:
      required: [id, other]
      additionalProperties: false
      properties:
        id: {$ref: '#/components/schemas/Id'}
        again: {$ref: '#/components/schemas/Id'}
        deep: {$ref: '#/components/schemas/Alias'}
        password: {type: string, format: password}
        secret: {type: string, x-sensitive: true, x-owner: sales}
        free: {description: anything}
        guarded: {if: {type: string}}
    Id: {type: string, pattern: '^[0-9]+$', deprecated: true}
    Alias: {$ref: '#/components/schemas/Alias2'}
    Alias2: {$ref: '#/components/schemas/Id'}
    State: {enum: [open, 1, 2.5, null]}
    Count: {type: [number, string], enum: [1, two]}
    a/b: {type: [string, 'null'], const: x}
";

#[track_caller]
fn with_schemas(check: impl FnOnce(&SchemaGraph, &dyn Fn(&str) -> SchemaId)) {
    let document = Document::yaml(CONTRACT);
    let schemas = document.root().get("components").unwrap();
    let schemas = schemas.get("schemas").unwrap();
    let mut reader = SchemaReader::new(document.sources());
    let ids: Vec<_> = schemas
        .entries()
        .map(|entry| (entry.key, reader.read(entry.value)))
        .collect();
    let (graph, findings) = reader.finish();
    assert_eq!(findings, []);
    check(&graph, &|key| {
        let found = ids.iter().find(|(known, _)| *known == key);
        found.unwrap().1
    });
}

#[test]
fn references_share_their_schema() {
    with_schemas(|graph, id| {
        let order = graph.rules(id("Order")).unwrap();
        let of = |name| order.object.property(name).unwrap().schema;
        for name in ["id", "again", "deep"] {
            assert!(matches!(graph.get(of(name)).kind, SchemaKind::Reference(_)));
            assert_eq!(graph.resolve(of(name)), id("Id"), "{name}");
        }
        assert_eq!(graph.resolve(id("Id")), id("Id"));
        let pattern = graph.rules(of("deep")).unwrap().string.pattern.as_deref();
        assert_eq!(pattern, Some("^[0-9]+$"));
        assert!(graph.get(id("Id")).deprecated);
    });
}

#[test]
fn names_are_those_of_the_author() {
    with_schemas(|graph, id| {
        for key in ["Order", "Alias", "a/b"] {
            assert_eq!(graph.get(id(key)).key.as_deref(), Some(key));
        }
        let order = graph.rules(id("Order")).unwrap();
        let free = order.object.property("free").unwrap().schema;
        assert_eq!(graph.get(free).key, None);
    });
    for (path, key) in [
        ("schemas/order.schema.json", "order"),
        ("order.yaml", "order"),
        ("order", "order"),
    ] {
        let document = Document::named(path, "{}");
        let mut reader = SchemaReader::new(document.sources());
        let id = reader.read(document.root());
        assert_eq!(reader.graph().get(id).key.as_deref(), Some(key), "{path}");
    }
}

#[test]
fn objects_are_asked_by_name() {
    with_schemas(|graph, id| {
        let order = graph.rules(id("Order")).unwrap();
        assert!(order.object.is_required("other") && !order.object.is_required("free"));
        assert!(order.object.property("other").is_none());
        assert_eq!(order.object.additional, Additional::Denied);
        let required = order.keyword("required").unwrap();
        assert_eq!(
            required.location().pointer.as_deref(),
            Some("/components/schemas/Order/required")
        );
        assert_eq!(&CONTRACT[required.span.range()], "required");
    });
}

#[test]
fn what_demands_nothing_is_unconstrained() {
    with_schemas(|graph, id| {
        let order = graph.rules(id("Order")).unwrap();
        let free = |name| graph.is_unconstrained(order.object.property(name).unwrap().schema);
        assert!(free("free") && free("guarded"));
        assert!(!free("id") && !free("deep"));
        assert!(!graph.is_unconstrained(id("State")));
    });
}

#[test]
fn sensitive_schemas_say_so() {
    with_schemas(|graph, id| {
        let order = graph.rules(id("Order")).unwrap();
        let sensitive = |name| {
            let schema = graph.get(order.object.property(name).unwrap().schema);
            schema.is_sensitive()
        };
        assert!(sensitive("password") && sensitive("secret") && !sensitive("free"));
    });
}

#[test]
fn stated_types_come_from_literals_too() {
    with_schemas(|graph, id| {
        let stated = |key| graph.rules(id(key)).unwrap().stated_types();
        let state = [Type::String, Type::Integer, Type::Number, Type::Null];
        assert_eq!(stated("State"), Some(state.into_iter().collect()));
        let count = [Type::Integer, Type::String];
        assert_eq!(stated("Count"), Some(count.into_iter().collect()));
        assert_eq!(stated("a/b"), Some(TypeSet::only(Type::String)));
        assert_eq!(stated("Order"), None);
    });
}

#[test]
fn sets_of_types() {
    let nullable: TypeSet = [Type::String, Type::Null].into_iter().collect();
    assert_eq!(nullable.without(Type::Null).single(), Some(Type::String));
    assert_eq!(nullable.single(), None);
    assert_eq!(nullable.to_string(), "null or a string");
    let number = TypeSet::only(Type::Number);
    assert!(number.allows(Type::Integer) && !number.contains(Type::Integer));
    assert!(!TypeSet::only(Type::Integer).allows(Type::Number));
    assert_eq!(
        number.intersection(TypeSet::only(Type::Integer)).single(),
        Some(Type::Integer)
    );
    assert!(number.intersection(nullable).is_empty());
}
