//! What every element has: an origin and bindings.

use tidings_diag::Location;
use tidings_schema::avro::AvroVersion;
use tidings_syntax::{Kind as ValueKind, Value, unescape_pointer};

use super::Lowering;
use super::layers::Layers;
use crate::contract::{Binding, Extension, FieldPlaces, Origin, Part, Payload};
use crate::grammar::bindings::{self, PROTOCOLS};
use crate::grammar::check::is_avro;
use crate::grammar::table::Kind;
use crate::payload;

impl<'s> Lowering<'s> {
    /// The bindings that an element, which is a `part` of the contract, has; traits merged.
    pub(super) fn bindings(&mut self, element: &Layers<'s>, part: bindings::Part) -> Vec<Binding> {
        let bindings = element.field("bindings", |value| self.reader.part(Part::Binding, value));
        let protocols = bindings.keys(|key| !key.starts_with("x-"));
        let mut found = Vec::new();
        for protocol in protocols {
            let layers = bindings.field(protocol, |value| {
                let binding = self.reader.follow(value);
                self.reader.or_leave_out(binding, Part::Binding, value)
            });
            if let (Some(top), Some(value)) = (layers.top(), layers.merged()) {
                found.push(Binding {
                    protocol: protocol.to_owned(),
                    origin: origin(top),
                    value,
                    fields: field_places(&layers, DEPTH_OF_BINDINGS),
                    schemas: self.schemas_of_binding(&layers, protocol, part),
                });
            }
        }
        found
    }

    /// The extensions beside the bindings that an element has; traits merged.
    pub(super) fn binding_extensions(&self, element: &Layers<'s>) -> Vec<Extension> {
        let bindings = element.field("bindings", |value| self.reader.object(value));
        bindings.extensions()
    }

    /// The schemas in a binding, by the fields that its protocol has for them.
    fn schemas_of_binding(
        &mut self,
        binding: &Layers<'s>,
        protocol: &str,
        part: bindings::Part,
    ) -> Vec<(String, Payload)> {
        let known = PROTOCOLS.iter().find(|known| known.key == protocol);
        let fields = known.map_or(&[][..], |known| known.object(part).fields);
        let found = fields.iter().filter_map(|field| {
            let schema = self.schema_of_binding(binding.get(field.name)?, field.kind)?;
            Some((field.name.to_owned(), schema))
        });
        found.collect()
    }

    /// The schema that a field of this kind holds, unless it holds the value itself.
    fn schema_of_binding(&mut self, value: Value<'s>, kind: Kind) -> Option<Payload> {
        let is_schema = match kind {
            Kind::SchemaOrAvro { .. } if is_avro(value) => {
                let format = "application/vnd.apache.avro";
                let version = AvroVersion::default();
                return Some(payload::avro(&mut self.schemas, format, value, version));
            }
            Kind::Schema | Kind::SchemaOrAvro { .. } => true,
            Kind::TextSchema
            | Kind::ObjectOr {
                object: Kind::Schema,
                ..
            } => value.kind() == ValueKind::Mapping,
            _ => false,
        };
        is_schema
            .then(|| self.payload(value, Part::SchemaOfBinding))
            .flatten()
    }
}

/// How deep objects lie in a binding whose fields are told by their places; what lies deeper is a schema.
const DEPTH_OF_BINDINGS: usize = 6;

/// Where the fields of an element stand, and those of objects in it down to `depth` levels.
pub(super) fn field_places(element: &Layers<'_>, depth: usize) -> FieldPlaces {
    fn add(value: Value<'_>, path: &str, depth: usize, places: &mut Vec<(String, Location)>) {
        if depth == 0 {
            return;
        }
        for entry in value.entries() {
            let path = match path {
                "" => entry.key.to_owned(),
                path => format!("{path}.{}", entry.key),
            };
            places.push((path.clone(), entry.key_location()));
            add(entry.value, &path, depth - 1, places);
        }
        for (index, item) in value.items().enumerate() {
            add(item, &format!("{path}[{index}]"), depth - 1, places);
        }
    }
    let mut places = Vec::new();
    for layer in element.top().iter().chain(element.below()) {
        add(*layer, "", depth, &mut places);
    }
    FieldPlaces::new(places, element.overridden())
}

/// Where `value` stands, and the key that names it there.
pub(super) fn origin(value: Value<'_>) -> Origin {
    let location = value.location();
    let key = value.own_entry().map(|entry| Location {
        span: entry.key_span,
        pointer: location.pointer.clone(),
    });
    Origin { location, key }
}

/// The key that names an element where it stands; `None` for a whole file and for an item of a list.
pub(super) fn own_key(origin: &Origin) -> Option<String> {
    origin.key.as_ref()?;
    let (_, segment) = origin.location.pointer.as_deref()?.rsplit_once('/')?;
    Some(unescape_pointer(segment))
}
