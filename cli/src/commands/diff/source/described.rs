//! What the generator says of its code, as what is compared: neither crate knows the other one.

use tidings_codegen::Options;
use tidings_codegen::api::{ItemKind, api};
use tidings_diff::{SourceItem, SourceKind, SourceMember};
use tidings_model::Contract;

/// What callers of the code of `contract` name; `None` where there is no code.
///
/// # Errors
///
/// When the code does not parse, which is a mistake of the generator.
pub(super) fn items(
    contract: &Contract,
    options: &Options,
) -> anyhow::Result<Option<Vec<SourceItem>>> {
    let Some(api) = api(contract, options)? else {
        return Ok(None);
    };
    let items = api.items.into_iter().map(|item| SourceItem {
        path: item.path,
        kind: kind(item.kind),
        signature: item.signature,
        members: item
            .members
            .into_iter()
            .map(|member| SourceMember {
                name: member.name,
                text: member.text,
                is_required: member.is_required,
            })
            .collect(),
        bounds: item.bounds,
        is_exhaustive: item.is_exhaustive,
        notices_growth: item.notices_growth,
    });
    Ok(Some(items.collect()))
}

fn kind(kind: ItemKind) -> SourceKind {
    match kind {
        ItemKind::Struct => SourceKind::Struct,
        ItemKind::Enum => SourceKind::Enum,
        ItemKind::Trait => SourceKind::Trait,
        ItemKind::Function => SourceKind::Function,
        ItemKind::Constant => SourceKind::Constant,
        ItemKind::Alias => SourceKind::Alias,
        ItemKind::Implementation => SourceKind::Implementation,
    }
}
