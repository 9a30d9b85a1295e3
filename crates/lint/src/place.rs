//! From an element of the contract back to the text it came from.

use std::collections::HashSet;

use tidings_diag::{Location, Span};
use tidings_model::Contract;
use tidings_model::contract::{Channel, Origin, Server, placeholders};
use tidings_source::Sources;
use tidings_syntax::{Entry, Value};

/// Whether the document follows AsyncAPI 2.
pub(crate) fn is_v2(contract: &Contract) -> bool {
    contract.asyncapi.starts_with("2.")
}

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

/// The value itself, or what its reference leads to.
pub(crate) fn followed<'s>(sources: &'s Sources, value: Value<'s>) -> Option<Value<'s>> {
    let Some(reference) = value.get("$ref") else {
        return Some(value);
    };
    let resolved = sources.resolve(reference.span().file, reference.as_str()?);
    resolved.ok().map(|resolved| resolved.value)
}

/// A text of the document that has parts worth pointing at.
#[derive(Clone)]
pub(crate) struct Written<'s> {
    /// The text.
    pub(crate) text: &'s str,
    /// What the document calls it: `address`, `host`.
    pub(crate) name: &'static str,
    /// The entry's key, where that is the text.
    key: Option<Entry<'s>>,
    /// The value that is the text, or that stands behind it.
    value: Value<'s>,
}

impl<'s> Written<'s> {
    fn value(value: Value<'s>, name: &'static str) -> Option<Self> {
        Some(Self {
            text: value.as_str()?,
            name,
            key: None,
            value,
        })
    }

    /// Where it stands.
    pub(crate) fn location(&self) -> Location {
        match &self.key {
            Some(key) => key.key_location(),
            None => self.value.location(),
        }
    }

    /// The place of `part`; all of the text when escapes hide the part.
    pub(crate) fn part(&self, part: &str) -> Location {
        let all = self.location();
        match self.source(&all).find(part) {
            Some(start) => piece(all, start, part.len()),
            None => all,
        }
    }

    /// The place of the placeholder `name` with its braces, if it stands in them alone.
    pub(crate) fn placeholder(&self, name: &str) -> Location {
        let braced = format!("{{{name}}}");
        let stands_alone = self.text.contains(&braced);
        self.part(if stands_alone { &braced } else { name })
    }

    /// As [`Self::part`], for a part at the end.
    pub(crate) fn last(&self, part: &str) -> Location {
        let all = self.location();
        match self.source(&all).rfind(part) {
            Some(start) => piece(all, start, part.len()),
            None => all,
        }
    }

    fn source(&self, place: &Location) -> &'s str {
        &self.value.tree().text()[place.span.range()]
    }
}

/// The part of `place` that is `length` bytes long and starts `start` bytes behind its start.
fn piece(place: Location, start: usize, length: usize) -> Location {
    let start = place.span.start + start as u32;
    let span = Span::new(place.span.file, start, start + length as u32);
    Location { span, ..place }
}

/// The address of `channel` as written: its field `address`; in AsyncAPI 2 the key of the channel.
pub(crate) fn address<'s>(
    contract: &Contract,
    sources: &'s Sources,
    channel: &Channel,
) -> Option<Written<'s>> {
    if !is_v2(contract) {
        let address = field_at(sources, &channel.origin.location, "address")?;
        return Written::value(address.value, "address");
    }
    let entry = sources.root()?.get("channels")?.entry(&channel.key)?;
    Some(Written {
        text: entry.key,
        name: "address",
        key: Some(entry),
        value: entry.value,
    })
}

/// The names of the parameters in `address`.
///
/// In AsyncAPI 2 an address is a URI template (RFC 6570), whose expressions can begin with an operator, name several
/// variables and say how each is written out.
pub(crate) fn parameters_in<'a>(contract: &Contract, address: &'a str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for expression in placeholders(address) {
        if is_v2(contract) {
            let variables = expression.trim_start_matches(['+', '#', '.', '/', ';', '?', '&']);
            let variables = variables.split(',');
            names.extend(variables.filter_map(|variable| variable.split([':', '*']).next()));
        } else {
            names.push(expression);
        }
    }
    names
}

/// The templates of `server` as written: `host` and `pathname`; in AsyncAPI 2 `url`.
pub(crate) fn templates<'s>(sources: &'s Sources, server: &Server) -> Vec<Written<'s>> {
    let fields = ["host", "pathname", "url"];
    let written = |name| {
        let field = field_at(sources, &server.origin.location, name)?;
        Written::value(field.value, name)
    };
    fields.into_iter().filter_map(written).collect()
}

/// The key that names an element, or the element where no key does.
pub(crate) fn key_of(origin: &Origin) -> Location {
    origin.key.as_ref().unwrap_or(&origin.location).clone()
}

/// The channels that stand in the document's `channels`, not in `components` alone.
pub(crate) fn root_channels<'c>(
    contract: &'c Contract,
    sources: &Sources,
) -> impl Iterator<Item = &'c Channel> {
    let channels = sources.root().and_then(|root| root.get("channels"));
    let channels = channels.into_iter().flat_map(Value::entries);
    let keys: HashSet<&str> = channels.map(|channel| channel.key).collect();
    let channels = contract.channels.iter();
    channels.filter(move |channel| keys.contains(channel.key.as_str()))
}

/// Names for a message: "`a`, `b`".
pub(crate) fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
