//! Formats as languages: patterns that accept exactly the texts which the validator's check of a format accepts.
//!
//! A language is a conjunction of patterns, so that limits on length stand beside the grammar instead of multiplying it.

mod date_time;
mod network;
mod reference;

use std::borrow::Cow;

use tidings_schema::Format;

/// The texts of a format.
#[derive(Debug)]
pub(super) struct Language {
    /// A text of the format matches each of these, the grammar first, then what limits it further.
    pub(super) parts: Vec<Cow<'static, str>>,
    /// What is known of a format whose parts do not say all of it.
    pub(super) beyond: Option<Beyond>,
    /// A text that people know the format by.
    pub(super) sample: &'static str,
}

/// What the parts of a language leave open.
#[derive(Debug)]
pub(super) struct Beyond {
    /// A pattern of which every match is in the format, where there is one.
    pub(super) within: Option<Cow<'static, str>>,
}

impl Language {
    fn exact(parts: impl IntoIterator<Item = Cow<'static, str>>, sample: &'static str) -> Self {
        Self {
            parts: parts.into_iter().collect(),
            beyond: None,
            sample,
        }
    }
}

const UUID: &str = "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";
const BASE64: &str = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
const DECIMAL: &str = r"^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$";
const JSON_POINTER: &str = "^(?:/(?:[^~]|~[01])*)?$";
const RELATIVE_JSON_POINTER: &str = r"^(?:0|[1-9]\d*)(?:#|(?:/(?:[^~]|~[01])*)?)$";

/// The language of `format`.
pub(super) fn language(format: Format) -> Language {
    let one = |pattern: &'static str, sample| Language::exact([pattern.into()], sample);
    match format {
        Format::Date => Language::exact(date_time::date(), "2026-11-21"),
        Format::DateTime => Language::exact(date_time::date_time(), "2026-11-21T10:15:30Z"),
        Format::Time => Language::exact(date_time::time(), "10:15:30Z"),
        Format::Duration => Language::exact(date_time::duration(), "P3D"),
        Format::Email => Language::exact(network::email(), "ann@example.org"),
        Format::IdnEmail => Language {
            parts: vec![network::idn_email()],
            // Its limits count bytes.
            beyond: Some(Beyond {
                within: Some(network::short_idn_email()),
            }),
            sample: "änn@example.org",
        },
        Format::Hostname => Language::exact(network::hostname(), "example.org"),
        Format::Ipv4 => Language::exact([network::ipv4().into()], "192.0.2.1"),
        Format::Ipv6 => Language::exact([network::ipv6().into()], "2001:db8::1"),
        Format::Uri => Language::exact([reference::uri()], "https://example.org/"),
        Format::UriReference => Language::exact([reference::uri_reference()], "/orders"),
        Format::Iri => Language::exact([reference::iri()], "https://example.org/"),
        Format::IriReference => Language::exact([reference::iri_reference()], "/orders"),
        Format::UriTemplate => Language::exact([reference::uri_template()], "/orders/{id}"),
        Format::Uuid => one(UUID, "2eb8aa08-aa98-41ea-b4aa-73b441d16380"),
        Format::JsonPointer => one(JSON_POINTER, "/lines/0"),
        Format::RelativeJsonPointer => one(RELATIVE_JSON_POINTER, "1/lines"),
        Format::Byte => one(BASE64, "aGVsbG8="),
        Format::Decimal => one(DECIMAL, "12.50"),
        Format::Regex => Language {
            parts: Vec::new(),
            // Patterns nest, which no automaton counts.
            beyond: Some(Beyond {
                within: Some("^[A-Za-z0-9]*$".into()),
            }),
            sample: "^[a-z]+$",
        },
    }
}

#[cfg(test)]
mod tests;
