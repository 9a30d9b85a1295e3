//! `allOf`: several schemas that all hold, as the rules of one.

use tidings_diag::Location;
use tidings_schema::{Additional, ObjectRules, Property, Rules, SchemaId, SchemaKind};

use super::Builder;

/// Schemas that are merged into one at most; more is a document made to be slow.
const PARTS: usize = 1_000;

impl Builder<'_> {
    /// The rules of `rules` and of everything in its `allOf` together.
    pub(super) fn merge(&mut self, rules: &Rules, location: &Location) -> Option<Rules> {
        let mut parts = Vec::new();
        if let Err(why) = self.collect(rules, &mut Vec::new(), &mut parts) {
            self.refuse(
                rules.keyword("allOf").unwrap_or(location),
                &why,
                "write one schema with everything in it",
            );
            return None;
        }
        let mut whole = Rules::default();
        for part in parts {
            if let Err(why) = self.add(&mut whole, part) {
                let place = rules.keyword("allOf").unwrap_or(location).clone();
                self.refuse(&place, &why, "write one schema with everything in it");
                return None;
            }
        }
        Some(whole)
    }

    /// The rules in `allOf`, however deep, in document order, those of the object itself last.
    fn collect(
        &self,
        rules: &Rules,
        open: &mut Vec<SchemaId>,
        parts: &mut Vec<Rules>,
    ) -> Result<(), String> {
        for &schema in &rules.all_of {
            let id = self.graph.resolve(schema);
            if open.contains(&id) {
                return Err("this `allOf` contains itself".to_owned());
            }
            if parts.len() > PARTS {
                return Err(format!("this `allOf` has more than {PARTS} parts"));
            }
            match &self.graph.get(id).kind {
                SchemaKind::Boolean(true) => {}
                SchemaKind::Rules(part) => {
                    open.push(id);
                    self.collect(part, open, parts)?;
                    open.pop();
                }
                SchemaKind::Boolean(false) => {
                    return Err("nothing is valid under the schema `false`".to_owned());
                }
                SchemaKind::Reference(_) => {
                    return Err("a reference in this `allOf` leads back to itself".to_owned());
                }
            }
        }
        parts.push(Rules {
            all_of: Vec::new(),
            ..rules.clone()
        });
        Ok(())
    }

    fn add(&self, whole: &mut Rules, part: Rules) -> Result<(), String> {
        whole.types = match (whole.types, part.types) {
            (Some(one), Some(other)) => {
                let both = one.intersection(other);
                if both.is_empty() {
                    return Err("the types of this `allOf` exclude each other".to_owned());
                }
                Some(both)
            }
            (one, other) => one.or(other),
        };
        whole.enumeration = match (whole.enumeration.take(), part.enumeration) {
            (Some(one), Some(other)) => Some(
                one.into_iter()
                    .filter(|value| other.contains(value))
                    .collect(),
            ),
            (one, other) => one.or(other),
        };
        one_of_both(&mut whole.constant, part.constant, "const")?;
        one_of_both(&mut whole.number.minimum, part.number.minimum, "minimum")?;
        one_of_both(&mut whole.number.maximum, part.number.maximum, "maximum")?;
        one_of_both(
            &mut whole.number.exclusive_minimum,
            part.number.exclusive_minimum,
            "exclusiveMinimum",
        )?;
        one_of_both(
            &mut whole.number.exclusive_maximum,
            part.number.exclusive_maximum,
            "exclusiveMaximum",
        )?;
        one_of_both(
            &mut whole.number.multiple_of,
            part.number.multiple_of,
            "multipleOf",
        )?;
        whole.string.min_length = whole.string.min_length.max(part.string.min_length);
        whole.string.max_length = least(whole.string.max_length, part.string.max_length);
        one_of_both(&mut whole.string.pattern, part.string.pattern, "pattern")?;
        one_of_both(&mut whole.string.format, part.string.format, "format")?;
        whole.array.min_items = whole.array.min_items.max(part.array.min_items);
        whole.array.max_items = least(whole.array.max_items, part.array.max_items);
        whole.array.unique_items |= part.array.unique_items;
        one_of_both(&mut whole.array.items, part.array.items, "items")?;
        one_of_both(&mut whole.array.contains, part.array.contains, "contains")?;
        if !part.array.prefix.is_empty() {
            whole.array.prefix = part.array.prefix;
        }
        self.add_object(&mut whole.object, part.object)?;
        for (mine, theirs) in [
            (&mut whole.one_of, part.one_of),
            (&mut whole.any_of, part.any_of),
        ] {
            if !mine.is_empty() && !theirs.is_empty() {
                return Err("several parts of this `allOf` are alternatives".to_owned());
            }
            mine.extend(theirs);
        }
        one_of_both(&mut whole.not, part.not, "not")?;
        one_of_both(&mut whole.condition, part.condition, "if")?;
        one_of_both(&mut whole.consequence, part.consequence, "then")?;
        one_of_both(&mut whole.alternative, part.alternative, "else")?;
        whole.discriminator = whole.discriminator.take().or(part.discriminator);
        whole.keywords.extend(part.keywords);
        Ok(())
    }

    fn add_object(&self, whole: &mut ObjectRules, part: ObjectRules) -> Result<(), String> {
        let closed = |one: &ObjectRules, other: &ObjectRules| {
            let closes = !matches!(one.additional, Additional::Unstated | Additional::Allowed);
            closes
                && other
                    .properties
                    .iter()
                    .any(|property| one.property(&property.name).is_none())
        };
        if closed(whole, &part) || closed(&part, whole) {
            let why = "one part of this `allOf` says with `additionalProperties` what another part's properties may be";
            return Err(why.to_owned());
        }
        whole.additional = match (whole.additional, part.additional) {
            (one, Additional::Unstated) => one,
            (Additional::Unstated, other) => other,
            (Additional::Allowed, other) => other,
            (one, Additional::Allowed) => one,
            (Additional::Denied, _) | (_, Additional::Denied) => Additional::Denied,
            (one, other) if one == other => one,
            _ => {
                return Err(
                    "two parts of this `allOf` have different `additionalProperties`".to_owned(),
                );
            }
        };
        for property in part.properties {
            self.add_property(&mut whole.properties, property)?;
        }
        for name in part.required {
            if !whole.required.contains(&name) {
                whole.required.push(name);
            }
        }
        whole.min_properties = whole.min_properties.max(part.min_properties);
        whole.max_properties = least(whole.max_properties, part.max_properties);
        whole.pattern_properties.extend(part.pattern_properties);
        one_of_both(
            &mut whole.property_names,
            part.property_names,
            "propertyNames",
        )?;
        whole.dependent_required.extend(part.dependent_required);
        whole.dependent_schemas.extend(part.dependent_schemas);
        Ok(())
    }

    /// A property that two parts declare must mean the same in both, or one of them must say nothing new.
    fn add_property(
        &self,
        properties: &mut Vec<Property>,
        property: Property,
    ) -> Result<(), String> {
        let Some(known) = properties
            .iter_mut()
            .find(|known| known.name == property.name)
        else {
            properties.push(property);
            return Ok(());
        };
        let same = self.graph.resolve(known.schema) == self.graph.resolve(property.schema);
        if same || self.says_no_more(property.schema, known.schema) {
            return Ok(());
        }
        if self.says_no_more(known.schema, property.schema) {
            known.schema = property.schema;
            return Ok(());
        }
        Err(format!(
            "two parts of this `allOf` say different things about the property `{}`",
            property.name
        ))
    }

    /// Whether everything that `wide` says follows from `narrow`: `wide` states nothing, or only a type.
    fn says_no_more(&self, wide: SchemaId, narrow: SchemaId) -> bool {
        let wide = self.graph.resolve(wide);
        if self.graph.is_unconstrained(wide) {
            return true;
        }
        let (Some(wide), Some(narrow)) = (
            self.graph.rules(wide),
            self.graph.rules(self.graph.resolve(narrow)),
        ) else {
            return false;
        };
        let only_type = Rules {
            types: None,
            ..wide.clone()
        }
        .is_unconstrained();
        let (Some(wide), Some(narrow)) = (wide.types, narrow.stated_types()) else {
            return false;
        };
        only_type && narrow.iter().all(|member| wide.allows(member))
    }
}

fn one_of_both<T: PartialEq>(
    mine: &mut Option<T>,
    theirs: Option<T>,
    keyword: &str,
) -> Result<(), String> {
    match (&mine, theirs) {
        (_, None) => Ok(()),
        (None, theirs) => {
            *mine = theirs;
            Ok(())
        }
        (Some(one), Some(other)) if *one == other => Ok(()),
        _ => Err(format!(
            "two parts of this `allOf` have different values of `{keyword}`"
        )),
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
