//! What the fields of structs and the variants of enumerations are called.

use std::collections::BTreeMap;

use tidings_naming::{Scope, field, pascal};

use super::{Names, Renamed, selected};
use crate::ir::{AdditionalFields, Field, Shape, Struct, TypeId, Types};
use crate::settings::RustName;
use crate::toml_string::toml_string;

/// The Rust names of the fields of a struct, in order: those that the project has given come first, then those that are
/// Rust already, so that of `T` and `t` it is not `t` that is called otherwise.
pub(crate) fn fields(structure: &Struct, scope: &mut Scope) -> Vec<String> {
    let given = |one: &Field| structure.names.get(&one.name);
    let wanted =
        |one: &Field| given(one).map_or_else(|| field(&one.name), |name| name.as_str().to_owned());
    let mut turns: Vec<(usize, &Field)> = structure.fields.iter().enumerate().collect();
    turns.sort_by_key(|(_, one)| (given(one).is_none(), wanted(one) != one.name));
    let mut names: Vec<(usize, String)> = turns
        .into_iter()
        .map(|(index, one)| (index, scope.claim(&one.name, &wanted(one))))
        .collect();
    names.sort_by_key(|(index, _)| *index);
    names.into_iter().map(|(_, name)| name).collect()
}

/// The Rust names of the maps of a struct that hold what it does not declare, in order; `scope` has the fields.
pub(crate) fn open_maps(structure: &Struct, scope: &mut Scope) -> Vec<String> {
    let patterned = structure.patterned.iter();
    let patterned = patterned.map(|one| scope.claim(&one.pattern, &field(&one.name)));
    let mut names: Vec<String> = patterned.collect();
    if matches!(structure.additional, AdditionalFields::Kept(_)) {
        names.push(scope.claim("additional", "additional"));
    }
    names
}

/// The Rust name of the variant that stands for `name`.
pub(crate) fn variant(
    name: &str,
    renamed: &BTreeMap<String, RustName>,
    scope: &mut Scope,
) -> String {
    let wanted = renamed.get(name).map(|name| name.as_str().to_owned());
    scope.claim(name, &wanted.unwrap_or_else(|| pascal(name)))
}

impl Names {
    /// Remembers fields and values that had to give way to another one of the same type.
    pub(super) fn remember_members(&mut self, types: &Types) {
        for (index, definition) in types.definitions.iter().enumerate() {
            let mut scope = Scope::default();
            match &definition.shape {
                Shape::Struct(structure) => {
                    fields(structure, &mut scope);
                }
                Shape::Text(texts) => {
                    let renamed = &types.decided(TypeId(index)).variants;
                    for text in texts {
                        variant(text, renamed, &mut scope);
                    }
                }
                Shape::Newtype(_)
                | Shape::Alias(_)
                | Shape::Union(_)
                | Shape::Tuple(_)
                | Shape::Constants(_) => continue,
            }
            let members = match &definition.shape {
                Shape::Struct(_) => "fields",
                _ => "variants",
            };
            let renamed = scope.collisions().iter().map(|collision| Renamed {
                location: definition.location.clone(),
                help: selected(
                    &definition.location,
                    &format!(
                        "{members} = {{ {} = \"…\" }}",
                        toml_string(&collision.second)
                    ),
                ),
                collision: collision.clone(),
            });
            self.renamed.extend(renamed);
        }
    }
}
