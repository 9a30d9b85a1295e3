//! Why a schema has no value: the few of its keywords that leave none.

use tidings_decide::{Satisfiable, Subject, satisfiable};
use tidings_diag::Location;
use tidings_schema::{Formats, Keyword, Rules, SchemaGraph, SchemaId, SchemaKind};

use crate::emission::joined;
use crate::witness::options;

/// Keywords of one schema that no value meets together; without any one of them there would be values.
pub(crate) struct Contradiction<'g> {
    /// The keywords, in document order; never empty.
    pub(crate) keywords: Vec<&'g Keyword>,
    /// The branches of `allOf` among them.
    pub(crate) branches: Vec<Location>,
    /// The property whose declarations contradict each other, with them.
    pub(crate) property: Option<(String, Vec<Location>)>,
}

/// Whether it is proved that `schema` has no value, where `format` only annotates.
pub(crate) fn has_no_value(graph: &SchemaGraph, schema: SchemaId) -> bool {
    let answer = satisfiable(Subject { graph, schema }, &options(Formats::Annotate));
    matches!(answer, Satisfiable::No)
}

/// What leaves no value of `schema`, whose keywords are `rules`; `work` is a copy of its graph.
pub(crate) fn contradiction<'g>(
    work: &mut SchemaGraph,
    schema: SchemaId,
    rules: &'g Rules,
) -> Contradiction<'g> {
    let mut left = rules.clone();
    let mut keywords = Vec::new();
    for keyword in &rules.keywords {
        match without(&left, &keyword.name) {
            Some(fewer) if is_empty(work, schema, &fewer) => left = fewer,
            Some(_) => keywords.push(keyword),
            None => {}
        }
    }
    let mut index = 0;
    while index < left.all_of.len() {
        let mut fewer = left.clone();
        fewer.all_of.remove(index);
        if is_empty(work, schema, &fewer) {
            left = fewer;
        } else {
            index += 1;
        }
    }
    let branches = left
        .all_of
        .iter()
        .map(|branch| work.get(*branch).location.clone());
    let branches = branches.collect();
    Contradiction {
        keywords,
        branches,
        property: contradictory_property(work, schema, &left),
    }
}

/// Whether no value meets `rules`, the keywords of a schema in place of `schema`.
fn is_empty(work: &mut SchemaGraph, schema: SchemaId, rules: &Rules) -> bool {
    let derived = work.derive(schema, SchemaKind::Rules(Box::new(rules.clone())));
    has_no_value(work, derived)
}

/// The property that several of the schemas which `rules` joins declare, so that it has no value.
fn contradictory_property(
    work: &mut SchemaGraph,
    schema: SchemaId,
    rules: &Rules,
) -> Option<(String, Vec<Location>)> {
    let branches = rules.all_of.iter().flat_map(|branch| joined(work, *branch));
    let joined = || branches.clone().chain([rules]);
    let mut candidates: Vec<(String, Vec<SchemaId>)> = Vec::new();
    for property in joined().flat_map(|one| &one.object.properties) {
        match candidates
            .iter_mut()
            .find(|(name, _)| *name == property.name)
        {
            Some((_, schemas)) => schemas.push(property.schema),
            None => candidates.push((property.name.clone(), vec![property.schema])),
        }
    }
    candidates.retain(|(_, schemas)| schemas.len() > 1);
    candidates.into_iter().find_map(|(name, schemas)| {
        let together = Rules {
            all_of: schemas.clone().into(),
            ..Rules::default()
        };
        let places = schemas
            .iter()
            .map(|schema| work.get(*schema).location.clone());
        let places = places.collect();
        is_empty(work, schema, &together).then_some((name, places))
    })
}

/// `rules` without the keyword `name`; `None` where the keyword demands nothing by itself.
fn without(rules: &Rules, name: &str) -> Option<Rules> {
    let mut rules = rules.clone();
    let is_reference = |rules: &Rules| rules.keyword("$ref").is_some() && !rules.all_of.is_empty();
    match name {
        "type" => rules.types = None,
        "enum" => rules.enumeration = None,
        "const" => rules.constant = None,
        "minimum" => rules.number.minimum = None,
        "maximum" => rules.number.maximum = None,
        "exclusiveMinimum" => rules.number.exclusive_minimum = None,
        "exclusiveMaximum" => rules.number.exclusive_maximum = None,
        "multipleOf" => rules.number.multiple_of = None,
        "minLength" => rules.string.min_length = None,
        "maxLength" => rules.string.max_length = None,
        "pattern" => rules.string.pattern = None,
        "items" | "prefixItems" => {
            rules.array.items = None;
            rules.array.prefix.clear();
        }
        "contains" => rules.array.contains = None,
        "minContains" => rules.array.min_contains = None,
        "maxContains" => rules.array.max_contains = None,
        "minItems" => rules.array.min_items = None,
        "maxItems" => rules.array.max_items = None,
        "uniqueItems" => rules.array.unique_items = false,
        "properties" => rules.object.properties.clear(),
        "required" => rules.object.required.clear(),
        "patternProperties" => rules.object.pattern_properties.clear(),
        "additionalProperties" => rules.object.additional = tidings_schema::Additional::Unstated,
        "propertyNames" => rules.object.property_names = None,
        "minProperties" => rules.object.min_properties = None,
        "maxProperties" => rules.object.max_properties = None,
        "dependencies" | "dependentRequired" | "dependentSchemas" => {
            rules.object.dependent_required.clear();
            rules.object.dependent_schemas.clear();
        }
        "unevaluatedProperties" => rules.object.unevaluated = None,
        "unevaluatedItems" => rules.array.unevaluated = None,
        // Where a reference has siblings it is the first of the schemas that are joined.
        "$ref" if is_reference(&rules) => {
            rules.all_of.remove(0);
        }
        "allOf" if is_reference(&rules) => rules.all_of.truncate(1),
        "allOf" => rules.all_of.clear(),
        "anyOf" => rules.any_of.clear(),
        "oneOf" => rules.one_of.clear(),
        "not" => rules.not = None,
        "if" => rules.condition = None,
        "then" => rules.consequence = None,
        "else" => rules.alternative = None,
        _ => return None,
    }
    Some(rules)
}
