//! The fields of one object: known, missing, unknown.

use tidings_diag::{Applicability, Finding, Fix, Severity, nearest};
use tidings_syntax::{Entry, Kind as ValueKind, Value};

use super::bindings;
use super::mends::rewritten;
use super::scalars::listed;
use super::{Checker, Enclosing, Spot, node_of};
use crate::grammar::all::objects_in;
use crate::grammar::bindings::is_list;
use crate::grammar::moved;
use crate::grammar::table::{Field, Kind, Object, Row, Version};
use crate::rules::{
    DEPRECATED_FIELD, EXTENSION_TYPO, MISPLACED_FIELD, MISSING_FIELD, UNKNOWN_FIELD,
};

impl<'s> Checker<'s> {
    /// Checks the fields of `spot`, which must be the object `object`, unless that has been done before.
    pub(super) fn object(&mut self, spot: &Spot<'s>, object: &'static Object, version: Version) {
        let value = spot.value;
        if value.kind() != ValueKind::Mapping {
            self.wrong_type(spot, &format!("an object ({})", object.called()));
            return;
        }
        if !self.visited.insert((node_of(value), object.section)) {
            return;
        }
        let version = match &object.own_version {
            Some(own) => bindings::stated_version(value, own),
            None => version,
        };
        self.enclosing.push(Enclosing {
            object,
            location: spot.head_location(),
        });
        for entry in value.entries() {
            let field = object.field(entry.key);
            let row = field.map(|field| Row { object, field });
            self.within(row, |checker| match field {
                Some(field) => checker.known_field(entry, field, value, object, version),
                None if object.is_open(version) => {}
                None => checker.unknown_field(entry, object, version),
            });
        }
        self.missing_fields(spot, object, version);
        self.enclosing.pop();
    }

    fn known_field(
        &mut self,
        entry: Entry<'s>,
        field: &'static Field,
        object: Value<'s>,
        table: &'static Object,
        version: Version,
    ) {
        if !field.exists_in(version) {
            self.field_of_other_version(entry, field, object, table, version);
        } else if let Some((name, found)) = contradiction(field, object, table) {
            let values = field.when.as_ref().map_or(&[][..], |when| when.values);
            let message = format!("`{}` does not apply to `{name}: {found}`", entry.key);
            let help = format!("it applies where `{name}` is {}", listed(values));
            self.report(
                Finding::new(&UNKNOWN_FIELD, entry.key_location(), message).with_help(help),
            );
        } else {
            self.advise_against(entry, field, version);
            let spot = Spot::entry(entry);
            match field.kind {
                Kind::MessagePayload => self.message_payload(&spot, object),
                kind => self.value(&spot, narrowed(field, object).unwrap_or(kind), version),
            }
        }
    }

    /// Reports a field that the version of the object does not have, or not any more.
    fn field_of_other_version(
        &mut self,
        entry: Entry<'s>,
        field: &'static Field,
        object: Value<'s>,
        table: &'static Object,
        version: Version,
    ) {
        if let Some(foreign) = self.foreign(table, entry, version) {
            self.foreign_field(entry, &foreign);
            return;
        }
        let key = entry.key;
        let removed = field.removed.filter(|removed| *removed <= version);
        let message = match removed {
            Some(removed) => {
                format!("`{key}` does not exist from version {removed} on, this follows {version}")
            }
            None => format!(
                "`{key}` exists from version {} on, this follows {version}",
                field.since
            ),
        };
        let mut finding = Finding::new(&UNKNOWN_FIELD, entry.key_location(), message);
        if removed.is_some() {
            finding.help = bindings::older_version(field, object, table);
            if self.version.major < 3 && finding.help.is_some() {
                // Without a version the latest is meant, which had the field when documents of AsyncAPI 2 were written.
                finding.severity = Severity::Warning;
            }
        } else if version == self.version {
            finding.help = Some(format!("write `asyncapi: {}.0` or later", field.since));
        }
        if self.lets_through(table) {
            finding.severity = Severity::Warning;
        }
        self.report(finding);
    }

    /// What is to be said about a field of the other major version of AsyncAPI; `version` is that of the object.
    fn foreign(
        &self,
        table: &'static Object,
        entry: Entry<'s>,
        version: Version,
    ) -> Option<moved::Foreign> {
        // Bindings have versions of their own.
        let is_of_specification = version == self.version;
        is_of_specification.then(|| moved::foreign(table, entry, version))?
    }

    /// Reports a field of the other major version of AsyncAPI.
    fn foreign_field(&mut self, entry: Entry<'s>, foreign: &moved::Foreign) {
        let message = format!(
            "`{}` belongs to AsyncAPI {}, this document follows {}",
            entry.key, foreign.major, self.version
        );
        let mut finding = Finding::new(foreign.rule, entry.key_location(), message);
        finding.help = Some(match foreign.instead {
            Some(instead) => instead.to_owned(),
            None => format!("AsyncAPI {} has nothing of the kind", self.version.major),
        });
        finding.fix = foreign.renamed.map(|name| rename(entry, name));
        self.report(finding);
    }

    /// Reports a field that the specification keeps for old documents only.
    pub(super) fn advise_against(
        &mut self,
        entry: Entry<'s>,
        field: &'static Field,
        version: Version,
    ) {
        if let Some(deprecated) = field.deprecated.filter(|deprecated| *deprecated <= version) {
            let message = format!("`{}` is deprecated since version {deprecated}", entry.key);
            self.report(Finding::new(
                &DEPRECATED_FIELD,
                entry.key_location(),
                message,
            ));
        }
    }

    fn missing_fields(&mut self, spot: &Spot<'s>, object: &'static Object, version: Version) {
        let value = spot.value;
        // Where nothing fits the table, something else is meant, and its findings say so.
        let strange = |entry: Entry<'_>| object.field(entry.key).is_none();
        let fields = value.entries().len();
        if fields > 0 && !object.is_open(version) && value.entries().all(strange) {
            return;
        }
        // What is missing may stand in a part of the object that could not be read, which is told already.
        if (fields == 0 && object.may_be_empty) || !value.is_whole() {
            return;
        }
        for field in object.fields {
            let wanted = field.required
                && field.exists_in(version)
                && applies(field, value)
                && value.get(field.name).is_none();
            if wanted {
                let message = format!("{} lacks `{}`", spot.subject(), field.name);
                let help = format!("the {} must have it", object.called());
                let finding = Finding::new(&MISSING_FIELD, spot.head_location(), message)
                    .with_help(help)
                    .with_detail(field.name);
                self.within(Some(Row { object, field }), |checker| {
                    checker.report(finding)
                });
            }
        }
        let any_of = object.any_of;
        if !any_of.is_empty() && any_of.iter().all(|name| value.get(name).is_none()) {
            let message = format!("{} has none of {}", spot.subject(), listed(any_of));
            let help = format!("the {} must have at least one of them", object.called());
            self.report(
                Finding::new(&MISSING_FIELD, spot.head_location(), message).with_help(help),
            );
        }
    }

    fn unknown_field(&mut self, entry: Entry<'s>, object: &'static Object, version: Version) {
        let key = entry.key;
        if is_extension(key) {
            return;
        }
        if let Some(foreign) = self.foreign(object, entry, version) {
            self.foreign_field(entry, &foreign);
            return;
        }
        let location = entry.key_location();
        let unknown = format!("`{key}` is not a field of the {}", object.called());
        let mut finding = if let Some(name) = meant_extension(key) {
            let message = format!("`{key}` is not the name of an extension");
            Finding::new(&EXTENSION_TYPO, location, message)
                .with_help(format!("write `{name}`"))
                .with_fix(rename(entry, &name))
        } else if let Some(instead) = bindings::instead(object, entry) {
            let mut finding = Finding::new(&UNKNOWN_FIELD, location, unknown);
            finding.help = Some(instead.help);
            finding.fix = instead.renamed.map(|name| rename(entry, name));
            finding
        } else if let Some(home) = self.home(object, key, version) {
            Finding::new(&MISPLACED_FIELD, location, unknown).with_help(home)
        } else {
            let fields = object.fields.iter();
            let fields = fields.filter(|field| field.exists_in(version));
            let names: Vec<&str> = fields.map(|field| field.name).collect();
            let finding = Finding::new(&UNKNOWN_FIELD, location, unknown);
            match nearest(key, names.iter().copied()) {
                Some(near) => finding
                    .with_help(format!("did you mean `{near}`?"))
                    .with_fix(rename(entry, near)),
                None => finding.with_help(format!(
                    "the fields are {}; fields of your own start with `x-`",
                    listed(&names)
                )),
            }
        };
        if self.lets_through(object) {
            finding.severity = Severity::Warning;
        }
        self.report(finding);
    }

    /// Whether the text does not rule out what the table of `object` does not know.
    fn lets_through(&self, object: &'static Object) -> bool {
        // AsyncAPI 2 lists the bindings of its time, which are published apart from it, and closes no list.
        let is_free_map = is_list(object) && self.version.major < 3;
        object.loose || is_free_map
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

/// The values that `field` may have because of what the deciding field says.
fn narrowed(field: &'static Field, object: Value<'_>) -> Option<Kind> {
    let deciding = field.when.as_ref()?.field;
    let decision = object.get(deciding)?.as_str()?;
    let (_, values) = field
        .narrowed
        .iter()
        .find(|(value, _)| *value == decision)?;
    Some(Kind::OneOf(values))
}

/// The value of the deciding field, where it says that `field` does not apply.
fn contradiction<'s>(
    field: &'static Field,
    object: Value<'s>,
    table: &'static Object,
) -> Option<(&'static str, &'s str)> {
    let when = field.when.as_ref()?;
    let found = object.get(when.field)?.as_str()?;
    let deciding = table.field(when.field)?;
    let known = matches!(deciding.kind, Kind::OneOf(allowed) if allowed.contains(&found));
    (known && !when.values.contains(&found)).then_some((when.field, found))
}

/// Whether `field` applies to `object`, as far as can be told.
fn applies(field: &'static Field, object: Value<'_>) -> bool {
    field.when.as_ref().is_none_or(|when| {
        let found = object.get(when.field).and_then(|value| value.as_str());
        found.is_some_and(|found| when.values.contains(&found))
    })
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

/// Replaces the key of an entry.
fn rename(entry: Entry<'_>, name: &str) -> Fix {
    Fix {
        title: format!("rename to `{name}`"),
        ..rewritten(entry.value, entry.key_span, name, Applicability::Unsafe)
    }
}
