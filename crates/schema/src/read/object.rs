//! One schema object, keyword by keyword.

use tidings_diag::{Finding, Location};
use tidings_syntax::{Entry, Kind, Value, escape_pointer};

use super::SchemaReader;
use super::keywords::{Stray, stray};
use crate::rules::SCHEMA_KEYWORD_UNKNOWN;
use crate::{Additional, Keyword, Literal, Property, Rules, Schema, SchemaId, SchemaKind};

/// Reads the keywords of one object into a schema.
pub(super) struct ObjectReader<'r, 's> {
    pub(super) reader: &'r mut SchemaReader<'s>,
    schema: Schema,
    rules: Rules,
    pointer: String,
    /// `additionalItems`, which counts only behind an array of `items`.
    additional_items: Option<SchemaId>,
}

impl<'r, 's> ObjectReader<'r, 's> {
    pub(super) fn new(reader: &'r mut SchemaReader<'s>, blank: Schema, pointer: String) -> Self {
        Self {
            reader,
            schema: blank,
            rules: Rules::default(),
            pointer,
            additional_items: None,
        }
    }

    pub(super) fn read(mut self, object: Value<'s>) -> Schema {
        for entry in object.entries() {
            let keyword = self.keyword(&entry);
            self.rules.keywords.push(keyword);
            self.read_keyword(&entry);
        }
        if !self.rules.array.prefix.is_empty() {
            self.rules.array.items = self.additional_items;
        }
        self.schema.kind = SchemaKind::Rules(Box::new(self.rules));
        self.schema
    }

    fn keyword(&self, entry: &Entry<'s>) -> Keyword {
        let pointer = format!("{}/{}", self.pointer, escape_pointer(entry.key));
        Keyword {
            name: entry.key.to_owned(),
            location: Location {
                span: entry.key_span,
                pointer: Some(pointer),
            },
        }
    }

    fn read_keyword(&mut self, entry: &Entry<'s>) {
        let value = entry.value;
        match entry.key {
            "title" => self.schema.title = self.string(entry),
            "description" => self.schema.description = self.string(entry),
            "deprecated" => self.schema.deprecated = self.boolean(entry) == Some(true),
            "default" => self.schema.default = Some(Literal::from(value)),
            "examples" => {
                let examples = self.literals(entry).unwrap_or_default();
                self.schema.examples.extend(examples);
            }
            "example" => self.schema.examples.push(Literal::from(value)),
            "type" => self.rules.types = self.types(entry),
            "enum" => self.rules.enumeration = self.literals(entry),
            "const" => self.rules.constant = Some(Literal::from(value)),
            "minimum" => self.rules.number.minimum = self.number(entry),
            "maximum" => self.rules.number.maximum = self.number(entry),
            "exclusiveMinimum" => self.rules.number.exclusive_minimum = self.number(entry),
            "exclusiveMaximum" => self.rules.number.exclusive_maximum = self.number(entry),
            "multipleOf" => self.rules.number.multiple_of = self.divisor(entry),
            "minLength" => self.rules.string.min_length = self.count(entry),
            "maxLength" => self.rules.string.max_length = self.count(entry),
            "pattern" => self.rules.string.pattern = self.pattern(entry),
            "format" => self.rules.string.format = self.string(entry),
            "contentEncoding" => self.rules.string.content_encoding = self.string(entry),
            "contentMediaType" => self.rules.string.content_media_type = self.string(entry),
            "discriminator" => self.rules.discriminator = self.discriminator(entry),
            key if key.starts_with("x-") => {
                let extension = (key.to_owned(), Literal::from(value));
                self.schema.extensions.push(extension);
            }
            _ => self.read_array_keyword(entry),
        }
    }

    fn read_array_keyword(&mut self, entry: &Entry<'s>) {
        match entry.key {
            "items" if entry.value.kind() == Kind::Sequence => {
                self.rules.array.prefix = self.schemas(entry);
            }
            "items" => self.rules.array.items = self.schema(entry),
            "additionalItems" => self.additional_items = self.schema(entry),
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
            "definitions" | "$defs" => {
                // Nothing follows from a definition, but its mistakes are worth telling and generators name types by it.
                self.named_schemas(entry);
            }
            _ => self.read_combination(entry),
        }
    }

    fn read_combination(&mut self, entry: &Entry<'s>) {
        match entry.key {
            "allOf" => self.rules.all_of = self.schemas(entry),
            "anyOf" => self.rules.any_of = self.schemas(entry),
            "oneOf" => self.rules.one_of = self.schemas(entry),
            "not" => self.rules.not = self.schema(entry),
            "if" => self.rules.condition = self.schema(entry),
            "then" => self.rules.consequence = self.schema(entry),
            "else" => self.rules.alternative = self.schema(entry),
            _ => self.read_stray(entry),
        }
    }

    fn read_stray(&mut self, entry: &Entry<'s>) {
        let keyword = self.keyword(entry);
        let name = entry.key;
        let location = keyword.location.clone();
        self.rules.other.push(keyword);
        let finding = |message: String| Finding::new(&SCHEMA_KEYWORD_UNKNOWN, location, message);
        match stray(name) {
            Stray::Kept | Stray::Unknown => {}
            Stray::Foreign(instead) => {
                let message = format!("`{name}` means nothing in draft-07, so it is ignored");
                self.reader
                    .findings
                    .push(finding(message).with_help(instead));
            }
            Stray::Misspelt(meant) => {
                let message = format!("`{name}` is no keyword, so it is ignored");
                let help = format!("did you mean `{meant}`?");
                self.reader.findings.push(finding(message).with_help(help));
            }
        }
    }

    /// The number of the schema at `value`, which stands below this object at `segments`.
    fn child(&mut self, parent: Value<'s>, value: Value<'s>, segments: &str) -> SchemaId {
        let pointer = &self.pointer;
        self.reader.visit(value, || {
            // Behind an alias or a merge key the value stands elsewhere, and so does its pointer.
            let (inner, outer) = (value.span(), parent.span());
            let stands_inside =
                inner.file == outer.file && outer.start <= inner.start && inner.end <= outer.end;
            match stands_inside {
                true => format!("{pointer}/{segments}"),
                false => value.pointer(),
            }
        })
    }

    fn schema(&mut self, entry: &Entry<'s>) -> Option<SchemaId> {
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
        let items = entry.value.items().enumerate();
        items
            .map(|(index, item)| self.child(entry.value, item, &format!("{}/{index}", entry.key)))
            .collect()
    }

    /// The schemas of a map, each under its key.
    fn named_schemas(&mut self, entry: &Entry<'s>) -> Vec<(Entry<'s>, SchemaId)> {
        if entry.value.kind() != Kind::Mapping {
            self.must_be(entry.key, "an object of schemas", entry.value);
        }
        let entries = entry.value.entries();
        entries
            .map(|named| {
                let segments = format!("{}/{}", entry.key, escape_pointer(named.key));
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
