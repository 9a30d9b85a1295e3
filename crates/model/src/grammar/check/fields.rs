//! The fields of one object that its table has: which apply, which are missing.

use tidings_diag::Finding;
use tidings_syntax::{Entry, Kind as ValueKind, Value};

use super::bindings;
use super::scalars::listed;
use super::{Checker, Enclosing, Spot, node_of};
use crate::grammar::table::{Field, Kind, Object, Row, Version};
use crate::rules::{DEPRECATED_FIELD, MISSING_FIELD, UNKNOWN_FIELD};

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
            spot: *spot,
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

    /// Reports a field that the specification keeps for old documents only.
    pub(super) fn advise_against(
        &mut self,
        entry: Entry<'s>,
        field: &'static Field,
        version: Version,
    ) {
        if let Some(deprecated) = field.deprecated.filter(|deprecated| *deprecated <= version) {
            let message = format!("`{}` is deprecated since version {deprecated}", entry.key);
            let finding = Finding::new(&DEPRECATED_FIELD, entry.key_location(), message);
            self.report(finding.with_help("write new documents without it"));
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
