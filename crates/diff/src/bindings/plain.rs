//! The fields of bindings that hold a single value, whatever is written there.

use tidings_model::grammar::bindings::{PROTOCOLS, Part};
use tidings_model::grammar::table::{Kind, Object as Grammar};

use super::{Object, VERSION_FIELD};

/// Whether `field` of the binding that `object` has for `protocol` holds a text, a number or a truth value, so that an
/// object there is one broken value and has no fields of its own.
pub(crate) fn is_plain(protocol: &str, object: Object, field: &str) -> bool {
    field == VERSION_FIELD
        || grammar_of(protocol, object).is_some_and(|known| is_plain_of(known, field))
}

/// The table of the binding that `object` has for `protocol`; `None` of a protocol that no table knows.
pub(super) fn grammar_of(protocol: &str, object: Object) -> Option<&'static Grammar> {
    let part = match object {
        Object::Server => Part::Server,
        Object::Channel => Part::Channel,
        Object::Operation => Part::Operation,
        Object::Message => Part::Message,
    };
    let known = PROTOCOLS.iter().find(|known| known.key == protocol)?;
    Some(known.object(part))
}

/// The same of `field` of an `object` in a binding.
fn is_plain_of(object: &'static Grammar, field: &str) -> bool {
    let mut fields = object.fields.iter();
    fields.any(|known| known.name == field && is_single(&known.kind))
        || inside(object, field).any(|(inner, rest)| is_plain_of(inner, rest))
}

/// The objects that stand in fields of `object`, each with what `field` is called in it: names have dots in them, too.
pub(super) fn inside<'f>(
    object: &'static Grammar,
    field: &'f str,
) -> impl Iterator<Item = (&'static Grammar, &'f str)> {
    object.fields.iter().filter_map(move |known| {
        let rest = field.strip_prefix(known.name)?.strip_prefix('.')?;
        Some((object_of(&known.kind)?, rest))
    })
}

fn is_single(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::String(_)
            | Kind::NullableString
            | Kind::SizedString(_)
            | Kind::Boolean
            | Kind::Scalar
            | Kind::Integer(_)
            | Kind::IntegerOneOf(_)
            | Kind::BindingVersion(_)
            | Kind::OneOf(_)
            | Kind::Name(_)
    )
}

/// The object that stands in a place, or in its items.
pub(super) fn object_of(kind: &Kind) -> Option<&'static Grammar> {
    match kind {
        Kind::Object(object) | Kind::ObjectOrReference(object) => Some(object),
        Kind::List(items) | Kind::NonEmptyList(items) | Kind::OneOrList(items) => object_of(items),
        _ => None,
    }
}
