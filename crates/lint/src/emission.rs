//! What writers of a schema send, beyond what the schema demands of them.

use std::collections::{BTreeMap, BTreeSet};

use tidings_decide::{Disjoint, Subject, Writers, disjoint};
use tidings_schema::{Formats, Literal, ObjectRules, Rules, SchemaGraph, SchemaId, Type, TypeSet};

use crate::witness::options;

/// What writers of `schema` emit with the properties `names`: objects, where the schema describes some and states no type.
///
/// Who forgets `type: object` does not send `null`.
pub(crate) fn meant(
    schemas: &SchemaGraph,
    writers: &mut Writers<'_>,
    schema: SchemaId,
    names: Vec<String>,
) -> SchemaId {
    let emitted = writers.emitted(schema);
    let joined = joined(schemas, schema);
    let describes_objects = joined
        .iter()
        .any(|rules| !rules.object.properties.is_empty());
    let states_type = joined.iter().any(|rules| rules.stated_types().is_some());
    let types = (describes_objects && !states_type).then(|| TypeSet::only(Type::Object));
    if types.is_none() && names.is_empty() {
        return emitted;
    }
    let object = ObjectRules {
        required: names,
        ..ObjectRules::default()
    };
    let rules = Rules {
        types,
        object: object.into(),
        ..Rules::default()
    };
    writers.narrowed(emitted, rules)
}

/// A value that both schemas allow, which are of the graph of `writers`.
///
/// Formats count: a text that only a careless validator takes for both a date and a UUID proves nothing.
pub(crate) fn shared_value(
    writers: &Writers<'_>,
    first: SchemaId,
    second: SchemaId,
) -> Option<Literal> {
    let graph = writers.graph();
    let [first, second] = [first, second].map(|schema| Subject { graph, schema });
    match disjoint(first, second, &options(Formats::Assert)) {
        Disjoint::No(value) if writers.is_exact() => Some(value),
        _ => None,
    }
}

/// The properties that both schemas declare as one of a few constants.
pub(crate) fn shared_tags(schemas: &SchemaGraph, first: SchemaId, second: SchemaId) -> Vec<String> {
    let [first, second] = [first, second].map(|schema| tags(schemas, schema));
    first
        .intersection(&second)
        .map(|name| (*name).to_owned())
        .collect()
}

fn tags(schemas: &SchemaGraph, schema: SchemaId) -> BTreeSet<&str> {
    let joined = joined(schemas, schema);
    let properties = joined.iter().flat_map(|rules| &rules.object.properties);
    let tags = properties.filter(|property| {
        schemas
            .rules(property.schema)
            .is_some_and(|rules| rules.constant.is_some() || rules.enumeration.is_some())
    });
    tags.map(|property| property.name.as_str()).collect()
}

/// The keywords of `schema` and of everything that it joins with `allOf`.
pub(crate) fn joined(schemas: &SchemaGraph, schema: SchemaId) -> Vec<&Rules> {
    let mut waiting = vec![schema];
    let mut joined = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        let id = schemas.resolve(id);
        if let Some(rules) = schemas.rules(id)
            && joined.insert(id, rules).is_none()
        {
            waiting.extend(&rules.all_of);
        }
    }
    joined.into_values().collect()
}
