//! Everything that is wrong with a document of which no value can be read.
//!
//! serde ends at the first place that does not fit, because there is no value to go on with.
//! So the document is read again with that place mended, until it can be read or a place cannot be mended; what was read
//! of mended places is not judged, because nobody wrote it.

use serde_json::{Map, Value};
use tidings_check::{Path, Violation, Violations};

use super::{Problems, Scope, Strict, words};
use crate::Payload;
use crate::union::buffer;

/// How often a document is read: hostile ones are wrong everywhere.
const MOST_READINGS: usize = 256;

/// How many values are read in all of them, so that a long document that is wrong costs little more than one that is not.
const MOST_VALUES: usize = 65_536;

/// From here on not every integer is a float, so what the document says is not known exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Texts of the forms that types read, for places whose type refuses the empty one.
const TEXTS: [&str; 6] = [
    "1970-01-01T00:00:00Z",
    "1970-01-01",
    "00:00:00Z",
    "PT0S",
    "00000000-0000-0000-0000-000000000000",
    "0",
];

/// What is wrong with `document`, which is made of `size` values and was refused because of `first`.
pub(crate) fn everything<T: Payload>(
    mut document: Value,
    size: usize,
    first: Problems,
) -> Problems {
    let mut mends = Mends::default();
    let mut found: Vec<Violation> = Vec::new();
    for _ in 0..(MOST_VALUES / size.max(1)).min(MOST_READINGS) {
        let (violation, is_untold) = match read::<T>(&document, size) {
            Ok(value) => {
                let mut violations = Violations::all().with_wire(document.into());
                value.check(&Path::root(), &mut violations);
                let judged = |one: &Violation| !mends.touch(&one.pointer);
                found.extend(violations.into_iter().filter(judged));
                break;
            }
            Err(refused) => refused,
        };
        if !mends.cover(&violation.pointer) {
            found.push(violation.clone());
        }
        if !mends.mend(&mut document, &violation, is_untold) {
            break;
        }
    }
    let met_first = first.first();
    match found.iter().position(|found| *found == met_first) {
        // A tree does not know in which order the properties stood.
        Some(position) => found[..=position].rotate_right(1),
        // Nor does it hold every number; the text does.
        None => return first,
    }
    Problems::all(found)
}

/// Reads `document`, or says what is wrong first, and whether that is a tag which tells no branch of its union.
fn read<T: Payload>(document: &Value, size: usize) -> Result<T, (Violation, bool)> {
    let _scope = Scope::exact(size);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(document, &mut track);
    T::deserialize(Strict(tracked)).map_err(|error| {
        let violation = words::problem(&track.path(), &error).first();
        (violation, Scope::is_untold())
    })
}

/// The places that were mended.
#[derive(Default)]
struct Mends {
    pointers: Vec<String>,
    /// How many texts were tried in the last place.
    texts: usize,
}

impl Mends {
    /// Whether the value at `pointer` was mended, or is part of one that was.
    fn cover(&self, pointer: &str) -> bool {
        let mut mended = self.pointers.iter();
        mended.any(|mended| is_within(pointer, mended))
    }

    /// Whether the value at `pointer` holds anything that was mended, or is covered.
    fn touch(&self, pointer: &str) -> bool {
        let mut mended = self.pointers.iter();
        mended.any(|mended| is_within(pointer, mended) || is_within(mended, pointer))
    }

    /// Puts something that may fit where `violation` is; `false` where nothing is known that would.
    fn mend(&mut self, document: &mut Value, violation: &Violation, is_untold: bool) -> bool {
        let Violation { pointer, message } = violation;
        let Some(place) = document.pointer_mut(pointer) else {
            return false;
        };
        let mended = match (Wrong::of(message), place) {
            (Some(Wrong::Missing(name)), Value::Object(properties)) => {
                let mended = pointer.clone() + &words::step(name);
                properties.insert(name.to_owned(), Value::Null);
                mended
            }
            (Some(Wrong::MissingTag(name, tag)), Value::Object(properties)) => {
                properties.insert(name.to_owned(), tag);
                // What is demanded of the branch is not known to be demanded.
                pointer.clone()
            }
            (Some(Wrong::Undeclared(name)), Value::Object(properties)) => {
                if properties.remove(name).is_none() {
                    return false;
                }
                pointer.clone() + &words::step(name)
            }
            (Some(Wrong::Unlisted(first)), place) => {
                *place = first;
                match pointer.rsplit_once('/') {
                    // Which branch was meant is not known, and so is what it demands.
                    Some((object, _)) if is_untold => object.to_owned(),
                    _ => pointer.clone(),
                }
            }
            (Some(Wrong::Type { found, fitting }), place)
                if found == buffer::type_of(place) && is_known(place) =>
            {
                *place = fitting;
                pointer.clone()
            }
            (Some(Wrong::Range(bound)), place @ Value::Number(_)) => {
                *place = bound;
                pointer.clone()
            }
            // A type refused the text in words of its own.
            (None, place @ Value::String(_)) => {
                if self.pointers.last() != Some(pointer) {
                    self.texts = 0;
                }
                let Some(text) = TEXTS.get(self.texts) else {
                    return false;
                };
                self.texts += 1;
                *place = Value::from(*text);
                pointer.clone()
            }
            _ => return false,
        };
        self.pointers.push(mended);
        true
    }
}

/// Whether `pointer` leads to `whole`, or into it.
fn is_within(pointer: &str, whole: &str) -> bool {
    let rest = pointer.strip_prefix(whole);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether `value` is what stood in the document.
fn is_known(value: &Value) -> bool {
    let float = value.as_f64().filter(|_| value.is_f64());
    float.is_none_or(|float| float.abs() < EXACT)
}

/// What can be wrong with a value, as [`words`] and unions say it.
enum Wrong<'m> {
    /// A property is missing.
    Missing(&'m str),
    /// The property that tells the branches of a union is missing; with the first of its constants.
    MissingTag(&'m str, Value),
    /// A property is not allowed.
    Undeclared(&'m str),
    /// It is none of the values that are listed; with the first of these.
    Unlisted(Value),
    /// It has another type, with a value of a type that is wanted.
    Type { found: &'m str, fitting: Value },
    /// It is a number outside of a range, with the end that it is beyond.
    Range(Value),
}

impl<'m> Wrong<'m> {
    fn of(message: &'m str) -> Option<Self> {
        if let Some(rest) = message.strip_prefix("the property \"") {
            if let Some(name) = rest.strip_suffix("\" is missing") {
                return Some(Self::Missing(name));
            }
            if let Some((name, tags)) = rest.split_once("\", one of ") {
                return Some(Self::MissingTag(name, first_of(tags)?));
            }
            return rest.strip_suffix("\" is not allowed").map(Self::Undeclared);
        }
        if let Some((_, listed)) = message.rsplit_once(" is not one of ") {
            return first_of(listed).map(Self::Unlisted);
        }
        let beyond = message.split_once(" is less than ");
        if let Some((_, end)) = beyond.or_else(|| message.split_once(" is greater than ")) {
            let end = end.split_once(", the ").map_or(end, |(end, _)| end);
            return serde_json::from_str(end).ok().map(Self::Range);
        }
        let (wanted, found) = message.strip_prefix("expected ")?.split_once(", found ")?;
        let fitting = value_of(wanted)?;
        Some(Self::Type { found, fitting })
    }
}

/// The first of several values that are listed as JSON.
fn first_of(listed: &str) -> Option<Value> {
    let mut values = serde_json::Deserializer::from_str(listed).into_iter();
    values.next()?.ok()
}

/// A value of the first type that is wanted, in words.
fn value_of(wanted: &str) -> Option<Value> {
    /// A type in words, and a value of it.
    type Fitting = (&'static str, fn() -> Value);
    const VALUES: [Fitting; 7] = [
        ("null", || Value::Null),
        ("a boolean", || Value::Bool(false)),
        ("an integer", || Value::from(0)),
        ("a number", || Value::from(0)),
        ("a string", || Value::from("")),
        ("an array", || Value::Array(Vec::new())),
        ("an object", || Value::Object(Map::new())),
    ];
    let mut values = VALUES.iter();
    let (_, value) = values.find(|(name, _)| wanted.starts_with(name))?;
    Some(value())
}
