//! Schemas that evidently have a value, so that nobody has to search for one: nearly all of a document.

use std::collections::HashMap;

use tidings_schema::{
    Additional, ArrayRules, Examples, Literal, NumberRules, ObjectRules, Rules, SchemaGraph,
    SchemaId, SchemaKind, StringRules, Type,
};

/// How many schemas are looked at inside each other; what lies deeper is not evident.
const DEPTH: usize = 32;

/// What is known of each schema of a graph.
pub(crate) struct Evident<'g> {
    graph: &'g SchemaGraph,
    /// Whether a schema evidently has a value; while it is looked at, it has none.
    known: HashMap<SchemaId, bool>,
    /// Values that are made up where that is cheaper than to search for one.
    examples: Option<Examples<'g>>,
}

impl<'g> Evident<'g> {
    pub(crate) fn of(graph: &'g SchemaGraph) -> Self {
        Self {
            graph,
            known: HashMap::new(),
            examples: None,
        }
    }

    /// Whether `schema` evidently has a value.
    pub(crate) fn has_value(&mut self, schema: SchemaId) -> bool {
        self.at(schema, 0)
    }

    fn at(&mut self, schema: SchemaId, depth: usize) -> bool {
        let schema = self.graph.resolve(schema);
        if let Some(&known) = self.known.get(&schema) {
            return known;
        }
        if depth == DEPTH {
            return false;
        }
        self.known.insert(schema, false);
        let has_value = match &self.graph.get(schema).kind {
            SchemaKind::Boolean(value) => *value,
            SchemaKind::Reference(_) => false,
            SchemaKind::Rules(rules) => self.rules(schema, rules, depth),
        };
        self.known.insert(schema, has_value);
        has_value
    }

    fn rules(&mut self, schema: SchemaId, rules: &Rules, depth: usize) -> bool {
        let combines = !rules.all_of.is_empty()
            || rules.not.is_some()
            || rules.condition.is_some()
            || rules.dynamic_reference.is_some();
        if combines {
            return false;
        }
        match (&rules.any_of[..], &rules.one_of[..]) {
            ([], []) => self.keywords(schema, rules, depth),
            // That branches of `oneOf` exclude each other is looked at where they overlap.
            (branches, []) | ([], branches) => self.branches(rules, branches, depth),
            _ => false,
        }
    }

    /// Whether a branch evidently has a value, and nothing is said beside the branches that could refuse it.
    fn branches(&mut self, rules: &Rules, branches: &[SchemaId], depth: usize) -> bool {
        let is_alone = says_nothing_of_one_type(rules)
            && rules.constant.is_none()
            && rules.enumeration.is_none();
        is_alone
            && branches.iter().any(|&branch| {
                let of_branch = self.graph.rules(branch).and_then(|rules| rules.types);
                let fits = match (rules.types, of_branch) {
                    (None, _) => true,
                    (Some(types), Some(of_branch)) => of_branch.iter().all(|one| types.allows(one)),
                    (Some(_), None) => false,
                };
                fits && self.at(branch, depth + 1)
            })
    }

    /// Whether there evidently is a value of `schema`, by its keywords `rules`, which combine no schemas.
    fn keywords(&mut self, schema: SchemaId, rules: &Rules, depth: usize) -> bool {
        if rules.constant.is_some() || rules.enumeration.is_some() {
            return is_listed(rules);
        }
        let Some(types) = rules.types else {
            return true;
        };
        types.iter().any(|one| match one {
            Type::Null | Type::Boolean => true,
            Type::Integer | Type::Number => is_wide(&rules.number) || self.is_made(schema),
            Type::String => is_free(&rules.string) || self.is_made(schema),
            Type::Array => self.array(&rules.array, depth),
            Type::Object => self.object(&rules.object, depth),
        })
    }

    /// Whether a value of `schema`, which has no parts, is made up without a search.
    fn is_made(&mut self, schema: SchemaId) -> bool {
        let examples = self
            .examples
            .get_or_insert_with(|| Examples::of(self.graph));
        examples.make(schema, 0).is_ok()
    }

    /// Whether the array of as few items as may be is evidently valid.
    fn array(&mut self, array: &ArrayRules, depth: usize) -> bool {
        let least = array.min_items.unwrap_or_default();
        if array.contains.is_some() || array.max_items.is_some_and(|most| most < least) {
            return false;
        }
        let repeats = array.prefix.is_empty()
            && array.unevaluated.is_none()
            && (least <= 1 || !array.unique_items);
        least == 0 || repeats && array.items.is_none_or(|items| self.at(items, depth + 1))
    }

    /// Whether the object of just the required properties is evidently valid.
    fn object(&mut self, object: &ObjectRules, depth: usize) -> bool {
        let required = object.required.len() as u64;
        let counts = object.min_properties.unwrap_or_default() <= required
            && object.max_properties.is_none_or(|most| required <= most);
        let is_simple = object.required.is_empty()
            || object.pattern_properties.is_empty()
                && object.property_names.is_none()
                && object.dependent_required.is_empty()
                && object.dependent_schemas.is_empty()
                && object.unevaluated.is_none();
        counts
            && is_simple
            && object
                .required
                .iter()
                .all(|name| match (object.property(name), object.additional) {
                    (Some(property), _) => self.at(property.schema, depth + 1),
                    (None, Additional::Schema(schema)) => self.at(schema, depth + 1),
                    (None, additional) => additional != Additional::Denied,
                })
    }
}

/// Whether `enum` or `const` lists a value of a type that is allowed, and nothing else is demanded.
fn is_listed(rules: &Rules) -> bool {
    let says_nothing_else = says_nothing_of_one_type(rules)
        && !(rules.constant.is_some() && rules.enumeration.is_some());
    let is_allowed = |value: &Literal| {
        let types = rules.types;
        types.is_none_or(|types| types.allows(value.json_type()))
    };
    says_nothing_else && rules.listed().any(is_allowed)
}

/// Whether no keyword about one type demands anything.
fn says_nothing_of_one_type(rules: &Rules) -> bool {
    rules.number.is_unconstrained()
        && rules.string.is_unconstrained()
        && rules.array.is_unconstrained()
        && rules.object.is_unconstrained()
}

/// Whether at most one side is bounded, so that there is a number beyond the bound.
fn is_wide(number: &NumberRules) -> bool {
    let below = number.minimum.is_none() && number.exclusive_minimum.is_none();
    let above = number.maximum.is_none() && number.exclusive_maximum.is_none();
    (below || above) && number.multiple_of.is_none()
}

/// Whether any text of the right length will do.
fn is_free(string: &StringRules) -> bool {
    let least = string.min_length.unwrap_or_default();
    string.pattern.is_none() && string.max_length.is_none_or(|most| least <= most)
}

#[cfg(test)]
mod tests {
    use tidings_schema::{Dialect, SchemaReader};
    use tidings_source::{MemoryFiles, Sources};

    use super::*;

    #[track_caller]
    fn check(schema: &str, expected: bool) {
        let (sources, _) = Sources::link(&MemoryFiles::new([("a.json", schema)]), "a.json");
        let root = sources.root().expect("a schema");
        let mut reader = SchemaReader::new(&sources);
        let id = reader.read_as(root, Dialect::Draft7);
        let (graph, _) = reader.finish();
        assert_eq!(Evident::of(&graph).has_value(id), expected, "{schema}");
    }

    #[test]
    fn what_is_made_up_is_evident() {
        check(r#"{"type":"string","pattern":"^[A-Z]{3}-[0-9]+$"}"#, true);
        check(r#"{"type":"integer","minimum":1,"maximum":9}"#, true);
        check(
            r#"{"type":"array","minItems":2,"items":{"type":"string","pattern":"^x"}}"#,
            true,
        );
        check(
            r#"{"type":"object","required":["a"],"properties":{"a":{"type":"string","pattern":"^x"}}}"#,
            true,
        );
    }

    #[test]
    fn what_has_no_value_is_not_evident() {
        check(r#"{"type":"string","pattern":"^a$","minLength":5}"#, false);
        check(r#"{"type":"integer","minimum":5,"maximum":4}"#, false);
        check(r#"{"type":"array","minItems":2,"maxItems":1}"#, false);
        check(r#"{"type":"array","minItems":1,"items":false}"#, false);
        check(
            r#"{"type":"array","minItems":2,"items":{"const":1},"uniqueItems":true}"#,
            false,
        );
    }
}
