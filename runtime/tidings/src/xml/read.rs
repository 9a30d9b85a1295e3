//! Elements become the value that the schema describes.

use serde_json::{Map, Number, Value};

use super::tree::Element as Found;
use super::{Content, Element, Node, Property};
use crate::codec::is_held;
use crate::refusal::Refusal;

/// The value of the whole document, and how many values are in it.
pub(super) fn document(elements: &[Element], root: &Found) -> Result<(Value, usize), Refusal> {
    let mut reading = Reading { elements, size: 0 };
    let Some(wanted) = elements.first().filter(|wanted| is(wanted, root)) else {
        return Err(unexpected(elements.first(), root));
    };
    let value = reading.value(wanted, root)?;
    Ok((value, reading.size))
}

struct Reading<'e> {
    elements: &'e [Element],
    size: usize,
}

impl Reading<'_> {
    /// The value of an element; the tree has limited how deep it can be.
    fn value(&mut self, wanted: &Element, found: &Found) -> Result<Value, Refusal> {
        self.size += 1;
        if found.is_nil {
            return Ok(Value::Null);
        }
        match wanted.content {
            Content::Text | Content::Number | Content::Boolean => {
                if let Some(child) = found.children.first() {
                    let name = &child.name;
                    return Err(Refusal::new(format!(
                        "expected a text, found the element {name:?}"
                    )));
                }
                Ok(scalar(wanted.content, &found.text))
            }
            Content::List(item) => {
                let mut items = Vec::new();
                for child in &found.children {
                    let wanted = self.element(item);
                    let Some(item) = wanted.filter(|item| is(item, child)) else {
                        return Err(unexpected(wanted.as_ref(), child));
                    };
                    let place = items.len().to_string();
                    items.push(
                        self.value(&item, child)
                            .map_err(|refusal| refusal.below(&place))?,
                    );
                }
                Ok(Value::Array(items))
            }
            Content::Object(properties, others) => self.object(properties, others, found),
        }
    }

    fn object(
        &mut self,
        properties: &[Property],
        others: Option<usize>,
        found: &Found,
    ) -> Result<Value, Refusal> {
        let mut object = Map::new();
        for property in properties {
            match property.node {
                Node::Text => {
                    let content = self
                        .element(property.element)
                        .map(|element| element.content);
                    let text = scalar(content.unwrap_or(Content::Text), &found.text);
                    self.size += 1;
                    object.insert(property.key.to_owned(), text);
                }
                Node::Repeated if property.required => {
                    object.insert(property.key.to_owned(), Value::Array(Vec::new()));
                }
                Node::Attribute | Node::Element | Node::Repeated => {}
            }
        }
        for (name, value) in &found.attributes {
            let property = properties.iter().find(|property| {
                let element = self.element(property.element);
                property.node == Node::Attribute && element.is_some_and(|of| of.name == name)
            });
            let (key, value) = match property {
                Some(property) => {
                    let content = self
                        .element(property.element)
                        .map(|element| element.content);
                    (
                        property.key,
                        scalar(content.unwrap_or(Content::Text), value),
                    )
                }
                None => (name.as_str(), Value::from(value.as_str())),
            };
            self.size += 1;
            object.insert(key.to_owned(), value);
        }
        for child in &found.children {
            self.child(properties, others, child, &mut object)?;
        }
        Ok(Value::Object(object))
    }

    fn child(
        &mut self,
        properties: &[Property],
        others: Option<usize>,
        child: &Found,
        object: &mut Map<String, Value>,
    ) -> Result<(), Refusal> {
        let described = properties.iter().find_map(|property| {
            let element = self.element(property.element)?;
            let is_element = matches!(property.node, Node::Element | Node::Repeated);
            (is_element && is(&element, child)).then_some((property, element))
        });
        let Some((property, element)) = described else {
            // What the schema does not name is refused or left alone by its type.
            let value = match others.and_then(|other| self.element(other)) {
                Some(element) => self.value(&element, child),
                None => Ok(Value::from(child.text.as_str())),
            };
            let value = value.map_err(|refusal| refusal.below(&child.name))?;
            return insert(object, &child.name, value);
        };
        let key = property.key;
        if property.node == Node::Element {
            let value = self
                .value(&element, child)
                .map_err(|refusal| refusal.below(key))?;
            return insert(object, key, value);
        }
        let place = match object.get(key) {
            Some(Value::Array(items)) => items.len(),
            _ => 0,
        };
        let value = self.value(&element, child);
        let value = value.map_err(|refusal| refusal.below(&place.to_string()).below(key))?;
        if let Value::Array(items) = object
            .entry(key.to_owned())
            .or_insert_with(|| Value::Array(Vec::new()))
        {
            items.push(value);
        }
        Ok(())
    }

    fn element(&self, number: usize) -> Option<Element> {
        self.elements.get(number).copied()
    }
}

/// That another element stands where one is `wanted`.
fn unexpected(wanted: Option<&Element>, found: &Found) -> Refusal {
    let (name, namespace) = wanted.map_or(("", ""), |wanted| (wanted.name, wanted.namespace));
    Refusal::new(format!(
        "expected the element {}, found {}",
        qualified(name, namespace),
        qualified(&found.name, &found.namespace)
    ))
}

/// A name with its namespace, as an error shows it.
fn qualified(name: &str, namespace: &str) -> String {
    match namespace {
        "" => format!("{name:?}"),
        namespace => format!("{name:?} of {namespace:?}"),
    }
}

fn insert(object: &mut Map<String, Value>, key: &str, value: Value) -> Result<(), Refusal> {
    match object.insert(key.to_owned(), value) {
        None => Ok(()),
        Some(_) => Err(Refusal::new(format!("the property {key:?} stands twice"))),
    }
}

/// Whether an element is the one that is described.
fn is(wanted: &Element, found: &Found) -> bool {
    let namespace = wanted.namespace.is_empty() || wanted.namespace == found.namespace;
    namespace && wanted.name == found.name
}

/// A scalar as its text says; what is none stays a text, which the type refuses in its own words.
fn scalar(content: Content, text: &str) -> Value {
    let trimmed = text.trim();
    let value = match content {
        // What would be rounded is refused as the text that it is.
        Content::Number if is_held(trimmed) => trimmed.parse::<Number>().ok().map(Value::Number),
        Content::Boolean => match trimmed {
            "true" | "1" => Some(Value::Bool(true)),
            "false" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
        Content::Number | Content::Text | Content::Object(..) | Content::List(_) => None,
    };
    value.unwrap_or_else(|| Value::from(text))
}
