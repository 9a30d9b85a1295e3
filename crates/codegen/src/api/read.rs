//! From the text of generated code to what callers see of it.

use std::collections::{HashMap, HashSet};

use syn::punctuated::Punctuated;
use syn::{Attribute, ImplItem, ImplItemFn, ItemImpl, Path, UseTree, Visibility};

use super::member::{fields, function, has, is_public, trait_member, variant};
use super::text::text;
use super::{Api, Item, ItemKind};

/// What callers see of `files`, each with its path.
pub(super) fn api(files: &[(String, String)]) -> Result<Api, syn::Error> {
    let mut reader = Reader::default();
    for (path, text) in files {
        let Some(stem) = path.strip_suffix(".rs") else {
            continue;
        };
        let stem = stem.strip_prefix("src/").unwrap_or(stem);
        let module = if ["lib", "mod"].contains(&stem) {
            ""
        } else {
            stem
        };
        reader.read(module, &syn::parse_file(text)?.items);
    }
    let Reader { mut items, exports } = reader;
    for item in &mut items {
        item.path = renamed(&item.path, &exports);
        item.signature = renamed(&item.signature, &exports);
        for text in &mut item.bounds {
            *text = renamed(text, &exports);
        }
        for member in &mut item.members {
            member.text = renamed(&member.text, &exports);
        }
    }
    let named: HashSet<String> = items.iter().map(|item| item.path.clone()).collect();
    // Some types are for the code itself, and their traits and methods are nobody else's.
    items.retain(|item| owner(item).is_none_or(|owner| named.contains(owner)));
    items.sort_by(|one, other| one.path.cmp(&other.path));
    items.dedup_by(|one, other| one.path == other.path);
    Ok(Api { items })
}

/// The type of this code that an item belongs to: as its method, or as a trait that it has.
fn owner(item: &Item) -> Option<&str> {
    let owner = match (item.kind, item.path.rsplit_once(" for ")) {
        (ItemKind::Implementation, Some((_, of))) => of,
        _ => {
            let (owner, _) = item.path.rsplit_once("::")?;
            // Modules are called in small letters.
            let last = owner.rsplit("::").next()?;
            last.starts_with(char::is_uppercase).then_some(owner)?
        }
    };
    (!owner.starts_with("::") && !owner.starts_with('&')).then_some(owner)
}

/// `text` with each path as callers name it: what the root exports again is there, whatever its module.
fn renamed(text: &str, exports: &HashMap<String, String>) -> String {
    let is_path = |character: char| character.is_alphanumeric() || "_:#".contains(character);
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|character| !is_path(character))
            .unwrap_or(rest.len());
        let (path, behind) = rest.split_at(end);
        // What stands above the code is the user's own.
        let path = match path.strip_prefix("super::") {
            Some(own) if !own.starts_with("super::") && own.contains("::") => own,
            _ => path,
        };
        // `types::Order::new` is a method of `types::Order`.
        let head = path.match_indices("::").nth(1);
        let head = head.map_or(path.len(), |(index, _)| index);
        match exports.get(&path[..head]) {
            Some(name) => {
                renamed.push_str(name);
                renamed.push_str(&path[head..]);
            }
            None => renamed.push_str(path),
        }
        let between = behind.find(is_path).unwrap_or(behind.len());
        renamed.push_str(&behind[..between]);
        rest = &behind[between..];
    }
    renamed
}

#[derive(Default)]
struct Reader {
    items: Vec<Item>,
    /// What the root exports again: the path in its module, and the name.
    exports: HashMap<String, String>,
}

impl Reader {
    fn read(&mut self, module: &str, items: &[syn::Item]) {
        for item in items {
            match item {
                syn::Item::Struct(item) if is_public(&item.vis, &item.attrs) => {
                    let members = fields(&item.fields, Some(&item.vis));
                    let all = item.fields.len() == members.len();
                    let mut described = described(module, &item.ident, ItemKind::Struct);
                    // A private field keeps callers from naming all of them, as the attribute does.
                    described.is_exhaustive = all && !has(&item.attrs, "non_exhaustive");
                    described.members = members;
                    described.signature = text(&item.generics);
                    self.derives(&described.path, &item.attrs);
                    self.items.push(described);
                }
                syn::Item::Enum(item) if is_public(&item.vis, &item.attrs) => {
                    let mut described = described(module, &item.ident, ItemKind::Enum);
                    described.is_exhaustive = !has(&item.attrs, "non_exhaustive");
                    // Their messages are what an operation receives: a new one is meant to be seen.
                    described.notices_growth = module == "operations";
                    described.members = item.variants.iter().map(variant).collect();
                    described.signature = text(&item.generics);
                    self.derives(&described.path, &item.attrs);
                    self.items.push(described);
                }
                syn::Item::Trait(item) if is_public(&item.vis, &item.attrs) => {
                    let mut described = described(module, &item.ident, ItemKind::Trait);
                    described.members = item.items.iter().filter_map(trait_member).collect();
                    described.bounds = item.supertraits.iter().map(text).collect();
                    described.signature = text(&item.generics);
                    self.items.push(described);
                }
                syn::Item::Fn(item) if is_public(&item.vis, &item.attrs) => {
                    let path = joined(module, &item.sig.ident);
                    self.items.push(function(path, &item.sig));
                }
                syn::Item::Const(item) if is_public(&item.vis, &item.attrs) => {
                    let mut described = described(module, &item.ident, ItemKind::Constant);
                    described.signature = text(&item.ty);
                    self.items.push(described);
                }
                syn::Item::Type(item) if is_public(&item.vis, &item.attrs) => {
                    let mut described = described(module, &item.ident, ItemKind::Alias);
                    described.signature = text(&item.ty);
                    self.items.push(described);
                }
                syn::Item::Impl(item) => self.implementation(module, item),
                syn::Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => {
                    self.export(&item.tree, "");
                }
                syn::Item::Mod(item) if is_public(&item.vis, &item.attrs) => {
                    if let Some((_, items)) = &item.content {
                        self.read(&joined(module, &item.ident), items);
                    }
                }
                _ => {}
            }
        }
    }

    /// What is exported again, below `prefix`.
    fn export(&mut self, tree: &UseTree, prefix: &str) {
        let below = |name: &syn::Ident| joined(prefix, name);
        match tree {
            UseTree::Path(path) => self.export(&path.tree, &below(&path.ident)),
            UseTree::Name(name) => {
                self.exports
                    .insert(below(&name.ident), name.ident.to_string());
            }
            UseTree::Rename(rename) => {
                self.exports
                    .insert(below(&rename.ident), rename.rename.to_string());
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.export(tree, prefix);
                }
            }
            UseTree::Glob(_) => {}
        }
    }

    /// The traits that `derive` gives a type.
    fn derives(&mut self, path: &str, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
            let paths = attribute
                .parse_args_with(Punctuated::<Path, syn::Token![,]>::parse_terminated)
                .unwrap_or_default();
            for derived in paths {
                if let Some(last) = derived.segments.last() {
                    self.has_trait(&last.ident.to_string(), path);
                }
            }
        }
    }

    fn has_trait(&mut self, name: &str, of: &str) {
        let path = format!("impl {name} for {of}");
        self.items.push(Item::named(path, ItemKind::Implementation));
    }

    fn implementation(&mut self, module: &str, block: &ItemImpl) {
        let syn::Type::Path(of) = &*block.self_ty else {
            return;
        };
        // Blocks stand beside their types; what stands elsewhere is about the types of other modules.
        let of = match (of.path.segments.len(), of.path.segments.last()) {
            // Without its parameters, which the type itself has.
            (1, Some(own)) => joined(module, &own.ident),
            _ => text(&of.path),
        };
        match &block.trait_ {
            Some((path, _)) => {
                // What the runtime alone calls is no promise to anybody.
                let is_plumbing = path
                    .segments
                    .iter()
                    .any(|it| it.ident == "v1" || it.ident == "__generated");
                if !is_plumbing {
                    self.has_trait(&text(path), &of);
                }
            }
            None => {
                for member in &block.items {
                    match member {
                        ImplItem::Fn(ImplItemFn {
                            attrs, vis, sig, ..
                        }) if is_public(vis, attrs) => {
                            self.items
                                .push(function(format!("{of}::{}", sig.ident), sig));
                        }
                        ImplItem::Const(constant) if is_public(&constant.vis, &constant.attrs) => {
                            let path = format!("{of}::{}", constant.ident);
                            self.items.push(Item {
                                signature: text(&constant.ty),
                                ..Item::named(path, ItemKind::Constant)
                            });
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

fn described(module: &str, name: &syn::Ident, kind: ItemKind) -> Item {
    Item::named(joined(module, name), kind)
}

fn joined(module: &str, name: &syn::Ident) -> String {
    match module {
        "" => name.to_string(),
        module => format!("{module}::{name}"),
    }
}
