//! Fields that another version has than the one that is followed.

use tidings_diag::{Finding, Severity};
use tidings_syntax::{Entry, Value};

use super::mends::renamed;
use super::{Checker, Spot, bindings, is_identifier};
use crate::grammar::bindings::is_list;
use crate::grammar::moved::{self, Stated};
use crate::grammar::table::{Field, Object, Version};
use crate::rules::UNKNOWN_FIELD;

impl<'s> Checker<'s> {
    /// Reports a field that the version of the object does not have, or not any more.
    pub(super) fn field_of_other_version(
        &mut self,
        entry: Entry<'s>,
        field: &'static Field,
        object: Value<'s>,
        table: &'static Object,
        version: Version,
    ) {
        if let Some(foreign) = self.foreign(table, entry, version) {
            self.foreign_field(entry, table, &foreign);
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
            let older = bindings::older_version(field, object, table);
            let may_be_older = older.is_some();
            finding.help = Some(older.unwrap_or_else(|| format!("remove `{key}`")));
            if self.version.major < 3 && may_be_older {
                // Without a version the latest is meant, which had the field when documents of AsyncAPI 2 were written.
                finding.severity = Severity::Warning;
            }
        } else {
            finding.help = Some(if version == self.version {
                format!("write `asyncapi: {}.0` or later", field.since)
            } else {
                format!(
                    "write `bindingVersion: '{}.0'` or later, or remove `{key}`",
                    field.since
                )
            });
        }
        if !self.lets_through(table) {
            self.report(finding);
            self.undefined(entry, table);
            return;
        }
        finding.severity = Severity::Warning;
        self.report(finding);
        // Whoever uses it all the same means the binding of that name.
        self.value(&Spot::entry(entry), field.kind, version);
    }

    /// What is to be said about a field of the other major version of AsyncAPI; `version` is that of the object.
    pub(super) fn foreign(
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
    pub(super) fn foreign_field(
        &mut self,
        entry: Entry<'s>,
        table: &'static Object,
        foreign: &moved::Foreign,
    ) {
        let message = format!(
            "`{}` belongs to AsyncAPI {}, this document follows {}",
            entry.key, foreign.major, self.version
        );
        let mut finding = Finding::new(foreign.rule, entry.key_location(), message);
        finding.fix = foreign.renamed.and_then(|name| renamed(entry, name));
        finding.help = Some(match (foreign.renamed, foreign.instead) {
            (Some(name), _) if finding.fix.is_none() => {
                format!("`{name}` is its name here, and is there already: remove one of the two")
            }
            (_, Some(instead)) => instead.to_owned(),
            (_, None) => format!("AsyncAPI {} has nothing of the kind", self.version.major),
        });
        let field = foreign.renamed.unwrap_or(entry.key);
        let is_left_out = self.leave_out(field, &entry.key_location());
        if !is_left_out || is_identifier(field, table) || self.is_stated(foreign.stated) {
            self.undefined(entry, table);
        }
        self.report(finding);
    }

    /// Whether the object that the walk is in says already what is `stated` there.
    fn is_stated(&self, stated: Option<Stated>) -> bool {
        match stated {
            Some(Stated::ByPlace) => true,
            Some(Stated::By(field)) => {
                let object = self.enclosing.last();
                let said = object.and_then(|object| object.spot.value.get(field));
                said.and_then(Value::as_str).is_some()
            }
            None => false,
        }
    }

    /// Whether the text does not rule out what the table of `object` does not know.
    pub(super) fn lets_through(&self, object: &'static Object) -> bool {
        // AsyncAPI 2 lists the bindings of its time, which are published apart from it, and closes no list.
        let is_free_map = is_list(object) && self.version.major < 3;
        object.loose || is_free_map
    }
}
