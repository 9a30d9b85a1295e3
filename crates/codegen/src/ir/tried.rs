//! Unions whose variants are tried: what that asks of the structs that a value may be read as.
//!
//! Nothing that one of them declares may be lost in another, and a constant that tells them apart is written even where
//! it may be left out.

use std::collections::HashSet;

use super::{AdditionalFields, Bound, Field, Kind, Shape, ToldBy, TypeId, Types, Usage};

/// How deep properties of one name are looked for in each other.
const DEEPEST: usize = 8;

/// Has every struct keep what another one declares that the same value may be read as.
///
/// A value may have properties of several variants and still be of one only, because another requires more of it or
/// says otherwise of a property; without that property it would be of both.
pub(super) fn keep_for_others(types: &mut Types) {
    let mut keeping = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting: Vec<(Vec<TypeId>, usize)> = tried(types, |told_by| {
        matches!(told_by, ToldBy::Order | ToldBy::OnlyFitting)
    })
    .into_iter()
    .map(|variants| (variants.concat(), 0))
    .collect();
    while let Some((structs, depth)) = waiting.pop() {
        if depth > DEEPEST || !seen.insert(structs.clone()) {
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for field in structs.iter().flat_map(|id| fields(types, *id)) {
            if !names.contains(&&*field.name) {
                names.push(&field.name);
            }
        }
        for name in &names {
            let named = structs.iter().flat_map(|id| fields(types, *id));
            let mut inner: Vec<TypeId> = named
                .filter(|field| field.name == *name)
                .flat_map(|field| structs_of(types, innermost(&field.usage)))
                .collect();
            inner.sort_unstable();
            inner.dedup();
            if inner.len() > 1 {
                waiting.push((inner, depth + 1));
            }
        }
        let lacks = |id: &&TypeId| fields(types, **id).len() < names.len();
        keeping.extend(structs.iter().filter(lacks));
    }
    for TypeId(index) in keeping {
        if let Shape::Struct(object) = &mut types.definitions[index].shape
            && matches!(object.additional, AdditionalFields::Ignored)
        {
            object.additional = AdditionalFields::Kept(Box::new(Usage::of(Kind::Free)));
        }
    }
}

/// Marks the optional constants that tell the variants of a union apart: a value without them would be of several.
pub(super) fn write_tags(types: &mut Types) {
    let mut written: Vec<(TypeId, String)> = Vec::new();
    let unions = tried(types, |told_by| {
        matches!(
            told_by,
            ToldBy::Fitting | ToldBy::OnlyFitting | ToldBy::Order
        )
    });
    for variants in unions {
        let constants = |id: TypeId| {
            let optional = fields(types, id).iter();
            optional.filter_map(|field| Some((&*field.name, constants_of(types, field)?)))
        };
        for (index, id) in variants.iter().enumerate().flat_map(|(index, variant)| {
            let structs = variant.iter();
            structs.map(move |id| (index, *id))
        }) {
            let others = variants.iter().enumerate();
            let others: Vec<TypeId> = others
                .filter(|(other, _)| *other != index)
                .flat_map(|(_, structs)| structs.iter().copied())
                .collect();
            for (name, own) in constants(id) {
                let tells = |other: &TypeId| {
                    constants(*other).any(|(known, values)| {
                        known == name && !values.iter().any(|one| own.contains(one))
                    })
                };
                if others.iter().any(tells) {
                    written.push((id, name.to_owned()));
                }
            }
        }
    }
    for (TypeId(index), name) in written {
        if let Shape::Struct(object) = &mut types.definitions[index].shape {
            let named = object.fields.iter_mut().filter(|field| field.name == name);
            named.for_each(|field| field.tells = true);
        }
    }
}

/// The structs that each variant of a union may be, for every union that is told so.
fn tried(types: &Types, is_told: impl Fn(&ToldBy) -> bool) -> Vec<Vec<Vec<TypeId>>> {
    let unions = types.definitions.iter().filter_map(|one| match &one.shape {
        Shape::Union(union) if is_told(&union.told_by) => Some(union),
        _ => None,
    });
    unions
        .map(|union| {
            let variants = union.variants.iter();
            variants
                .map(|variant| structs_of(types, &variant.usage))
                .collect()
        })
        .collect()
}

/// The structs that a value of `usage` may be, perhaps under other names or as a variant of something.
fn structs_of(types: &Types, usage: &Usage) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting = vec![usage];
    while let Some(usage) = waiting.pop() {
        let Kind::Defined(id) = usage.kind else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        match &types.get(id).shape {
            Shape::Struct(_) => found.push(id),
            Shape::Newtype(inner) | Shape::Alias(inner) => waiting.push(inner),
            Shape::Union(union) => waiting.extend(union.variants.iter().map(|one| &one.usage)),
            Shape::Text(_) | Shape::Tuple(_) | Shape::Constants(_) => {}
        }
    }
    found.sort_unstable();
    found
}

/// What lists and maps of `usage` hold in the end.
fn innermost(mut usage: &Usage) -> &Usage {
    while let Kind::List(inner) | Kind::Map(inner) = &usage.kind {
        usage = inner;
    }
    usage
}

fn fields(types: &Types, id: TypeId) -> &[Field] {
    match &types.get(id).shape {
        Shape::Struct(object) => &object.fields,
        _ => &[],
    }
}

/// A value that is no array and no object.
#[derive(PartialEq, Eq)]
enum Scalar<'t> {
    Text(&'t str),
    Number(&'t str),
    Bool(bool),
}

/// The values that `field` takes, where it takes no others.
fn constants_of<'t>(types: &'t Types, field: &'t Field) -> Option<Vec<Scalar<'t>>> {
    let mut usage = types.plain(&field.usage);
    if let Some(id) = usage.defined() {
        match &types.get(id).shape {
            Shape::Text(texts) if !types.decided(id).open => {
                return Some(texts.iter().map(|text| Scalar::Text(text)).collect());
            }
            Shape::Newtype(inner) => usage = inner,
            _ => return None,
        }
    }
    match usage.kind {
        Kind::Bool => Some(vec![Scalar::Bool(usage.constraints.truth?)]),
        Kind::Integer(_) => usage
            .constraints
            .bounds
            .iter()
            .find_map(|bound| match bound {
                Bound::OneOf(values) => {
                    Some(values.iter().map(|one| Scalar::Number(one)).collect())
                }
                _ => None,
            }),
        _ => None,
    }
}
