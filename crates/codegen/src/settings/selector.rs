//! Which types a decision is about.

use serde::Deserialize;
use tidings_syntax::unescape_pointer;

/// A path that selects schemas.
///
/// `Order` is the schema that `components/schemas`, `$defs` or `definitions` call so, and `Order.lines` the one of its
/// property; items of a list are selected with the list. A path from the root of the document, as in
/// `components.schemas.Order`, or a JSON Pointer, as in `/components/schemas/Order`, selects exactly one place.
/// `*` stands for any one segment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(from = "String")]
#[cfg_attr(feature = "schemars", schemars(with = "String"))]
pub struct Selector {
    text: String,
    segments: Vec<String>,
    is_pointer: bool,
}

/// Keywords that lead from a schema to one of which a shorter path says nothing.
const SILENT: [&str; 3] = ["properties", "items", "additionalProperties"];

/// Keywords whose entries are schemas with names of their own.
const NAMING: [&str; 2] = ["$defs", "definitions"];

/// Where a schema stands, as selectors name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The segments of its pointer.
    full: Vec<String>,
    /// The same by names only.
    short: Vec<String>,
}

impl Address {
    /// The address of what stands at `pointer` in a file whose root is called `root`.
    pub(crate) fn new(pointer: &str, root: &str) -> Self {
        let segments = pointer.split('/').skip(1);
        let full: Vec<String> = segments.map(unescape_pointer).collect();
        let names_one = |segment: &String| NAMING.contains(&segment.as_str());
        let below = match full.iter().rposition(names_one) {
            Some(at) => &full[at + 1..],
            None => match &full[..] {
                [first, _, rest @ ..] if first == "components" => rest,
                rest => rest,
            },
        };
        let mut short: Vec<String> = Vec::new();
        if below.len() == full.len() {
            short.push(root.to_owned());
        }
        let named = below.iter().enumerate();
        // The first one is a name even where it is spelled like a keyword.
        let named = named.filter(|(index, segment)| {
            *index == 0 && below.len() < full.len() || !SILENT.contains(&segment.as_str())
        });
        short.extend(named.map(|(_, segment)| segment.clone()));
        Self { full, short }
    }

    /// The address of the message, channel, operation or server `key` that stands at `pointer`.
    pub(crate) fn of_element(pointer: &str, section: &str, key: &str) -> Self {
        let segments = pointer.split('/').skip(1);
        Self {
            full: segments.map(unescape_pointer).collect(),
            short: vec![section.to_owned(), key.to_owned()],
        }
    }

    /// The path that a user would write.
    pub(crate) fn shown(&self) -> String {
        self.short.join(".")
    }
}

impl From<String> for Selector {
    fn from(text: String) -> Self {
        let is_pointer = text.starts_with('/');
        let segments = match is_pointer {
            true => text.split('/').skip(1).map(unescape_pointer).collect(),
            false => text.split('.').map(str::to_owned).collect(),
        };
        Self {
            text,
            segments,
            is_pointer,
        }
    }
}

impl Selector {
    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it selects what stands at `address`.
    pub(crate) fn selects(&self, address: &Address) -> bool {
        let fits = |segments: &[String]| {
            segments.len() == self.segments.len()
                && segments
                    .iter()
                    .zip(&self.segments)
                    .all(|(segment, pattern)| pattern == "*" || pattern == segment)
        };
        fits(&address.full) || !self.is_pointer && fits(&address.short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, pointer: &str, expected: bool) {
        let selector = Selector::from(path.to_owned());
        let address = Address::new(pointer, "order");
        assert_eq!(selector.selects(&address), expected, "{path} {pointer}");
    }

    #[test]
    fn schemas_are_selected_by_name_by_path_and_by_pointer() {
        let order = "/components/schemas/Order";
        let lines = "/components/schemas/Order/properties/lines";
        let line = "/components/schemas/Order/properties/lines/items";
        check("Order", order, true);
        check("components.schemas.Order", order, true);
        check("/components/schemas/Order", order, true);
        check("Order", lines, false);
        check("Order.lines", lines, true);
        check("Order.lines", line, true);
        check("/components/schemas/Order/properties/lines", line, false);
        check("*.lines", lines, true);
        check("Order.*", lines, true);
        check("*", order, true);
        check("*", lines, false);
        check("Line", "/$defs/Line", true);
        check("order", "", true);
        check("order.lines", "/properties/lines/items", true);
        check(
            "Placed.payload",
            "/components/messages/Placed/payload",
            true,
        );
        check("/components/schemas/a~1b", "/components/schemas/a~1b", true);
    }
}
