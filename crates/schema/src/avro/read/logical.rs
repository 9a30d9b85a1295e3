//! `logicalType`, which is ignored where it does not fit; a finding says so.

use tidings_diag::nearest;
use tidings_syntax::Value;

use super::TypeReader;
use crate::avro::logical::{KNOWN, Known, digits_of_bytes};
use crate::avro::rules::AVRO_LOGICAL_TYPE_IGNORED;
use crate::avro::{AvroId, AvroKind, AvroLogical};

impl<'s> TypeReader<'_, 's> {
    /// Reads the logical type of the schema `id` at `value`, whose type is known.
    pub(super) fn logical(&mut self, value: Value<'s>, id: AvroId) {
        let Some(name) = self.text(value, "logicalType") else {
            return;
        };
        let logical = match Known::named(name) {
            None => {
                self.unknown_logical(value, name);
                Some(AvroLogical::Other(name.to_owned()))
            }
            Some(known) => self.known_logical(value, id, known),
        };
        self.reader.graph.schemas[id.0 as usize].logical = logical;
    }

    /// Says that the types without logical types ignore one.
    pub(super) fn ignored_logical(&mut self, value: Value<'s>, id: AvroId) {
        if let Some(known) = self.text(value, "logicalType").and_then(Known::named) {
            self.known_logical(value, id, known);
        }
    }

    /// A name that the specification does not have may be somebody's own, or a misspelt one.
    fn unknown_logical(&mut self, value: Value<'s>, name: &str) {
        let meant = nearest(name, KNOWN.iter().map(|known| known.name));
        if let Some(meant) = meant
            && let Some(place) = value.get("logicalType")
        {
            let message = format!("there is no logical type `{name}`, so it is ignored");
            self.finding(&AVRO_LOGICAL_TYPE_IGNORED, place.location(), message)
                .help = Some(format!("did you mean `{meant}`?"));
        }
    }

    fn known_logical(
        &mut self,
        value: Value<'s>,
        id: AvroId,
        known: &'static Known,
    ) -> Option<AvroLogical> {
        let version = self.scope.version;
        let kind = &self.reader.graph.get(id).kind;
        let name = known.name;
        let reason = if matches!(kind, AvroKind::Unknown) {
            return None;
        } else if known.since > version {
            Some(format!(
                "exists from Avro {} on, this follows {version}",
                known.since
            ))
        } else if !known.is_on(kind, version) {
            let kind = kind.type_name();
            Some(format!("belongs on {}, not on `{kind}`", known.types()))
        } else {
            None
        };
        if let Some(reason) = reason {
            self.logical_ignored(value, "logicalType", format!("`{name}` {reason}"));
            return None;
        }
        known.logical().or_else(|| self.decimal(value, id))
    }

    /// `precision` and `scale` (Avro 1.12, "Decimal").
    fn decimal(&mut self, value: Value<'s>, id: AvroId) -> Option<AvroLogical> {
        let number = |name| value.get(name).and_then(Value::as_number)?.as_u64();
        let Some(precision) = number("precision").filter(|precision| *precision > 0) else {
            let message = "`decimal` must have a `precision`, a number from 1 on";
            self.logical_ignored(value, "precision", message.to_owned());
            return None;
        };
        let scale = match value.get("scale") {
            None => 0,
            Some(_) => match number("scale") {
                Some(scale) if scale <= precision => scale,
                _ => {
                    let message =
                        format!("`scale` must be a number from 0 to the precision, {precision}");
                    self.logical_ignored(value, "scale", message);
                    return None;
                }
            },
        };
        if let AvroKind::Fixed(fixed) = &self.reader.graph.get(id).kind {
            let digits = digits_of_bytes(fixed.size);
            if precision > digits {
                let message = format!(
                    "{} bytes hold {digits} digits, fewer than the precision, {precision}",
                    fixed.size
                );
                self.logical_ignored(value, "precision", message);
                return None;
            }
        }
        Some(AvroLogical::Decimal { precision, scale })
    }

    fn logical_ignored(&mut self, value: Value<'s>, attribute: &str, message: String) {
        let place = value.get(attribute).or_else(|| value.get("logicalType"));
        let location = place.unwrap_or(value).location();
        let message = format!("{message}; the logical type is ignored");
        self.finding(&AVRO_LOGICAL_TYPE_IGNORED, location, message);
    }
}
