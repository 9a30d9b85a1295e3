//! One schema over another, as AsyncAPI's traits lay them.

use std::collections::HashMap;

use super::SchemaReader;
use crate::graph::Merged;
use crate::{
    Additional, ArrayRules, NumberRules, ObjectRules, Property, Rules, Schema, SchemaId,
    SchemaKind, Sparse, StringRules,
};

impl SchemaReader<'_> {
    /// The schema whose keywords are those of `strong`, and those of `weak` where `strong` says nothing.
    ///
    /// Properties that both declare are merged in the same way, everything else is taken whole from the stronger one.
    /// A boolean schema has no keywords to merge: as `strong` it hides `weak`, as `weak` it is hidden.
    pub fn merge(&mut self, strong: SchemaId, weak: SchemaId) -> SchemaId {
        let mut merges = Merges::default();
        let id = merges.wanted(self, strong, weak);
        // A list and not the stack, because schemas may nest without end.
        while let Some((id, strong, weak)) = merges.waiting.pop() {
            let merged = merges.merged(self, strong, weak);
            *self.graph.get_mut(id) = merged;
        }
        id
    }
}

/// Pairs that have a schema of their own, and those of them that are not merged yet.
#[derive(Default)]
struct Merges {
    known: HashMap<(SchemaId, SchemaId), SchemaId>,
    waiting: Vec<(SchemaId, SchemaId, SchemaId)>,
}

impl Merges {
    /// The number of the merged schema.
    fn wanted(
        &mut self,
        reader: &mut SchemaReader<'_>,
        strong: SchemaId,
        weak: SchemaId,
    ) -> SchemaId {
        let strong = reader.graph.resolve(strong);
        let weak = reader.graph.resolve(weak);
        let keywords = |id| reader.graph.rules(id).is_some();
        if strong == weak || !keywords(strong) || !keywords(weak) {
            return strong;
        }
        if let Some(&known) = self.known.get(&(strong, weak)) {
            return known;
        }
        let blank = reader.graph.get(strong).clone();
        let id = reader.graph.add(blank);
        reader.graph.merged.push(Merged {
            schema: id,
            strong,
            weak,
        });
        self.known.insert((strong, weak), id);
        self.waiting.push((id, strong, weak));
        id
    }

    fn merged(
        &mut self,
        reader: &mut SchemaReader<'_>,
        strong: SchemaId,
        weak: SchemaId,
    ) -> Schema {
        let strong = reader.graph.get(strong).clone();
        let weak = reader.graph.get(weak).clone();
        let kind = match (strong.kind, weak.kind) {
            (SchemaKind::Rules(strong), SchemaKind::Rules(weak)) => {
                SchemaKind::Rules(Box::new(self.rules(reader, *strong, *weak)))
            }
            (strong, _) => strong,
        };
        let mut extensions = strong.extensions;
        for extension in &weak.extensions {
            if !extensions.iter().any(|(known, _)| *known == extension.0) {
                extensions.push(extension.clone());
            }
        }
        Schema {
            location: strong.location,
            dialect: strong.dialect,
            resource: strong.resource,
            // The name belongs to the schema without the trait.
            key: None,
            kind,
            title: strong.title.or(weak.title),
            description: strong.description.or(weak.description),
            deprecated: strong.deprecated || weak.deprecated,
            default: strong.default.or(weak.default),
            examples: strong.examples.or(weak.examples, or),
            xml: strong.xml.or(weak.xml),
            extensions,
        }
    }

    fn rules(&mut self, reader: &mut SchemaReader<'_>, strong: Rules, weak: Rules) -> Rules {
        let mut keywords = strong.keywords.into_vec();
        for keyword in weak.keywords {
            if !keywords.iter().any(|known| known.name == keyword.name) {
                keywords.push(keyword);
            }
        }
        Rules {
            asides: strong.asides.or(weak.asides, or),
            types: strong.types.or(weak.types),
            enumeration: strong.enumeration.or(weak.enumeration),
            constant: strong.constant.or(weak.constant),
            number: strong.number.or(weak.number, numbers),
            string: strong.string.or(weak.string, strings),
            array: strong.array.or(weak.array, arrays),
            object: strong.object.or(weak.object, |strong, weak| {
                self.objects(reader, strong, weak)
            }),
            all_of: strong.all_of.or(weak.all_of, or),
            any_of: strong.any_of.or(weak.any_of, or),
            one_of: strong.one_of.or(weak.one_of, or),
            not: strong.not.or(weak.not),
            condition: strong.condition.or(weak.condition),
            consequence: strong.consequence.or(weak.consequence),
            alternative: strong.alternative.or(weak.alternative),
            dynamic_reference: strong.dynamic_reference.or(weak.dynamic_reference),
            discriminator: strong.discriminator.or(weak.discriminator),
            mapping: strong.mapping.or(weak.mapping, |strong, _| strong),
            // What is broken is noted when everything is read.
            unread: Sparse::default(),
            other: strong.other.or(weak.other, or),
            keywords: keywords.into(),
        }
    }

    fn objects(
        &mut self,
        reader: &mut SchemaReader<'_>,
        strong: ObjectRules,
        weak: ObjectRules,
    ) -> ObjectRules {
        let mut properties: Vec<Property> = strong.properties;
        for property in weak.properties {
            match properties
                .iter_mut()
                .find(|known| known.name == property.name)
            {
                Some(known) => known.schema = self.wanted(reader, known.schema, property.schema),
                None => properties.push(property),
            }
        }
        ObjectRules {
            properties,
            required: or(strong.required, weak.required),
            pattern_properties: or(strong.pattern_properties, weak.pattern_properties),
            additional: match strong.additional {
                Additional::Unstated => weak.additional,
                stated => stated,
            },
            property_names: strong.property_names.or(weak.property_names),
            min_properties: strong.min_properties.or(weak.min_properties),
            max_properties: strong.max_properties.or(weak.max_properties),
            dependent_required: or(strong.dependent_required, weak.dependent_required),
            dependent_schemas: or(strong.dependent_schemas, weak.dependent_schemas),
            unevaluated: strong.unevaluated.or(weak.unevaluated),
        }
    }
}

fn numbers(strong: NumberRules, weak: NumberRules) -> NumberRules {
    NumberRules {
        minimum: strong.minimum.or(weak.minimum),
        maximum: strong.maximum.or(weak.maximum),
        exclusive_minimum: strong.exclusive_minimum.or(weak.exclusive_minimum),
        exclusive_maximum: strong.exclusive_maximum.or(weak.exclusive_maximum),
        multiple_of: strong.multiple_of.or(weak.multiple_of),
    }
}

fn strings(strong: StringRules, weak: StringRules) -> StringRules {
    StringRules {
        min_length: strong.min_length.or(weak.min_length),
        max_length: strong.max_length.or(weak.max_length),
        pattern: strong.pattern.or(weak.pattern),
        format: strong.format.or(weak.format),
        content_encoding: strong.content_encoding.or(weak.content_encoding),
        content_media_type: strong.content_media_type.or(weak.content_media_type),
        content_schema: strong.content_schema.or(weak.content_schema),
    }
}

fn arrays(strong: ArrayRules, weak: ArrayRules) -> ArrayRules {
    ArrayRules {
        prefix: or(strong.prefix, weak.prefix),
        items: strong.items.or(weak.items),
        contains: strong.contains.or(weak.contains),
        min_contains: strong.min_contains.or(weak.min_contains),
        max_contains: strong.max_contains.or(weak.max_contains),
        min_items: strong.min_items.or(weak.min_items),
        max_items: strong.max_items.or(weak.max_items),
        unique_items: strong.unique_items || weak.unique_items,
        unevaluated: strong.unevaluated.or(weak.unevaluated),
    }
}

/// The stronger list, unless it is absent.
fn or<T>(strong: Vec<T>, weak: Vec<T>) -> Vec<T> {
    if strong.is_empty() { weak } else { strong }
}
