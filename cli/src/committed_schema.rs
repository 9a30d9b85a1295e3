//! The schemas in `cli/schema`, which users read and which have to say what the structs say.

use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// Compares the schema of what this program writes as `Document` with the committed one.
#[track_caller]
pub(crate) fn check_written<Document: JsonSchema>(file: &str, title: &str) {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let generator = settings.into_generator();
    check(generator.into_root_schema_for::<Document>(), file, title);
}

/// Compares the schema of what this program reads as `Document` with the committed one.
#[track_caller]
pub(crate) fn check_read<Document: JsonSchema>(file: &str, title: &str) {
    check(schemars::schema_for!(Document), file, title);
}

#[track_caller]
fn check(mut schema: Schema, file: &str, title: &str) {
    schema.insert("title".to_owned(), title.into());
    let schema = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("schema")
        .join(file);
    let committed = std::fs::read_to_string(path).expect("the schema is committed");
    assert!(
        committed == schema,
        "cli/schema/{file} has to be:\n{schema}"
    );
}
