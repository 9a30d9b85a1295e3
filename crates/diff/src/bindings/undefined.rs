//! The fields of bindings that the specification of a protocol does not define.

use tidings_model::grammar::table::Object as Grammar;

use super::plain::{grammar_of, inside};
use super::{Object, VERSION_FIELD};

/// Whether `field` of the binding that `object` has for `protocol` is none that the specification defines, and could be none:
/// an object that may have other fields than those that are listed has no undefined ones.
pub(crate) fn is_undefined(protocol: &str, object: Object, field: &str) -> bool {
    grammar_of(protocol, object).is_some_and(|known| is_undefined_of(known, field))
}

/// The same of `field` of an `object` in a binding.
fn is_undefined_of(object: &'static Grammar, field: &str) -> bool {
    let is_in = |known: &str| {
        let rest = field.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut fields = object.fields.iter();
    let is_known = fields.any(|known| is_in(known.name)) || is_in(VERSION_FIELD);
    let is_open = object.loose || object.open_since.is_some();
    (!is_known && !is_open && !field.is_empty())
        || inside(object, field).any(|(inner, rest)| is_undefined_of(inner, rest))
}
