//! Fields that no table has at their place: misspelt, misplaced, or meant as extensions.

use tidings_diag::{Finding, Severity, nearest};
use tidings_syntax::Entry;

use super::mends::renamed;
use super::scalars::listed;
use super::{Checker, bindings, is_identifier};
use crate::grammar::all::objects_in;
use crate::grammar::table::{Kind, Object, Version};
use crate::rules::{EXTENSION_TYPO, MISPLACED_FIELD, UNKNOWN_FIELD};

impl<'s> Checker<'s> {
    /// Reports a field that the table of its object does not know, unless it is an extension.
    pub(super) fn unknown_field(
        &mut self,
        entry: Entry<'s>,
        object: &'static Object,
        version: Version,
    ) {
        let key = entry.key;
        if is_extension(key) {
            return;
        }
        if let Some(foreign) = self.foreign(object, entry, version) {
            self.foreign_field(entry, object, &foreign);
            return;
        }
        let location = entry.key_location();
        let unknown = format!("`{key}` is not a field of the {}", object.called());
        // The field of the specification that the contract has to do without.
        let mut meant = None;
        let mut finding = if let Some(name) = meant_extension(key) {
            let message = format!("`{key}` is not the name of an extension");
            Finding {
                fix: renamed(entry, &name),
                ..Finding::new(&EXTENSION_TYPO, location, message)
                    .with_help(format!("write `{name}`"))
            }
        } else if let Some(instead) = bindings::instead(object, entry) {
            let mut finding = Finding::new(&UNKNOWN_FIELD, location, unknown);
            finding.help = Some(instead.help);
            finding.fix = instead.renamed.and_then(|name| renamed(entry, name));
            finding
        } else if let Some(home) = self.home(object, key, version) {
            meant = Some(key);
            Finding::new(&MISPLACED_FIELD, location, unknown).with_help(home)
        } else {
            let fields = object.fields.iter();
            let fields = fields.filter(|field| field.exists_in(version));
            let names: Vec<&str> = fields.map(|field| field.name).collect();
            let finding = Finding::new(&UNKNOWN_FIELD, location, unknown);
            match nearest(key, names.iter().copied()) {
                Some(near) => match renamed(entry, near) {
                    Some(fix) => {
                        meant = Some(near);
                        let help = format!("did you mean `{near}`?");
                        finding.with_help(help).with_fix(fix)
                    }
                    None => finding.with_help(format!(
                        "did you mean `{near}`? That is there already, so remove one of the two"
                    )),
                },
                None => finding.with_help(format!(
                    "the fields are {}; fields of your own start with `x-`",
                    listed(&names)
                )),
            }
        };
        let is_allowed = self.lets_through(object);
        if is_allowed {
            finding.severity = Severity::Warning;
        }
        let meant = meant.filter(|_| !is_allowed);
        let is_left_out = meant.is_some_and(|field| self.leave_out(field, &entry.key_location()));
        if !is_left_out || meant.is_some_and(|field| is_identifier(field, object)) {
            self.undefined(entry, object);
        }
        self.report(finding);
    }

    /// Which object near `object` has the field `key`: one of its own parts, or one that encloses it.
    fn home(&self, object: &'static Object, key: &str, version: Version) -> Option<String> {
        let part = object.fields.iter().find(|field| {
            let inline = matches!(
                field.kind,
                Kind::Object(_) | Kind::ObjectOrReference(_) | Kind::Choice { .. }
            );
            let mut parts = objects_in(field.kind).into_iter();
            inline && field.exists_in(version) && parts.any(|part| has(part, key, version))
        });
        if let Some(part) = part {
            return Some(format!("`{key}` belongs under `{}`", part.name));
        }
        let (_, outer) = self.enclosing.split_last()?;
        let mut homes = outer.iter().rev().map(|enclosing| enclosing.object);
        let home =
            homes.find(|home| home.section != object.section && has(home, key, self.version))?;
        Some(format!(
            "`{key}` belongs to the {} that this is a part of",
            home.section
        ))
    }
}

/// Whether `object` has the field `name` in a document that follows `version`.
fn has(object: &Object, name: &str, version: Version) -> bool {
    let field = object.field(name);
    field.is_some_and(|field| object.own_version.is_some() || field.exists_in(version))
}

/// `x-` and what may follow it (AsyncAPI 3.1, "Specification Extensions": `^x-[\w\d\.\x2d_]+$`).
fn is_extension(key: &str) -> bool {
    key.strip_prefix("x-")
        .is_some_and(|name| !name.is_empty() && name.chars().all(is_extension_character))
}

fn is_extension_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_.-".contains(character)
}

/// The extension that a key was probably meant to be: `x-own` for `X-own`, `x_own` and `x-own thing`.
fn meant_extension(key: &str) -> Option<String> {
    let name = key
        .strip_prefix("x-")
        .or_else(|| key.strip_prefix("X-"))
        .or_else(|| key.strip_prefix("x_"))
        .or_else(|| key.strip_prefix("X_"))?;
    let name: String = name
        .chars()
        .map(|character| {
            if is_extension_character(character) {
                character
            } else {
                '-'
            }
        })
        .collect();
    (!name.is_empty()).then(|| format!("x-{name}"))
}
