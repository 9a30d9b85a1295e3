//! Questions from the histories of documents.

use std::path::Path;

use serde_json::Value;
use tidings_decide::Subject;
use tidings_model::{Contract, lower};
use tidings_schema::SchemaId;
use tidings_source::{DiskFiles, Sources};

use super::Failure;
use super::suite::ask;
use super::tally::Tally;

/// One version of a document.
struct Version {
    /// Which document it is a version of.
    document: String,
    contract: Contract,
}

/// Asks both ways about each payload that a message has in consecutive versions.
pub(crate) fn measure(folder: &str) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let folder = Path::new(folder);
    let index = std::fs::read_to_string(folder.join("index.jsonl"))?;
    let mut entries = index
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<Value>, _>>()?;
    entries.sort_by_key(|entry| {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        (text("repo"), text("path"), entry["n"].as_u64())
    });
    let mut before: Option<Version> = None;
    for entry in &entries {
        if entry["same_as_prev"] == true || entry["parse_error"] == true {
            continue;
        }
        let version = read(folder, entry)?;
        if let Some(before) = before.filter(|before| before.document == version.document) {
            for (name, old, new) in pairs(&before.contract, &version.contract) {
                let subjects = [(&before, old), (&version, new)].map(|(version, schema)| Subject {
                    graph: &version.contract.schemas,
                    schema,
                });
                let [old, new] = subjects;
                let label = format!("{} {name}", entry["file"]);
                tally.time(&label, || vec![ask(old, new), ask(new, old)])?;
            }
        }
        before = Some(version);
    }
    Ok(tally)
}

fn read(folder: &Path, entry: &Value) -> Result<Version, Failure> {
    let text = |key: &str| entry[key].as_str().unwrap_or_default();
    let file = text("file").trim_start_matches("history/");
    let path = folder.join(file);
    let name = path.file_name().ok_or("a version has no file")?;
    let parent = path.parent().unwrap_or(folder);
    let (sources, _) = Sources::link(&DiskFiles::new(parent), &name.to_string_lossy());
    Ok(Version {
        document: format!("{} {}", text("repo"), text("path")),
        contract: lower(&sources).contract,
    })
}

/// The payloads of messages that both contracts have.
fn pairs(old: &Contract, new: &Contract) -> Vec<(String, SchemaId, SchemaId)> {
    let payloads = |contract: &Contract| {
        let messages = contract.messages.iter().map(|message| {
            let payload = message.payload.as_ref()?.json_schema()?;
            Some((message.element.clone(), payload))
        });
        messages.flatten().collect::<Vec<_>>()
    };
    let olds = payloads(old);
    let mut pairs = Vec::new();
    for (element, new) in payloads(new) {
        if let Some((_, old)) = olds.iter().find(|(known, _)| *known == element) {
            pairs.push((element.as_str().to_owned(), *old, new));
        }
    }
    pairs
}
