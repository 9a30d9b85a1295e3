//! What of the first schema lets a value through that the second one refuses.

use tidings_diag::Location;
use tidings_schema::{
    Additional, Failure, Literal, ObjectRules, Pattern, Rules, SchemaGraph, SchemaId,
};

use super::pair::{Judged, Pair};
use super::place::{part, segments};

/// How many schemas may apply inside each other, or be looked at.
const LIMIT: usize = 64;

/// The place of the first schema that stands against `failure`, which is what `value` breaks of the second one: the
/// same keyword or one of its kin, else the property or the schema that describes the part in question.
///
/// `None` where the first schema says nothing about that part.
pub(super) fn allowed_by(
    pair: &mut Pair<'_>,
    failure: &Failure,
    value: &Literal,
) -> Option<Location> {
    let graph = pair.first.subject.graph;
    let root = pair.first.subject.schema;
    let path = segments(&failure.pointer);
    let mut applied = Applied {
        judged: &mut pair.first,
        found: Vec::new(),
        seen: Vec::new(),
    };
    applied.walk(root, None, value, &path);
    let found = applied.found;
    if let Some(location) = optional_property(graph, failure, &found) {
        return Some(location);
    }
    let rules = || found.iter().filter_map(|place| graph.rules(place.schema));
    let kin = kin(failure.keyword).iter();
    let keyword = kin
        .flat_map(|name| rules().map(move |rules| (name, rules)))
        .find_map(|(name, rules)| rules.keyword(name));
    if let Some(keyword) = keyword {
        return Some(keyword.location());
    }
    let place = found.last()?;
    let schema = &graph.get(place.schema).location;
    Some(place.declared.as_ref().unwrap_or(schema).clone())
}

/// The declaration of the property that is missing.
fn optional_property(graph: &SchemaGraph, failure: &Failure, found: &[Place]) -> Option<Location> {
    let missing = failure.missing.as_deref()?;
    let mut places = found.iter();
    places.find_map(|place| {
        let property = graph.rules(place.schema)?.object.property(missing)?;
        Some(property.location.clone())
    })
}

/// Keywords that say something about the same thing as `keyword`, the nearest first.
fn kin(keyword: &str) -> &'static [&'static str] {
    match keyword {
        "type" => &["type", "const", "enum"],
        "enum" | "const" => &["enum", "const", "type"],
        "minimum" | "exclusiveMinimum" => &["minimum", "exclusiveMinimum", "enum", "const", "type"],
        "maximum" | "exclusiveMaximum" => &["maximum", "exclusiveMaximum", "enum", "const", "type"],
        "multipleOf" => &["multipleOf", "enum", "const", "type"],
        "minLength" => &["minLength", "pattern", "enum", "const", "type"],
        "maxLength" => &["maxLength", "pattern", "enum", "const", "type"],
        "pattern" => &["pattern", "enum", "const", "type"],
        "format" => &["format", "pattern", "enum", "const", "type"],
        "minItems" => &["minItems", "type"],
        "maxItems" => &["maxItems", "type"],
        "uniqueItems" => &["uniqueItems", "type"],
        "contains" | "minContains" => &["contains", "minContains", "type"],
        "maxContains" => &["maxContains", "contains", "type"],
        "required" => &["required"],
        "minProperties" => &["minProperties", "required", "type"],
        "maxProperties" => &["maxProperties", "type"],
        "dependentRequired" | "dependencies" => &["dependentRequired", "dependencies"],
        "anyOf" | "oneOf" => &["anyOf", "oneOf"],
        "not" => &["not"],
        _ => &[],
    }
}

/// A schema that says something about a part of the value.
struct Place {
    schema: SchemaId,
    /// The property that leads to it.
    declared: Option<Location>,
}

/// Collects the schemas that are applied to a part of a value.
struct Applied<'p, 'g> {
    judged: &'p mut Judged<'g>,
    found: Vec<Place>,
    /// Schemas that were walked through, with how much of the path was left.
    seen: Vec<(SchemaId, usize)>,
}

impl Applied<'_, '_> {
    /// Goes through `schema` and what it applies to `value`, on the way to the part that `path` leads to.
    fn walk(
        &mut self,
        schema: SchemaId,
        declared: Option<Location>,
        value: &Literal,
        path: &[String],
    ) {
        let graph = self.judged.subject.graph;
        let schema = graph.resolve(schema);
        let step = (schema, path.len());
        if self.seen.len() >= LIMIT || self.seen.contains(&step) {
            return;
        }
        self.seen.push(step);
        let Some(rules) = graph.rules(schema) else {
            if path.is_empty() {
                self.found.push(Place { schema, declared });
            }
            return;
        };
        for other in self.in_place(rules, value) {
            self.walk(other, declared.clone(), value, path);
        }
        let Some((segment, rest)) = path.split_first() else {
            self.found.push(Place { schema, declared });
            return;
        };
        let Some(inner) = part(value, segment) else {
            return;
        };
        match value {
            Literal::Array(_) => {
                let index = segment.parse::<usize>().unwrap_or(usize::MAX);
                let of_index = rules.array.prefix.get(index).copied();
                let next = of_index.or(rules.array.items).or(rules.array.unevaluated);
                if let Some(next) = next {
                    self.walk(next, None, inner, rest);
                }
            }
            _ => {
                for (next, declared) in described(graph, &rules.object, segment) {
                    self.walk(next, declared, inner, rest);
                }
            }
        }
    }

    /// The schemas that `rules` apply to `value` itself; of alternatives those that accept it.
    fn in_place(&mut self, rules: &Rules, value: &Literal) -> Vec<SchemaId> {
        let mut applied = rules.all_of.to_vec();
        let reference = rules.dynamic_reference.iter();
        applied.extend(reference.map(|reference| reference.target));
        for branch in rules.any_of.iter().chain(&rules.one_of) {
            if self.judged.accepts_as(*branch, value) {
                applied.push(*branch);
            }
        }
        if let Some(condition) = rules.condition {
            applied.extend(match self.judged.accepts_as(condition, value) {
                true => rules.consequence,
                false => rules.alternative,
            });
        }
        let dependent = rules.object.dependent_schemas.iter();
        let dependent = dependent.filter(|(name, _)| value.get(name).is_some());
        applied.extend(dependent.map(|(_, schema)| *schema));
        applied
    }
}

/// The schemas that `rules` apply to the property `name`, with the declaration that leads to each.
fn described(
    graph: &SchemaGraph,
    rules: &ObjectRules,
    name: &str,
) -> Vec<(SchemaId, Option<Location>)> {
    let property = rules.property(name);
    let declared = property.map(|property| (property.schema, Some(property.location.clone())));
    let mut described: Vec<_> = declared.into_iter().collect();
    for (source, schema) in &rules.pattern_properties {
        if Pattern::new(source).is_ok_and(|pattern| pattern.is_match(name)) {
            described.push((*schema, None));
        }
    }
    if described.is_empty() {
        let rest = match rules.additional {
            Additional::Schema(schema) => Some(schema),
            _ => rules.unevaluated,
        };
        described.extend(rest.map(|schema| (graph.resolve(schema), None)));
    }
    described
}
