//! The fields of bindings that no protocol defines because their names start with `x-`.

use tidings_model::grammar::table::Object as Grammar;

use super::Object;
use super::plain::{grammar_of, inside};

/// Whether `field` of the binding that `object` has for `protocol` is an extension. Where a protocol lets everybody choose
/// the names, as it does for tags and labels, a name with `x-` is as good as any other.
pub(crate) fn is_extension(protocol: &str, object: Object, field: &str) -> bool {
    match grammar_of(protocol, object) {
        Some(grammar) => is_extension_of(grammar, field),
        None => is_extension_name(field),
    }
}

/// The same of `field` of an `object` in a binding.
fn is_extension_of(object: &'static Grammar, field: &str) -> bool {
    is_extension_name(field)
        || inside(object, field).any(|(inner, rest)| is_extension_of(inner, rest))
}

fn is_extension_name(field: &str) -> bool {
    field.starts_with("x-")
}
