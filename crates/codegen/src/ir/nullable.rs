//! Names that stand for a value or `null`, where a value may be absent as well.

use super::{Kind, Shape, TypeId, Types, Usage};

/// Has optional properties say themselves that they may be `null`, where the name of their type would hide it.
///
/// Absent, `null` and a value are three states of one field, and not two of the field and two of a type in it.
pub(super) fn show_null(types: &mut Types) {
    for index in 0..types.definitions.len() {
        let Shape::Struct(object) = &types.definitions[index].shape else {
            continue;
        };
        let optional = object.fields.iter().enumerate();
        let optional = optional.filter(|(_, field)| !field.required && !field.usage.nullable);
        let shown = optional.filter_map(|(position, field)| {
            let usage = nullable(types, &field.usage)?.clone();
            Some((position, usage))
        });
        let shown: Vec<(usize, Usage)> = shown.collect();
        if let Shape::Struct(object) = &mut types.definitions[index].shape {
            for (position, usage) in shown {
                object.fields[position].usage = usage;
            }
        }
    }
}

/// The use that `usage` is a name for, where that may be `null` and the name checks nothing itself.
fn nullable<'t>(types: &'t Types, usage: &'t Usage) -> Option<&'t Usage> {
    let mut usage = usage;
    // A name may stand for itself, so there are no more steps than names.
    for _ in 0..=types.definitions.len() {
        let Kind::Defined(TypeId(index)) = usage.kind else {
            return None;
        };
        let definition = &types.definitions[index];
        match &definition.shape {
            Shape::Newtype(inner) | Shape::Alias(inner) if definition.residual.is_empty() => {
                usage = inner;
            }
            _ => return None,
        }
        if usage.nullable {
            return Some(usage);
        }
        if usage.is_constrained() {
            return None;
        }
    }
    None
}
