//! Whether callers of code that is generated from a contract still compile.
//!
//! What they see of the code of both versions comes as plain data ([`SourceItem`]): this crate knows nothing of how code
//! is made. Rules say what becomes of callers (`rules`, with a page each in `catalogue`), as they do for packages in a
//! registry.

mod catalogue;
mod rules;

use std::collections::BTreeMap;

use tidings_diag::RuleMeta;

use crate::{Accepted, Impact, RequiredBump};

pub use catalogue::RULES as SOURCE_RULES;

/// Something that callers name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceItem {
    /// How callers name it.
    pub path: String,
    /// What it is.
    pub kind: SourceKind,
    /// What it is besides its members: a target, a type, what a function gives back.
    pub signature: String,
    /// Fields, variants, arguments, or the functions of a trait, in their order.
    pub members: Vec<SourceMember>,
    /// What callers, or who implements the trait, must bring.
    pub bounds: Vec<String>,
    /// Whether callers may rely on there being no other members.
    pub is_exhaustive: bool,
    /// Whether callers are meant to notice when the contract grows.
    pub notices_growth: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A struct with its public fields.
    Struct,
    /// An enum with its variants.
    Enum,
    /// A trait with its functions.
    Trait,
    /// A function or a method, with its arguments.
    Function,
    /// A constant.
    Constant,
    /// Another name of a type.
    Alias,
    /// A trait that a type has.
    Implementation,
}

/// A part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMember {
    /// Its name.
    pub name: String,
    /// Its type, what a variant holds, or the signature of a function.
    pub text: String,
    /// Whether who makes such a value, or implements the trait, must bring it.
    pub is_required: bool,
}

/// What became of something that callers name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChange {
    /// The rule that says so.
    pub rule: &'static RuleMeta,
    /// What callers name.
    pub item: String,
    /// Whether somebody's code does not compile any more.
    pub breaks: bool,
    /// Whether it is meant to break, so that the new is not overlooked.
    pub on_purpose: bool,
    /// What changed, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, in one sentence without a full stop.
    pub advice: Option<&'static str>,
    /// That somebody has accepted it, so that it does not count.
    pub accepted: Option<Accepted>,
}

impl SourceChange {
    /// Whether it breaks somebody who has not agreed to that.
    pub fn counts(&self) -> bool {
        self.breaks && self.accepted.is_none()
    }

    /// What it is about, whatever the versions say of it.
    pub fn element(&self) -> String {
        format!("rust:{}", self.item)
    }

    /// A short name of the change that stays the same while callers have to do the same about it.
    pub fn fingerprint(&self) -> String {
        tidings_diag::hash([self.rule.id, &self.element(), &self.message])
    }
}

/// What became of what callers of the code of `base` name, in the code of `revision`; what breaks stands first.
pub fn source_changes(base: &[SourceItem], revision: &[SourceItem]) -> Vec<SourceChange> {
    let by_path = |items| -> BTreeMap<&str, &SourceItem> {
        let items: &[SourceItem] = items;
        items
            .iter()
            .map(|item| (item.path.as_str(), item))
            .collect()
    };
    let (old, new) = (by_path(base), by_path(revision));
    // Who has lost a type need not hear of its methods and traits.
    let is_below_lost =
        |path: &str, had: &BTreeMap<&str, &SourceItem>, has: &BTreeMap<&str, &SourceItem>| {
            let owner = match path.strip_prefix("impl ") {
                Some(rest) => rest.rsplit_once(" for ").map(|(_, of)| of),
                None => path.rsplit_once("::").map(|(owner, _)| owner),
            };
            owner.is_some_and(|owner| had.contains_key(owner) && !has.contains_key(owner))
        };
    let mut changes = Vec::new();
    for (path, was) in &old {
        match new.get(path) {
            Some(is) => changes.extend(rules::changed(was, is)),
            None if is_below_lost(path, &old, &new) => {}
            None => changes.push(rules::removed(was, &new)),
        }
    }
    for (path, is) in &new {
        if !old.contains_key(path) && !is_below_lost(path, &new, &old) {
            changes.push(rules::added(is));
        }
    }
    changes.sort_by(|one, other| {
        (other.breaks.cmp(&one.breaks)).then_with(|| one.item.cmp(&other.item))
    });
    changes
}

/// How far the version of a package with the code has to grow after these changes, where it was `version`; `None` stands
/// for changes that nobody knows.
pub fn source_bump(changes: Option<&[SourceChange]>, version: &str) -> RequiredBump {
    let impacts = changes.map(|changes| {
        let impacts = changes.iter().map(|change| match change.breaks {
            true => Impact::Breaking,
            false => Impact::Compatible,
        });
        impacts.max()
    });
    RequiredBump::of(impacts.unwrap_or(Some(Impact::Unknown)), version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(path: &str) -> SourceItem {
        SourceItem {
            path: path.to_owned(),
            kind: SourceKind::Function,
            signature: String::new(),
            members: Vec::new(),
            bounds: Vec::new(),
            is_exhaustive: true,
            notices_growth: false,
        }
    }

    /// No name in `[[generate.name]]` is that of a constructor.
    #[test]
    fn a_constructor_that_is_gone_is_not_told_to_keep_its_name() {
        let advice = |gone: &str, new: &str| {
            let changes = source_changes(&[function(gone)], &[function(new)]);
            changes[0].advice.unwrap_or_default()
        };
        let optional = "leave what is new optional, or release a new major version of the package";
        assert_eq!(advice("Order::new", "Order::builder"), optional);
        let release = "release a new major version of the package";
        assert_eq!(advice("Order::builder", "Order::new"), release);
        assert_eq!(advice("Order::new", "Order::default"), release);
        assert!(advice("send_order", "send").contains("[[generate.name]]"));
    }

    #[test]
    fn a_setter_whose_field_is_demanded_now_is_not_told_to_keep_its_name() {
        let order = SourceItem {
            kind: SourceKind::Struct,
            members: vec![SourceMember {
                name: "note".to_owned(),
                text: "String".to_owned(),
                is_required: true,
            }],
            ..function("Order")
        };
        let advice = |setter: &str| {
            let changes = source_changes(
                &[order.clone(), function(setter)],
                std::slice::from_ref(&order),
            );
            changes[0].advice.unwrap_or_default()
        };
        let optional = "leave the field optional, or release a new major version of the package";
        assert_eq!(advice("Order::with_note"), optional);
        assert!(advice("Order::with_remark").contains("[[generate.name]]"));
    }
}
