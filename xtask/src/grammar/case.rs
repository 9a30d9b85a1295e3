//! One document of a fixture, and what is found in it.

use anyhow::bail;
use tidings_diag::Finding;
use tidings_model::grammar::table::Row;
use tidings_model::{lower, lower_without};
use tidings_schema::Literal;
use tidings_source::{MemoryFiles, Sources};

use super::fixture::PLACE;

/// A document, and the rule that it breaks.
pub(super) struct Case {
    /// How it is called in a complaint.
    pub(super) name: String,
    /// The id of the rule; `None` for a document without mistakes.
    pub(super) rule: Option<String>,
    text: String,
}

impl Case {
    /// The document `document` in version `asyncapi` with the object `base`, changed as `fields` say, in its place.
    pub(super) fn new(
        name: String,
        asyncapi: &str,
        document: &Literal,
        base: &Literal,
        fields: &Literal,
        rule: Option<String>,
    ) -> anyhow::Result<Self> {
        let object = changed(base, fields);
        let placed = match document {
            Literal::String(text) if text == PLACE => object,
            Literal::Object(entries) => {
                let mut places = 0;
                let version = ("asyncapi".to_owned(), Literal::String(asyncapi.to_owned()));
                let mut content = vec![version];
                for (key, value) in entries {
                    content.push((key.clone(), put(value, &object, &mut places)));
                }
                if places == 0 {
                    bail!("`{PLACE}` stands nowhere in the document");
                }
                Literal::Object(content)
            }
            _ => bail!("the document is no object"),
        };
        Ok(Self {
            name,
            rule,
            text: placed.to_json_text(),
        })
    }

    /// What is found in the document, with the row `off` switched off.
    pub(super) fn findings(&self, off: Option<Row>) -> Vec<Finding> {
        let files = MemoryFiles::new([("asyncapi.json", self.text.as_str())]);
        let (sources, mut findings) = Sources::link(&files, "asyncapi.json");
        let lowered = match off {
            Some(row) => lower_without(&sources, row),
            None => lower(&sources),
        };
        findings.extend(lowered.findings);
        findings
    }
}

/// `base` with the fields of `changes`; `null` takes a field of the base away.
fn changed(base: &Literal, changes: &Literal) -> Literal {
    let (Literal::Object(fields), Literal::Object(changes)) = (base, changes) else {
        return changes.clone();
    };
    let mut fields = fields.clone();
    for (key, change) in changes {
        let position = fields.iter().position(|(name, _)| name == key);
        match (position, change) {
            (Some(position), Literal::Null) => {
                fields.remove(position);
            }
            (Some(position), change) => fields[position].1 = change.clone(),
            (None, change) => fields.push((key.clone(), change.clone())),
        }
    }
    Literal::Object(fields)
}

/// `value` with `object` wherever the place is marked.
fn put(value: &Literal, object: &Literal, places: &mut usize) -> Literal {
    match value {
        Literal::String(text) if text == PLACE => {
            *places += 1;
            object.clone()
        }
        Literal::Array(items) => {
            let items = items.iter().map(|item| put(item, object, places));
            Literal::Array(items.collect())
        }
        Literal::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), put(value, object, places)));
            Literal::Object(entries.collect())
        }
        other => other.clone(),
    }
}
