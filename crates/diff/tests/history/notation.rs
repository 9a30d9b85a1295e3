//! What of a document is notation and says nothing of the interface.

use tidings_schema::{Dialect, Literal, SchemaFormat};
use tidings_source::Sources;
use tidings_syntax::{Kind, Value};

use super::place::Place;

/// Whether a field says nothing of the interface: which version of the text is followed, what is laid flat, and what
/// tools write down for themselves.
pub(super) fn is_notation(key: &str) -> bool {
    key == "asyncapi" || key == "allOf" || key.starts_with("x-parser-")
}

/// The fields of an element that count for nothing, because a trait of it states them: in AsyncAPI 2 traits are laid
/// over what they are applied to (Operation Trait Object, "JSON Merge Patch").
pub(super) fn stated_by_traits<'s>(sources: &'s Sources, place: &Place<'s>) -> Vec<&'s str> {
    let version = sources.root().and_then(|root| root.get("asyncapi"));
    if !version.is_some_and(|version| version.as_str().is_some_and(|it| it.starts_with('2'))) {
        return Vec::new();
    }
    let traits = place.child("traits");
    let indices = (0..traits.length()).map(|index| index.to_string());
    let each = indices.map(|index| traits.child(&index).resolved(sources));
    let fields = each.flat_map(|one| one.values).flat_map(Value::entries);
    // Maps are laid over each other field by field; examples are a list, whatever people make of it.
    let whole =
        fields.filter(|entry| entry.value.kind() != Kind::Mapping || entry.key == "examples");
    whole.map(|entry| entry.key).collect()
}

/// Whether `other`, which stands at `path` where the other version has `place`, only says aloud what holds without it:
/// the default type of content, every server, that there are no tags or bindings, or that a host has no path below its
/// root (RFC 3986, 6.2.3).
pub(super) fn is_unsaid<'s>(
    sources: [&'s Sources; 2],
    path: &[String],
    place: &Place<'s>,
    other: &Place<'s>,
) -> bool {
    let root = |name: &str| {
        let roots = sources.iter().filter_map(|sources| sources.root());
        roots.filter_map(|root| root.get(name)).collect::<Vec<_>>()
    };
    match path.last().map(String::as_str) {
        Some("contentType") if place.values.is_empty() => {
            let stated = other.literals();
            let defaults = root("defaultContentType");
            defaults.iter().any(|it| stated == [Literal::from(*it)])
        }
        Some("servers") if place.values.is_empty() && path.len() > 1 => {
            let named: usize = other.values.iter().map(|value| value.items().len()).sum();
            let all = root("servers");
            all.iter().any(|all| all.entries().len() == named)
        }
        Some("schemaFormat") => match (format(place), format(other)) {
            (Some(one), Some(other)) => SchemaFormat::are_one(one, other),
            _ => language(place) == language(other),
        },
        Some("bindings" | "tags") if place.values.is_empty() => {
            let mut values = other.values.iter();
            values.all(|value| value.entries().len() + value.items().len() == 0)
        }
        Some("url") if path.len() == 3 && path[0] == "servers" => host(place) == host(other),
        // The messages are compared with what it makes of them.
        Some("defaultContentType") => path.len() == 1,
        _ => false,
    }
}

/// The address of a server, without a path that is nothing but its root.
fn host(place: &Place<'_>) -> Option<String> {
    let url = place.values.first()?.as_str()?;
    let bare = url.strip_suffix('/');
    let bare = bare.filter(|host| !host.replace("://", "").contains('/'));
    Some(bare.unwrap_or(url).to_owned())
}

fn format<'s>(place: &Place<'s>) -> Option<&'s str> {
    place.values.first().and_then(|value| value.as_str())
}

/// The language that a field `schemaFormat` names; AsyncAPI's own schemas are read as draft-07.
fn language(place: &Place<'_>) -> SchemaFormat {
    match format(place).map(SchemaFormat::of) {
        None | Some(SchemaFormat::JsonSchema(Dialect::AsyncApi)) => {
            SchemaFormat::JsonSchema(Dialect::Draft7)
        }
        Some(format) => format,
    }
}
