//! Which elements and attributes of XML the values of a schema are.

mod choice;

use std::collections::{HashMap, HashSet, VecDeque};

use tidings_diag::Location;
use tidings_schema::{Additional, Literal, SchemaId, Type, TypeSet};

use self::choice::Twofold;
use super::Builder;
use super::merge::{Key, Part};
use super::merged::Merged;

/// An element, or an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct XmlElement {
    pub(crate) name: String,
    pub(crate) prefix: String,
    pub(crate) namespace: String,
    pub(crate) content: XmlContent,
}

/// What is in an element; other elements are named by their places in the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum XmlContent {
    Text,
    Number,
    Boolean,
    /// An object, and what its other properties are.
    Object(Vec<XmlProperty>, Option<usize>),
    List(usize),
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct XmlProperty {
    pub(crate) key: String,
    pub(crate) node: XmlNode,
    pub(crate) element: usize,
    pub(crate) required: bool,
}

/// How a property stands in its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum XmlNode {
    Attribute,
    Text,
    Element,
    Repeated,
}

impl Builder<'_> {
    /// The elements that values of `schema` are, the root first, which is called `fallback` where the schema has no
    /// name.
    ///
    /// # Errors
    ///
    /// Which parts have no form in XML, and why.
    pub(crate) fn read_xml(
        &self,
        schema: SchemaId,
        fallback: &str,
    ) -> Result<Vec<XmlElement>, Vec<(Location, String)>> {
        let given = self.author_name(self.graph.resolve(schema));
        let mut reader = XmlElements {
            builder: self,
            elements: Vec::new(),
            known: HashMap::new(),
            waiting: VecDeque::new(),
            scalars: Vec::new(),
            twofold: Vec::new(),
            formless: Vec::new(),
        };
        reader.element(&[schema], given.as_deref().unwrap_or(fallback));
        while let Some((place, key)) = reader.waiting.pop_front() {
            let content = reader.content(&key, place);
            reader.elements[place].content = content;
        }
        for (place, location) in std::mem::take(&mut reader.scalars) {
            let content = &reader.elements[place].content;
            if matches!(content, XmlContent::Object(..) | XmlContent::List(_)) {
                reader.refuse(
                    &location,
                    "what is no text cannot be an attribute or the text of an element",
                );
            }
        }
        reader.refuse_twofold();
        match reader.formless.is_empty() {
            true => Ok(reader.elements),
            false => Err(reader.formless),
        }
    }
}

/// Elements are read one after the other, because they may contain each other.
struct XmlElements<'b, 'c> {
    builder: &'b Builder<'c>,
    elements: Vec<XmlElement>,
    known: HashMap<(Key, String), usize>,
    waiting: VecDeque<(usize, Key)>,
    /// Elements that must be a text, and where they stand.
    scalars: Vec<(usize, Location)>,
    /// Properties that several alternatives describe.
    twofold: Vec<Twofold>,
    /// What has no form, each once.
    formless: Vec<(Location, String)>,
}

impl XmlElements<'_, '_> {
    /// The element for values of all `schemas`, called `fallback` where they give no name.
    fn element(&mut self, schemas: &[SchemaId], fallback: &str) -> usize {
        let mut key: Key = Vec::new();
        for schema in schemas {
            let part = Part::whole(self.builder.graph, *schema);
            if !key.contains(&part) {
                key.push(part);
            }
        }
        let text = |name: &str| self.stated(schemas, name).and_then(Literal::as_str);
        let name = text("name").unwrap_or(fallback).to_owned();
        let (prefix, namespace) = (text("prefix").unwrap_or_default(), text("namespace"));
        let (prefix, namespace) = (prefix.to_owned(), namespace.unwrap_or_default().to_owned());
        if let Some(known) = self.known.get(&(key.clone(), name.clone())) {
            return *known;
        }
        let location = self.location(schemas);
        if !is_name(&name) || !prefix.is_empty() && !is_name(&prefix) {
            let why = format!("`{name}` is no name of an element or an attribute");
            self.refuse(&location, &why);
        }
        if !prefix.is_empty() && namespace.is_empty() {
            self.refuse(
                &location,
                "a prefix stands for a namespace, and none is stated",
            );
        }
        let place = self.elements.len();
        self.elements.push(XmlElement {
            name: name.clone(),
            prefix,
            namespace,
            content: XmlContent::Text,
        });
        self.known.insert((key.clone(), name), place);
        self.waiting.push_back((place, key));
        place
    }

    fn content(&mut self, key: &Key, place: usize) -> XmlContent {
        let merged = self.demanded(key);
        if !merged.choices.is_empty() {
            return self.choice(&merged);
        }
        let types = merged.types().unwrap_or_default().without(Type::Null);
        let numbers = TypeSet::only(Type::Integer).with(Type::Number);
        match types.single() {
            _ if types == numbers => XmlContent::Number,
            Some(Type::Integer | Type::Number) => XmlContent::Number,
            Some(Type::String) => XmlContent::Text,
            Some(Type::Boolean) => XmlContent::Boolean,
            Some(Type::Array) => {
                let name = self.elements[place].name.clone();
                match self.items(&merged) {
                    Some(items) => XmlContent::List(self.element(&items, &name)),
                    None => XmlContent::Text,
                }
            }
            Some(Type::Object) => self.object(&merged),
            Some(Type::Null) | None => {
                self.refuse(&merged.location, "a value of any type has no form in XML")
            }
        }
    }

    fn object(&mut self, merged: &Merged) -> XmlContent {
        let (properties, others) = self.properties(merged);
        self.refuse_twice(&properties, &merged.location);
        XmlContent::Object(properties, others)
    }

    /// The properties of objects of `merged`, and what others may be.
    fn properties(&mut self, merged: &Merged) -> (Vec<XmlProperty>, Option<usize>) {
        let mut properties = Vec::new();
        for (key, schemas) in &merged.properties {
            let says = |name: &str| self.stated(schemas, name);
            let is_true = |name| says(name).and_then(Literal::as_bool) == Some(true);
            let node = says("nodeType")
                .and_then(Literal::as_str)
                .unwrap_or_default();
            let wrapped = is_true("wrapped");
            let node = match node {
                "attribute" => XmlNode::Attribute,
                "text" => XmlNode::Text,
                _ if is_true("attribute") => XmlNode::Attribute,
                _ => XmlNode::Element,
            };
            let parts = schemas
                .iter()
                .map(|schema| Part::whole(self.builder.graph, *schema));
            let value = self.demanded(&parts.collect());
            let types = value.types().unwrap_or_default().without(Type::Null);
            let is_list = types.single() == Some(Type::Array);
            let (node, element) = if is_list && !wrapped && node == XmlNode::Element {
                let Some(items) = self.items(&value) else {
                    continue;
                };
                (XmlNode::Repeated, self.element(&items, key))
            } else {
                (node, self.element(schemas, key))
            };
            if matches!(node, XmlNode::Attribute | XmlNode::Text) {
                self.scalars.push((element, value.location));
            }
            properties.push(XmlProperty {
                key: key.clone(),
                node,
                element,
                required: merged.required.contains(key),
            });
        }
        let others = merged
            .additional
            .iter()
            .find_map(|undeclared| match undeclared.additional {
                Additional::Schema(schema) => Some(schema),
                _ => None,
            });
        // The name of such an element is that of the property.
        let others = others.map(|schema| self.element(&[schema], "other"));
        (properties, others)
    }

    /// Refuses properties that nobody could tell apart.
    fn refuse_twice(&mut self, properties: &[XmlProperty], location: &Location) {
        let mut seen = HashSet::new();
        let mut named = properties
            .iter()
            .filter(|property| property.node != XmlNode::Text);
        let twice = named.find(|property| {
            let element = &self.elements[property.element];
            let is_attribute = property.node == XmlNode::Attribute;
            !seen.insert((
                is_attribute,
                element.name.clone(),
                element.namespace.clone(),
            ))
        });
        if let Some(property) = twice {
            let name = &self.elements[property.element].name;
            let why = format!(
                "the property `{}` and another one are both written as `{name}`",
                property.key
            );
            self.refuse(location, &why);
        }
    }

    /// What holds for every item of a list.
    fn items(&mut self, merged: &Merged) -> Option<Vec<SchemaId>> {
        let items = merged.items_at(0);
        if merged.positions() > 0 || items.is_empty() {
            self.refuse(
                &merged.location,
                "a list needs one schema for all of its items in XML",
            );
            return None;
        }
        Some(items)
    }

    /// What the schemas of `key` demand, `null` aside.
    fn demanded(&self, key: &Key) -> Merged {
        let merged = self.builder.merged(key);
        match self.builder.sole_branch(&merged) {
            Some(branch) => self.builder.merged(&branch),
            None => merged,
        }
    }

    /// What `xml`, or `x-xml`, says under `name`, at the reference or where it leads.
    fn stated(&self, schemas: &[SchemaId], name: &str) -> Option<&Literal> {
        let graph = self.builder.graph;
        let places = schemas
            .iter()
            .flat_map(|schema| [*schema, graph.resolve(*schema)]);
        places.map(|place| graph.get(place)).find_map(|schema| {
            let xml = schema.xml.as_deref().or_else(|| schema.extension("x-xml"));
            xml.and_then(|xml| xml.get(name))
        })
    }

    fn location(&self, schemas: &[SchemaId]) -> Location {
        let key: Key = schemas
            .iter()
            .map(|schema| Part::whole(self.builder.graph, *schema))
            .collect();
        self.builder.merged(&key).location
    }

    fn refuse(&mut self, location: &Location, why: &str) -> XmlContent {
        let reason = (location.clone(), why.to_owned());
        if !self.formless.contains(&reason) {
            self.formless.push(reason);
        }
        XmlContent::Text
    }
}

/// Whether `name` can be that of an element: a plain one, without a colon.
fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    let first = |first: char| first.is_alphabetic() || first == '_';
    let other = |other: char| other.is_alphanumeric() || matches!(other, '_' | '-' | '.');
    characters.next().is_some_and(first) && characters.all(other)
}
