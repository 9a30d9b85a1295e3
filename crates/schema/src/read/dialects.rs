//! The dialect of a schema: what `$schema`, `schemaFormat` or the schema that leads to it says.

use tidings_diag::Finding;
use tidings_syntax::Value;

use super::SchemaReader;
use crate::rules::SCHEMA_DIALECT_UNKNOWN;
use crate::{Dialect, SchemaId};

impl<'s> SchemaReader<'s> {
    /// The dialect of the schema at `value`, which was reached from one in `inherited`: the nearest statement around it.
    pub(super) fn dialect_at(&self, value: Value<'s>, inherited: Dialect) -> Dialect {
        if !self.files_with_dialects.contains(&value.span().file) {
            return inherited;
        }
        let mut current = value;
        loop {
            if let Some(stated) = stated_dialect(current) {
                return adopted(inherited, stated);
            }
            let Some(parent) = current.parent() else {
                return inherited;
            };
            if let Some((stated, schema)) = formatted_schema(parent)
                && schema.node() == current.node()
            {
                return adopted(inherited, stated);
            }
            current = parent;
        }
    }

    /// Takes over what `$schema` of the schema says, and complains of what nobody knows.
    pub(super) fn state_dialect(&mut self, id: SchemaId, value: Value<'s>) {
        let Some(stated) = value.get("$schema") else {
            return;
        };
        let dialect = self.graph.get(id).dialect;
        match stated_dialect(value) {
            Some(stated) => self.graph.get_mut(id).dialect = adopted(dialect, stated),
            None => {
                let message = match stated.as_str() {
                    Some(address) => format!(
                        "`{address}` is no dialect that is known here, so the schema is read as {}",
                        dialect.described()
                    ),
                    None => format!(
                        "`$schema` must be a string, not {}",
                        stated.kind().described()
                    ),
                };
                let known = "known are draft-04, draft-06, draft-07, 2019-09 and 2020-12";
                let finding = Finding::new(&SCHEMA_DIALECT_UNKNOWN, stated.location(), message);
                self.findings.push(finding.with_help(known));
            }
        }
    }
}

/// The schema whose dialect `schemaFormat` of the object names: of a Multi Format Schema Object (AsyncAPI 3.0) or the
/// payload of a Message Object (AsyncAPI 2).
pub(super) fn formatted_schema(object: Value<'_>) -> Option<(Dialect, Value<'_>)> {
    let format = object.get("schemaFormat")?.as_str()?;
    let schema = object.get("schema").or_else(|| object.get("payload"))?;
    Some((Dialect::of_schema_format(format)?, schema))
}

/// The dialect that `$schema` of the object names, if it is a known one.
fn stated_dialect(value: Value<'_>) -> Option<Dialect> {
    Dialect::of_meta_schema(value.get("$schema")?.as_str()?)
}

/// The dialect of a schema that says `stated` among schemas in `around`: what extends a dialect still counts.
fn adopted(around: Dialect, stated: Dialect) -> Dialect {
    match (around, stated) {
        (Dialect::AsyncApi, Dialect::Draft7) | (Dialect::OpenApi31, Dialect::Draft2020) => around,
        _ => stated,
    }
}
