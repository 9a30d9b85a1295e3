//! Ways to be let in.

use tidings_syntax::Value;

use super::Lowering;
use super::element::{origin, own_key};
use super::layers::Layers;
use crate::contract::SecurityScheme;

impl<'s> Lowering<'s> {
    /// The security schemes that the list `security` of an element names.
    pub(super) fn security(&self, element: &Layers<'s>) -> Vec<SecurityScheme> {
        let schemes = self.reader.items(element.get("security"));
        schemes.into_iter().filter_map(security_scheme).collect()
    }
}

fn security_scheme(value: Value<'_>) -> Option<SecurityScheme> {
    let fields = Layers::of(value);
    let origin = origin(value);
    Some(SecurityScheme {
        key: own_key(&origin),
        scheme: fields.text("type")?,
        description: fields.text("description"),
        origin,
    })
}
