//! Walks a document along the tables and reports what does not fit.
//!
//! References are followed, so an object in another file is checked as what it is used for; each object is checked
//! once for each use, however often it is referred to.

mod avro;
mod bindings;
mod explain;
mod fields;
mod keys;
mod mends;
mod names;
mod payload;
mod references;
mod scalars;
mod spot;
mod unknown;
mod versions;

use std::collections::HashSet;

use tidings_diag::{Applicability, FileId, Finding, Location};
use tidings_schema::Literal;
use tidings_source::Sources;
use tidings_syntax::{Entry, Kind as ValueKind, NodeId, Value};

use super::all::root as root_of;
use super::bindings::is_list;
use super::info::EXTERNAL_DOCS;
use super::message::MESSAGE_EXAMPLE;
use super::table::{Keys, Kind, Names, Object, Row, Version};
use crate::contract::{Part, UndefinedField};
use crate::payload::Readers;
use crate::rules::{VALUE_NOT_ALLOWED, WRONG_TYPE};
pub(crate) use avro::is_avro;
use mends::written;
pub(crate) use spot::Spot;

/// A node in one of the files.
pub(crate) type Node = (FileId, NodeId);

/// The node of a value.
pub(crate) fn node_of(value: Value<'_>) -> Node {
    (value.span().file, value.node())
}

/// What the walk found out, beside its findings.
pub(crate) struct Checked<'s> {
    /// Every schema on the way, read.
    pub(crate) schemas: Readers<'s>,
    /// What is wrong.
    pub(crate) findings: Vec<Finding>,
    /// References that lead to something of the wrong kind; for everybody else they lead nowhere.
    pub(crate) misleading: HashSet<Node>,
    /// Fields that nobody reads, because they have another name or value than the specification gives them.
    pub(crate) left_out: Vec<(Part, Location)>,
    /// Fields that nobody reads, because the specification has nothing of the kind.
    pub(crate) undefined_fields: Vec<UndefinedField>,
    /// Where the schemas stand that bindings have.
    pub(crate) schemas_of_bindings: Vec<Location>,
}

/// Checks the document `root`, which follows `version`.
///
/// The row `off` finds nothing, as if it allowed everything.
pub(crate) fn check<'s>(
    sources: &'s Sources,
    root: Value<'s>,
    version: Version,
    off: Option<Row>,
) -> Checked<'s> {
    let mut checker = Checker::new(sources, version, off);
    checker.object(&Spot::document(root), root_of(version), version);
    Checked {
        schemas: checker.schemas,
        findings: checker.findings,
        misleading: checker.misleading,
        left_out: checker.left_out,
        undefined_fields: checker.undefined_fields,
        schemas_of_bindings: checker.schemas_of_bindings,
    }
}

/// Checks the External Documentation Objects of schemas, which only the reader of schemas comes by.
pub(crate) fn check_external_docs<'s>(
    sources: &'s Sources,
    version: Version,
    off: Option<Row>,
    entries: impl Iterator<Item = Entry<'s>>,
) -> Vec<Finding> {
    let mut checker = Checker::new(sources, version, off);
    for entry in entries {
        let kind = Kind::ObjectOrReference(&EXTERNAL_DOCS);
        checker.value(&Spot::entry(entry), kind, version);
    }
    checker.findings
}

/// An object that the walk is inside of.
struct Enclosing<'s> {
    /// What it is.
    object: &'static Object,
    /// Where it stands.
    spot: Spot<'s>,
}

/// Fields that only tell people something.
const DESCRIPTIONS: [&str; 5] = ["description", "externalDocs", "summary", "tags", "title"];

/// Whether `field` of `object` tells what it is called, and no message differs for it.
fn is_identifier(field: &str, object: &Object) -> bool {
    let is_message = ["Message Object", "Message Trait Object"].contains(&object.section);
    ["messageId", "operationId"].contains(&field) || is_message && field == "name"
}

/// The walk.
struct Checker<'s> {
    sources: &'s Sources,
    version: Version,
    schemas: Readers<'s>,
    findings: Vec<Finding>,
    misleading: HashSet<Node>,
    left_out: Vec<(Part, Location)>,
    undefined_fields: Vec<UndefinedField>,
    schemas_of_bindings: Vec<Location>,
    visited: HashSet<(Node, &'static str)>,
    enclosing: Vec<Enclosing<'s>>,
    /// The references that were followed to get where the walk is, the last one last.
    followed: Vec<Value<'s>>,
    /// The references into `components`, as soon as they were asked for.
    uses: Option<keys::Uses<'s>>,
    /// The row on whose behalf a value is looked at.
    row: Option<Row>,
    /// The row that finds nothing.
    off: Option<Row>,
}

impl<'s> Checker<'s> {
    fn new(sources: &'s Sources, version: Version, off: Option<Row>) -> Self {
        Self {
            sources,
            version,
            schemas: Readers::new(sources),
            findings: Vec::new(),
            misleading: HashSet::new(),
            left_out: Vec::new(),
            undefined_fields: Vec::new(),
            schemas_of_bindings: Vec::new(),
            visited: HashSet::new(),
            enclosing: Vec::new(),
            followed: Vec::new(),
            uses: None,
            row: None,
            off,
        }
    }

    /// Checks that `spot` is of kind `kind`; `version` is that of the enclosing object.
    fn value(&mut self, spot: &Spot<'s>, kind: Kind, version: Version) {
        match kind {
            Kind::Any => {}
            Kind::String(format) => self.string(spot, format),
            Kind::NullableString => self.nullable_string(spot),
            Kind::Boolean => self.boolean(spot),
            Kind::SizedString(limits) => self.sized_string(spot, limits),
            Kind::Scalar => self.scalar(spot),
            Kind::Integer(limits) => self.integer(spot, limits),
            Kind::IntegerOneOf(allowed) => self.integer_one_of(spot, allowed),
            Kind::BindingVersion(versions) => self.binding_version(spot, versions),
            Kind::OneOf(allowed) => self.one_of(spot, allowed),
            Kind::AnyObject => {
                if spot.value.kind() != ValueKind::Mapping {
                    self.wrong_type(spot, "an object");
                }
            }
            Kind::Map { keys, values } => match spot.value.entry("$ref") {
                Some(reference) if keys == Keys::Names(Names::SecuritySchemes) => {
                    self.no_requirement(reference);
                }
                Some(reference) if reference.value.as_str().is_some() => {
                    self.reference_not_allowed(spot, reference, None);
                }
                _ => self.map(spot, keys, values, version),
            },
            Kind::List(items) => self.list(spot, items, version),
            Kind::NonEmptyList(items) => {
                self.list(spot, items, version);
                self.no_empty_list(spot);
            }
            Kind::OneOrList(items) => match spot.value.kind() {
                ValueKind::Sequence => self.list(spot, items, version),
                _ => self.value(spot, *items, version),
            },
            Kind::ObjectOr { object, other } => match spot.value.kind() {
                ValueKind::Mapping => self.value(spot, *object, version),
                _ => self.no_object(spot, *object, *other, version),
            },
            Kind::Object(object) => match spot.value.entry("$ref") {
                Some(reference) => self.reference_not_allowed(spot, reference, None),
                None => self.object(spot, object, version),
            },
            Kind::ObjectOrReference(object) => self.object_or_reference(spot, object, version),
            Kind::Choice {
                object,
                alternative,
                by,
            } => {
                let value = spot.value;
                if value.kind() == ValueKind::Sequence {
                    let help = format!("write the list under `{by}`");
                    self.report(self.of_wrong_type(spot, "an object").with_help(help));
                } else if value.get("$ref").is_none() && value.get(by).is_some() {
                    self.object(spot, alternative, version);
                } else {
                    self.object_or_reference(spot, object, version);
                }
            }
            Kind::Reference { to, root } => match spot.value.entry("$ref") {
                Some(_) => self.reference(spot, to, version, root),
                None => self.no_reference(spot, to, root),
            },
            Kind::Schema => self.schema(spot),
            Kind::AnyFormatSchema => self.schema_in_any_format(spot),
            // Without its message nothing can be said about the language of a payload.
            Kind::MessagePayload => {}
            Kind::Name(names) => self.name(spot, names),
            Kind::TextSchema => self.text_schema(spot),
            Kind::SchemaOrAvro { avro_since } => self.schema_or_avro(spot, version, avro_since),
        }
    }

    fn list(&mut self, spot: &Spot<'s>, items: &'static Kind, version: Version) {
        if spot.value.kind() != ValueKind::Sequence {
            self.no_list(spot, items);
        }
        for item in spot.value.items() {
            self.value(&spot.item(item), *items, version);
        }
    }

    /// Reports what should be an array; one string in place of a list of strings only lacks the brackets.
    fn no_list(&mut self, spot: &Spot<'s>, items: &'static Kind) {
        let finding = self.of_wrong_type(spot, "an array");
        let of_strings = matches!(items, Kind::String(_) | Kind::OneOf(_) | Kind::Name(_));
        let value = spot.value;
        if !of_strings || value.kind() != ValueKind::String {
            self.report(finding);
            return;
        }
        let listed = format!("[{}]", &value.tree().text()[value.span().range()]);
        let fix = written(value, listed.clone(), Applicability::Unsafe);
        self.report(finding.with_help(format!("write `{listed}`")).with_fix(fix));
    }

    /// Checks what stands where an object could stand, too.
    fn no_object(&mut self, spot: &Spot<'s>, object: Kind, other: Kind, version: Version) {
        let before = self.findings.len();
        self.value(spot, other, version);
        for finding in &mut self.findings[before..] {
            if matches!(object, Kind::Schema) && finding.rule == &WRONG_TYPE {
                finding.help = Some("a schema of such values may stand here, too".to_owned());
            }
        }
    }

    fn no_empty_list(&mut self, spot: &Spot<'s>) {
        if spot.value.kind() == ValueKind::Sequence && spot.value.items().len() == 0 {
            let message = format!("{} must have at least one item", spot.subject());
            let location = spot.value_location();
            self.report(Finding::new(&VALUE_NOT_ALLOWED, location, message));
        }
    }

    fn map(&mut self, spot: &Spot<'s>, keys: Keys, values: &'static Kind, version: Version) {
        if spot.value.kind() != ValueKind::Mapping {
            self.wrong_type(spot, "an object");
        }
        self.illegal_keys(spot, keys);
        for entry in spot.value.entries() {
            if let Keys::Names(names) = keys {
                self.known_name(entry.key, entry.value, entry.key_location(), names);
            }
            self.value(&Spot::entry(entry), *values, version);
        }
    }

    /// Reports that `spot` is not `wanted`.
    fn wrong_type(&mut self, spot: &Spot<'s>, wanted: &str) {
        self.report(self.of_wrong_type(spot, wanted));
    }

    /// The finding that `spot` is not `wanted`.
    fn of_wrong_type(&self, spot: &Spot<'s>, wanted: &str) -> Finding {
        let found = spot.value.kind();
        let message = format!(
            "{} must be {wanted}, not {}",
            spot.subject(),
            found.described()
        );
        let help = match found {
            ValueKind::Null if wanted.starts_with("an object") => {
                "write its fields, indented below it".to_owned()
            }
            ValueKind::Null => "write a value".to_owned(),
            _ => format!("write {wanted}"),
        };
        let is_required = self.row.is_some_and(|row| row.field.required);
        let help = match found {
            _ if is_required => help,
            ValueKind::Null if wanted.starts_with("an object") => help + ", or leave it out",
            _ => help + ", or leave the field out",
        };
        Finding::new(&WRONG_TYPE, spot.value_location(), message).with_help(help)
    }

    /// Adds `finding`, with the section that says so, unless the row that found it is switched off.
    fn report(&mut self, finding: Finding) {
        if self.is_off() {
            return;
        }
        let enclosing = self.enclosing.last();
        let object = self.row.map(|row| row.object);
        let mut finding = match object.or(enclosing.map(|enclosing| enclosing.object)) {
            Some(object) if finding.section.is_none() => {
                let section = object.cited(self.version);
                finding.with_section(section)
            }
            _ => finding,
        };
        for (location, message) in self.explanations(&finding) {
            finding = finding.with_related(location, message);
        }
        self.findings.push(finding);
    }

    /// Notes that nobody reads what stands at `location` in the place of `field` of the object that the walk is in; answers
    /// whether the contract goes without anything but a description.
    fn leave_out(&mut self, field: &str, location: &Location) -> bool {
        let enclosing = self.enclosing.last();
        let Some(enclosing) = enclosing.filter(|_| !DESCRIPTIONS.contains(&field)) else {
            return false;
        };
        let part = Part::FieldOf(enclosing.object.name);
        self.left_out.push((part, location.clone()));
        true
    }

    /// Notes a field that the specification does not define in the object `table`.
    fn undefined(&mut self, entry: Entry<'s>, table: &'static Object) {
        // What bindings and examples say is in the contract as it is written.
        let is_kept = |object: &Object| is_list(object) || std::ptr::eq(object, &MESSAGE_EXAMPLE);
        let mut around = self.enclosing.iter();
        if around.any(|enclosing| is_kept(enclosing.object)) || is_kept(table) {
            return;
        }
        self.undefined_fields.push(UndefinedField {
            name: entry.key.to_owned(),
            object: table.called(),
            location: entry.key_location(),
            value: Literal::from(entry.value),
        });
    }

    /// Whether nothing is to be found, because the row that asks is switched off.
    fn is_off(&self) -> bool {
        self.row.is_some() && self.row == self.off
    }

    /// Does `work` on behalf of `row`.
    fn within<T>(&mut self, row: Option<Row>, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.row, row);
        let done = work(self);
        self.row = outer;
        done
    }
}
