//! From an element of the contract back to the text it came from.

use tidings_diag::{Location, Span};
use tidings_source::Sources;
use tidings_syntax::{Entry, Value};

/// The value at `location`.
pub(crate) fn value_at<'s>(sources: &'s Sources, location: &Location) -> Option<Value<'s>> {
    let tree = &sources.file(location.span.file).tree;
    tree.pointer(location.pointer.as_deref()?)
}

/// The field `field` of the object at `location`.
pub(crate) fn field_at<'s>(
    sources: &'s Sources,
    location: &Location,
    field: &str,
) -> Option<Entry<'s>> {
    value_at(sources, location)?.entry(field)
}

/// The place of `part` in the text of `value`; all of it when escapes hide the part.
pub(crate) fn part_of(value: Value<'_>, part: &str) -> Location {
    let location = value.location();
    let span = location.span;
    let text = &value.tree().text()[span.range()];
    match text.find(part) {
        Some(start) => {
            let start = span.start + start as u32;
            let span = Span::new(span.file, start, start + part.len() as u32);
            Location { span, ..location }
        }
        None => location,
    }
}
