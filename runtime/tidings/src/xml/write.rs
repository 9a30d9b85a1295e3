//! The value that the schema describes becomes elements.

use quick_xml::escape::escape;
use serde_json::{Map, Value};

use super::tree::INSTANCE;
use super::{Content, Element, Node, Property, is_character};
use crate::refusal::Refusal;

/// The document of `value`.
pub(super) fn document(elements: &[Element], value: &Value) -> Result<String, Refusal> {
    let mut writing = Writing {
        elements,
        text: String::new(),
    };
    if let Some(root) = elements.first() {
        writing.element(root, root.name, value)?;
    }
    Ok(writing.text)
}

struct Writing<'e> {
    elements: &'e [Element],
    text: String,
}

impl Writing<'_> {
    fn element(&mut self, element: &Element, name: &str, value: &Value) -> Result<(), Refusal> {
        let tag = match element.prefix {
            "" => name.to_owned(),
            prefix => format!("{prefix}:{name}"),
        };
        self.text.push_str(&format!("<{tag}"));
        match (element.prefix, element.namespace) {
            (_, "") => {}
            ("", namespace) => self.attribute("xmlns", namespace)?,
            (prefix, namespace) => self.attribute(&format!("xmlns:{prefix}"), namespace)?,
        }
        if value.is_null() {
            self.text
                .push_str(&format!(" xmlns:xsi=\"{INSTANCE}\" xsi:nil=\"true\"/>"));
            return Ok(());
        }
        match (element.content, value) {
            (Content::Object(properties, others), Value::Object(object)) => {
                self.object(properties, others, object)?;
            }
            (Content::List(item), Value::Array(items)) => {
                self.text.push('>');
                self.items(item, items)?;
            }
            (_, scalar) => {
                let text = text(scalar)?;
                self.text.push('>');
                self.content(&text);
            }
        }
        self.text.push_str(&format!("</{tag}>"));
        Ok(())
    }

    fn object(
        &mut self,
        properties: &[Property],
        others: Option<usize>,
        object: &Map<String, Value>,
    ) -> Result<(), Refusal> {
        let of = |node: Node| {
            properties
                .iter()
                .filter(move |property| property.node == node)
        };
        for property in of(Node::Attribute) {
            if let (Some(value), Some(element)) =
                (object.get(property.key), self.get(property.element))
            {
                let written = text(value).and_then(|text| self.attribute(element.name, &text));
                written.map_err(|refusal| refusal.below(property.key))?;
            }
        }
        self.text.push('>');
        for property in of(Node::Text) {
            if let Some(value) = object.get(property.key) {
                let text = text(value).map_err(|refusal| refusal.below(property.key))?;
                self.content(&text);
            }
        }
        for property in properties {
            let Some(value) = object.get(property.key) else {
                continue;
            };
            let written = match (property.node, value, self.get(property.element)) {
                (Node::Repeated, Value::Array(items), _) => self.items(property.element, items),
                (Node::Element | Node::Repeated, value, Some(element)) => {
                    self.element(&element, element.name, value)
                }
                _ => Ok(()),
            };
            written.map_err(|refusal| refusal.below(property.key))?;
        }
        for (key, value) in object {
            if properties.iter().any(|property| property.key == key) {
                continue;
            }
            let other = others
                .and_then(|other| self.get(other))
                .filter(|_| is_name(key));
            let written = match other {
                Some(element) => self.element(&element, key, value),
                None => Err(Refusal::new("has no place in XML")),
            };
            written.map_err(|refusal| refusal.below(key))?;
        }
        Ok(())
    }

    fn items(&mut self, item: usize, items: &[Value]) -> Result<(), Refusal> {
        let Some(element) = self.get(item) else {
            return Ok(());
        };
        for (index, value) in items.iter().enumerate() {
            let written = self.element(&element, element.name, value);
            written.map_err(|refusal| refusal.below(&index.to_string()))?;
        }
        Ok(())
    }

    fn content(&mut self, text: &str) {
        // Readers make a line feed of a carriage return, unless it is written as a number.
        self.text.push_str(&escape(text).replace('\r', "&#13;"));
    }

    fn attribute(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        // White space in an attribute is read as spaces unless it is written as a number.
        let value = escape(value)
            .replace('\n', "&#10;")
            .replace('\r', "&#13;")
            .replace('\t', "&#9;");
        self.text.push_str(&format!(" {name}=\"{value}\""));
        Ok(())
    }

    fn get(&self, number: usize) -> Option<Element> {
        self.elements.get(number).copied()
    }
}

/// The text of a scalar.
fn text(value: &Value) -> Result<String, Refusal> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            return Err(Refusal::new("is no text, and has no other place in XML"));
        }
    };
    if text.chars().all(is_character) {
        Ok(text)
    } else {
        Err(Refusal::new("has a character that XML does not have"))
    }
}

/// Whether a property can be the name of an element: a plain one, without a colon.
fn is_name(key: &str) -> bool {
    let mut characters = key.chars();
    let first = |first: char| first.is_alphabetic() || first == '_';
    let other = |other: char| other.is_alphanumeric() || matches!(other, '_' | '-' | '.');
    characters.next().is_some_and(first) && characters.all(other)
}
