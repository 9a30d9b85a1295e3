//! What every element has: an origin and bindings.

use tidings_diag::Location;
use tidings_syntax::{Value, unescape_pointer};

use super::Lowering;
use super::layers::Layers;
use crate::contract::{Binding, Origin, Part};

impl<'s> Lowering<'s> {
    /// The bindings of an element, traits merged.
    pub(super) fn bindings(&self, element: &Layers<'s>) -> Vec<Binding> {
        let bindings = element.field("bindings", |value| self.reader.part(Part::Binding, value));
        let protocols = bindings.keys(|key| !key.starts_with("x-"));
        protocols
            .into_iter()
            .filter_map(|protocol| {
                let layers = bindings.field(protocol, |value| {
                    let binding = self.reader.follow(value);
                    self.reader.or_leave_out(binding, Part::Binding, value)
                });
                Some(Binding {
                    protocol: protocol.to_owned(),
                    location: layers.top()?.location(),
                    value: layers.merged()?,
                })
            })
            .collect()
    }
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
