//! One schema object, keyword by keyword.

use std::borrow::Cow;
use std::sync::Arc;

use tidings_diag::Location;
use tidings_syntax::{Entry, Kind, Value, escape_pointer};

use super::SchemaReader;
use super::keywords::known;
use super::references::Target;
use crate::{
    Additional, Dialect, Keyword, Literal, Property, Rules, Schema, SchemaId, SchemaKind, Type,
};

/// Reads the keywords of one object into a schema.
pub(super) struct ObjectReader<'r, 's> {
    pub(super) reader: &'r mut SchemaReader<'s>,
    pub(super) dialect: Dialect,
    pub(super) schema: Schema,
    pub(super) rules: Rules,
    pointer: Arc<str>,
    /// What `$ref` and its kin beside other keywords lead to.
    references: Vec<SchemaId>,
    /// `additionalItems`, which counts only behind an array of `items`.
    additional_items: Option<SchemaId>,
}

impl<'r, 's> ObjectReader<'r, 's> {
    pub(super) fn new(reader: &'r mut SchemaReader<'s>, blank: Schema, pointer: Arc<str>) -> Self {
        Self {
            reader,
            dialect: blank.dialect,
            schema: blank,
            rules: Rules::default(),
            pointer,
            references: Vec::new(),
            additional_items: None,
        }
    }

    pub(super) fn read(mut self, object: Value<'s>) -> Schema {
        let mut keywords = Vec::with_capacity(object.entries().len());
        for entry in object.entries() {
            if entry.key.starts_with("x-") {
                let extension = (entry.key.to_owned(), Literal::from(entry.value));
                self.schema.extensions.push(extension);
                let keyword = self.keyword(&entry, Cow::Owned(entry.key.to_owned()));
                keywords.push(keyword);
            } else if let Some(name) = known(self.dialect, entry.key) {
                let keyword = self.keyword(&entry, Cow::Borrowed(name));
                keywords.push(keyword);
                self.read_keyword(&entry);
            } else {
                let keyword = self.keyword(&entry, Cow::Owned(entry.key.to_owned()));
                self.read_stray(object, &entry, keyword);
            }
        }
        self.settle(object);
        self.rules.keywords = keywords.into();
        self.schema.kind = SchemaKind::Rules(Box::new(self.rules));
        self.schema
    }

    /// Applies the keywords whose meaning depends on others.
    fn settle(&mut self, object: Value<'s>) {
        if self.dialect < Dialect::Draft2020 {
            // `additionalItems` counts behind an array of `items` only, also where that array is empty.
            let has_prefix = object
                .get("items")
                .is_some_and(|items| items.kind() == Kind::Sequence);
            if has_prefix {
                self.rules.array.items = self.additional_items;
            }
        }
        if self.dialect.has_boolean_bounds() {
            self.settle_boolean_bounds(object);
        }
        if self.dialect == Dialect::OpenApi30
            && object.get("nullable").and_then(Value::as_bool) == Some(true)
        {
            // It adds to `type` of the same schema, and means nothing without it (OpenAPI 3.0.3, Schema Object).
            self.rules.types = self.rules.types.map(|types| types.with(Type::Null));
        }
        let references = std::mem::take(&mut self.references);
        if !references.is_empty() {
            self.rules.all_of.splice(0..0, references);
        }
    }

    /// Up to draft-05 `exclusiveMinimum: true` says that `minimum` itself is excluded (draft-04 validation §5.1).
    fn settle_boolean_bounds(&mut self, object: Value<'s>) {
        let is_set = |keyword| object.get(keyword).and_then(Value::as_bool) == Some(true);
        let number = &mut self.rules.number;
        if is_set("exclusiveMinimum") {
            number.exclusive_minimum = number.minimum.take();
        }
        if is_set("exclusiveMaximum") {
            number.exclusive_maximum = number.maximum.take();
        }
    }

    /// Keeps what a keyword says that demands nothing.
    pub(super) fn aside(&mut self, entry: &Entry<'s>) {
        let aside = (entry.key.to_owned(), Literal::from(entry.value));
        self.rules.asides.push(aside);
    }

    fn keyword(&self, entry: &Entry<'s>, name: Cow<'static, str>) -> Keyword {
        Keyword {
            name,
            span: entry.key_span,
            schema: Arc::clone(&self.pointer),
            node: entry.value.node(),
        }
    }

    fn read_keyword(&mut self, entry: &Entry<'s>) {
        let value = entry.value;
        match entry.key {
            "title" => self.schema.title = self.string(entry).map(String::into_boxed_str),
            "description" => {
                self.schema.description = self.string(entry).map(String::into_boxed_str)
            }
            "deprecated" => self.schema.deprecated = self.boolean(entry) == Some(true),
            "default" => self.schema.default = Some(Box::new(Literal::from(value))),
            "examples" => {
                let examples = self.literals(entry).unwrap_or_default();
                self.schema.examples.extend(examples);
            }
            "example" => {
                self.schema.examples.push(Literal::from(value));
                self.aside(entry);
            }
            "type" => self.rules.types = self.types(entry),
            "enum" => self.rules.enumeration = self.literals(entry),
            "const" => self.rules.constant = Some(Box::new(Literal::from(value))),
            "minimum" => self.rules.number.minimum = self.number(entry),
            "maximum" => self.rules.number.maximum = self.number(entry),
            "exclusiveMinimum" | "exclusiveMaximum" if self.dialect.has_boolean_bounds() => {
                self.boolean(entry);
            }
            "exclusiveMinimum" => self.rules.number.exclusive_minimum = self.number(entry),
            "exclusiveMaximum" => self.rules.number.exclusive_maximum = self.number(entry),
            "multipleOf" => self.rules.number.multiple_of = self.divisor(entry),
            "minLength" => self.rules.string.min_length = self.count(entry),
            "maxLength" => self.rules.string.max_length = self.count(entry),
            "pattern" => self.rules.string.pattern = self.pattern(entry),
            "format" => self.rules.string.format = self.string(entry),
            "contentEncoding" => self.rules.string.content_encoding = self.string(entry),
            "contentMediaType" => self.rules.string.content_media_type = self.string(entry),
            "contentSchema" => self.rules.string.content_schema = self.schema(entry),
            "xml" => self.schema.xml = Some(Box::new(Literal::from(value))),
            "discriminator" => self.discriminator(entry),
            "nullable" | "readOnly" | "writeOnly" => {
                self.boolean(entry);
                self.aside(entry);
            }
            _ => self.read_array_keyword(entry),
        }
    }

    fn read_array_keyword(&mut self, entry: &Entry<'s>) {
        match entry.key {
            "prefixItems" => self.rules.array.prefix = self.schemas(entry),
            "items"
                if entry.value.kind() == Kind::Sequence && self.dialect.has_positional_items() =>
            {
                self.rules.array.prefix = self.schemas(entry);
            }
            "items" => self.rules.array.items = self.schema(entry),
            "additionalItems" => self.additional_items = self.schema_or_boolean(entry),
            "unevaluatedItems" => self.rules.array.unevaluated = self.schema(entry),
            "minContains" => self.rules.array.min_contains = self.count(entry),
            "maxContains" => self.rules.array.max_contains = self.count(entry),
            "contains" => self.rules.array.contains = self.schema(entry),
            "minItems" => self.rules.array.min_items = self.count(entry),
            "maxItems" => self.rules.array.max_items = self.count(entry),
            "uniqueItems" => self.rules.array.unique_items = self.boolean(entry) == Some(true),
            _ => self.read_object_keyword(entry),
        }
    }

    fn read_object_keyword(&mut self, entry: &Entry<'s>) {
        match entry.key {
            "properties" => self.rules.object.properties = self.properties(entry),
            "required" => {
                self.rules.object.required = self.names(entry.key, entry.value).unwrap_or_default();
            }
            "patternProperties" => {
                self.rules.object.pattern_properties = self.pattern_properties(entry);
            }
            "additionalProperties" => {
                self.rules.object.additional = match entry.value.as_bool() {
                    Some(true) => Additional::Allowed,
                    Some(false) => Additional::Denied,
                    None => self
                        .schema(entry)
                        .map_or(Additional::Unstated, Additional::Schema),
                };
            }
            "propertyNames" => self.rules.object.property_names = self.schema(entry),
            "minProperties" => self.rules.object.min_properties = self.count(entry),
            "maxProperties" => self.rules.object.max_properties = self.count(entry),
            "dependencies" => self.dependencies(entry),
            "dependentRequired" => self.dependent_required(entry),
            "dependentSchemas" => {
                let named = self.named_schemas(entry);
                let schemas = named
                    .into_iter()
                    .map(|(name, id)| (name.key.to_owned(), id));
                self.rules.object.dependent_schemas.extend(schemas);
            }
            "unevaluatedProperties" => self.rules.object.unevaluated = self.schema(entry),
            "definitions" | "$defs" => {
                // Nothing follows from a definition, but its mistakes are worth telling and generators name types by it.
                self.named_schemas(entry);
            }
            _ => self.read_combination(entry),
        }
    }

    fn read_combination(&mut self, entry: &Entry<'s>) {
        match entry.key {
            "allOf" => self.rules.all_of = self.schemas(entry).into(),
            "anyOf" => self.rules.any_of = self.schemas(entry).into(),
            "oneOf" => self.rules.one_of = self.schemas(entry).into(),
            "not" => self.rules.not = self.schema(entry),
            "if" => self.rules.condition = self.schema(entry),
            "then" => self.rules.consequence = self.schema(entry),
            "else" => self.rules.alternative = self.schema(entry),
            "$ref" => {
                let target = self.reader.reference(entry.value, self.dialect);
                self.references.extend(target);
            }
            "$dynamicRef" => {
                let target = self.reader.dynamic_reference(entry.value, self.dialect);
                self.apply(target);
            }
            "$recursiveRef" => {
                let target = self.reader.recursive_reference(entry.value, self.dialect);
                self.apply(target);
            }
            // What only names or describes the schema is kept in `Rules::keywords`.
            _ => self.aside(entry),
        }
    }

    fn apply(&mut self, target: Option<Target>) {
        match target {
            Some(Target::Fixed(schema)) => self.references.push(schema),
            Some(Target::Dynamic(reference)) => {
                self.rules.dynamic_reference = Some(Box::new(reference));
            }
            None => {}
        }
    }

    /// The number of the schema at `value`, which stands below this object at `segments`.
    fn child(&mut self, parent: Value<'s>, value: Value<'s>, segments: &str) -> SchemaId {
        let pointer = &self.pointer;
        self.reader.visit(value, self.dialect, || {
            // Behind an alias or a merge key the value stands elsewhere, and so does its pointer.
            let (inner, outer) = (value.span(), parent.span());
            let stands_inside =
                inner.file == outer.file && outer.start <= inner.start && inner.end <= outer.end;
            match stands_inside {
                true => [pointer, "/", segments].concat(),
                false => value.pointer(),
            }
        })
    }

    pub(super) fn schema(&mut self, entry: &Entry<'s>) -> Option<SchemaId> {
        match entry.value.kind() {
            Kind::Bool if !self.dialect.has_boolean_schemas() => {
                self.must_be(entry.key, "a schema", entry.value);
                None
            }
            _ => self.schema_or_boolean(entry),
        }
    }

    fn must_not_be_boolean(&mut self, keyword: &str, schema: Value<'s>) {
        if schema.kind() == Kind::Bool && !self.dialect.has_boolean_schemas() {
            self.must_be(keyword, "made of schema objects", schema);
        }
    }

    fn schema_or_boolean(&mut self, entry: &Entry<'s>) -> Option<SchemaId> {
        match entry.value.kind() {
            Kind::Mapping | Kind::Bool => {
                let segment = escape_pointer(entry.key);
                Some(self.child(entry.value, entry.value, &segment))
            }
            _ => {
                self.must_be(entry.key, "a schema", entry.value);
                None
            }
        }
    }

    fn schemas(&mut self, entry: &Entry<'s>) -> Vec<SchemaId> {
        if entry.value.kind() != Kind::Sequence || entry.value.items().len() == 0 {
            self.must_be(entry.key, "an array of at least one schema", entry.value);
        }
        for item in entry.value.items() {
            self.must_not_be_boolean(entry.key, item);
        }
        let items = entry.value.items().enumerate();
        items
            .map(|(index, item)| self.child(entry.value, item, &format!("{}/{index}", entry.key)))
            .collect()
    }

    /// The schemas of a map, each under its key.
    pub(super) fn named_schemas(&mut self, entry: &Entry<'s>) -> Vec<(Entry<'s>, SchemaId)> {
        if entry.value.kind() != Kind::Mapping {
            self.must_be(entry.key, "an object of schemas", entry.value);
        }
        for named in entry.value.entries() {
            self.must_not_be_boolean(entry.key, named.value);
        }
        let entries = entry.value.entries();
        entries
            .map(|named| {
                let segments = [entry.key, "/", &escape_pointer(named.key)].concat();
                let id = self.child(entry.value, named.value, &segments);
                (named, id)
            })
            .collect()
    }

    fn properties(&mut self, entry: &Entry<'s>) -> Vec<Property> {
        let named = self.named_schemas(entry);
        named
            .into_iter()
            .map(|(property, schema)| Property {
                name: property.key.to_owned(),
                location: Location {
                    span: property.key_span,
                    pointer: self.reader.graph.get(schema).location.pointer.clone(),
                },
                schema,
            })
            .collect()
    }

    fn pattern_properties(&mut self, entry: &Entry<'s>) -> Vec<(String, SchemaId)> {
        let named = self.named_schemas(entry);
        named
            .into_iter()
            .filter(|(property, _)| self.is_pattern(property.key, property.key_location()))
            .map(|(property, schema)| (property.key.to_owned(), schema))
            .collect()
    }

    fn dependent_required(&mut self, entry: &Entry<'s>) {
        if entry.value.kind() != Kind::Mapping {
            self.must_be(entry.key, "an object of arrays of names", entry.value);
        }
        for dependency in entry.value.entries() {
            let names = self.names(entry.key, dependency.value).unwrap_or_default();
            let dependent = (dependency.key.to_owned(), names);
            self.rules.object.dependent_required.push(dependent);
        }
    }

    fn dependencies(&mut self, entry: &Entry<'s>) {
        if entry.value.kind() != Kind::Mapping {
            self.must_be(
                entry.key,
                "an object of schemas and arrays of names",
                entry.value,
            );
        }
        for dependency in entry.value.entries() {
            let name = dependency.key.to_owned();
            if dependency.value.kind() == Kind::Sequence {
                let names = self.names(entry.key, dependency.value).unwrap_or_default();
                self.rules.object.dependent_required.push((name, names));
            } else {
                let segments = format!("{}/{}", entry.key, escape_pointer(dependency.key));
                let schema = self.child(entry.value, dependency.value, &segments);
                self.rules.object.dependent_schemas.push((name, schema));
            }
        }
    }
}
