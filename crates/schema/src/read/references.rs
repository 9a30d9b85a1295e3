//! `$ref` and its kin: from the text of a reference to the schema it means.

use tidings_diag::{Finding, Severity};
use tidings_source::{Unresolved, ignored_siblings};
use tidings_syntax::Value;

use super::identifiers::RECURSIVE;
use super::{SchemaReader, address};
use crate::rules::SCHEMA_INVALID;
use crate::{Dialect, DynamicReference, SchemaId};

/// What a reference that may be dynamic turned out to be.
pub(super) enum Target {
    /// One that always leads to the same schema.
    Fixed(SchemaId),
    /// One whose schema depends on the way that led to it.
    Dynamic(DynamicReference),
}

/// Keywords that say nothing about instances, and are often kept beside a `$ref` at the top of a file.
const BESIDE_REFERENCES: [&str; 6] = ["$comment", "$defs", "$id", "$schema", "definitions", "id"];

/// Keywords that describe and demand nothing.
const ANNOTATIONS: [&str; 7] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "title",
];

impl<'s> SchemaReader<'s> {
    /// The schema that the text of a `$ref` leads to; a finding where it leads nowhere.
    pub(super) fn reference(&mut self, reference: Value<'s>, dialect: Dialect) -> Option<SchemaId> {
        let target = self.target(reference, "$ref", dialect)?;
        let dialect = self.dialect_at(target, dialect);
        Some(self.visit(target, dialect, || target.pointer()))
    }

    /// What a `$dynamicRef` leads to (2020-12 core §8.2.3.2).
    pub(super) fn dynamic_reference(
        &mut self,
        reference: Value<'s>,
        dialect: Dialect,
    ) -> Option<Target> {
        let target = self.target(reference, "$dynamicRef", dialect)?;
        let (_, name) = address::split(reference.as_str()?);
        Some(self.perhaps_dynamic(target, name, dialect))
    }

    /// What a `$recursiveRef` leads to, which is always `#` (2019-09 core §8.2.4.2.1).
    pub(super) fn recursive_reference(
        &mut self,
        reference: Value<'s>,
        dialect: Dialect,
    ) -> Option<Target> {
        let target = self.target(reference, "$recursiveRef", dialect)?;
        Some(self.perhaps_dynamic(target, RECURSIVE, dialect))
    }

    fn perhaps_dynamic(&mut self, target: Value<'s>, name: &str, dialect: Dialect) -> Target {
        let resource = self.identifiers.resource_of(target);
        let is_anchor = resource.is_some_and(|resource| {
            let mut anchors = self.identifiers.dynamic_anchors(resource).iter();
            anchors.any(|(known, value)| known == name && value.node() == target.node())
        });
        let dialect = self.dialect_at(target, dialect);
        let schema = self.visit(target, dialect, || target.pointer());
        match is_anchor {
            true => Target::Dynamic(DynamicReference {
                name: name.to_owned(),
                target: schema,
            }),
            false => Target::Fixed(schema),
        }
    }

    /// Reports keywords beside the `$ref` of `schema`, whose dialect ignores them; a lost annotation harms nobody.
    pub(super) fn siblings(&mut self, schema: Value<'s>, dialect: Dialect) {
        if let Some(mut finding) = ignored_siblings(schema, &BESIDE_REFERENCES) {
            let is_harmless = |key: &str| {
                let keywords = [&BESIDE_REFERENCES[..], &ANNOTATIONS, &["$ref"]];
                key.starts_with("x-") || keywords.iter().any(|keywords| keywords.contains(&key))
            };
            if schema.entries().all(|entry| is_harmless(entry.key)) {
                finding.severity = Severity::Info;
            }
            let help = "write `allOf: [{ $ref: … }]`, beside which other keywords count";
            self.findings
                .push(finding.with_help(help).with_section(dialect.section()));
        }
    }

    /// The value that `reference` names; a finding where there is none.
    fn target(
        &mut self,
        reference: Value<'s>,
        keyword: &str,
        dialect: Dialect,
    ) -> Option<Value<'s>> {
        let Some(text) = reference.as_str() else {
            let found = reference.kind().described();
            let message = format!("`{keyword}` must be a string, not {found}");
            let finding = Finding::new(&SCHEMA_INVALID, reference.location(), message)
                .with_help("write the place of a schema, such as '#/components/schemas/Order'");
            self.findings.push(finding.with_section(dialect.section()));
            return None;
        };
        match self.resolve(reference, text) {
            Ok(target) if target.parent().is_none() && target.get("asyncapi").is_some() => {
                let named = match text {
                    "" => "an empty reference".to_owned(),
                    _ => format!("`{text}`"),
                };
                let message = format!("{named} means the whole document, which is no schema");
                let finding = Finding::new(&SCHEMA_INVALID, reference.location(), message)
                    .with_help("write the place of a schema, such as '#/components/schemas/Order'");
                self.findings.push(finding.with_section(dialect.section()));
                None
            }
            Ok(target) => Some(target),
            Err(unresolved) => {
                match unresolved.finding(reference.location()) {
                    Some(finding) => self.findings.push(finding),
                    None => self.lost.push(reference.location()),
                }
                None
            }
        }
    }

    /// By an identifier where one matches, and by file and pointer otherwise: documents that give their schemas an
    /// `$id` still refer from the top of the file, and every tool for AsyncAPI follows them.
    fn resolve(&self, reference: Value<'s>, text: &str) -> Result<Value<'s>, Unresolved> {
        if let Some(target) = self.identifiers.resolve(reference, text) {
            return Ok(target);
        }
        let file = reference.span().file;
        let (path, fragment) = address::split(text);
        if !fragment.is_empty()
            && !fragment.starts_with('/')
            && let Ok(root) = self.sources.step(file, path)
            && let Some(target) = self.identifiers.anchor(root, fragment)
        {
            return Ok(target);
        }
        self.sources.step(file, text)
    }
}
