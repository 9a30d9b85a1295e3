//! Reads a JSON Schema from standard input and writes what typify makes of it: `{"text": …, "root": …}`.

use std::error::Error;

use schemars::schema::RootSchema;
use typify::{TypeSpace, TypeSpaceSettings};

fn main() -> Result<(), Box<dyn Error>> {
    let mut schema: RootSchema = serde_json::from_reader(std::io::stdin())?;
    // A schema without a title gets no type of its own.
    let metadata = schema.schema.metadata();
    metadata.title.get_or_insert_with(|| "Root".to_owned());
    let mut types = TypeSpace::new(&TypeSpaceSettings::default());
    let root = types
        .add_root_schema(schema)?
        .ok_or("the schema has no type")?;
    let root = types.get_type(&root)?.name();
    let file: syn::File = syn::parse2(types.to_stream())?;
    let answer = serde_json::json!({"text": prettyplease::unparse(&file), "root": root});
    println!("{answer}");
    Ok(())
}
