//! The values of a parameter as the texts that stand in an address.

use std::borrow::Cow;

use tidings_decide::Subject;
use tidings_model::contract::Parameter;
use tidings_schema::{
    Literal, Rules, SchemaGraph, SchemaId, SchemaKind, StringRules, Type, TypeSet,
};

/// How values that are no texts are written in an address (RFC 8259, §6 and §3).
const SPELLED: &[(Type, &str)] = &[
    (Type::Integer, "-?(0|[1-9][0-9]*)"),
    (
        Type::Number,
        r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?",
    ),
    (Type::Boolean, "true|false"),
    (Type::Null, "null"),
];

/// The values of a parameter, as a schema.
pub(super) struct Values<'g> {
    graph: Cow<'g, SchemaGraph>,
    schema: SchemaId,
}

impl<'g> Values<'g> {
    /// Those of two versions of a parameter that at least one of them has a schema for; `None` where neither does.
    ///
    /// Numbers are compared with numbers, so that their bounds count; else all are texts.
    pub(super) fn of_both(
        base: (&'g SchemaGraph, Option<&Parameter>),
        revision: (&'g SchemaGraph, Option<&Parameter>),
    ) -> Option<[Self; 2]> {
        let schema = |(_, parameter): (_, Option<&Parameter>)| parameter?.schema;
        let (graph, any) = match (schema(base), schema(revision)) {
            (Some(schema), _) => (base.0, schema),
            (None, schema) => (revision.0, schema?),
        };
        let numbers = [base, revision].map(|side| {
            let types = side.0.rules(schema(side)?)?.stated_types()?;
            (!has(types, Type::String)).then_some(types)
        });
        let are_numbers = numbers[0].is_some() && numbers[0] == numbers[1];
        Some([base, revision].map(|side| match side.1.zip(schema(side)) {
            Some((_, schema)) if are_numbers => Self {
                graph: Cow::Borrowed(side.0),
                schema,
            },
            Some((parameter, schema)) => Self::texts(side.0, schema, &parameter.values),
            // Who says nothing allows every text.
            None => Self::derived(graph, any, Rules::default()),
        }))
    }

    /// What decides about them.
    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            graph: &self.graph,
            schema: self.schema,
        }
    }

    /// The texts that values of `schema`, which lists `values` if any, are written as.
    fn texts(graph: &'g SchemaGraph, schema: SchemaId, values: &[String]) -> Self {
        let types = graph.rules(schema).and_then(Rules::stated_types);
        let texts: TypeSet = [Type::String].into_iter().collect();
        let rules = match types {
            Some(types) if types != texts && !values.is_empty() => Rules {
                enumeration: Some(values.iter().cloned().map(Literal::String).collect()),
                ..Rules::default()
            },
            Some(types) if !has(types, Type::String) => {
                let spelled = SPELLED.iter().filter(|(known, _)| has(types, *known));
                let spelled: Vec<&str> = spelled.map(|(_, pattern)| *pattern).collect();
                Rules {
                    string: StringRules {
                        pattern: Some(format!("^({})$", spelled.join("|"))),
                        ..StringRules::default()
                    }
                    .into(),
                    ..Rules::default()
                }
            }
            _ => Rules {
                all_of: vec![schema].into(),
                ..Rules::default()
            },
        };
        Self::derived(graph, schema, rules)
    }

    /// The texts that keep `rules`.
    fn derived(graph: &'g SchemaGraph, origin: SchemaId, rules: Rules) -> Self {
        let mut graph = graph.clone();
        let rules = Rules {
            types: Some([Type::String].into_iter().collect()),
            ..rules
        };
        let schema = graph.derive(origin, SchemaKind::Rules(Box::new(rules)));
        Self {
            graph: Cow::Owned(graph),
            schema,
        }
    }
}

fn has(types: TypeSet, wanted: Type) -> bool {
    types.iter().any(|known| known == wanted)
}
