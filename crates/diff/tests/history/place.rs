//! Places of a document with everything that holds together there, references followed.

use std::collections::HashSet;

use tidings_diag::{FileId, Location};
use tidings_schema::Literal;
use tidings_source::Sources;
use tidings_syntax::{Kind, NodeId, Value, escape_pointer};

/// A file and a pointer in it.
pub(crate) type Home = (FileId, String);

/// Values that hold together at one place, with everywhere they stand.
#[derive(Clone, Default)]
pub(super) struct Place<'s> {
    pub(super) values: Vec<Value<'s>>,
    /// Where they stand, or would.
    pub(super) own: Vec<Home>,
    /// The references that lead to them, or to what holds them.
    pub(super) sites: Vec<Home>,
    /// What `schemaFormat` says beside them, on the way there.
    pub(super) formats: Vec<Value<'s>>,
}

impl<'s> Place<'s> {
    /// Where `value` stands.
    pub(super) fn of(value: Value<'s>) -> Self {
        Self {
            values: vec![value],
            own: vec![home(value)],
            ..Self::default()
        }
    }

    pub(super) fn homes(&self) -> Vec<Home> {
        self.own.iter().chain(&self.sites).cloned().collect()
    }

    pub(super) fn child(&self, key: &str) -> Self {
        let values = self.values.iter().filter_map(|value| match value.kind() {
            Kind::Sequence => value.items().nth(key.parse().ok()?),
            _ => value.get(key),
        });
        Self {
            values: values.collect(),
            ..self.missing(key)
        }
    }

    /// Where `key` would stand.
    pub(super) fn missing(&self, key: &str) -> Self {
        let key = escape_pointer(key);
        let own = self.own.iter();
        let own = own.map(|(file, pointer)| (*file, format!("{pointer}/{key}")));
        Self {
            values: Vec::new(),
            own: own.collect(),
            sites: self.sites.clone(),
            formats: Vec::new(),
        }
    }

    /// The same place without what stands there.
    pub(super) fn emptied(&self) -> Self {
        Self {
            values: Vec::new(),
            ..self.clone()
        }
    }

    pub(super) fn keys(&self) -> Vec<&'s str> {
        let mut keys = Vec::new();
        for entry in self.values.iter().flat_map(|value| value.entries()) {
            if !keys.contains(&entry.key) {
                keys.push(entry.key);
            }
        }
        keys
    }

    /// How many items the longest list here has.
    pub(super) fn length(&self) -> usize {
        let lengths = self.values.iter().map(|value| value.items().len());
        lengths.max().unwrap_or(0)
    }

    pub(super) fn nodes(&self) -> Vec<(FileId, NodeId)> {
        let values = self.values.iter();
        values
            .map(|value| (value.span().file, value.node()))
            .collect()
    }

    /// The values, each once and in a fixed order.
    pub(super) fn literals(&self) -> Vec<Literal> {
        let values = self.values.iter();
        let mut all: Vec<Literal> = values.map(|value| Literal::from(*value)).collect();
        all.sort_by_key(Literal::to_json_text);
        all.dedup();
        all
    }

    /// What stands here in the end, with everything that holds together with it.
    pub(super) fn resolved(&self, sources: &'s Sources) -> Self {
        if self.values.is_empty() {
            return self.clone();
        }
        let mut resolved = Self {
            sites: self.sites.clone(),
            ..Self::default()
        };
        let mut waiting: Vec<Value<'s>> = self.values.iter().rev().copied().collect();
        let mut seen = HashSet::new();
        while let Some(value) = waiting.pop() {
            if !seen.insert((value.span().file, value.node())) {
                continue;
            }
            // The language is beside the schema, which is compared as what it is read as.
            let in_language = value.get("schemaFormat").zip(value.get("schema"));
            resolved
                .formats
                .extend(in_language.map(|(format, _)| format));
            let in_language = in_language.map(|(_, schema)| schema);
            match target(sources, value).or(in_language) {
                Some(target) => {
                    let (file, pointer) = home(value);
                    resolved.sites.push((file, format!("{pointer}/$ref")));
                    waiting.push(target);
                }
                None => {
                    resolved.own.push(home(value));
                    resolved.values.push(value);
                    let members = value.get("allOf").into_iter().flat_map(Value::items);
                    waiting.extend(members.rev());
                }
            }
        }
        resolved
    }
}

/// What the reference `value` names.
fn target<'s>(sources: &'s Sources, value: Value<'s>) -> Option<Value<'s>> {
    let reference = value.get("$ref")?;
    sources
        .step(reference.span().file, reference.as_str()?)
        .ok()
}

pub(super) fn home(value: Value<'_>) -> Home {
    let Location { span, pointer } = value.location();
    (span.file, pointer.as_deref().unwrap_or_default().to_owned())
}
