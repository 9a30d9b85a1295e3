//! Enumerations: one schema for each variant, where its tag stands.

use super::{Json, Place, Side, Step, Writer, escaped};
use crate::shape::{Fields, Tagging, Variant};

impl<'t> Writer<'t> {
    pub(super) fn variants(&mut self, tagging: &Tagging, variants: &'t [Variant]) -> Json {
        let is_plain = |variant: &Variant| {
            matches!(tagging, Tagging::External)
                && matches!(variant.fields, Fields::Unit)
                && !variant.is_other
                && !variant.is_untagged
        };
        if variants.iter().all(is_plain) {
            let names = variants.iter().map(|variant| Json::text(&variant.name));
            return Json::object([("enum", Json::Array(names.collect()))]);
        }
        let branches = variants.iter().enumerate().map(|(index, variant)| {
            let pointer = format!("/anyOf/{index}");
            self.document.places.push(Place {
                pointer: pointer.clone(),
                span: variant.ident.span(),
            });
            self.variant(tagging, variant, &pointer)
        });
        let branches = branches.collect();
        Json::object([("anyOf", Json::Array(branches))])
    }

    fn variant(&mut self, tagging: &Tagging, variant: &'t Variant, pointer: &str) -> Json {
        let name = match variant.is_other && self.side == Side::Read {
            // Every name that the others do not have.
            true => Json::object([("type", Json::text("string"))]),
            false => Json::object([("const", Json::text(&variant.name))]),
        };
        match tagging {
            _ if variant.is_untagged => self.fields(&variant.fields, pointer, None),
            Tagging::Untagged => self.fields(&variant.fields, pointer, None),
            Tagging::External if matches!(variant.fields, Fields::Unit) => name,
            Tagging::External => {
                let inside = format!("{pointer}/properties/{}", escaped(&variant.name));
                self.way.push(Step::Property(variant.name.clone()));
                let value = self.fields(&variant.fields, &inside, None);
                self.way.pop();
                Json::closed(vec![(variant.name.clone(), value)])
            }
            Tagging::Internal(tag) => {
                self.tag = Some((tag.clone(), variant.name.clone()));
                let object = self.fields(&variant.fields, pointer, Some((tag, name)));
                self.tag = None;
                object
            }
            Tagging::Adjacent { tag, content } => {
                let mut properties = vec![(tag.clone(), name)];
                if !matches!(variant.fields, Fields::Unit) {
                    let inside = format!("{pointer}/properties/{}", escaped(content));
                    self.tag = Some((tag.clone(), variant.name.clone()));
                    self.way.push(Step::Property(content.clone()));
                    let value = self.fields(&variant.fields, &inside, None);
                    self.way.pop();
                    self.tag = None;
                    properties.push((content.clone(), value));
                }
                let required = properties.iter().map(|(name, _)| name.clone()).collect();
                self.object(properties, required, None)
            }
        }
    }
}
