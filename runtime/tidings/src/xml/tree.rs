//! The elements of a document through `quick-xml`, without anything that could make it grow.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::is_character;
use crate::codec::DEEPEST;
use crate::refusal::Refusal;

/// The namespace of `xsi:nil`, which says that an element is null.
pub(super) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An element as it stands there.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) namespace: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
    pub(super) is_nil: bool,
}

/// The root of the document `text`.
pub(super) fn parse(text: &str) -> Result<Element, Refusal> {
    if !text.chars().all(is_character) {
        return Err(broken("it has a character that XML does not have"));
    }
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(broken)?;
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => utf8(namespace.into_inner())?,
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => return Err(broken("a prefix is not declared")),
        };
        let (event, is_empty) = match event {
            Event::Empty(start) => (Event::Start(start), true),
            other => (other, false),
        };
        match event {
            Event::Start(start) => {
                if open.len() == DEEPEST {
                    return Err(Refusal::new(format!(
                        "is nested deeper than {DEEPEST} levels"
                    )));
                }
                if root.is_some() {
                    return Err(broken("a second root"));
                }
                open.push(element(&start, namespace, &reader)?);
                if is_empty {
                    close(&mut open, &mut root);
                }
            }
            Event::End(_) => close(&mut open, &mut root),
            Event::Text(text) => add(&mut open, &text.xml10_content().map_err(broken)?)?,
            Event::CData(text) => add(&mut open, &text.xml10_content().map_err(broken)?)?,
            Event::GeneralRef(reference) => {
                let character = character(&reference)?;
                add(&mut open, character.encode_utf8(&mut [0; 4]))?;
            }
            Event::DocType(_) => {
                return Err(Refusal::new("declares a document type, which is not read"));
            }
            Event::Eof if open.is_empty() => {
                return root.ok_or_else(|| broken("there is no element"));
            }
            Event::Eof => return Err(broken("it ends too early")),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    Refusal::new(format!("is not XML: {error}"))
}

fn unknown_character() -> Refusal {
    broken("a number stands for a character that XML does not have")
}

fn utf8(bytes: &[u8]) -> Result<String, Refusal> {
    std::str::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(broken)
}

fn local_name(name: QName<'_>) -> Result<String, Refusal> {
    utf8(name.local_name().into_inner())
}

fn element(
    start: &BytesStart<'_>,
    namespace: String,
    reader: &NsReader<&[u8]>,
) -> Result<Element, Refusal> {
    let mut element = Element {
        name: local_name(start.name())?,
        namespace,
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(broken)?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(broken)?;
        if !value.chars().all(is_character) {
            return Err(unknown_character());
        }
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let local = utf8(local.into_inner())?;
        let is_instance = matches!(namespace, ResolveResult::Bound(namespace) if namespace.into_inner() == INSTANCE.as_bytes());
        if is_instance {
            element.is_nil |= local == "nil" && matches!(&*value, "true" | "1");
        } else {
            element.attributes.push((local, value.into_owned()));
        }
    }
    Ok(element)
}

fn close(open: &mut Vec<Element>, root: &mut Option<Element>) {
    if let Some(element) = open.pop() {
        match open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => *root = Some(element),
        }
    }
}

/// Adds text; outside of the root there may be none.
fn add(open: &mut [Element], text: &str) -> Result<(), Refusal> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().trim_start_matches('\u{feff}').is_empty() => {}
        None => return Err(broken("text stands outside of the root")),
    }
    Ok(())
}

/// What a reference stands for: a number, or one of the five names that XML itself defines.
fn character(reference: &BytesRef<'_>) -> Result<char, Refusal> {
    if let Some(character) = reference.resolve_char_ref().map_err(broken)? {
        return match is_character(character) {
            true => Ok(character),
            false => Err(unknown_character()),
        };
    }
    match &*reference.decode().map_err(broken)? {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        name => Err(Refusal::new(format!("the entity {name:?} is not known"))),
    }
}
