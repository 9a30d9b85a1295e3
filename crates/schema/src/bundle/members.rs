//! The keywords of one schema, as 2020-12 spells them.

use tidings_check::{Format, NumberFormat};

use super::{Bundler, Selection, text};
use crate::{Additional, Literal, Rules, SchemaId, Type};

/// The members of a schema object while it is written.
struct Members<'k> {
    selection: Selection<'k>,
    written: Vec<(String, Literal)>,
}

impl Members<'_> {
    fn wants(&self, keyword: &str) -> bool {
        match self.selection {
            Selection::Whole => true,
            Selection::Keywords(keywords) => keywords.contains(&keyword),
        }
    }

    fn add(&mut self, keyword: &str, value: Option<Literal>) {
        if let Some(value) = value {
            self.written.push((keyword.to_owned(), value));
        }
    }

    /// Adds a keyword where it is wanted, so that nothing is referred to for the sake of others.
    fn add_wanted(&mut self, keyword: &str, value: impl FnOnce() -> Option<Literal>) {
        if self.wants(keyword) {
            self.add(keyword, value());
        }
    }
}

impl Bundler<'_> {
    pub(super) fn members(
        &mut self,
        schema: SchemaId,
        rules: &Rules,
        selection: Selection<'_>,
        depth: usize,
    ) -> Vec<(String, Literal)> {
        let mut members = Members {
            selection,
            written: Vec::new(),
        };
        self.add_values(rules, &mut members);
        self.add_array(schema, rules, depth, &mut members);
        self.add_object(schema, rules, depth, &mut members);
        self.add_choices(schema, rules, depth, &mut members);
        members.written
    }

    fn add_values(&self, rules: &Rules, members: &mut Members<'_>) {
        members.add_wanted("type", || {
            let types = rules.types?;
            Some(types.single().map_or_else(
                || Literal::Array(types.iter().map(|one| text(one.name())).collect()),
                |only| text(only.name()),
            ))
        });
        members.add_wanted("enum", || Some(Literal::Array(rules.enumeration.clone()?)));
        members.add_wanted("const", || rules.constant.as_deref().cloned());
        let (number, string) = (&rules.number, &rules.string);
        for (keyword, bound) in [
            ("minimum", &number.minimum),
            ("maximum", &number.maximum),
            ("exclusiveMinimum", &number.exclusive_minimum),
            ("exclusiveMaximum", &number.exclusive_maximum),
            ("multipleOf", &number.multiple_of),
        ] {
            members.add_wanted(keyword, || bound.clone().map(Literal::Number));
        }
        members.add_wanted("minLength", || string.min_length.map(count));
        members.add_wanted("maxLength", || string.max_length.map(count));
        members.add_wanted("pattern", || string.pattern.as_deref().map(text));
        let asserted = string.format.as_deref().filter(|_| self.formats);
        members.add_wanted("format", || {
            asserted
                .filter(|format| Format::named(format).is_some())
                .map(text)
        });
        // A format of numbers is a range, which every validator knows.
        members.add_wanted("allOf", || number_format(NumberFormat::named(asserted?)?));
    }

    fn add_array(&mut self, id: SchemaId, rules: &Rules, depth: usize, members: &mut Members<'_>) {
        let array = &rules.array;
        if !array.prefix.is_empty() {
            members.add_wanted("prefixItems", || Some(self.list(id, &array.prefix, depth)));
        }
        members.add_wanted("items", || Some(self.inner(id, array.items?, depth)));
        members.add_wanted("minItems", || array.min_items.map(count));
        members.add_wanted("maxItems", || array.max_items.map(count));
        members.add_wanted("uniqueItems", || {
            array.unique_items.then_some(Literal::Bool(true))
        });
        if let Some(contains) = array.contains
            && members.wants("contains")
        {
            let mut counted = vec![("contains".to_owned(), self.inner(id, contains, depth))];
            counted.extend(
                [
                    ("minContains".to_owned(), array.min_contains.map(count)),
                    ("maxContains".to_owned(), array.max_contains.map(count)),
                ]
                .into_iter()
                .filter_map(|(keyword, bound)| Some((keyword, bound?))),
            );
            if self.graph.get(id).dialect.contains_evaluates() || !self.resources.evaluates {
                members.written.extend(counted);
            } else {
                // Behind `not`, what was found does not count as evaluated; before 2020-12 it never did.
                let never = Literal::Object(vec![("not".to_owned(), Literal::Object(counted))]);
                members.add("not", Some(never));
            }
        }
        members.add_wanted("unevaluatedItems", || {
            Some(self.inner(id, array.unevaluated?, depth))
        });
    }

    fn add_object(&mut self, id: SchemaId, rules: &Rules, depth: usize, members: &mut Members<'_>) {
        let object = &rules.object;
        let closes = members.wants("additionalProperties")
            && !matches!(
                object.additional,
                Additional::Unstated | Additional::Allowed
            );
        if !object.properties.is_empty() && (members.wants("properties") || closes) {
            let whole = members.wants("properties");
            let properties = object.properties.iter().map(|property| {
                let schema = match whole {
                    true => self.inner(id, property.schema, depth),
                    // Their names alone say what is additional.
                    false => Literal::Bool(true),
                };
                (property.name.clone(), schema)
            });
            let properties = Literal::Object(properties.collect());
            members.add("properties", Some(properties));
        }
        if !object.required.is_empty() {
            members.add_wanted("required", || Some(texts(&object.required)));
        }
        if !object.pattern_properties.is_empty() {
            members.add_wanted("patternProperties", || {
                let patterns = object.pattern_properties.iter();
                let patterns = patterns
                    .map(|(pattern, schema)| (pattern.clone(), self.inner(id, *schema, depth)));
                Some(Literal::Object(patterns.collect()))
            });
        }
        members.add_wanted("additionalProperties", || match object.additional {
            Additional::Unstated => None,
            Additional::Allowed => Some(Literal::Bool(true)),
            Additional::Denied => Some(Literal::Bool(false)),
            Additional::Schema(schema) => Some(self.inner(id, schema, depth)),
        });
        members.add_wanted("propertyNames", || {
            Some(self.inner(id, object.property_names?, depth))
        });
        members.add_wanted("minProperties", || object.min_properties.map(count));
        members.add_wanted("maxProperties", || object.max_properties.map(count));
        if !object.dependent_required.is_empty() {
            members.add_wanted("dependentRequired", || {
                let lists = object.dependent_required.iter();
                let lists = lists.map(|(name, needed)| (name.clone(), texts(needed)));
                Some(Literal::Object(lists.collect()))
            });
        }
        if !object.dependent_schemas.is_empty() {
            members.add_wanted("dependentSchemas", || {
                let schemas = object.dependent_schemas.iter();
                let schemas =
                    schemas.map(|(name, schema)| (name.clone(), self.inner(id, *schema, depth)));
                Some(Literal::Object(schemas.collect()))
            });
        }
        members.add_wanted("unevaluatedProperties", || {
            Some(self.inner(id, object.unevaluated?, depth))
        });
    }

    fn add_choices(
        &mut self,
        id: SchemaId,
        rules: &Rules,
        depth: usize,
        members: &mut Members<'_>,
    ) {
        for (keyword, branches) in [
            ("allOf", &rules.all_of),
            ("anyOf", &rules.any_of),
            ("oneOf", &rules.one_of),
        ] {
            if branches.is_empty() || !members.wants(keyword) {
                continue;
            }
            let branches = self.list(id, branches, depth);
            self.join(keyword, branches, members);
        }
        if let Some(not) = rules.not
            && members.wants("not")
        {
            let not = self.inner(id, not, depth);
            if members.written.iter().any(|(keyword, _)| keyword == "not") {
                let apart = Literal::Object(vec![("not".to_owned(), not)]);
                self.join("allOf", Literal::Array(vec![apart]), members);
            } else {
                members.add("not", Some(not));
            }
        }
        if let Some(condition) = rules.condition
            && members.wants("if")
        {
            members.add("if", Some(self.inner(id, condition, depth)));
            for (keyword, branch) in [("then", rules.consequence), ("else", rules.alternative)] {
                members.add(keyword, branch.map(|branch| self.inner(id, branch, depth)));
            }
        }
        if let Some(dynamic) = &rules.dynamic_reference
            && members.wants("$dynamicRef")
        {
            let (keyword, address) = match self.resources.dynamic_address(self.graph, dynamic) {
                Some(address) => ("$dynamicRef", Literal::String(address)),
                None => ("$ref", self.reference(self.graph.resolve(dynamic.target))),
            };
            members.add(keyword, Some(address));
        }
    }

    /// Adds `branches` to what stands under `keyword` already.
    fn join(&self, keyword: &str, branches: Literal, members: &mut Members<'_>) {
        let known = members
            .written
            .iter_mut()
            .find(|(known, _)| known == keyword);
        match (known, branches) {
            (Some((_, Literal::Array(known))), Literal::Array(more)) => known.extend(more),
            (_, branches) => members.add(keyword, Some(branches)),
        }
    }

    fn list(&mut self, from: SchemaId, schemas: &[SchemaId], depth: usize) -> Literal {
        let schemas = schemas.iter();
        Literal::Array(
            schemas
                .map(|schema| self.inner(from, *schema, depth))
                .collect(),
        )
    }
}

fn count(count: u64) -> Literal {
    Literal::Number(count.to_string())
}

fn texts(texts: &[String]) -> Literal {
    Literal::Array(texts.iter().cloned().map(Literal::String).collect())
}

/// The range of a machine type: whatever is a number is a whole one in it.
fn number_format(format: NumberFormat) -> Option<Literal> {
    let (least, greatest) = match format {
        NumberFormat::Int32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        NumberFormat::Int64 => (i64::MIN, i64::MAX),
    };
    let types = Type::ALL.into_iter().filter(|one| *one != Type::Number);
    let range = [
        (
            "type",
            Literal::Array(types.map(|one| text(one.name())).collect()),
        ),
        ("minimum", Literal::Number(least.to_string())),
        ("maximum", Literal::Number(greatest.to_string())),
    ];
    let range = range.map(|(keyword, value)| (keyword.to_owned(), value));
    Some(Literal::Array(vec![Literal::Object(range.into())]))
}
