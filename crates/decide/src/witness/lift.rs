//! Demands taken out of a schema, so that a search finds values that break others.

use tidings_schema::{
    Additional, Failure, Literal, ObjectRules, Property, Rules, SchemaGraph, SchemaId, SchemaKind,
    Type, TypeSet,
};

use super::names::Names;
use super::place::segments;

/// How many names that schemas mention are told apart from all others.
const NAMES: usize = 500;

/// Lifts the demand that `failure` of `value` tells of from `root` and the schemas of `graph` that it leads to; says whether
/// there was one.
///
/// Of the properties that an object must not have only the one in question is allowed, because others may be breaks of
/// their own; after a name that `names` does not hold, all such names are.
pub(super) fn lift(
    graph: &mut SchemaGraph,
    root: SchemaId,
    failure: &Failure,
    value: &Literal,
    names: &Names<'_>,
) -> bool {
    let states = |id: &SchemaId| {
        let schema = graph.get(*id);
        match &schema.kind {
            SchemaKind::Rules(rules) => {
                let stated = rules.keyword(failure.keyword);
                let span = stated.map_or(schema.location.span, |keyword| keyword.span);
                span == failure.schema.span
            }
            SchemaKind::Boolean(value) => !value && schema.location == failure.schema,
            SchemaKind::Reference(_) => false,
        }
    };
    let stating: Vec<SchemaId> = graph.below(root).filter(states).collect();
    let mut is_lifted = false;
    for id in stating {
        let kind = match graph.get(id).kind.clone() {
            SchemaKind::Rules(mut rules) => {
                let is_changed = match refused_name(failure) {
                    Some(name) => allow(graph, id, &mut rules.object, &name, names),
                    None => {
                        admit(graph, id, &mut rules, failure, value, names)
                            || lift_from(&mut rules, failure, value)
                    }
                };
                is_changed.then_some(SchemaKind::Rules(rules))
            }
            SchemaKind::Boolean(_) => Some(SchemaKind::Boolean(true)),
            SchemaKind::Reference(_) => None,
        };
        if let Some(kind) = kind {
            graph.replace(id, kind);
            is_lifted = true;
        }
    }
    is_lifted
}

/// The name of the property that must not be there.
fn refused_name(failure: &Failure) -> Option<String> {
    let refuses = ["additionalProperties", "unevaluatedProperties"].contains(&failure.keyword);
    refuses.then(|| segments(&failure.pointer).pop()).flatten()
}

/// Allows the property `name` in `object`, the rules of the schema `id`.
fn allow(
    graph: &mut SchemaGraph,
    id: SchemaId,
    object: &mut ObjectRules,
    name: &str,
    names: &Names<'_>,
) -> bool {
    let location = graph.get(id).location.clone();
    let mut declare = |object: &mut ObjectRules, name: &str, allowed: bool| {
        let schema = graph.derive(id, SchemaKind::Boolean(allowed));
        object.properties.retain(|property| property.name != name);
        object.properties.push(Property {
            name: name.to_owned(),
            location: location.clone(),
            schema,
        });
    };
    if names.contains(name) {
        declare(object, name, true);
        return true;
    }
    for known in names.iter().take(NAMES) {
        if object.property(known).is_none() {
            declare(object, known, false);
        }
    }
    let is_denied = object.additional == Additional::Denied;
    if is_denied {
        object.additional = Additional::Allowed;
    }
    is_denied || object.unevaluated.take().is_some()
}

/// Adds a branch to the alternatives in `rules`, the rules of the schema `id`, of which none is meant for the value in
/// question: one for all values of its kind, so that the other branches go on demanding what they do. Says whether there
/// is such a kind: values with one tag that a schema mentions and no branch has, with any that none mentions, or of a type
/// that none allows.
fn admit(
    graph: &mut SchemaGraph,
    id: SchemaId,
    rules: &mut Rules,
    failure: &Failure,
    value: &Literal,
    names: &Names<'_>,
) -> bool {
    let branches = match failure.keyword {
        "anyOf" => &mut rules.any_of,
        "oneOf" => &mut rules.one_of,
        _ => return false,
    };
    let judged = value.at(&failure.pointer);
    let is_of_type = |branch: &SchemaId, one: Type| {
        let types = graph.rules(*branch).and_then(Rules::stated_types);
        types.is_none_or(|types| types.allows(one))
    };
    let kind = match (failure.is_of_tag, judged) {
        (true, Some(tag)) => {
            let tag = match names.has_value(tag) {
                true => Rules {
                    constant: Some(Box::new(tag.clone())),
                    ..Rules::default()
                },
                false => {
                    let known = Rules {
                        enumeration: Some(names.values().into_iter().cloned().collect()),
                        ..Rules::default()
                    };
                    Rules {
                        not: Some(graph.derive(id, SchemaKind::Rules(Box::new(known)))),
                        ..Rules::default()
                    }
                }
            };
            let name = segments(&failure.pointer).pop().unwrap_or_default();
            let tag = Property {
                name: name.clone(),
                location: graph.get(id).location.clone(),
                schema: graph.derive(id, SchemaKind::Rules(Box::new(tag))),
            };
            let object = ObjectRules {
                required: vec![name],
                properties: vec![tag],
                ..ObjectRules::default()
            };
            Rules {
                types: Some(TypeSet::only(Type::Object)),
                object: object.into(),
                ..Rules::default()
            }
        }
        (false, Some(one)) if !branches.iter().any(|it| is_of_type(it, one.json_type())) => Rules {
            types: Some(TypeSet::only(one.json_type())),
            ..Rules::default()
        },
        _ => return false,
    };
    let kind = SchemaKind::Rules(Box::new(kind));
    branches.push(graph.derive(id, kind));
    true
}

/// Takes the demand out of `rules`; says whether it was there.
fn lift_from(rules: &mut Rules, failure: &Failure, value: &Literal) -> bool {
    let judged = value.at(&failure.pointer);
    let has = |name: &str| judged.is_some_and(|value| value.get(name).is_some());
    let (number, string) = (&mut rules.number, &mut rules.string);
    let (array, object) = (&mut rules.array, &mut rules.object);
    match failure.keyword {
        "type" => rules.types.take().is_some(),
        "enum" => rules.enumeration.take().is_some(),
        "const" => rules.constant.take().is_some(),
        "minimum" => number.minimum.take().is_some(),
        "maximum" => number.maximum.take().is_some(),
        "exclusiveMinimum" => number.exclusive_minimum.take().is_some(),
        "exclusiveMaximum" => number.exclusive_maximum.take().is_some(),
        "multipleOf" => number.multiple_of.take().is_some(),
        "minLength" => string.min_length.take().is_some(),
        "maxLength" => string.max_length.take().is_some(),
        "pattern" => string.pattern.take().is_some(),
        "format" => string.format.take().is_some(),
        "minItems" => array.min_items.take().is_some(),
        "maxItems" => array.max_items.take().is_some(),
        "uniqueItems" => std::mem::take(&mut array.unique_items),
        "contains" | "minContains" => array.contains.take().is_some(),
        "maxContains" => array.max_contains.take().is_some(),
        "unevaluatedItems" => array.unevaluated.take().is_some(),
        "minProperties" => object.min_properties.take().is_some(),
        "maxProperties" => object.max_properties.take().is_some(),
        "required" => {
            let count = object.required.len();
            object
                .required
                .retain(|name| Some(name) != failure.missing.as_ref());
            object.required.len() < count
        }
        "dependentRequired" | "dependencies" => {
            let mut is_lifted = false;
            for (dependent, names) in object.dependent_required.iter_mut() {
                let count = names.len();
                names.retain(|name| Some(name) != failure.missing.as_ref() || !has(dependent));
                is_lifted |= names.len() < count;
            }
            is_lifted
        }
        "not" => rules.not.take().is_some(),
        "anyOf" => !std::mem::take(&mut rules.any_of).is_empty(),
        "oneOf" => !std::mem::take(&mut rules.one_of).is_empty(),
        _ => false,
    }
}
