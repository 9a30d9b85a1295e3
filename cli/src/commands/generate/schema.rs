//! Code from a schema by itself.

use anyhow::bail;
use tidings_codegen::{BareSchema, Generated, Options, generate_schema};
use tidings_diag::Finding;
use tidings_report::Document;
use tidings_syntax::unescape_pointer;

use super::Origin;
use crate::commands::schema::Subject;
use crate::exit::Exit;

impl Origin for Subject {
    fn exit(&self) -> Exit {
        Self::exit(self)
    }

    fn add(&mut self, findings: Vec<Finding>) {
        Self::add(self, findings);
    }

    fn document(&self) -> Document<'_> {
        Self::document(self)
    }

    fn generate(&self, options: &Options) -> anyhow::Result<Generated> {
        if let Some(language) = self.foreign_language() {
            bail!(
                "types are generated from JSON Schema only, and {} is written in {}",
                self.name(),
                language.described()
            );
        }
        let Some(root) = self.meaning.schema else {
            return Ok(Generated::default());
        };
        let name = name_of(self.name());
        let schema = BareSchema {
            graph: &self.meaning.graph,
            root,
            name: &name,
        };
        Ok(generate_schema(&schema, options))
    }
}

/// What the schema that the command line calls `argument` may be called in Rust: what its pointer ends in, else its file.
fn name_of(argument: &str) -> String {
    let (path, pointer) = argument.split_once('#').unwrap_or((argument, ""));
    let mut segments = pointer.rsplit('/').filter(|segment| !segment.is_empty());
    match (segments.next(), segments.next()) {
        // What a message calls its schemas says nothing without the message.
        (Some(last @ ("payload" | "headers")), Some(message)) => {
            format!("{} {last}", unescape_pointer(message))
        }
        (Some(last), _) => unescape_pointer(last),
        (None, _) => path.rsplit('/').next().unwrap_or(path).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_schema_is_called_after_its_place() {
        for (argument, name) in [
            ("api/order.schema.json", "order.schema.json"),
            ("api.yaml#/components/schemas/Order", "Order"),
            (
                "api.yaml#/components/messages/OrderPlaced/payload",
                "OrderPlaced payload",
            ),
            ("api.yaml#/components/schemas/a~1b", "a/b"),
            ("order.json#", "order.json"),
            ("<stdin>", "<stdin>"),
        ] {
            assert_eq!(name_of(argument), name);
        }
    }
}
