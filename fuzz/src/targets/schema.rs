//! Bytes to schemas, and what is done with schemas.

use tidings_schema::avro::{AvroReader, AvroVersion};
use tidings_schema::{SchemaReader, ValidateOptions, example, validate, validate_literal};
use tidings_source::{MemoryFiles, Sources};

use crate::budget::within_budget;
use crate::laws;

/// Reads the bytes as a schema in JSON Schema and in Avro, validates the text against its own schema, and makes an instance.
///
/// # Panics
///
/// When a law of findings does not hold, or an example is not valid.
pub fn schema(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        let path = "schema.yaml";
        let (sources, mut findings) = Sources::link(&MemoryFiles::new([(path, bytes)]), path);
        let Some(root) = sources.root() else {
            return;
        };
        let mut avro = AvroReader::new(&sources);
        avro.read(root, AvroVersion::default());
        findings.extend(avro.finish().1);
        let mut reader = SchemaReader::new(&sources);
        let id = reader.read(root);
        let (graph, mistakes) = reader.finish();
        let sound = mistakes.is_empty();
        findings.extend(mistakes);
        for finding in &findings {
            laws::check_finding(finding, |span| &sources.file(span.file).tree);
        }
        let options = ValidateOptions::default();
        validate(&graph, id, root, &options);
        if let Ok(instance) = example(&graph, id, 0)
            && sound
        {
            let failures = validate_literal(&graph, id, &instance, &options);
            assert!(failures.is_empty(), "{instance:?}: {failures:?}");
        }
    });
}
