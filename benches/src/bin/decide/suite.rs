//! Questions from a file.

use serde_json::Value;
use tidings_decide::{Options, Subject, Subset, subset};
use tidings_schema::{Dialect, SchemaGraph, SchemaId, SchemaReader};
use tidings_source::{MemoryFiles, Sources};

use super::Failure;
use super::tally::{Tally, Verdict};

/// Asks every question of `file`.
pub(crate) fn measure(file: &str) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    for line in std::fs::read_to_string(file)?.lines() {
        let question: Value = serde_json::from_str(line)?;
        let text = |key: &str| question[key].as_str().unwrap_or_default();
        let dialect = dialect(text("draft"));
        let old = read(&question["old"].to_string(), dialect)?;
        let new = read(&question["new"].to_string(), dialect)?;
        tally.time(text("id"), || vec![ask(subject(&old), subject(&new))])?;
    }
    Ok(tally)
}

/// Whether everything of `first` is in `second`.
pub(crate) fn ask(first: Subject<'_>, second: Subject<'_>) -> Verdict {
    match subset(first, second, &Options::default()) {
        Subset::Yes => Verdict::Yes,
        Subset::No(_) => Verdict::No,
        Subset::Unknown(unknown) => {
            let pointer = unknown.location.pointer.unwrap_or_default();
            Verdict::Unknown(format!("{} at {pointer}", unknown.reason))
        }
    }
}

/// A schema as the questions take it.
pub(crate) fn subject((graph, schema): &(SchemaGraph, SchemaId)) -> Subject<'_> {
    Subject {
        graph,
        schema: *schema,
    }
}

fn dialect(draft: &str) -> Dialect {
    match draft {
        "4" => Dialect::Draft4,
        "6" => Dialect::Draft6,
        "2019-09" => Dialect::Draft2019,
        "2020-12" => Dialect::Draft2020,
        _ => Dialect::Draft7,
    }
}

/// Reads a schema that stands alone.
pub(crate) fn read(text: &str, dialect: Dialect) -> Result<(SchemaGraph, SchemaId), Failure> {
    let path = "schema.json";
    let (sources, _) = Sources::link(&MemoryFiles::new([(path, text)]), path);
    let mut reader = SchemaReader::with_dialect(&sources, dialect);
    let id = reader.read(sources.root().ok_or("a schema is empty")?);
    Ok((reader.finish().0, id))
}
