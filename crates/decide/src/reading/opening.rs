//! What refuses names in one object, and what is left of that for a reader who ignores unknown names.

use tidings_schema::{Additional, ObjectRules, SchemaGraph};

use super::position::{Position, is_false};
use crate::patterns::Patterns;

/// How far an object was opened.
pub(super) enum Opened<'g> {
    /// It refuses no name any more, or never did.
    Wholly,
    /// It has to refuse these names and patterns of names, by which it is told from its neighbours.
    But(Vec<&'g str>, Vec<&'g str>),
    /// It was left as it is.
    NotAtAll(&'static str),
}

/// Drops what refuses names from `object`; all of it where no `position` says what the neighbours know.
pub(super) fn opened<'g>(
    graph: &SchemaGraph,
    object: &mut ObjectRules,
    position: Option<&Position<'g>>,
    patterns: &mut Patterns,
) -> Opened<'g> {
    let refuses = match object.additional {
        Additional::Denied => true,
        Additional::Schema(schema) => is_false(graph, schema),
        Additional::Unstated | Additional::Allowed => false,
    };
    let refuses_unevaluated = object
        .unevaluated
        .is_some_and(|schema| is_false(graph, schema));
    let Some(position) = position else {
        if refuses {
            object.additional = Additional::Unstated;
        }
        if refuses_unevaluated {
            object.unevaluated = None;
        }
        return Opened::Wholly;
    };
    if refuses_unevaluated {
        return Opened::NotAtAll("`unevaluatedProperties: false` tells schemas apart");
    }
    if refuses && position.is_unread() {
        return Opened::NotAtAll("a broken part of the schema tells schemas apart");
    }
    // Where a neighbour takes any name, every name is known.
    if !refuses || !position.rest().is_empty() {
        return Opened::Wholly;
    }
    let names = position.names(patterns);
    let known = position.patterns(&names, patterns);
    let own = |source: &str| {
        object
            .pattern_properties
            .iter()
            .any(|(own, _)| own == source)
    };
    let foreign: Vec<&str> = known.into_keys().filter(|source| !own(source)).collect();
    let mut declared = object
        .properties
        .iter()
        .map(|property| property.name.as_str());
    let clash = declared.any(|name| {
        foreign
            .iter()
            .any(|source| patterns.is_match(source, name) == Ok(true))
    });
    if !foreign.is_empty() && (clash || !object.pattern_properties.is_empty()) {
        return Opened::NotAtAll("patterns of names tell schemas apart");
    }
    let sources: Vec<&'g str> = position
        .pattern_sources()
        .filter(|source| own(source))
        .collect();
    let is_own = |name: &str, patterns: &mut Patterns| {
        object.property(name).is_some()
            || sources
                .iter()
                .any(|source| patterns.is_match(source, name) == Ok(true))
    };
    let refused = names
        .into_keys()
        .filter(|name| !is_own(name, patterns))
        .collect();
    object.additional = Additional::Unstated;
    Opened::But(refused, foreign)
}
