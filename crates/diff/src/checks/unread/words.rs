//! What could not be read, in words: which part of which element it is, and what is wrong with it.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Flaw, LeftOut, Origin, Part};
use tidings_schema::Unread;
use tidings_syntax::unescape_pointer;

use super::super::lack::{after, last_of, last_step};
use super::super::versions::called;
use super::holder::is_whole_list;
use super::place::values;
use crate::Version;

/// The fields whose keys name what they hold.
const NAMING: [&str; 15] = [
    "bindings",
    "channels",
    "correlationIds",
    "messageTraits",
    "messages",
    "operationTraits",
    "operations",
    "parameters",
    "replies",
    "replyAddresses",
    "schemas",
    "securitySchemes",
    "serverVariables",
    "servers",
    "variables",
];

/// The fields that list what is called by the references to it.
const LISTING: [&str; 5] = ["messages", "oneOf", "security", "servers", "traits"];

/// What `one` is: "message `Placed` of channel `orders`", "the payload of message `Placed`".
pub(in crate::checks) fn named(contract: &Contract, one: &LeftOut) -> String {
    let described = match one.part {
        Part::FieldOf(object) => {
            let object = holder(contract, object, &one.location);
            return format!("the field `{}` of {object}", last_step(&one.location));
        }
        Part::Message if is_whole_list(contract, one) => {
            let owner = owner(contract, &one.location).unwrap_or_default();
            return format!("the list of messages of {owner}");
        }
        Part::Schema => {
            let (keyword, schema) = (keyword(&one.location), schema(contract, &one.location));
            return format!("`{keyword}` of {schema}");
        }
        part => part.described(),
    };
    if let Some(field) = whole_map(&one.location) {
        let owner = owner(contract, &one.location);
        let owner = owner.unwrap_or_else(|| "the document".to_owned());
        return format!("the field `{field}` of {owner}");
    }
    let noun = described.split_once(' ').map_or("", |(_, noun)| noun);
    let own = match (own_name(one), noun) {
        (Some(name), noun) if !noun.is_empty() => format!("{noun} `{name}`"),
        _ => described,
    };
    match owner(contract, &one.location) {
        Some(owner) => format!("{own} of {owner}"),
        None => own,
    }
}

/// The field that names what it holds, where that is all that stands at `place`: no map, and so nothing in it has a name.
fn whole_map(place: &Location) -> Option<&str> {
    let pointer = place.pointer.as_deref()?;
    let mut steps = pointer.strip_suffix("/$ref").unwrap_or(pointer).rsplit('/');
    let (last, outer) = (steps.next()?, steps.next()?);
    (NAMING.contains(&last) && !NAMING.contains(&outer)).then_some(last)
}

/// The `object` that has the field at `place`: by its name where it has one, and with the element that it lies in.
fn holder(contract: &Contract, object: &str, place: &Location) -> String {
    let around = nearest(contract, place);
    if let Some((1, name)) = around {
        return name;
    }
    let pointer = place.pointer.as_deref().unwrap_or_default();
    let mut steps = pointer.rsplit('/').skip(1);
    let (key, field) = (steps.next(), steps.next());
    let is_named = field.is_some_and(|field| NAMING.contains(&field));
    let own = match key.filter(|_| is_named) {
        Some(key) => format!("{object} `{}`", unescape_pointer(key)),
        None => format!("the {object}"),
    };
    match around {
        Some((_, name)) => format!("{own} of {name}"),
        None => own,
    }
}

/// The schema that has the part at `place`, by the component or the part of a message that it is, or lies in.
fn schema(contract: &Contract, place: &Location) -> String {
    let mut components = contract.components.iter();
    let component = components.find(|one| after(&one.location, place).is_some_and(is_inside));
    if let Some(component) = component.filter(|component| component.kind == "schemas") {
        let rest = after(&component.location, place).unwrap_or_default();
        return format!("{}the schema `{}`", values(rest), component.name);
    }
    let in_message = contract.messages.iter().find_map(|message| {
        let rest = after(&message.origin.location, place)?.strip_prefix('/')?;
        let (part, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let is_part = ["headers", "payload"].contains(&part);
        is_part.then(|| format!("{}the {part} of message `{}`", values(rest), message.key))
    });
    in_message.unwrap_or_else(|| match (nearest(contract, place), component) {
        (Some((_, name)), _) => format!("a schema of {name}"),
        (None, Some(component)) => format!("a schema of the component `{}`", component.name),
        (None, None) => "a schema".to_owned(),
    })
}

/// Whether what follows the pointer to something leads into it.
fn is_inside(rest: &str) -> bool {
    rest.starts_with('/')
}

/// The part of a schema that stands at `place`; an item has the name of its list.
fn keyword(place: &Location) -> String {
    let pointer = place.pointer.as_deref().unwrap_or_default();
    let mut steps = pointer.rsplit('/').map(unescape_pointer);
    let name = steps.find(|step| step.parse::<usize>().is_err());
    name.unwrap_or_default()
}

/// That `one`, a part of `version`, could not be read, in words.
pub(in crate::checks) fn sentence(contract: &Contract, one: &LeftOut, version: Version) -> String {
    let named = named(contract, one);
    format!(
        "{named} in the {} {}",
        version.name(),
        clause(&one.cause.flaw)
    )
}

/// The key or the reference by which `one` is known.
fn own_name(one: &LeftOut) -> Option<String> {
    let pointer = one.location.pointer.as_deref()?;
    let pointer = pointer.strip_suffix("/$ref").unwrap_or(pointer);
    let (outer, last) = pointer.rsplit_once('/')?;
    let field = outer.rsplit('/').next()?;
    let is_item = last.parse::<usize>().is_ok();
    let is_operation = one.part == Part::Operation && ["publish", "subscribe"].contains(&last);
    let is_key = is_operation || (NAMING.contains(&field) && !is_item);
    let is_listed = last == "message" || (LISTING.contains(&field) && is_item);
    match is_key {
        true => Some(last_of(pointer)),
        false => one.reference.as_deref().filter(|_| is_listed).map(last_of),
    }
}

/// The element that `place` lies in, the innermost one, or the components.
fn owner(contract: &Contract, place: &Location) -> Option<String> {
    let in_components = || {
        let mut components = contract.components.iter();
        components.any(|component| component.location == *place)
    };
    match nearest(contract, place) {
        Some((_, name)) => Some(name),
        None => in_components().then(|| "the components".to_owned()),
    }
}

/// The element that `place` lies in, the innermost one: how many steps lead from it to the place, and what it is called.
fn nearest(contract: &Contract, place: &Location) -> Option<(usize, String)> {
    let distance = |origin: &Origin| {
        let rest = after(&origin.location, place)?;
        is_inside(rest).then(|| rest.matches('/').count())
    };
    let messages = contract.messages.iter();
    let messages =
        messages.filter_map(|one| Some((distance(&one.origin)?, format!("message `{}`", one.key))));
    let channels = contract.channels.iter();
    let channels = channels
        .filter_map(|one| Some((distance(&one.origin)?, format!("channel `{}`", called(one)))));
    let operations = contract.operations.iter();
    let operations = operations
        .filter_map(|one| Some((distance(&one.origin)?, format!("operation `{}`", one.key))));
    let servers = contract.servers.iter();
    let servers =
        servers.filter_map(|one| Some((distance(&one.origin)?, format!("server `{}`", one.key))));
    let around = messages.chain(channels).chain(operations).chain(servers);
    around.min_by_key(|(steps, _)| *steps)
}

/// What is wrong with something, in words that follow its name.
pub(in crate::checks) fn clause(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Unread(address) => {
            let target = &address.target;
            format!("refers to `{target}`, of which no copy is kept")
        }
        Flaw::LeadsNowhere(target) => format!("refers to `{target}`, which cannot be followed"),
        Flaw::Broken => "is broken".to_owned(),
    }
}

/// What was wrong with something that is gone, in words that follow its name.
pub(in crate::checks) fn past_clause(flaw: &Flaw) -> String {
    match clause(flaw).split_once(' ') {
        Some(("refers", rest)) => format!("referred {rest}"),
        Some((_, rest)) => format!("was {rest}"),
        None => String::new(),
    }
}

/// What can be done about it, where that is not what `tidings validate` says.
pub(in crate::checks) fn advice(flaw: &Flaw) -> Option<&str> {
    match flaw {
        Flaw::Unread(address) => Some(&address.help),
        Flaw::LeadsNowhere(_) | Flaw::Broken => None,
    }
}

/// The keyword of what is not read because it is written in another language than what is around it.
const FOREIGN: &str = "schemaFormat";

/// What can be done about `unread`, where that is not what `tidings validate` says.
pub(in crate::checks) fn remedy(unread: &Unread) -> Option<&str> {
    match (&unread.address, unread.keyword.as_str()) {
        (Some(address), _) => Some(&address.help),
        (None, FOREIGN) => Some(
            "name it in `payload` or `headers` of a message itself, where its language is read",
        ),
        (None, _) => None,
    }
}

/// What is broken in a schema of `contract`, which is `version`, in words.
pub(in crate::checks) fn described(
    contract: &Contract,
    unread: &Unread,
    version: Version,
) -> String {
    let (version, name) = (version.name(), &unread.name);
    if let Some(address) = &unread.address {
        let target = &address.target;
        return format!("the {version} refers to `{target}`, of which no copy is kept");
    }
    match unread.keyword.as_str() {
        "" => format!("`{name}` in the {version} is no schema"),
        FOREIGN => format!(
            "a schema of another language inside other schemas of the {version} is not read"
        ),
        "$ref" | "$dynamicRef" | "$recursiveRef" => {
            // Behind the target stands what tells versions of its file apart.
            let target = name.split(" in ").next().unwrap_or_default();
            format!("the reference to `{target}` in the {version} cannot be followed")
        }
        keyword => {
            let schema = schema(contract, &unread.location);
            format!("`{keyword}` of {schema} in the {version} is broken")
        }
    }
}
