//! Fields: of a struct, a tuple or a variant.

use super::{Json, Side, Step, Writer, escaped};
use crate::shape::{Field, Fields, Known, Presence, Rules};

impl<'t> Writer<'t> {
    /// The schema of fields, with a `tag` among them.
    pub(super) fn fields(
        &mut self,
        fields: &'t Fields,
        pointer: &str,
        tag: Option<(&str, Json)>,
    ) -> Json {
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
    pub(super) fn object(
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
}
