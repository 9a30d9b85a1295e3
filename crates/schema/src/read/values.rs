//! Values of keywords: the type each must have, and a finding where it has another.

use tidings_check::Decimal;
use tidings_diag::{Finding, Location, nearest};
use tidings_syntax::{Entry, Kind, Value};

use super::Backtracks;
use super::object::ObjectReader;
use crate::number::{decimal, json_number};
use crate::rules::{REGEX_INVALID, REGEX_NOT_PORTABLE, SCHEMA_INVALID};
use crate::{Dialect, Literal, SchemaId, Type, TypeSet};

/// How many significant digits of `multipleOf` the exact division can work with.
const DIVISOR_DIGITS: usize = 37;

impl<'s> ObjectReader<'_, 's> {
    fn invalid(&mut self, location: Location, message: String) {
        self.invalid_with_help(location, message, None);
    }

    fn invalid_with_help(&mut self, location: Location, message: String, help: Option<String>) {
        let mut finding = Finding::new(&SCHEMA_INVALID, location, message);
        finding = finding.with_section(self.dialect.section());
        finding.help = help;
        self.reader.findings.push(finding);
    }

    /// Says that `value` of `keyword` is not what it must be.
    pub(super) fn must_be(&mut self, keyword: &str, expected: &str, value: Value<'s>) {
        let found = match (value.kind(), value.as_number(), value.items().len()) {
            (Kind::Number, Some(number), _) => number.text().to_owned(),
            (Kind::Sequence, _, 0) => "an empty array".to_owned(),
            (kind, ..) => kind.described().to_owned(),
        };
        let message = format!("`{keyword}` must be {expected}, not {found}");
        let help = format!("let it be {expected}, or remove `{keyword}`");
        self.invalid_with_help(value.location(), message, Some(help));
    }

    pub(super) fn string(&mut self, entry: &Entry<'s>) -> Option<String> {
        let text = entry.value.as_str();
        if text.is_none() {
            self.must_be(entry.key, "a string", entry.value);
        }
        text.map(str::to_owned)
    }

    pub(super) fn boolean(&mut self, entry: &Entry<'s>) -> Option<bool> {
        let value = entry.value.as_bool();
        if value.is_none() {
            self.must_be(entry.key, "a boolean", entry.value);
        }
        value
    }

    /// A length or a number of items; `2.0` is one too (draft-07 core §4.2.1).
    pub(super) fn count(&mut self, entry: &Entry<'s>) -> Option<u64> {
        let number = entry.value.as_number();
        let exact = number.and_then(|number| decimal(number.text()));
        match exact {
            Some(exact) if exact.is_integer() && !exact.is_negative() => {
                // No text and no array is longer than 2^64, so a larger bound is as good as that one.
                let bound = exact
                    .to_integer()
                    .and_then(|bound| u64::try_from(bound).ok());
                Some(bound.unwrap_or(u64::MAX))
            }
            _ => {
                self.must_be(entry.key, "an integer from 0 on", entry.value);
                None
            }
        }
    }

    pub(super) fn number(&mut self, entry: &Entry<'s>) -> Option<String> {
        let number = entry.value.as_number();
        if let Some(text) = number.and_then(|number| json_number(number.text())) {
            return Some(text.into_owned());
        }
        let bound = match entry.key {
            "exclusiveMinimum" => Some("minimum"),
            "exclusiveMaximum" => Some("maximum"),
            _ => None,
        };
        match (entry.value.as_bool(), bound) {
            (Some(_), Some(bound)) => self.invalid_with_help(
                entry.value.location(),
                format!("`{}` must be a number, not a boolean", entry.key),
                Some(format!(
                    "since draft-06 it holds the bound itself, in place of `{bound}`"
                )),
            ),
            _ => self.must_be(entry.key, "a number", entry.value),
        }
        None
    }

    /// `multipleOf`, which is greater than zero (draft-07 validation §6.2.1).
    pub(super) fn divisor(&mut self, entry: &Entry<'s>) -> Option<String> {
        let text = self.number(entry)?;
        let divisor = Decimal::parse(&text)?;
        if divisor.is_zero() || divisor.is_negative() {
            self.must_be(entry.key, "greater than 0", entry.value);
            return None;
        }
        if divisor.significant_digits() > DIVISOR_DIGITS {
            let expected = format!("a number of at most {DIVISOR_DIGITS} significant digits");
            self.must_be(entry.key, &expected, entry.value);
            return None;
        }
        Some(text)
    }

    pub(super) fn literals(&mut self, entry: &Entry<'s>) -> Option<Vec<Literal>> {
        let is_empty = entry.value.items().len() == 0;
        let must_hold_some = entry.key == "enum" && self.dialect == Dialect::Draft4;
        if entry.value.kind() != Kind::Sequence || is_empty && must_hold_some {
            let expected = if must_hold_some {
                "an array of at least one value"
            } else {
                "an array"
            };
            self.must_be(entry.key, expected, entry.value);
            return None;
        }
        Some(entry.value.items().map(Literal::from).collect())
    }

    /// An array of names without repetition, as `required` has it.
    pub(super) fn names(&mut self, keyword: &str, value: Value<'s>) -> Option<Vec<String>> {
        if keyword == "required" && value.kind() == Kind::Bool {
            let help = "list the name of the property in `required` of the object that has it";
            self.invalid_with_help(
                value.location(),
                "`required` must be an array of names, not a boolean".to_owned(),
                Some(help.to_owned()),
            );
            return None;
        }
        let must_hold_some = !self.dialect.has_boolean_schemas();
        if value.kind() != Kind::Sequence || must_hold_some && value.items().len() == 0 {
            let expected = match must_hold_some {
                true => "an array of at least one name",
                false => "an array of names",
            };
            self.must_be(keyword, expected, value);
            return None;
        }
        let mut names: Vec<String> = Vec::new();
        for item in value.items() {
            match item.as_str() {
                Some(name) if names.iter().any(|known| known == name) => {
                    let message = format!("`{keyword}` names `{name}` twice");
                    self.invalid(item.location(), message);
                }
                Some(name) => names.push(name.to_owned()),
                None => self.must_be(keyword, "an array of names", item),
            }
        }
        Some(names)
    }

    pub(super) fn types(&mut self, entry: &Entry<'s>) -> Option<TypeSet> {
        match entry.value.kind() {
            Kind::String => self.json_type(entry.value).map(TypeSet::only),
            Kind::Sequence if self.dialect == Dialect::OpenApi30 => {
                let help = "for `null` write `nullable: true` beside the one type";
                self.invalid_with_help(
                    entry.value.location(),
                    "`type` must be one type in OpenAPI 3.0, not an array".to_owned(),
                    Some(help.to_owned()),
                );
                None
            }
            Kind::Sequence if entry.value.items().len() > 0 => {
                let mut types = TypeSet::EMPTY;
                for item in entry.value.items() {
                    match self.json_type(item) {
                        Some(named) if types.contains(named) => {
                            let message = format!("`type` names `{}` twice", named.name());
                            self.invalid(item.location(), message);
                        }
                        Some(named) => types = types.with(named),
                        None => {}
                    }
                }
                // Where every name is wrong, nothing is known of the type.
                (!types.is_empty()).then_some(types)
            }
            _ => {
                self.must_be(
                    "type",
                    "the name of a type or an array of such",
                    entry.value,
                );
                None
            }
        }
    }

    fn json_type(&mut self, value: Value<'s>) -> Option<Type> {
        let Some(name) = value.as_str() else {
            let help = (value.kind() == Kind::Null).then(|| "write 'null' in quotes".to_owned());
            let message = format!(
                "a type is named by a string, not by {}",
                value.kind().described()
            );
            self.invalid_with_help(value.location(), message, help);
            return None;
        };
        let found = Type::named(name);
        if found.is_none() {
            let message = format!("`{name}` is no type");
            self.invalid_with_help(value.location(), message, Some(help_for_type(name)));
        }
        found
    }

    pub(super) fn pattern(&mut self, entry: &Entry<'s>) -> Option<String> {
        let pattern = self.string(entry)?;
        self.is_pattern(&pattern, entry.value.location())
            .then_some(pattern)
    }

    /// Whether `pattern` can be run; a finding at `location` where not.
    pub(super) fn is_pattern(&mut self, pattern: &str, location: Location) -> bool {
        let (rule, message, help, section) = match self.reader.pattern(pattern) {
            Ok(Backtracks(false)) => return true,
            Ok(Backtracks(true)) => (
                &REGEX_NOT_PORTABLE,
                "the pattern looks around or back, which many engines cannot do".to_owned(),
                "write it without `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)` and `\\1`, for instance as two schemas in `allOf`",
                "JSON Schema draft-07, section 4.3 (Regular Expressions)",
            ),
            Err(error) => (
                &REGEX_INVALID,
                format!("the pattern is no regular expression: {error}"),
                "mend the pattern; a `\\` before a character takes it as it is, in double quotes `\\\\`",
                "ECMA-262, section 22.2 (Regular Expression Objects)",
            ),
        };
        let finding = Finding::new(rule, location, message).with_help(help);
        self.reader.findings.push(finding.with_section(section));
        *rule == REGEX_NOT_PORTABLE
    }

    /// AsyncAPI's `discriminator`, the name of a property; OpenAPI's, an object that names it.
    pub(super) fn discriminator(&mut self, entry: &Entry<'s>) {
        let object = entry.value;
        let property = object.get("propertyName").and_then(Value::as_str);
        if self.dialect == Dialect::AsyncApi {
            match property {
                None => self.rules.discriminator = self.string(entry).map(String::into_boxed_str),
                Some(name) => self.invalid_with_help(
                    object.location(),
                    "`discriminator` must be a string, not an object as in OpenAPI".to_owned(),
                    Some(format!("write `discriminator: {name}`")),
                ),
            }
            return;
        }
        let Some(property) = property else {
            self.must_be(entry.key, "an object with a `propertyName`", object);
            return;
        };
        self.rules.discriminator = Some(property.into());
        let mapping = object.get("mapping").into_iter().flat_map(Value::entries);
        for mapped in mapping {
            if let Some(schema) = self.mapped_schema(mapped.value) {
                self.rules.mapping.push((mapped.key.to_owned(), schema));
            }
        }
    }

    /// The schema of one entry of `mapping`: the name of a component, or a reference (OpenAPI 3.0, Discriminator Object).
    fn mapped_schema(&mut self, value: Value<'s>) -> Option<SchemaId> {
        let Some(text) = value.as_str() else {
            self.must_be("mapping", "an object of names and references", value);
            return None;
        };
        let is_name = text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "._-".contains(character));
        if !is_name {
            return self.reader.reference(value, self.dialect);
        }
        let components = value.tree().pointer("/components/schemas")?;
        match components.get(text) {
            Some(component) => Some(
                self.reader
                    .visit(component, self.dialect, || component.pointer()),
            ),
            // A name with a dot may be the name of a file.
            None => self.reader.reference(value, self.dialect),
        }
    }
}

/// What somebody who wrote `name` as a type means.
fn help_for_type(name: &str) -> String {
    let meant = match name.to_ascii_lowercase().as_str() {
        "int" | "int32" | "int64" | "long" | "short" | "byte" => "`type: integer`",
        "float" | "double" | "decimal" => "`type: number`",
        "bool" => "`type: boolean`",
        "list" | "tuple" | "set" => "`type: array`",
        "map" | "dict" | "struct" | "record" => "`type: object`",
        "text" | "str" => "`type: string`",
        "date" => "`type: string` with `format: date`",
        "datetime" | "date-time" | "timestamp" => "`type: string` with `format: date-time`",
        "uuid" | "guid" => "`type: string` with `format: uuid`",
        "any" => "no `type` at all, which allows every one",
        _ => {
            let names = Type::ALL.map(Type::name);
            return match nearest(name, names) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the types are {}", names.join(", ")),
            };
        }
    };
    format!("write {meant}")
}
