//! Objects: the tables themselves.

use super::{Field, Version};

/// An object of the specification.
#[derive(Debug)]
pub struct Object {
    /// Its name in running text, without "Object": "channel", "message trait".
    pub name: &'static str,
    /// The heading of the section that defines it.
    pub section: &'static str,
    /// Its fields, sorted by name.
    pub fields: &'static [Field],
    /// Fields of which at least one must stand there; empty when the object demands nothing of the kind.
    pub any_of: &'static [&'static str],
    /// Whether the object carries a version of its own, as bindings do.
    pub own_version: Option<OwnVersion>,
    /// The version from which on fields are let through that the table does not know.
    pub open_since: Option<Version>,
    /// Whether the text does not rule out fields that the table does not know, so that one is only probably a mistake.
    pub loose: bool,
    /// Whether the object may stand there without any field, also without those it must have otherwise.
    pub may_be_empty: bool,
}

/// How a binding object states which version of the binding it follows.
#[derive(Debug)]
pub struct OwnVersion {
    /// The field that holds the version.
    pub field: &'static str,
    /// The version when the field is absent or says `latest`.
    pub latest: Version,
}

impl Object {
    /// The object `name`, defined in the section `section`, with the fields `fields`.
    pub const fn new(name: &'static str, section: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            section,
            fields,
            any_of: &[],
            own_version: None,
            open_since: None,
            loose: false,
            may_be_empty: false,
        }
    }

    /// Demands at least one of `fields`.
    pub const fn any_of(mut self, fields: &'static [&'static str]) -> Self {
        self.any_of = fields;
        self
    }

    /// Lets the field `field` state the version that decides which rows hold.
    pub const fn versioned(mut self, field: &'static str, latest: Version) -> Self {
        self.own_version = Some(OwnVersion { field, latest });
        self
    }

    /// Lets fields through that the table does not know.
    pub const fn open(self) -> Self {
        self.open_since(Version::new(0, 0))
    }

    /// Lets fields through that the table does not know, from `version` on.
    pub const fn open_since(mut self, version: Version) -> Self {
        self.open_since = Some(version);
        self
    }

    /// Whether fields that the table does not know are let through in `version`.
    pub fn is_open(&self, version: Version) -> bool {
        self.open_since.is_some_and(|since| since <= version)
    }

    /// Takes fields that the table does not know for probable mistakes only, as the text does not rule them out.
    pub const fn loose(mut self) -> Self {
        self.loose = true;
        self
    }

    /// Lets the object stand there empty, as a mark.
    pub const fn may_be_empty(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    /// The row of the field `name`.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields
            .binary_search_by(|field| field.name.cmp(name))
            .ok()
            .map(|index| &self.fields[index])
    }

    /// What the object is called in a sentence: by its section, or by its name where the section is of another text.
    pub fn called(&self) -> &'static str {
        if self.section.contains(", ") {
            self.name
        } else {
            self.section
        }
    }

    /// What the object is in a sentence, with the article that its name takes: "an operation", "the document".
    pub fn with_article(&self) -> String {
        let name = self.name;
        let (head, _) = name.split_once(" of ").unwrap_or((name, ""));
        // Letters that are spelled out begin with a vowel where their names do: "an HTTP channel binding".
        let vowels = [
            "a", "e", "i", "o", "A", "HTTP", "IBM", "MQTT", "OAuth", "SNS", "SQS",
        ];
        match name {
            "components" | "document" | "info" => format!("the {name}"),
            _ if head.ends_with('s') || head.ends_with("documentation") => name.to_owned(),
            _ if vowels.iter().any(|vowel| name.starts_with(vowel)) => format!("an {name}"),
            _ => format!("a {name}"),
        }
    }

    /// How the object's section is cited when it is used in a document that follows `version`.
    pub fn cited(&self, version: Version) -> String {
        if self.section.contains(", ") {
            self.section.to_owned()
        } else {
            format!("AsyncAPI {version}, {}", self.section)
        }
    }
}

/// One row of the grammar: a field as a part of its object.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The object.
    pub object: &'static Object,
    /// The field.
    pub field: &'static Field,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.object, other.object) && self.field.name == other.field.name
    }
}

impl Eq for Row {}
