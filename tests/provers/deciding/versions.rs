//! Documents in their versions, and the payloads of their messages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tidings_decide::Subject;
use tidings_model::Contract;
use tidings_model::contract::{Message, Payload};
use tidings_schema::{Dialect, Literal, SchemaId};
use tidings_source::{DiskFiles, Sources};

use crate::bundle::bundle;

/// One version of a document.
pub(crate) struct Version {
    contract: Contract,
    /// The document as JSON, for the schemas that stand in it.
    document: Value,
    pub(crate) path: PathBuf,
}

impl Version {
    /// `None` where the file cannot be read at all.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let (sources, _) = Sources::link(&DiskFiles::new(path.parent()?), name);
        let document = Literal::from(sources.root()?).to_json_text();
        Some(Self {
            contract: tidings_model::lower(&sources).contract,
            document: serde_json::from_str(&document).ok()?,
            path: path.to_owned(),
        })
    }

    /// The schemas of payloads by the name of their message, the first of each name.
    pub(crate) fn payloads(&self) -> BTreeMap<&str, SchemaId> {
        let mut payloads = BTreeMap::new();
        for message in self.contract.messages.iter() {
            if let Some(Payload::Schema(schema)) = message.payload {
                payloads.entry(name(message)).or_insert(schema);
            }
        }
        payloads
    }

    /// The schema as the questions take it.
    pub(crate) fn subject(&self, schema: SchemaId) -> Subject<'_> {
        Subject {
            graph: &self.contract.schemas,
            schema,
        }
    }

    /// The schema by itself, for the other provers; `None` where it stands in another file or is in another dialect.
    pub(crate) fn alone(&self, schema: SchemaId) -> Option<Value> {
        let schema = self.contract.schemas.get(schema);
        let pointer = schema.location.pointer.as_deref()?;
        let is_here = schema.location.span.file.0 == 0 && schema.dialect == Dialect::AsyncApi;
        is_here.then(|| bundle(&self.document, pointer)).flatten()
    }
}

fn name(message: &Message) -> &str {
    message.name.as_deref().unwrap_or(&message.key)
}

/// The paths of every version of every document, oldest first.
pub(crate) fn histories(corpus: &Path) -> Vec<Vec<PathBuf>> {
    let index = std::fs::read_to_string(corpus.join("history/index.jsonl"))
        .expect("the histories have an index");
    let mut histories: BTreeMap<String, Vec<(u64, PathBuf)>> = BTreeMap::new();
    for line in index.lines() {
        let entry: Value = serde_json::from_str(line).expect("an entry is JSON");
        let text = |key: &str| entry[key].as_str().expect("an entry is complete");
        let path = corpus.join(text("file"));
        if path.exists() {
            let number = entry["n"].as_u64().expect("a version has a number");
            let document = format!("{}/{}", text("repo"), text("path"));
            histories.entry(document).or_default().push((number, path));
        }
    }
    let sorted = histories.into_values().map(|mut versions| {
        versions.sort();
        versions.into_iter().map(|(_, path)| path).collect()
    });
    sorted.collect()
}
