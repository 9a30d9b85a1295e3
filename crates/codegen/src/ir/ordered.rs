//! Ordered unions: nothing that one of their variants declares may be lost in another.

use super::{AdditionalFields, Kind, Shape, ToldBy, TypeId, Types, Usage};

/// Has every struct that is a variant of an ordered union keep what another variant declares and it does not.
///
/// A value may have properties of several variants and still be of one only, because another requires more of it.
pub(super) fn keep_for_others(types: &mut Types) {
    let mut keeping = Vec::new();
    for definition in &types.definitions {
        let Shape::Union(union) = &definition.shape else {
            continue;
        };
        if union.told_by != ToldBy::Order {
            continue;
        }
        let structs = union.variants.iter().filter_map(|variant| {
            let id = types.structure(&variant.usage)?;
            Some((id, names(types, id)))
        });
        let structs: Vec<(TypeId, Vec<&str>)> = structs.collect();
        for (id, own) in &structs {
            let mut declared = structs.iter().flat_map(|(_, names)| names);
            if declared.any(|name| !own.contains(name)) {
                keeping.push(*id);
            }
        }
    }
    for TypeId(index) in keeping {
        if let Shape::Struct(object) = &mut types.definitions[index].shape
            && matches!(object.additional, AdditionalFields::Ignored)
        {
            object.additional = AdditionalFields::Kept(Box::new(Usage::of(Kind::Free)));
        }
    }
}

fn names(types: &Types, id: TypeId) -> Vec<&str> {
    match &types.get(id).shape {
        Shape::Struct(object) => object.fields.iter().map(|field| &*field.name).collect(),
        _ => Vec::new(),
    }
}
