//! What is particular about bindings: they have versions of their own, and names that people mix up.

use tidings_diag::{Applicability, Finding};
use tidings_syntax::{Entry, Kind as ValueKind, Value};

use super::mends::written;
use super::scalars::listed;
use super::{Checker, Spot, node_of};
use crate::grammar::bindings::{self, Part};
use crate::grammar::table::{Field, Object, OwnVersion, Version};
use crate::rules::BINDING_VERSION_UNKNOWN;

/// Stands for the newest version; every binding's text assumes it where none is stated.
const LATEST: &str = "latest";

impl<'s> Checker<'s> {
    /// Reads a schema of strings, and tells how a string is written as one.
    pub(super) fn text_schema(&mut self, spot: &Spot<'s>) {
        let Some(text) = spot.value.as_str() else {
            self.schema(spot);
            return;
        };
        let mut finding = self.of_wrong_type(spot, "a schema");
        let is_plain = |character: char| !character.is_control() && !r#""\"#.contains(character);
        if text.chars().all(is_plain) {
            let schema = format!(r#"{{ "type": "string", "const": "{text}" }}"#);
            finding = finding
                .with_help(format!("write `{schema}` for this one value"))
                .with_fix(written(spot.value, schema, Applicability::Unsafe));
        }
        // Nobody reads the value as a schema any more.
        self.misleading.insert(node_of(spot.value));
        self.report(finding);
    }

    pub(super) fn binding_version(&mut self, spot: &Spot<'s>, versions: &'static [&'static str]) {
        let value = spot.value;
        let stated = match value.kind() {
            ValueKind::String => value.as_str().unwrap_or_default(),
            ValueKind::Number => value.as_number().map_or("", |number| number.text()),
            _ => {
                self.wrong_type(spot, "the version of a binding");
                return;
            }
        };
        if value.kind() == ValueKind::String && (stated == LATEST || versions.contains(&stated)) {
            return;
        }
        let object = self.row.map_or("binding", |row| row.object.name);
        let message = format!("`{stated}` is no version of the {object}");
        let mut help = match versions {
            [only] => format!("the version is `{only}`"),
            _ => format!("the versions are {}", listed(versions)),
        };
        help.push_str("; without `bindingVersion` the latest is meant");
        let mut finding =
            Finding::new(&BINDING_VERSION_UNKNOWN, spot.value_location(), message).with_help(help);
        let completed = format!("{stated}.0");
        if versions.contains(&completed.as_str()) {
            let completed = format!("\"{completed}\"");
            finding = finding.with_fix(written(value, completed, Applicability::Safe));
        }
        self.report(finding);
    }
}

/// What to do about a field that its binding has lost, where the latest version is meant because none is stated.
pub(super) fn older_version(
    field: &'static Field,
    object: Value<'_>,
    table: &'static Object,
) -> Option<String> {
    let own = table.own_version.as_ref()?;
    let removed = field.removed?;
    let versions = bindings::versions(table)?;
    let had_it = |version: &&&str| parsed(version).is_some_and(|version| version < removed);
    let last = versions.iter().rfind(had_it)?;
    object.get(own.field).is_none().then(|| {
        format!(
            "remove it, or write `{}: {last}` if that version is meant",
            own.field
        )
    })
}

/// The version that a binding states, else the latest one.
pub(super) fn stated_version(object: Value<'_>, own: &OwnVersion) -> Version {
    let stated = object.get(own.field).and_then(|version| version.as_str());
    stated.and_then(parsed).unwrap_or(own.latest)
}

fn parsed(version: &str) -> Option<Version> {
    let mut numbers = version.split('.').map(str::parse);
    let major = numbers.next()?.ok()?;
    let minor = numbers.next()?.ok()?;
    Some(Version { major, minor })
}

/// What is to be said about a field that no binding of this place has.
pub(super) struct Instead {
    /// In words.
    pub(super) help: String,
    /// The key that was meant, if that is all.
    pub(super) renamed: Option<&'static str>,
}

/// What is wrong with a field that no binding of this place has, as far as more can be said than that.
pub(super) fn instead(object: &'static Object, entry: Entry<'_>) -> Option<Instead> {
    if bindings::is_list(object) {
        let protocol = bindings::protocol_of(entry.key)?.key;
        return Some(Instead {
            help: format!(
                "bindings for servers of protocol `{}` are written under `{protocol}`",
                entry.key
            ),
            renamed: Some(protocol),
        });
    }
    let said = |help| Instead {
        help,
        renamed: None,
    };
    let (protocol, part) = bindings::home_of(object)?;
    let other = Part::ALL
        .into_iter()
        .filter(|other| *other != part && entry.key != bindings::VERSION_FIELD)
        .map(|other| protocol.object(other))
        .find(|other| other.field(entry.key).is_some());
    if let Some(other) = other {
        return Some(said(format!(
            "`{}` belongs to the {}",
            entry.key, other.name
        )));
    }
    let is_reserved = object.fields.is_empty();
    is_reserved.then(|| said("it must be empty: its name is reserved".to_owned()))
}
