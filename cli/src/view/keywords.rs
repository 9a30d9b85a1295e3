//! One schema as the keywords of JSON Schema 2020-12.

use tidings_schema::{
    Additional, ArrayRules, Literal, NumberRules, ObjectRules, Rules, Schema, SchemaId, SchemaKind,
    StringRules,
};
use tidings_syntax::escape_pointer;

/// Writes a schema inside another one.
type Child<'a> = &'a mut dyn FnMut(SchemaId) -> Literal;

/// Whether nothing is said about a schema but what it accepts.
pub(super) fn is_bare(schema: &Schema) -> bool {
    schema.title.is_none()
        && schema.description.is_none()
        && schema.default.is_none()
        && schema.examples.is_empty()
        && schema.extensions.is_empty()
}

/// A reference to the schema called `name`.
pub(super) fn reference(name: &str) -> Literal {
    let target = text(&format!("#/schemas/{}", escape_pointer(name)));
    Literal::Object(vec![("$ref".to_owned(), target)])
}

/// What `schema` says, with `child` for the schemas in it.
pub(super) fn keywords(schema: &Schema, child: Child<'_>) -> Vec<(String, Literal)> {
    let mut keywords = Keywords(Vec::new());
    keywords.put("title", schema.title.as_deref().map(text));
    keywords.put("description", schema.description.as_deref().map(text));
    match &schema.kind {
        SchemaKind::Boolean(true) => {}
        SchemaKind::Boolean(false) => keywords.put("not", Some(Literal::Object(Vec::new()))),
        SchemaKind::Reference(target) => {
            // The target of a reference has a name, so this is a reference itself.
            if let Literal::Object(reference) = child(*target) {
                keywords.0.extend(reference);
            }
        }
        SchemaKind::Rules(rules) => keywords.put_rules(rules, child),
    }
    keywords.put_true("deprecated", schema.deprecated);
    keywords.put("default", schema.default.as_deref().cloned());
    keywords.put_list("examples", schema.examples.to_vec());
    keywords.0.extend(schema.extensions.iter().cloned());
    keywords.0
}

fn text(text: &str) -> Literal {
    Literal::String(text.to_owned())
}

fn texts(texts: &[String]) -> Vec<Literal> {
    texts.iter().map(|one| text(one)).collect()
}

/// The keywords of one schema, as far as they are known.
struct Keywords(Vec<(String, Literal)>);

impl Keywords {
    fn put(&mut self, name: &str, value: Option<Literal>) {
        self.0.extend(value.map(|value| (name.to_owned(), value)));
    }

    fn put_true(&mut self, name: &str, value: bool) {
        self.put(name, value.then_some(Literal::Bool(true)));
    }

    fn put_text(&mut self, name: &str, value: Option<&str>) {
        self.put(name, value.map(text));
    }

    fn put_number(&mut self, name: &str, value: Option<String>) {
        self.put(name, value.map(Literal::Number));
    }

    fn put_count(&mut self, name: &str, value: Option<u64>) {
        self.put_number(name, value.map(|value| value.to_string()));
    }

    fn put_list(&mut self, name: &str, items: Vec<Literal>) {
        self.put(name, (!items.is_empty()).then_some(Literal::Array(items)));
    }

    fn put_map(&mut self, name: &str, entries: Vec<(String, Literal)>) {
        self.put(
            name,
            (!entries.is_empty()).then_some(Literal::Object(entries)),
        );
    }

    fn put_schema(&mut self, name: &str, schema: Option<SchemaId>, child: Child<'_>) {
        self.put(name, schema.map(child));
    }

    fn put_schemas(&mut self, name: &str, schemas: &[SchemaId], child: Child<'_>) {
        self.put_list(name, schemas.iter().copied().map(child).collect());
    }

    fn put_schema_map(&mut self, name: &str, schemas: &[(String, SchemaId)], child: Child<'_>) {
        let entries = schemas.iter();
        self.put_map(
            name,
            entries.map(|(key, id)| (key.clone(), child(*id))).collect(),
        );
    }

    fn put_rules(&mut self, rules: &Rules, child: Child<'_>) {
        match rules.types.map(|types| types.iter().collect::<Vec<_>>()) {
            None => {}
            Some(types) if types.len() == 1 => self.put_text("type", Some(types[0].name())),
            Some(types) => {
                let types = types.into_iter().map(|one| text(one.name()));
                self.put("type", Some(Literal::Array(types.collect())));
            }
        }
        self.put("enum", rules.enumeration.clone().map(Literal::Array));
        self.put("const", rules.constant.as_deref().cloned());
        self.put_number_rules(&rules.number);
        self.put_string_rules(&rules.string, child);
        self.put_array_rules(&rules.array, child);
        self.put_object_rules(&rules.object, child);
        let mut all_of = rules.all_of.to_vec();
        // What a dynamic reference leads to depends on the way to it; this is where it leads first.
        all_of.extend(rules.dynamic_reference.iter().map(|dynamic| dynamic.target));
        self.put_schemas("allOf", &all_of, child);
        self.put_schemas("anyOf", &rules.any_of, child);
        self.put_schemas("oneOf", &rules.one_of, child);
        self.put_schema("not", rules.not, child);
        self.put_schema("if", rules.condition, child);
        self.put_schema("then", rules.consequence, child);
        self.put_schema("else", rules.alternative, child);
        if let Some(name) = &rules.discriminator {
            let mut discriminator = Keywords(Vec::new());
            discriminator.put_text("propertyName", Some(name));
            discriminator.put_schema_map("mapping", &rules.mapping, child);
            self.put("discriminator", Some(Literal::Object(discriminator.0)));
        }
    }

    fn put_number_rules(&mut self, rules: &NumberRules) {
        self.put_number("minimum", rules.minimum.clone());
        self.put_number("exclusiveMinimum", rules.exclusive_minimum.clone());
        self.put_number("maximum", rules.maximum.clone());
        self.put_number("exclusiveMaximum", rules.exclusive_maximum.clone());
        self.put_number("multipleOf", rules.multiple_of.clone());
    }

    fn put_string_rules(&mut self, rules: &StringRules, child: Child<'_>) {
        self.put_count("minLength", rules.min_length);
        self.put_count("maxLength", rules.max_length);
        self.put_text("pattern", rules.pattern.as_deref());
        self.put_text("format", rules.format.as_deref());
        self.put_text("contentEncoding", rules.content_encoding.as_deref());
        self.put_text("contentMediaType", rules.content_media_type.as_deref());
        self.put_schema("contentSchema", rules.content_schema, child);
    }

    fn put_array_rules(&mut self, rules: &ArrayRules, child: Child<'_>) {
        self.put_schemas("prefixItems", &rules.prefix, child);
        self.put_schema("items", rules.items, child);
        self.put_schema("contains", rules.contains, child);
        self.put_count("minContains", rules.min_contains);
        self.put_count("maxContains", rules.max_contains);
        self.put_count("minItems", rules.min_items);
        self.put_count("maxItems", rules.max_items);
        self.put_true("uniqueItems", rules.unique_items);
        self.put_schema("unevaluatedItems", rules.unevaluated, child);
    }

    fn put_object_rules(&mut self, rules: &ObjectRules, child: Child<'_>) {
        let properties = rules.properties.iter();
        let properties = properties.map(|one| (one.name.clone(), child(one.schema)));
        self.put_map("properties", properties.collect());
        self.put_list("required", texts(&rules.required));
        self.put_schema_map("patternProperties", &rules.pattern_properties, child);
        match rules.additional {
            Additional::Unstated => {}
            Additional::Allowed => self.put("additionalProperties", Some(Literal::Bool(true))),
            Additional::Denied => self.put("additionalProperties", Some(Literal::Bool(false))),
            Additional::Schema(schema) => {
                self.put_schema("additionalProperties", Some(schema), child);
            }
        }
        self.put_schema("propertyNames", rules.property_names, child);
        self.put_count("minProperties", rules.min_properties);
        self.put_count("maxProperties", rules.max_properties);
        let dependent = rules.dependent_required.iter();
        let dependent = dependent.map(|(key, names)| (key.clone(), Literal::Array(texts(names))));
        self.put_map("dependentRequired", dependent.collect());
        self.put_schema_map("dependentSchemas", &rules.dependent_schemas, child);
        self.put_schema("unevaluatedProperties", rules.unevaluated, child);
    }
}
