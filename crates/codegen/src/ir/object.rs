//! Objects: structs where properties are declared, maps where they are not.

use tidings_diag::Location;
use tidings_schema::{Additional, Rules};

use super::schema::{Built, docs};
use super::{AdditionalFields, Builder, Constraints, Docs, Field, Kind, Shape, Struct, Usage};

impl Builder<'_> {
    pub(super) fn object(
        &mut self,
        rules: &Rules,
        location: &Location,
        place: &str,
    ) -> Option<Built> {
        let object = &rules.object;
        let is_map = object.properties.is_empty()
            && object.required.is_empty()
            && object.additional != Additional::Denied;
        match object.pattern_properties.as_slice() {
            [] if is_map => return self.map(rules, place).map(Built::Plain),
            [] => {}
            [(pattern, schema)]
                if object.properties.is_empty()
                    && object.required.is_empty()
                    && object.additional == Additional::Denied =>
            {
                let value = self.usage(*schema, &format!("{place} value"))?;
                let constraints = Constraints {
                    name_pattern: Some(pattern.clone()),
                    ..counts(rules)
                };
                return Some(Built::Plain(Usage {
                    constraints,
                    ..Usage::of(Kind::Map(Box::new(value)))
                }));
            }
            _ => {
                let place = rules
                    .keyword("patternProperties")
                    .unwrap_or(location)
                    .clone();
                let help =
                    "use one pattern with `additionalProperties: false` and without `properties`";
                self.refuse(
                    &place,
                    "no Rust type says which of several patterns a property's name matches",
                    help,
                );
                return None;
            }
        }
        let additional = match object.additional {
            Additional::Unstated => AdditionalFields::Ignored,
            Additional::Denied => AdditionalFields::Denied,
            Additional::Allowed => AdditionalFields::Kept(Box::new(Usage::of(Kind::Free))),
            Additional::Schema(schema) => {
                AdditionalFields::Kept(Box::new(self.usage(schema, &format!("{place} value"))?))
            }
        };
        let counted = object.min_properties.is_some() || object.max_properties.is_some();
        if counted && matches!(additional, AdditionalFields::Ignored) {
            let keyword = ["minProperties", "maxProperties"]
                .into_iter()
                .find_map(|keyword| rules.keyword(keyword));
            let place = keyword.unwrap_or(location).clone();
            let help = "say with `additionalProperties` whether others are kept or refused";
            self.refuse(
                &place,
                "properties that are not declared cannot be counted, because they are dropped",
                help,
            );
            return None;
        }
        let mut fields = Vec::new();
        for property in &object.properties {
            let usage = self.usage(property.schema, &format!("{place} {}", property.name));
            let schema = self.graph.get(self.graph.resolve(property.schema));
            let stated = self.graph.get(property.schema);
            // One refused property is enough for a finding, and the others are worth theirs.
            let Some(usage) = usage else { continue };
            fields.push(Field {
                name: property.name.clone(),
                sensitive: schema.is_sensitive()
                    || stated.is_sensitive()
                    || usage.constraints.sensitive,
                required: object.is_required(&property.name),
                docs: if usage.defined().is_some() {
                    Docs::default()
                } else {
                    docs(schema)
                },
                usage,
            });
        }
        if fields.len() < object.properties.len() {
            return None;
        }
        for name in &object.required {
            if object.property(name).is_none() && !fields.iter().any(|field| field.name == *name) {
                let usage = match &additional {
                    AdditionalFields::Kept(usage) => (**usage).clone(),
                    _ => Usage::of(Kind::Free),
                };
                let name = name.clone();
                fields.push(Field {
                    name,
                    usage,
                    required: true,
                    sensitive: false,
                    docs: Docs::default(),
                });
            }
        }
        Some(Built::Shape(Shape::Struct(Struct {
            fields,
            additional,
            min_properties: object.min_properties,
            max_properties: object.max_properties,
        })))
    }

    fn map(&mut self, rules: &Rules, place: &str) -> Option<Usage> {
        let value = match rules.object.additional {
            Additional::Schema(schema) => self.usage(schema, &format!("{place} value"))?,
            _ => Usage::of(Kind::Free),
        };
        Some(Usage {
            constraints: counts(rules),
            ..Usage::of(Kind::Map(Box::new(value)))
        })
    }
}

fn counts(rules: &Rules) -> Constraints {
    Constraints {
        min_count: rules.object.min_properties.filter(|&count| count > 0),
        max_count: rules.object.max_properties,
        ..Constraints::default()
    }
}
