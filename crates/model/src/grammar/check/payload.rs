//! Schemas, and the languages they are written in.

use tidings_diag::{Finding, Severity};
use tidings_schema::avro::AvroVersion;
use tidings_schema::{SCHEMA_FORMAT_OPAQUE, SCHEMA_FORMAT_UNKNOWN, SchemaFormat, UnknownVersion};
use tidings_syntax::Value;

use super::{Checker, Spot, avro, node_of};
use crate::contract::Payload;
use crate::grammar::table::{Row, Version};
use crate::grammar::v3::message::MULTI_FORMAT_SCHEMA;
use crate::payload;
use crate::rules::V3_CONSTRUCT_IN_V2;

impl<'s> Checker<'s> {
    /// Reads a schema; the reader reports what is wrong inside.
    pub(super) fn schema(&mut self, spot: &Spot<'s>) {
        if self.is_off() {
            self.misleading.insert(node_of(spot.value));
        } else if self.leads_to_schema(spot) {
            self.note_schema_of_binding(spot);
            self.schemas.json.read(spot.value);
        }
    }

    /// Reads a schema of JSON Schema, or of Avro where the binding knows it already.
    pub(super) fn schema_or_avro(&mut self, spot: &Spot<'s>, version: Version, since: Version) {
        if version < since || !avro::is_avro(spot.value) {
            self.schema(spot);
        } else if !self.is_off() {
            self.note_schema_of_binding(spot);
            self.schemas.avro.read(spot.value, AvroVersion::default());
        }
    }

    /// Notes the place of a schema that only a binding has.
    fn note_schema_of_binding(&mut self, spot: &Spot<'s>) {
        let mut around = self.enclosing.iter().map(|enclosing| enclosing.object);
        if around.any(|object| object.own_version.is_some()) {
            self.schemas_of_bindings.push(spot.value_location());
        }
    }

    /// Reads a schema, or a Multi Format Schema Object with one in any language.
    pub(super) fn schema_in_any_format(&mut self, spot: &Spot<'s>) {
        let Some(wrapper) = payload::multi_format(self.sources, spot.value) else {
            self.schema(spot);
            return;
        };
        if !self.leads_to_schema(spot) {
            return;
        }
        let target = Spot::target(wrapper, spot);
        self.object(&target, &MULTI_FORMAT_SCHEMA, self.version);
        let payload = payload::read(self.sources, &mut self.schemas, spot.value);
        if !self.visited.insert((node_of(wrapper), "schema format")) {
            return;
        }
        let field = MULTI_FORMAT_SCHEMA.field("schemaFormat");
        let row = field.map(|field| Row {
            object: &MULTI_FORMAT_SCHEMA,
            field,
        });
        if let Some(format) = wrapper.get("schemaFormat") {
            self.within(row, |checker| checker.schema_format(format));
        }
        if let Some(schema) = wrapper.get("schema") {
            self.foreign_schema(payload.as_ref(), schema);
        }
    }

    /// Checks the payload of the message `message` of AsyncAPI 2.
    pub(super) fn message_payload(&mut self, spot: &Spot<'s>, message: Value<'s>) {
        if self.is_off() {
            self.misleading.insert(node_of(spot.value));
            return;
        }
        let is_wrapper =
            spot.value.get("schemaFormat").is_some() && spot.value.get("schema").is_some();
        if is_wrapper {
            let message = "a payload with `schemaFormat` and `schema` belongs to AsyncAPI 3";
            let location = spot.head_location();
            let help = "write `schemaFormat` beside `payload`, and the schema itself as `payload`";
            let mut finding = Finding::new(&V3_CONSTRUCT_IN_V2, location, message).with_help(help);
            // A schema may have keywords that nobody knows, so the specification does not forbid it.
            finding.severity = Severity::Warning;
            self.report(finding);
            return;
        }
        if self.leads_to_schema(spot) {
            let format = payload::format_beside(self.sources, message);
            let read = payload::in_format(self.sources, &mut self.schemas, spot.value, format);
            self.foreign_schema(Some(&read), spot.value);
            if let Some(format) = format
                && self.visited.insert((node_of(format), "schema format"))
            {
                self.schema_format(format);
            }
        }
    }

    /// Reports when a schema in another language is a reference that names nothing: nobody reads such a schema, but it
    /// must be there.
    fn foreign_schema(&mut self, payload: Option<&Payload>, schema: Value<'s>) {
        if let Some(Payload::Opaque { format, .. }) = payload
            && !payload::is_read(SchemaFormat::of(format))
            && let Some(reference) = schema.entry("$ref")
        {
            self.foreign_step(reference);
        }
    }

    /// Says so when `schemaFormat` names a language that is not read, or none.
    fn schema_format(&mut self, format: Value<'s>) {
        let Some(name) = format.as_str() else {
            return;
        };
        if let Some(unknown) = SchemaFormat::unknown_version(name) {
            self.unknown_version(format, &unknown);
            return;
        }
        match SchemaFormat::of(name) {
            language if payload::is_read(language) => {}
            SchemaFormat::Unknown => match SchemaFormat::nearest(name) {
                Some(meant) => {
                    let message = format!("`{name}` names no language of schemas that is known");
                    let finding = Finding::new(&SCHEMA_FORMAT_UNKNOWN, format.location(), message);
                    self.report(finding.with_help(format!("did you mean `{meant}`?")));
                }
                // Languages of one's own are allowed (AsyncAPI 3.1, "Multi Format Schema Object").
                None => self.opaque_format(format, name),
            },
            _ => self.opaque_format(format, name),
        }
    }

    fn unknown_version(&mut self, format: Value<'s>, unknown: &UnknownVersion) {
        let UnknownVersion {
            language,
            version,
            known,
        } = unknown;
        let message = format!("`{version}` is no version of {language} that is known");
        let known: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
        let help = format!(
            "write the version that the schema is in, such as {}",
            known.join(", ")
        );
        let finding = Finding::new(&SCHEMA_FORMAT_UNKNOWN, format.location(), message);
        self.report(finding.with_help(help));
    }

    fn opaque_format(&mut self, format: Value<'s>, name: &str) {
        let message = format!("schemas in `{name}` are passed through without a look inside");
        let finding = Finding::new(&SCHEMA_FORMAT_OPAQUE, format.location(), message);
        self.report(finding);
    }
}
