//! Schemas of two graphs that say the same, word by word.
//!
//! Of two versions of a document nearly everything is the same, and to see that costs much less than to ask what the
//! difference is.

use rustc_hash::FxHashSet;

use super::{
    Additional, ArrayRules, Keyword, ObjectRules, Property, Rules, Schema, SchemaGraph, SchemaId,
    SchemaKind, StringRules,
};

/// Finds schemas of two graphs that say the same, annotations and order included.
///
/// References are followed, so it does not matter where schemas stand and what they are called.
/// A *no* says little: what demands the same in other words is not recognised, and neither is anything that leads to a
/// `$dynamicRef`, whose meaning depends on where it is reached from.
#[derive(Debug)]
pub struct Twins<'g> {
    one: &'g SchemaGraph,
    other: &'g SchemaGraph,
    /// Resolved schemas that are known to say the same.
    known: FxHashSet<(SchemaId, SchemaId)>,
}

/// Pairs of schemas that must say the same if those that apply them are to.
type Parts = Vec<(SchemaId, SchemaId)>;

impl<'g> Twins<'g> {
    /// Between the schemas of `one` and those of `other`.
    pub fn between(one: &'g SchemaGraph, other: &'g SchemaGraph) -> Self {
        Self {
            one,
            other,
            known: FxHashSet::default(),
        }
    }

    /// Whether `one` and `other` say the same, with everything that they lead to.
    ///
    /// # Panics
    ///
    /// When one of them belongs to another, larger graph.
    pub fn say_the_same(&mut self, one: SchemaId, other: SchemaId) -> bool {
        // In a circle a pair says the same unless something is found that differs.
        let mut assumed = Vec::new();
        let mut waiting = vec![(one, other)];
        while let Some((one, other)) = waiting.pop() {
            let pair = (self.one.resolve(one), self.other.resolve(other));
            let are_stated = self.one.states_as(one, self.other, other);
            if are_stated && !self.known.insert(pair) {
                continue;
            }
            let are_same = are_stated && {
                assumed.push(pair);
                schemas(self.one.get(pair.0), self.other.get(pair.1), &mut waiting)
            };
            if !are_same {
                for pair in assumed {
                    self.known.remove(&pair);
                }
                return false;
            }
        }
        true
    }
}

/// Whether both say the same by themselves; what they apply is added to `parts`.
fn schemas(one: &Schema, other: &Schema, parts: &mut Parts) -> bool {
    // Taken apart by name, so that no field that is added is forgotten here.
    let Schema {
        location: _,
        key: _,
        dialect,
        resource: _,
        kind,
        title,
        description,
        deprecated,
        default,
        examples,
        xml,
        extensions,
    } = one;
    *dialect == other.dialect
        && *title == other.title
        && *description == other.description
        && *deprecated == other.deprecated
        && *default == other.default
        && *examples == other.examples
        && *xml == other.xml
        && *extensions == other.extensions
        && match (kind, &other.kind) {
            (SchemaKind::Boolean(one), SchemaKind::Boolean(other)) => one == other,
            (SchemaKind::Rules(one), SchemaKind::Rules(other)) => rules(one, other, parts),
            _ => false,
        }
}

fn rules(one: &Rules, other: &Rules, parts: &mut Parts) -> bool {
    let Rules {
        types,
        enumeration,
        constant,
        number,
        string,
        array,
        object,
        all_of,
        any_of,
        one_of,
        not,
        condition,
        consequence,
        alternative,
        dynamic_reference,
        discriminator,
        mapping,
        unread,
        other: unused,
        asides,
        keywords,
    } = one;
    *types == other.types
        && *enumeration == other.enumeration
        && *constant == other.constant
        && *number == other.number
        && *discriminator == other.discriminator
        && *asides == other.asides
        && *unread == other.unread
        && names(unused, &other.other)
        && names(keywords, &other.keywords)
        && dynamic_reference.is_none()
        && other.dynamic_reference.is_none()
        && strings(string, &other.string, parts)
        && arrays(array, &other.array, parts)
        && objects(object, &other.object, parts)
        && several(all_of, &other.all_of, parts)
        && several(any_of, &other.any_of, parts)
        && several(one_of, &other.one_of, parts)
        && maybe(*not, other.not, parts)
        && maybe(*condition, other.condition, parts)
        && maybe(*consequence, other.consequence, parts)
        && maybe(*alternative, other.alternative, parts)
        && named(mapping, &other.mapping, parts)
}

fn strings(one: &StringRules, other: &StringRules, parts: &mut Parts) -> bool {
    let StringRules {
        min_length,
        max_length,
        pattern,
        format,
        content_encoding,
        content_media_type,
        content_schema,
    } = one;
    *min_length == other.min_length
        && *max_length == other.max_length
        && *pattern == other.pattern
        && *format == other.format
        && *content_encoding == other.content_encoding
        && *content_media_type == other.content_media_type
        && maybe(*content_schema, other.content_schema, parts)
}

fn arrays(one: &ArrayRules, other: &ArrayRules, parts: &mut Parts) -> bool {
    let ArrayRules {
        prefix,
        items,
        contains,
        min_contains,
        max_contains,
        min_items,
        max_items,
        unique_items,
        unevaluated,
    } = one;
    *min_contains == other.min_contains
        && *max_contains == other.max_contains
        && *min_items == other.min_items
        && *max_items == other.max_items
        && *unique_items == other.unique_items
        && several(prefix, &other.prefix, parts)
        && maybe(*items, other.items, parts)
        && maybe(*contains, other.contains, parts)
        && maybe(*unevaluated, other.unevaluated, parts)
}

fn objects(one: &ObjectRules, other: &ObjectRules, parts: &mut Parts) -> bool {
    let ObjectRules {
        properties,
        required,
        pattern_properties,
        additional,
        property_names,
        min_properties,
        max_properties,
        dependent_required,
        dependent_schemas,
        unevaluated,
    } = one;
    let declared = |properties: &[Property], others: &[Property], parts: &mut Parts| {
        let mut pairs = properties.iter().zip(others);
        properties.len() == others.len()
            && pairs.all(|(one, other)| {
                parts.push((one.schema, other.schema));
                one.name == other.name
            })
    };
    *required == other.required
        && *min_properties == other.min_properties
        && *max_properties == other.max_properties
        && *dependent_required == other.dependent_required
        && declared(properties, &other.properties, parts)
        && match (*additional, other.additional) {
            (Additional::Schema(one), Additional::Schema(other)) => {
                parts.push((one, other));
                true
            }
            (one, other) => one == other,
        }
        && named(pattern_properties, &other.pattern_properties, parts)
        && named(dependent_schemas, &other.dependent_schemas, parts)
        && maybe(*property_names, other.property_names, parts)
        && maybe(*unevaluated, other.unevaluated, parts)
}

fn maybe(one: Option<SchemaId>, other: Option<SchemaId>, parts: &mut Parts) -> bool {
    parts.extend(one.zip(other));
    one.is_some() == other.is_some()
}

fn several(ones: &[SchemaId], others: &[SchemaId], parts: &mut Parts) -> bool {
    parts.extend(ones.iter().copied().zip(others.iter().copied()));
    ones.len() == others.len()
}

fn named(ones: &[(String, SchemaId)], others: &[(String, SchemaId)], parts: &mut Parts) -> bool {
    let mut pairs = ones.iter().zip(others);
    ones.len() == others.len()
        && pairs.all(|((name, one), (other_name, other))| {
            parts.push((*one, *other));
            name == other_name
        })
}

fn names(ones: &[Keyword], others: &[Keyword]) -> bool {
    let (ones, others) = (ones.iter(), others.iter());
    ones.map(|one| &one.name)
        .eq(others.map(|other| &other.name))
}

#[cfg(test)]
mod tests {
    use tidings_source::{MemoryFiles, Sources};

    use super::*;
    use crate::SchemaReader;

    /// The schemas at the top of a file, by name.
    fn read(text: &str) -> (SchemaGraph, Vec<(String, SchemaId)>) {
        let files = MemoryFiles::new([("a.yaml", text)]);
        let (sources, findings) = Sources::link(&files, "a.yaml");
        assert_eq!(findings, []);
        let root = sources.root().expect("a document");
        let mut reader = SchemaReader::new(&sources);
        let named = root
            .entries()
            .map(|entry| (entry.key.to_owned(), reader.read(entry.value)));
        let named = named.collect();
        (reader.finish().0, named)
    }

    const SCHEMAS: &str = "\
A: { type: object, properties: { next: { $ref: '#/A' }, size: { type: integer, minimum: 1 } }, required: [size] }
B: { type: array, items: { $ref: '#/A' }, description: Some. }
C: { oneOf: [{ type: string, enum: [a, b] }, { not: { $ref: '#/B' } }], x-note: one }
D: { type: object, additionalProperties: { $ref: '#/C' }, patternProperties: { a: { const: 1 } } }
E: true
";

    /// Which schemas still say the same once `from` is `to` in one of both versions.
    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        assert!(SCHEMAS.contains(from), "{from}");
        let revised = SCHEMAS.replace(from, to);
        let ((base, old), (revision, new)) = (read(SCHEMAS), read(&revised));
        let mut twins = Twins::between(&base, &revision);
        // What was asked before changes no answer.
        for _ in 0..2 {
            let pairs = old.iter().zip(&new);
            let same = pairs.filter(|((_, one), (_, other))| twins.say_the_same(*one, *other));
            let same: String = same.map(|((name, _), _)| name.as_str()).collect();
            assert_eq!(same, expected, "{from} becomes {to}");
        }
    }

    #[test]
    fn whatever_leads_to_a_change_is_no_twin() {
        check("A", "A", "ABCDE");
        check("minimum: 1", "minimum: 2", "E");
        check("size: {", "length: {", "E");
        check("required: [size]", "required: []", "E");
        check("Some.", "Another.", "AE");
        check("items: {", "contains: {", "AE");
        check("enum: [a, b]", "enum: [b, a]", "ABE");
        check("x-note: one", "x-note: two", "ABE");
        check("oneOf", "anyOf", "ABE");
        check("not:", "if:", "ABE");
        check("const: 1", "const: 2", "ABCE");
        check("{ a: {", "{ b: {", "ABCE");
        check("additionalProperties", "propertyNames", "ABCE");
        check("E: true", "E: false", "ABCD");
        check("E: true", "E: {}", "ABCD");
    }

    #[test]
    fn it_does_not_matter_where_schemas_stand() {
        let (inline, one) = read("A: { properties: { size: { type: integer } } }");
        let (referred, other) =
            read("A: { properties: { size: { $ref: '#/Size' } } }\nSize: { type: integer }");
        let mut twins = Twins::between(&inline, &referred);
        assert!(twins.say_the_same(one[0].1, other[0].1));
        assert!(!twins.say_the_same(one[0].1, other[1].1));
    }

    #[test]
    fn a_dynamic_reference_has_no_twin() {
        let text = "A: { $schema: 'https://json-schema.org/draft/2020-12/schema', $dynamicAnchor: a, properties: { b: { $dynamicRef: '#a' } } }";
        let (graph, named) = read(text);
        let dynamic = graph.rules(named[0].1).and_then(|rules| {
            let property = rules.object.property("b")?;
            graph.rules(property.schema)?.dynamic_reference.as_ref()
        });
        assert!(dynamic.is_some());
        let mut twins = Twins::between(&graph, &graph);
        assert!(!twins.say_the_same(named[0].1, named[0].1));
    }
}
