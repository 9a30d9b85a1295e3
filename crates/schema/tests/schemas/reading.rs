//! What reading says about schemas: each fixture with the findings it gives.

use tidings_schema::SchemaReader;

use crate::support::{Document, shown};

#[test]
fn findings_of_fixtures() {
    insta::glob!("fixtures/reading/*.yaml", |path| {
        let document = Document::yaml(&std::fs::read_to_string(path).unwrap());
        let mut reader = SchemaReader::new(document.sources());
        reader.read(document.root());
        let (graph, findings) = reader.finish();
        for (_, schema) in graph.iter() {
            let pointer = schema.location.pointer.as_deref().unwrap();
            let value = document.root().tree().pointer(pointer).unwrap();
            assert_eq!(value.span(), schema.location.span, "{pointer}");
        }
        insta::assert_snapshot!(shown(document.sources(), &findings));
    });
}
