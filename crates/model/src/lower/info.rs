//! Who the application is, and what documents an element.

use tidings_syntax::{Kind, Value};

use super::Lowering;
use super::element::{field_places, origin};
use super::layers::Layers;
use crate::contract::{Contact, ExternalDocs, Info, License, Tag};

impl<'s> Lowering<'s> {
    /// What the root object says about the application.
    pub(super) fn info(&self, root: &Layers<'s>) -> Info {
        let info = root.field("info", |info| self.reader.object(info));
        let described = if self.version.major < 3 { root } else { &info };
        Info {
            origin: info.top().map(origin),
            fields: field_places(&info, 2),
            title: info.text("title").unwrap_or_default(),
            version: info.text("version").unwrap_or_default(),
            description: info.text("description"),
            terms_of_service: info.text("termsOfService"),
            contact: info.get("contact").map(contact),
            license: info.get("license").and_then(license),
            tags: self.tags(described),
            external_docs: self.external_docs(described),
            extensions: info.extensions(),
        }
    }

    /// The tags of an element.
    pub(super) fn tags(&self, element: &Layers<'s>) -> Vec<Tag> {
        let tags = element.strongest("tags", |value| value.kind() == Kind::Sequence);
        let tags = tags.into_iter().flat_map(Value::items);
        tags.filter_map(|tag| self.reader.object(tag))
            .filter_map(|value| {
                let fields = Layers::of(value);
                Some(Tag {
                    origin: origin(value),
                    name: fields.text("name")?,
                    description: fields.text("description"),
                    external_docs: self.external_docs(&fields),
                    extensions: fields.extensions(),
                })
            })
            .collect()
    }

    /// Where more is written about an element.
    pub(super) fn external_docs(&self, element: &Layers<'s>) -> Option<ExternalDocs> {
        let fields = element.field("externalDocs", |value| self.reader.object(value));
        Some(ExternalDocs {
            origin: origin(fields.top()?),
            url: fields.text("url")?,
            description: fields.text("description"),
            extensions: fields.extensions(),
        })
    }
}

fn contact(value: Value<'_>) -> Contact {
    let fields = Layers::of(value);
    Contact {
        origin: origin(value),
        name: fields.text("name"),
        url: fields.text("url"),
        email: fields.text("email"),
        extensions: fields.extensions(),
    }
}

fn license(value: Value<'_>) -> Option<License> {
    let fields = Layers::of(value);
    Some(License {
        origin: origin(value),
        name: fields.text("name")?,
        url: fields.text("url"),
        extensions: fields.extensions(),
    })
}
