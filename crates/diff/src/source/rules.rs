//! What a difference means for callers, as the reference of Cargo has it ("SemVer Compatibility").

use std::collections::BTreeMap;

use tidings_diag::RuleMeta;

use super::catalogue::{
    ARGUMENT_ADDED, ARGUMENT_CHANGED, BOUND_ADDED, BOUND_REMOVED, FIELD_ADDED, FIELD_CHANGED,
    FIELD_REMOVED, ITEM_ADDED, ITEM_REMOVED, KIND_CHANGED, METHOD_ADDED, METHOD_CHANGED,
    METHOD_REMOVED, NON_EXHAUSTIVE_ADDED, REQUIRED_METHOD_ADDED, SIGNATURE_CHANGED, TRAIT_REMOVED,
    VARIANT_ADDED, VARIANT_CHANGED, VARIANT_REMOVED,
};
use super::{SourceChange, SourceItem, SourceKind, SourceMember};

/// What to do where a name is gone.
const KEEP_NAME: &str = "if it is only called otherwise, keep its name with `[[generate.name]]`; else release a new major version of the package";
/// What to do where a value can no longer be made as before.
const STAY_OPTIONAL: &str =
    "leave what is new optional, or release a new major version of the package";
/// What to do where something that was optional is demanded.
const KEEP_OPTIONAL: &str =
    "leave the field optional, or release a new major version of the package";
/// What the name of a function begins with that sets an optional field.
const SETTER: &str = "with_";
/// The functions that make values; there is a builder where much is required.
const CONSTRUCTORS: [&str; 2] = ["new", BUILDER];
/// The one that begins with nothing.
const BUILDER: &str = "builder";
/// What to do where it is meant to break.
const HANDLE: &str = "handle what is new where the compiler points to it";
/// What to do where nothing else helps.
const RELEASE: &str = "release a new major version of the package";

/// An item that is gone, of which `revision` has the others by their paths.
pub(super) fn removed(was: &SourceItem, revision: &BTreeMap<&str, &SourceItem>) -> SourceChange {
    let (rule, message) = match was.kind {
        SourceKind::Implementation => (&TRAIT_REMOVED, format!("`{}` is gone", was.path)),
        _ => (
            &ITEM_REMOVED,
            format!("{} `{}` is gone", noun(was.kind), was.path),
        ),
    };
    let (owner, name) = was.path.rsplit_once("::").unwrap_or(("", &was.path));
    let is_built = revision.contains_key(format!("{owner}::{BUILDER}").as_str());
    // What has no setter any more is given to the constructor.
    let field = name.strip_prefix(SETTER);
    let owner = revision.get(owner).map_or(&[][..], |owner| &owner.members);
    let is_demanded = field.is_some_and(|field| owner.iter().any(|member| member.name == field));
    let advice = match was.kind {
        // No name of the contract stands in that of a constructor.
        SourceKind::Function if CONSTRUCTORS.contains(&name) && is_built => STAY_OPTIONAL,
        SourceKind::Function if CONSTRUCTORS.contains(&name) => RELEASE,
        SourceKind::Function if is_demanded => KEEP_OPTIONAL,
        _ => KEEP_NAME,
    };
    breaking(rule, was, message, advice)
}

/// An item that is new.
pub(super) fn added(is: &SourceItem) -> SourceChange {
    let message = match is.kind {
        SourceKind::Implementation => format!("`{}` is new", is.path),
        _ => format!("{} `{}` is new", noun(is.kind), is.path),
    };
    harmless(&ITEM_ADDED, is, message)
}

/// An item that both versions have.
pub(super) fn changed(was: &SourceItem, is: &SourceItem) -> Vec<SourceChange> {
    if was.kind != is.kind {
        let message = format!(
            "`{}` was a {} and is a {}",
            is.path,
            noun(was.kind),
            noun(is.kind)
        );
        return vec![breaking(&KIND_CHANGED, is, message, RELEASE)];
    }
    let mut changes = match is.kind {
        SourceKind::Struct => fields(was, is),
        SourceKind::Enum => variants(was, is),
        SourceKind::Trait => functions(was, is),
        SourceKind::Function => arguments(was, is),
        SourceKind::Constant | SourceKind::Alias | SourceKind::Implementation => Vec::new(),
    };
    if was.signature != is.signature {
        let (from, to) = (&was.signature, &is.signature);
        let message = match is.kind {
            SourceKind::Function => format!("`{}` gave `{from}` and gives `{to}`", is.path),
            _ => format!("`{}` was `{from}` and is `{to}`", is.path),
        };
        changes.push(breaking(&SIGNATURE_CHANGED, is, message, RELEASE));
    }
    if was.is_exhaustive && !is.is_exhaustive {
        let message = format!("`{}` may have more members than callers can name", is.path);
        changes.push(breaking(&NON_EXHAUSTIVE_ADDED, is, message, RELEASE));
    }
    for bound in is.bounds.iter().filter(|bound| !was.bounds.contains(bound)) {
        let message = format!("`{}` demands `{bound}` too", is.path);
        changes.push(grown(&BOUND_ADDED, is, message, RELEASE));
    }
    for bound in was.bounds.iter().filter(|bound| !is.bounds.contains(bound)) {
        let message = format!("`{}` no longer demands `{bound}`", is.path);
        changes.push(match is.kind {
            // Who uses the trait may count on what it demanded.
            SourceKind::Trait => breaking(&BOUND_REMOVED, is, message, RELEASE),
            _ => harmless(&BOUND_REMOVED, is, message),
        });
    }
    changes
}

fn fields(was: &SourceItem, is: &SourceItem) -> Vec<SourceChange> {
    let mut changes = kept(was, is, &FIELD_REMOVED, &FIELD_CHANGED, "field");
    for field in new_members(was, is) {
        let message = format!(
            "field `{}` of `{}` is new: `{}`",
            field.name, is.path, field.text
        );
        changes.push(match was.is_exhaustive {
            true => breaking(&FIELD_ADDED, is, message, STAY_OPTIONAL),
            false => harmless(&FIELD_ADDED, is, message),
        });
    }
    changes
}

fn variants(was: &SourceItem, is: &SourceItem) -> Vec<SourceChange> {
    let mut changes = kept(was, is, &VARIANT_REMOVED, &VARIANT_CHANGED, "variant");
    for variant in new_members(was, is) {
        let message = format!("variant `{}` of `{}` is new", variant.name, is.path);
        changes.push(match was.is_exhaustive {
            true => grown(&VARIANT_ADDED, is, message, RELEASE),
            false => harmless(&VARIANT_ADDED, is, message),
        });
    }
    changes
}

fn functions(was: &SourceItem, is: &SourceItem) -> Vec<SourceChange> {
    let mut changes = kept(was, is, &METHOD_REMOVED, &METHOD_CHANGED, "method");
    for method in new_members(was, is) {
        let message = format!("method `{}` of the trait `{}` is new", method.name, is.path);
        changes.push(match method.is_required {
            true => breaking(&REQUIRED_METHOD_ADDED, is, message, RELEASE),
            false => harmless(&METHOD_ADDED, is, message),
        });
    }
    changes
}

fn arguments(was: &SourceItem, is: &SourceItem) -> Vec<SourceChange> {
    let types = |item: &SourceItem| -> Vec<String> {
        item.members
            .iter()
            .map(|member| member.text.clone())
            .collect()
    };
    let (old, new) = (types(was), types(is));
    if old == new {
        return Vec::new();
    }
    let named = |members: &[&SourceMember]| {
        let named = members
            .iter()
            .map(|it| format!("`{}: {}`", it.name, it.text));
        named.collect::<Vec<_>>().join(", ")
    };
    let new_ones: Vec<&SourceMember> = new_members(was, is).collect();
    let is_the_rest = || {
        let rest = is
            .members
            .iter()
            .filter(|member| !new_ones.contains(member));
        rest.map(|member| &member.text).eq(&old)
    };
    if !new_ones.is_empty() && is_the_rest() {
        let message = format!("`{}` asks for {} too", is.path, named(&new_ones));
        return vec![breaking(&ARGUMENT_ADDED, is, message, STAY_OPTIONAL)];
    }
    let all = |item: &SourceItem| {
        let all: Vec<&SourceMember> = item.members.iter().filter(|it| it.name != "self").collect();
        match all.is_empty() {
            true => "nothing".to_owned(),
            false => named(&all),
        }
    };
    let message = format!("`{}` took {} and takes {}", is.path, all(was), all(is));
    vec![breaking(&ARGUMENT_CHANGED, is, message, RELEASE)]
}

/// What became of the members of the base.
fn kept(
    was: &SourceItem,
    is: &SourceItem,
    gone: &'static RuleMeta,
    other: &'static RuleMeta,
    noun: &str,
) -> Vec<SourceChange> {
    let mut changes = Vec::new();
    for old in &was.members {
        let of = format!("{noun} `{}` of `{}`", old.name, is.path);
        match is.members.iter().find(|new| new.name == old.name) {
            None => changes.push(breaking(gone, is, format!("{of} is gone"), KEEP_NAME)),
            Some(new) if new.text != old.text => {
                let told = |text: &str| match text {
                    "" => "nothing".to_owned(),
                    text => format!("`{text}`"),
                };
                let (from, to) = (told(&old.text), told(&new.text));
                let message = format!("{of} was {from} and is {to}");
                changes.push(breaking(other, is, message, RELEASE));
            }
            Some(new) if new.is_required && !old.is_required => {
                changes.push(breaking(
                    other,
                    is,
                    format!("{of} must be brought now"),
                    RELEASE,
                ));
            }
            Some(_) => {}
        }
    }
    changes
}

/// The members that only the revision has.
fn new_members<'i>(
    was: &'i SourceItem,
    is: &'i SourceItem,
) -> impl Iterator<Item = &'i SourceMember> {
    let members = is.members.iter();
    members.filter(|new| !was.members.iter().any(|old| old.name == new.name))
}

fn breaking(
    rule: &'static RuleMeta,
    item: &SourceItem,
    message: String,
    advice: &'static str,
) -> SourceChange {
    SourceChange {
        rule,
        item: item.path.clone(),
        breaks: true,
        on_purpose: false,
        message,
        advice: Some(advice),
        accepted: None,
    }
}

/// What breaks because the contract has grown, on purpose where callers are meant to notice.
fn grown(
    rule: &'static RuleMeta,
    item: &SourceItem,
    message: String,
    advice: &'static str,
) -> SourceChange {
    let advice = if item.notices_growth { HANDLE } else { advice };
    SourceChange {
        on_purpose: item.notices_growth,
        ..breaking(rule, item, message, advice)
    }
}

fn harmless(rule: &'static RuleMeta, item: &SourceItem, message: String) -> SourceChange {
    SourceChange {
        rule,
        item: item.path.clone(),
        breaks: false,
        on_purpose: false,
        message,
        advice: None,
        accepted: None,
    }
}

fn noun(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Struct => "struct",
        SourceKind::Enum => "enum",
        SourceKind::Trait => "trait",
        SourceKind::Function => "function",
        SourceKind::Constant => "constant",
        SourceKind::Alias => "type",
        SourceKind::Implementation => "implementation",
    }
}
