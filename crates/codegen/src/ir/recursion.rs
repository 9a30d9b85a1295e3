//! Boxes where a type would contain itself.

use std::collections::HashMap;

use super::{Definition, Shape, TypeId, Usage};

/// Puts each use that closes a circle of types that hold each other by value into a box.
///
/// A depth-first walk finds the edges that lead back to a type still open; only these are boxed.
pub(super) fn box_cycles(definitions: &mut [Definition]) {
    let mut state: HashMap<TypeId, bool> = HashMap::new();
    for index in 0..definitions.len() {
        walk(definitions, TypeId(index), &mut state);
    }
}

fn walk(definitions: &mut [Definition], start: TypeId, open: &mut HashMap<TypeId, bool>) {
    if open.contains_key(&start) {
        return;
    }
    open.insert(start, true);
    // An explicit stack, because a document decides how deep types are nested.
    let mut stack = vec![(start, 0)];
    while let Some((id, edge)) = stack.pop() {
        let Some(usage) = by_value(&mut definitions[id.0].shape).into_iter().nth(edge) else {
            open.insert(id, false);
            continue;
        };
        stack.push((id, edge + 1));
        let Some(target) = usage.defined() else {
            continue;
        };
        match open.get(&target) {
            Some(true) => usage.boxed = true,
            Some(false) => {}
            None => {
                open.insert(target, true);
                stack.push((target, 0));
            }
        }
    }
}

/// What a value of this shape holds by value; lists and maps hold their items elsewhere.
fn by_value(shape: &mut Shape) -> Vec<&mut Usage> {
    match shape {
        Shape::Struct(of) => of.fields.iter_mut().map(|field| &mut field.usage).collect(),
        Shape::Newtype(usage) => vec![usage],
        Shape::Union(union) => union
            .variants
            .iter_mut()
            .map(|variant| &mut variant.usage)
            .collect(),
        Shape::Text(_) | Shape::Pending => Vec::new(),
    }
}
