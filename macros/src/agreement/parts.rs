//! Parts whose types are declared elsewhere: what the contract says of them, and who promises to keep to that.
//!
//! A macro sees one declaration.
//! So at the place of a part both the type and the contract get one and the same value, and the compiler is told to look
//! for the promise that the part's type has given: it was held against the very schema that stands there.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::DeriveInput;
use tidings_project::Project;
use tidings_schema::{
    Additional, Literal, Rules, SchemaGraph, SchemaId, SchemaKind, Sparse, Type, example,
};

use super::Direction;
use super::document::{Hole, Step};
use super::subject::Subject;

/// What the contract says at the place of a part.
pub(super) enum Found {
    /// This schema.
    One(SchemaId),
    /// Nothing.
    Nothing,
    /// More than one schema.
    Several,
}

/// The schema that stands where `hole` is, seen from `schema`.
pub(super) fn locate(graph: &SchemaGraph, schema: SchemaId, hole: &Hole<'_>) -> Found {
    let mut current = BTreeSet::from([schema]);
    for step in &hole.way {
        let mut next = BTreeSet::new();
        for id in in_place(graph, &current, hole.tag.as_ref()) {
            let Some(rules) = graph.rules(id) else {
                continue;
            };
            match step {
                Step::Property(name) => match rules.object.property(name) {
                    Some(property) => drop(next.insert(property.schema)),
                    None => next.extend(entries(rules)),
                },
                Step::Entry => next.extend(entries(rules)),
                Step::Index(index) => {
                    let at = rules.array.prefix.get(*index).copied();
                    next.extend(at.or(rules.array.items));
                }
                Step::Item => next.extend(rules.array.items),
                Step::Present => {}
            }
        }
        if *step == Step::Present {
            next = present(graph, &current);
        }
        current = next;
    }
    let mut found = current.into_iter();
    match (found.next(), found.next()) {
        (None, _) => Found::Nothing,
        (Some(one), None) => Found::One(one),
        (Some(_), Some(_)) => Found::Several,
    }
}

fn entries(rules: &Rules) -> Option<SchemaId> {
    match rules.object.additional {
        Additional::Schema(schema) => Some(schema),
        Additional::Unstated | Additional::Allowed | Additional::Denied => None,
    }
}

/// The schemas that apply to one value with `schemas`; of alternatives only those that take the tag.
fn in_place(
    graph: &SchemaGraph,
    schemas: &BTreeSet<SchemaId>,
    tag: Option<&(String, String)>,
) -> BTreeSet<SchemaId> {
    let mut waiting: Vec<SchemaId> = schemas.iter().copied().collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let id = graph.resolve(id);
        if !seen.insert(id) {
            continue;
        }
        if let Some(rules) = graph.rules(id) {
            waiting.extend(&rules.all_of);
            let alternatives = rules.any_of.iter().chain(&rules.one_of).copied();
            waiting.extend(alternatives.filter(|branch| takes(graph, *branch, tag)));
        }
    }
    seen
}

/// Whether `branch` can be the one that `tag` names.
fn takes(graph: &SchemaGraph, branch: SchemaId, tag: Option<&(String, String)>) -> bool {
    let Some((name, value)) = tag else {
        return true;
    };
    let of_tag = in_place(graph, &BTreeSet::from([branch]), None)
        .into_iter()
        .filter_map(|id| graph.rules(id)?.object.property(name))
        .filter_map(|property| graph.rules(property.schema));
    let mut of_tag = of_tag.filter_map(|rules| {
        let constant = rules.constant.as_deref().map(std::slice::from_ref);
        constant.or(rules.enumeration.as_deref())
    });
    of_tag.all(|values| values.iter().any(|one| one.as_str() == Some(value)))
}

/// What is left of `schemas` where the value is not `null`.
fn present(graph: &SchemaGraph, schemas: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let is_null = |id: SchemaId| {
        let types = graph.rules(id).and_then(Rules::stated_types);
        types.is_some_and(|types| types == [Type::Null].into_iter().collect())
    };
    let mut left = BTreeSet::new();
    for id in schemas {
        let branches: Vec<SchemaId> = match graph.rules(*id) {
            Some(rules) => rules.any_of.iter().chain(&rules.one_of).copied().collect(),
            None => Vec::new(),
        };
        match branches.iter().any(|branch| is_null(*branch)) {
            true => left.extend(branches.into_iter().filter(|branch| !is_null(*branch))),
            false => drop(left.insert(*id)),
        }
    }
    left
}

/// Puts one value in place of whatever `schema` allows, and gives it back.
pub(super) fn fill(graph: &mut SchemaGraph, schema: SchemaId) -> Literal {
    let known = match &graph.get(schema).kind {
        SchemaKind::Rules(rules) => rules.constant.as_deref().cloned(),
        SchemaKind::Boolean(_) | SchemaKind::Reference(_) => None,
    };
    let value = known
        .or_else(|| example(graph, schema, 0).ok())
        .unwrap_or_else(|| Literal::Object(Vec::new()));
    let rules = Rules {
        constant: Some(Box::new(value.clone())),
        ..Rules::default()
    };
    graph.replace(schema, SchemaKind::Rules(Box::new(rules)));
    value
}

/// What has the compiler look for the promise of a part's type.
pub(super) fn demanded(
    hole: &Hole<'_>,
    place: &str,
    direction: Direction,
    runtime: &TokenStream,
) -> TokenStream {
    let (ty, Direction { sends, receives }) = (hole.ty, direction);
    // The compiler underlines the whole call, so all of it stands where the field does.
    let runtime = runtime.clone().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(hole.span));
        token
    });
    let runtime: TokenStream = runtime.collect();
    quote_spanned! {hole.span=>
        const _: () = #runtime::__generated::v1::assert_held::<#ty>(#place, #sends, #receives);
    }
}

/// The promise that `input` gives: it was held against `subject`.
pub(super) fn promised(
    input: &DeriveInput,
    project: &Project,
    subject: &Subject,
    runtime: &TokenStream,
) -> TokenStream {
    let ident = &input.ident;
    let place = place_of(project, subject.schema);
    let Direction { sends, receives } = subject.direction;
    quote_spanned! {ident.span()=>
        #[automatically_derived]
        #[allow(deprecated)]
        impl #runtime::__generated::v1::Held for #ident {
            const PLACE: &'static str = #place;
            const SENDS: bool = #sends;
            const RECEIVES: bool = #receives;
        }
    }
}

/// What every derive calls the schema, whichever reference it is reached by.
pub(super) fn place_of(project: &Project, schema: SchemaId) -> String {
    let graph = &project.contract.schemas;
    let location = &graph.get(meant(graph, schema)).location;
    let file = project.file_of(location).unwrap_or_default();
    let pointer = location.pointer.as_deref().unwrap_or_default();
    format!("{file}#{pointer}")
}

/// The schema that `schema` stands for: what it refers to, or what its `allOf` has where it says nothing else.
fn meant(graph: &SchemaGraph, schema: SchemaId) -> SchemaId {
    let mut current = graph.resolve(schema);
    // Each step leads further in, and a graph is finite; a circle ends where it has gone round once.
    for _ in 0..graph.len() {
        let Some(Rules { all_of, .. }) = graph.rules(current) else {
            break;
        };
        let [inner] = all_of.as_slice() else {
            break;
        };
        let rest = graph.rules(current).map(|rules| Rules {
            all_of: Sparse::default(),
            ..rules.clone()
        });
        if !rest.is_some_and(|rest| rest.is_unconstrained()) {
            break;
        }
        current = graph.resolve(*inner);
    }
    current
}
