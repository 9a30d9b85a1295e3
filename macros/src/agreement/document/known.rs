//! Types that a macro knows by their names, within the rules that are stated beside them.

use syn::spanned::Spanned;

use super::{Hole, Json, Side, Step, Writer, marker};
use crate::shape::{Field, Known, Rules};

impl<'t> Writer<'t> {
    /// The schema of values that are `known`, within `rules`.
    pub(super) fn known(&mut self, known: &'t Known, rules: &Rules, field: &'t Field) -> Json {
        if let Some(constant) = rules.constant() {
            let message =
                "write this bound as a number: a macro does not know what stands behind a name";
            let unknown = (constant.span(), message.to_owned());
            self.document.unknown.push(unknown);
        }
        let kind = |name: &str| ("type".to_owned(), Json::text(name));
        let mut keywords: Vec<(String, Json)> = Vec::new();
        let mut number = |name: &str, digits: Option<String>| {
            if let Some(digits) = digits {
                keywords.push((name.to_owned(), Json::Raw(digits)));
            }
        };
        match known {
            Known::Boolean => keywords.push(kind("boolean")),
            Known::Null => keywords.push(kind("null")),
            Known::Anything => {}
            Known::Integer { least, most, .. } => {
                let [stated_least, stated_most] = rules.digits();
                number("minimum", stated_least.or(Some(least.clone())));
                number("maximum", stated_most.or(Some(most.clone())));
                keywords.push(kind("integer"));
            }
            Known::Float => {
                let [stated_least, stated_most] = rules.digits();
                number("minimum", stated_least);
                number("maximum", stated_most);
                keywords.push(kind("number"));
            }
            Known::Text { length, format } => {
                let digits = |bound: Option<u64>| bound.or(*length).map(|bound| bound.to_string());
                number("minLength", digits(rules.shortest));
                number("maxLength", digits(rules.longest));
                keywords.push(kind("string"));
                if let Some(pattern) = &rules.pattern {
                    keywords.push(("pattern".to_owned(), Json::text(&pattern.value())));
                }
                if let Some(format) = format {
                    keywords.push(("format".to_owned(), Json::text(format)));
                }
            }
            Known::Optional(inner) => {
                self.way.push(Step::Present);
                let inner = self.known(inner, rules, field);
                self.way.pop();
                return inner.or_null();
            }
            Known::Behind(inner) => return self.known(inner, rules, field),
            Known::List {
                items,
                length,
                is_unique,
            } => {
                let digits = |bound: Option<u64>| bound.or(*length).map(|bound| bound.to_string());
                number("minItems", digits(rules.shortest));
                number("maxItems", digits(rules.longest));
                // A set that reads two equal items keeps one.
                if *is_unique && self.side == Side::Written {
                    keywords.push(("uniqueItems".to_owned(), Json::Raw("true".to_owned())));
                }
                let none = Rules::default();
                self.way.push(Step::Item);
                let items = self.known(items, rules.inner.as_deref().unwrap_or(&none), field);
                self.way.pop();
                keywords.push(kind("array"));
                keywords.push(("items".to_owned(), items));
            }
            Known::Map(values) => {
                number(
                    "minProperties",
                    rules.shortest.map(|bound| bound.to_string()),
                );
                number(
                    "maxProperties",
                    rules.longest.map(|bound| bound.to_string()),
                );
                let none = Rules::default();
                self.way.push(Step::Entry);
                let values = self.known(values, rules.inner.as_deref().unwrap_or(&none), field);
                self.way.pop();
                keywords.push(kind("object"));
                keywords.push(("additionalProperties".to_owned(), values));
            }
            Known::Tuple(items) => {
                let items = items.iter().enumerate().map(|(index, item)| {
                    self.way.push(Step::Index(index));
                    let schema = self.known(item, &Rules::default(), field);
                    self.way.pop();
                    schema
                });
                let items: Vec<Json> = items.collect();
                return Json::tuple(items);
            }
            Known::Foreign(ty) => {
                let number = self.document.holes.len();
                self.document.holes.push(Hole {
                    ty,
                    span: field.span,
                    way: self.way.clone(),
                    tag: self.tag.clone(),
                });
                keywords.push(("const".to_owned(), Json::Raw(marker(number))));
            }
        }
        Json::Object(keywords)
    }
}
