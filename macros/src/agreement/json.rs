//! JSON under construction: schemas, piece by piece.

/// A value of JSON, or the text of one.
pub(super) enum Json {
    /// A string.
    Text(String),
    /// JSON that is written already.
    Raw(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, in this order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A text.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// An object of these keys and values.
    pub(super) fn object<const N: usize>(entries: [(&str, Self); N]) -> Self {
        let entries = entries.into_iter();
        Self::Object(
            entries
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    /// The schema of an object of these properties and no others.
    pub(super) fn closed(properties: Vec<(String, Self)>) -> Self {
        let names = properties
            .iter()
            .map(|(name, _)| Self::text(name))
            .collect();
        Self::Object(vec![
            ("type".to_owned(), Self::text("object")),
            ("properties".to_owned(), Self::Object(properties)),
            ("required".to_owned(), Self::Array(names)),
            (
                "additionalProperties".to_owned(),
                Self::Raw("false".to_owned()),
            ),
        ])
    }

    /// The schema of an array of exactly these items.
    pub(super) fn tuple(items: Vec<Self>) -> Self {
        let length = items.len().to_string();
        Self::object([
            ("type", Self::text("array")),
            ("items", Self::Array(items)),
            ("minItems", Self::Raw(length.clone())),
            ("maxItems", Self::Raw(length)),
        ])
    }

    /// The schema of these values and of `null`.
    pub(super) fn or_null(mut self) -> Self {
        // Keywords of one type leave others alone, so a type beside it is all that is needed, and errors stay plain.
        if let Self::Object(keywords) = &mut self {
            let kind = keywords.iter_mut().find(|(name, _)| name == "type");
            if let Some((_, kind @ Self::Text(_))) = kind {
                let stated = std::mem::replace(kind, Self::Array(Vec::new()));
                *kind = Self::Array(vec![stated, Self::text("null")]);
                return self;
            }
        }
        let null = Self::object([("type", Self::text("null"))]);
        Self::object([("anyOf", Self::Array(vec![self, null]))])
    }

    /// Adds it to `text`.
    pub(super) fn write(&self, text: &mut String) {
        let string = |value: &str| tidings_schema::Literal::String(value.to_owned()).to_string();
        match self {
            Self::Text(value) => text.push_str(&string(value)),
            Self::Raw(json) => text.push_str(json),
            Self::Array(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    item.write(text);
                }
                text.push(']');
            }
            Self::Object(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    text.push_str(&string(key));
                    text.push(':');
                    value.write(text);
                }
                text.push('}');
            }
        }
    }
}
