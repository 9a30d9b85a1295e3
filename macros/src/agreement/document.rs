//! The schema of what serde writes, or reads, of a type: a document of its own, which knows what each place is of.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::json::Json;
use crate::shape::{Body, Field, Fields, Known, Presence, Rules, Shape, Tagging, Variant};

/// From whose side a type is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What serde writes of it.
    Written,
    /// What serde reads into it.
    Read,
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into the property of this name.
    Property(String),
    /// Into the item at this index.
    Index(usize),
    /// Into any item.
    Item,
    /// Into the value of a key that nothing names.
    Entry,
    /// Past `null`.
    Present,
}

/// A part whose type is declared elsewhere.
pub(super) struct Hole<'t> {
    pub(super) ty: &'t syn::Type,
    pub(super) span: Span,
    /// The way to it in a value.
    pub(super) way: Vec<Step>,
    /// The tag of the variant that it stands in: the property and what it holds.
    pub(super) tag: Option<(String, String)>,
}

/// What stands at a place of the document.
pub(super) struct Place {
    /// The pointer of its schema.
    pub(super) pointer: String,
    pub(super) span: Span,
}

/// The document.
pub(super) struct Document<'t> {
    pub(super) text: String,
    /// Fields and variants by the pointers of their schemas.
    pub(super) places: Vec<Place>,
    /// What is missing: in `text` stands a hole's number, as the constant `{"tidings:part": 0}`.
    pub(super) holes: Vec<Hole<'t>>,
    /// Fields of which nothing can be known, and why.
    pub(super) unknown: Vec<(Span, String)>,
}

impl Document<'_> {
    /// The schema of `shape` from `side`.
    pub(super) fn of<'t>(shape: &'t Shape, side: Side) -> Document<'t> {
        let mut writer = Writer {
            side,
            denies_unknown: shape.denies_unknown,
            document: Document {
                text: String::new(),
                places: Vec::new(),
                holes: Vec::new(),
                unknown: Vec::new(),
            },
            way: Vec::new(),
            tag: None,
        };
        let json = writer.body(&shape.body);
        let mut document = writer.document;
        json.write(&mut document.text);
        document
    }
}

struct Writer<'t> {
    side: Side,
    denies_unknown: bool,
    document: Document<'t>,
    way: Vec<Step>,
    tag: Option<(String, String)>,
}

impl<'t> Writer<'t> {
    fn body(&mut self, body: &'t Body) -> Json {
        match body {
            Body::Struct(fields) => self.fields(fields, "", None),
            Body::Enum(tagging, variants) => self.variants(tagging, variants),
        }
    }

    fn variants(&mut self, tagging: &Tagging, variants: &'t [Variant]) -> Json {
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

    /// The schema of fields, with a `tag` among them.
    fn fields(&mut self, fields: &'t Fields, pointer: &str, tag: Option<(&str, Json)>) -> Json {
        match fields {
            Fields::Unit | Fields::Newtype(_) if tag.is_some() => {
                let (name, value) = tag.into_iter().next().unzip();
                let properties: Vec<(String, Json)> =
                    name.map(str::to_owned).into_iter().zip(value).collect();
                if let Fields::Newtype(field) = fields {
                    self.unseen(field, "its fields stand beside the tag");
                }
                let required = properties.iter().map(|(name, _)| name.clone()).collect();
                self.object(properties, required, None)
            }
            Fields::Unit => Json::object([("type", Json::text("null"))]),
            Fields::Newtype(field) => {
                self.place(field, pointer);
                self.field(field)
            }
            Fields::Tuple(fields) => {
                let items = fields.iter().enumerate().map(|(index, field)| {
                    self.place(field, &format!("{pointer}/items/{index}"));
                    self.way.push(Step::Index(index));
                    let schema = self.field(field);
                    self.way.pop();
                    schema
                });
                let items: Vec<Json> = items.collect();
                Json::tuple(items)
            }
            Fields::Named(fields) => self.named(fields, pointer, tag),
        }
    }

    fn named(&mut self, fields: &'t [Field], pointer: &str, tag: Option<(&str, Json)>) -> Json {
        let mut properties = Vec::new();
        let mut required = Vec::new();
        let mut rest = None;
        if let Some((name, value)) = tag {
            required.push(name.to_owned());
            properties.push((name.to_owned(), value));
        }
        for field in fields {
            if field.is_flattened {
                match &field.known {
                    Known::Map(values) => {
                        self.way.push(Step::Entry);
                        rest = Some(self.known(values, &Rules::default(), field));
                        self.way.pop();
                    }
                    _ => self.unseen(field, "its fields stand in place of it"),
                }
                continue;
            }
            let inside = format!("{pointer}/properties/{}", escaped(&field.name));
            self.place(field, &inside);
            self.way.push(Step::Property(field.name.clone()));
            properties.push((field.name.clone(), self.field(field)));
            self.way.pop();
            let is_always = match self.side {
                Side::Written => field.is_left_out == Presence::Always,
                Side::Read => {
                    let is_optional = matches!(field.known, Known::Optional(_)) && !field.is_custom;
                    !field.has_default && !is_optional
                }
            };
            if is_always {
                required.push(field.name.clone());
            }
        }
        self.object(properties, required, rest)
    }

    /// An object: nothing else is written, and what else is read is read over.
    fn object(
        &self,
        properties: Vec<(String, Json)>,
        required: Vec<String>,
        rest: Option<Json>,
    ) -> Json {
        let is_closed = self.side == Side::Written || self.denies_unknown;
        let rest = rest.or_else(|| is_closed.then(|| Json::Raw("false".to_owned())));
        let mut object = vec![
            ("type".to_owned(), Json::text("object")),
            ("properties".to_owned(), Json::Object(properties)),
        ];
        if !required.is_empty() {
            let names = required.iter().map(|name| Json::text(name)).collect();
            object.push(("required".to_owned(), Json::Array(names)));
        }
        if let Some(rest) = rest {
            object.push(("additionalProperties".to_owned(), rest));
        }
        Json::Object(object)
    }

    fn place(&mut self, field: &Field, pointer: &str) {
        self.document.places.push(Place {
            pointer: pointer.to_owned(),
            span: field.span,
        });
    }

    /// Notes that nothing can be known of `field`, because of what stands in the way.
    fn unseen(&mut self, field: &Field, why: &str) {
        let message = format!(
            "{why}, and a macro does not see them: write the fields here, or generate the type from the contract"
        );
        self.document.unknown.push((field.span, message));
    }

    fn field(&mut self, field: &'t Field) -> Json {
        if let Some(stated) = &field.stated {
            return Json::Raw(stated.value());
        }
        if field.is_custom {
            let message = "a function writes or reads this field, and a macro does not see what: state its schema, `#[message(schema = \"{…}\")]`";
            self.document.unknown.push((field.span, message.to_owned()));
            return Json::Raw("true".to_owned());
        }
        match (&field.known, self.side, field.is_left_out) {
            // Where it is `None` it is not there.
            (Known::Optional(inner), Side::Written, Presence::UnlessNone) => {
                self.way.push(Step::Present);
                let schema = self.known(inner, &field.rules, field);
                self.way.pop();
                schema
            }
            (known, ..) => self.known(known, &field.rules, field),
        }
    }

    /// The schema of values that are `known`, within `rules`.
    fn known(&mut self, known: &'t Known, rules: &Rules, field: &'t Field) -> Json {
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

/// What stands for the hole `number` until it is known what a value of it looks like.
pub(super) fn marker(number: usize) -> String {
    format!("{{\"tidings:part\":{number}}}")
}

/// A name as a step of a JSON Pointer (RFC 6901 §3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
