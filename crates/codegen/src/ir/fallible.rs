//! Which types have values that break what the contract demands.
//!
//! A type whose every value is valid has nothing to check, and neither has whatever is made of such types alone.

use super::{AdditionalFields, Constraints, Definition, Kind, Shape, ToldBy, TypeId, Types, Usage};

/// Whether each definition has something to check, in their order.
pub(super) fn fallible(types: &Types) -> Vec<bool> {
    let count = types.definitions.len();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut fallible = vec![false; count];
    let mut found = Vec::new();
    for (index, definition) in types.definitions.iter().enumerate() {
        for usage in definition.shape.usages() {
            if let Kind::Defined(TypeId(target)) = innermost(usage).kind {
                users[target].push(index);
            }
        }
        if checks_itself(types, TypeId(index), definition) {
            fallible[index] = true;
            found.push(index);
        }
    }
    while let Some(index) = found.pop() {
        for &user in &users[index] {
            if !fallible[user] {
                fallible[user] = true;
                found.push(user);
            }
        }
    }
    fallible
}

/// Whether a definition checks something beside what the types in it do.
fn checks_itself(types: &Types, id: TypeId, definition: &Definition) -> bool {
    let own = match &definition.shape {
        Shape::Struct(object) => {
            let kept = matches!(object.additional, AdditionalFields::Kept(_));
            let names = kept && object.constraints.names.is_some();
            !object.patterned.is_empty() || names || counts(&object.constraints)
        }
        Shape::Tuple(tuple) => counts(&tuple.constraints),
        Shape::Union(union) => {
            let mut variants = union.variants.iter();
            union.told_by == ToldBy::OnlyFitting
                || variants.any(|variant| types.untold_tag(union, variant).is_some())
        }
        Shape::Newtype(_) | Shape::Alias(_) | Shape::Text(_) | Shape::Constants(_) => false,
    };
    // The code for messages of Protocol Buffers is made elsewhere.
    let is_foreign = types.protobuf.contains_key(&id);
    let mut usages = definition.shape.usages().into_iter();
    own || is_foreign || !definition.residual.is_empty() || usages.any(is_checked)
}

/// Whether something about the number of entries, or about which there are, is checked.
fn counts(constraints: &Constraints) -> bool {
    let Constraints {
        min_items,
        max_items,
        unique,
        min_properties,
        max_properties,
        property_rules,
        ..
    } = constraints;
    let bounds = [min_items, max_items, min_properties, max_properties];
    *unique || !property_rules.is_empty() || bounds.into_iter().any(Option::is_some)
}

/// Whether something is checked of a use, the definitions in it aside.
fn is_checked(usage: &Usage) -> bool {
    usage.is_constrained() || innermost(usage).kind == Kind::Number
}

fn innermost(mut usage: &Usage) -> &Usage {
    while let Kind::List(inner) | Kind::Map(inner) = &usage.kind {
        usage = inner;
    }
    usage
}
