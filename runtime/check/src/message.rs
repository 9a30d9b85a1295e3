//! The words in which a breach of a keyword is told, each written once.

use std::fmt::{self, Display, Write};

/// Values and patterns are shown up to this many characters.
const SHOWN: usize = 60;

/// A value as a message shows it: cut where it is long, left out where it is sensitive.
#[derive(Clone, Copy)]
pub enum Shown<'a> {
    /// Must not be shown; reads "the value".
    Hidden,
    /// A string, shown in quotes.
    Text(&'a str),
    /// Anything else, shown as it displays itself.
    Plain(&'a dyn Display),
}

impl<'a> Shown<'a> {
    /// The same value, or none when it is `sensitive`.
    #[must_use]
    pub fn unless(self, sensitive: bool) -> Self {
        if sensitive { Self::Hidden } else { self }
    }
}

impl Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hidden => formatter.write_str("the value"),
            Self::Text(text) => {
                formatter.write_char('"')?;
                write!(Cut::new(formatter), "{}", Escaped(text))?;
                formatter.write_char('"')
            }
            Self::Plain(value) => {
                let mut cut = Cut::new(formatter);
                write!(cut, "{value}")
            }
        }
    }
}

/// Control characters and quotes as JSON escapes them, so that a message stays one line.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Beyond what is shown nothing needs escaping: a value may be megabytes long.
        for character in self.0.chars().take(SHOWN + 1) {
            match character {
                '"' | '\\' => write!(formatter, "\\{character}")?,
                '\n' => formatter.write_str("\\n")?,
                '\r' => formatter.write_str("\\r")?,
                '\t' => formatter.write_str("\\t")?,
                control if control.is_control() => {
                    write!(formatter, "\\u{:04x}", control as u32)?;
                }
                other => formatter.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// Lets the first characters through, then an ellipsis, then nothing.
struct Cut<'a, 'f> {
    formatter: &'a mut fmt::Formatter<'f>,
    left: usize,
    ended: bool,
}

impl<'a, 'f> Cut<'a, 'f> {
    fn new(formatter: &'a mut fmt::Formatter<'f>) -> Self {
        Self {
            formatter,
            left: SHOWN,
            ended: false,
        }
    }
}

impl Write for Cut<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            if self.ended {
                return Ok(());
            }
            if self.left == 0 {
                self.ended = true;
                return self.formatter.write_char('…');
            }
            self.left -= 1;
            self.formatter.write_char(character)?;
        }
        Ok(())
    }
}

/// A number of things: `1 item`, `2 items`.
fn counted(count: impl Into<u128>, one: &str, many: &str) -> String {
    let count = count.into();
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}

/// `minimum` is not kept.
pub fn minimum(value: Shown<'_>, bound: &dyn Display) -> String {
    format!("{value} is less than {bound}")
}

/// `maximum` is not kept.
pub fn maximum(value: Shown<'_>, bound: &dyn Display) -> String {
    format!("{value} is greater than {bound}")
}

/// `exclusiveMinimum` is not kept.
pub fn exclusive_minimum(value: Shown<'_>, bound: &dyn Display) -> String {
    format!("{value} is not greater than {bound}")
}

/// `exclusiveMaximum` is not kept.
pub fn exclusive_maximum(value: Shown<'_>, bound: &dyn Display) -> String {
    format!("{value} is not less than {bound}")
}

/// `multipleOf` is not kept.
pub fn multiple_of(value: Shown<'_>, divisor: &dyn Display) -> String {
    format!("{value} is not a multiple of {divisor}")
}

/// `minLength` is not kept.
pub fn min_length(value: Shown<'_>, bound: u64) -> String {
    let bound = counted(bound, "character", "characters");
    format!("{value} is shorter than {bound}")
}

/// `maxLength` is not kept.
pub fn max_length(value: Shown<'_>, bound: u64) -> String {
    let bound = counted(bound, "character", "characters");
    format!("{value} is longer than {bound}")
}

/// `pattern` is not kept.
pub fn pattern(value: Shown<'_>, pattern: &str) -> String {
    let pattern = Shown::Plain(&pattern);
    format!("{value} does not match the pattern {pattern}")
}

/// `pattern` could not be decided within the limit on work.
pub fn pattern_limit(value: Shown<'_>, pattern: &str) -> String {
    let pattern = Shown::Plain(&pattern);
    format!("{value} takes too long to match against the pattern {pattern}")
}

/// `format` is not kept; `reason` is what the format's check says.
pub fn format(value: Shown<'_>, format: &str, reason: &str) -> String {
    format!("{value} is not a valid {format}: {reason}")
}

/// `minItems` is not kept.
pub fn min_items(count: usize, bound: u64) -> String {
    let count = counted(count as u64, "item", "items");
    format!("has {count}, fewer than {bound}")
}

/// `maxItems` is not kept.
pub fn max_items(count: usize, bound: u64) -> String {
    let count = counted(count as u64, "item", "items");
    format!("has {count}, more than {bound}")
}

/// `uniqueItems` is not kept.
pub fn unique_items(first: usize, second: usize) -> String {
    format!("items {first} and {second} are equal")
}

/// `uniqueItems` is not kept, and which items are equal is not known.
pub fn repeated_items() -> String {
    "has two items that are equal".to_owned()
}

/// The schema is `false`.
pub fn nothing() -> String {
    "is not allowed".to_owned()
}

/// `minProperties` is not kept.
pub fn min_properties(count: usize, bound: u64) -> String {
    let count = counted(count as u64, "property", "properties");
    format!("has {count}, fewer than {bound}")
}

/// `maxProperties` is not kept.
pub fn max_properties(count: usize, bound: u64) -> String {
    let count = counted(count as u64, "property", "properties");
    format!("has {count}, more than {bound}")
}

/// `type` is not kept; both are types with their article, "an integer".
pub fn wrong_type(value: Shown<'_>, expected: &dyn Display) -> String {
    format!("{value} is not {expected}")
}

/// Types with their articles.
pub fn types(names: &[&str]) -> String {
    let types: Vec<&str> = names
        .iter()
        .map(|name| match *name {
            "array" => "an array",
            "boolean" => "a boolean",
            "integer" => "an integer",
            "null" => "null",
            "number" => "a number",
            "object" => "an object",
            "string" => "a string",
            other => other,
        })
        .collect();
    types.join(" or ")
}

/// `const` is not kept.
pub fn constant(value: Shown<'_>, expected: &dyn Display) -> String {
    let expected = Shown::Plain(expected);
    format!("{value} is not {expected}")
}

/// `enum` is not kept; `values` lists what is allowed.
pub fn enumeration(value: Shown<'_>, values: &dyn Display) -> String {
    let values = Shown::Plain(values);
    format!("{value} is none of {values}")
}

/// `required` is not kept: the property `name` is not there.
pub fn required(name: &str) -> String {
    let name = Shown::Plain(&name);
    format!("the property `{name}` is missing")
}

/// `dependencies` are not kept: `present` is there, and `name`, which it needs, is not.
pub fn dependent_required(present: &str, name: &str) -> String {
    let (present, name) = (Shown::Plain(&present), Shown::Plain(&name));
    format!("the property `{name}` is missing, which `{present}` needs")
}

/// Names, as a sentence lists what belongs together: "`a` and `b`".
fn together(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(" and ")
}

/// No list of properties, of which one has to be there, is.
pub fn none_required<'n>(lists: impl Iterator<Item = &'n [&'n str]>) -> String {
    let lists: Vec<String> = lists.map(together).collect();
    let lists = lists.join(", or ");
    format!("{} must be there", Shown::Plain(&lists))
}

/// Several lists of properties are there, of which only one may be.
pub fn several_required<'n>(lists: impl Iterator<Item = &'n [&'n str]>) -> String {
    let lists: Vec<String> = lists.map(together).collect();
    let lists = lists.join(", or ");
    format!("only {} may be there", Shown::Plain(&lists))
}

/// The properties `names` are all there, and may not be together.
pub fn excluded(names: &[&str]) -> String {
    let names = together(names);
    format!("{} may not be there together", Shown::Plain(&names))
}

/// The value is one of those that are excluded.
pub fn not_among(value: Shown<'_>) -> String {
    format!("{value} is excluded")
}

/// A pattern that must not match does.
pub fn not_pattern(value: Shown<'_>, pattern: &str) -> String {
    let pattern = Shown::Plain(&pattern);
    format!("{value} matches the pattern {pattern}, which is excluded")
}

/// `additionalProperties: false` is not kept by the property `name`.
pub fn additional_property(name: &str) -> String {
    let name = Shown::Plain(&name);
    format!("the property `{name}` is not allowed")
}

/// `contains` is not kept.
pub fn contains() -> String {
    "has no item that `contains` asks for".to_owned()
}

/// `minContains` is not kept: `found` items are what `contains` asks for.
pub fn min_contains(found: u64, bound: u64) -> String {
    let found = counted(found, "item", "items");
    format!("has {found} that `contains` asks for, fewer than {bound}")
}

/// `maxContains` is not kept.
pub fn max_contains(bound: u64) -> String {
    let bound = counted(bound, "item", "items");
    format!("has more than {bound} that `contains` asks for")
}

/// `unevaluatedItems: false` is not kept by the item `index`.
pub fn unevaluated_item(index: usize) -> String {
    format!("item {index} is not allowed, because no schema describes it")
}

/// `unevaluatedProperties: false` is not kept by the property `name`.
pub fn unevaluated_property(name: &str) -> String {
    let name = Shown::Plain(&name);
    format!("the property `{name}` is not allowed, because no schema describes it")
}

/// `not` is not kept.
pub fn not() -> String {
    "is what `not` excludes".to_owned()
}

/// `anyOf` or `oneOf` of `count` schemas is not kept, and none of them is nearer than the others.
pub fn no_branch(count: usize) -> String {
    format!("fits none of the {count} schemas it may have")
}

/// `oneOf` of `count` schemas is not kept because `valid` of them fit.
pub fn several_branches(valid: usize, count: usize) -> String {
    format!("fits {valid} of the {count} schemas, and must fit exactly one")
}
