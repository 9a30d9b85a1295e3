//! Keywords that the dialect of a schema does not have: misspelt ones, those of other dialects, and one's own.

use std::collections::HashMap;

use tidings_diag::{Applicability, Edit, Finding, Fix, Severity, Span, nearest};
use tidings_syntax::{Entry, Kind, Value};

use super::keywords::{Stray, stray};
use super::object::ObjectReader;
use crate::rules::{KEYWORD_IGNORED, SCHEMA_KEYWORD_MISSPELT, SCHEMA_KEYWORD_UNKNOWN};
use crate::{Keyword, Literal};

impl<'s> ObjectReader<'_, 's> {
    /// Says what is to be thought of a keyword that the dialect does not have, and reads what is worth reading in it.
    pub(super) fn read_stray(&mut self, object: Value<'s>, entry: &Entry<'s>, keyword: Keyword) {
        let (name, dialect) = (entry.key, self.dialect);
        let location = keyword.location();
        self.rules.other.push(keyword);
        let finding = match stray(dialect, name) {
            Stray::Foreign {
                of,
                instead,
                demands,
            } => {
                let message = format!(
                    "`{name}` is a keyword of {of} and means nothing in {}",
                    dialect.described()
                );
                let mut finding = Finding::new(&KEYWORD_IGNORED, location, message);
                finding.help = instead.map(str::to_owned);
                finding.fix = mend(object, entry);
                if !demands {
                    finding.severity = Severity::Info;
                }
                finding
            }
            _ if is_lost_property(object, entry) => {
                let message = format!(
                    "`{name}` is no keyword of {}, and a property only under `properties`",
                    dialect.described()
                );
                let mut finding = Finding::new(&SCHEMA_KEYWORD_UNKNOWN, location, message);
                finding.severity = Severity::Warning;
                finding.with_help(format!(
                    "move `{name}` under `properties`, if it is a property of these values"
                ))
            }
            Stray::Misspelt(meant) => {
                let message = format!(
                    "`{name}` is no keyword of {}, so it is ignored",
                    dialect.described()
                );
                Finding::new(&SCHEMA_KEYWORD_MISSPELT, location, message)
                    .with_help(format!("did you mean `{meant}`?"))
                    .with_fix(rename(entry, meant))
            }
            Stray::Unknown => {
                let message = format!(
                    "`{name}` is no keyword of {}, so it says nothing to tools",
                    dialect.described()
                );
                Finding::new(&SCHEMA_KEYWORD_UNKNOWN, location, message)
                    .with_help("start the names of your own annotations with `x-`")
            }
        };
        self.reader
            .findings
            .push(finding.with_section(dialect.section()).with_detail(name));
        match name {
            // Nobody demands anything by them, but references lead here, and readers like to see an example.
            "$defs" | "definitions" if entry.value.kind() == Kind::Mapping => {
                self.named_schemas(entry);
            }
            "example" => self.schema.examples.push(Literal::from(entry.value)),
            "examples" if entry.value.kind() == Kind::Sequence => {
                self.schema
                    .examples
                    .extend(entry.value.items().map(Literal::from));
                return;
            }
            _ => {}
        }
        self.aside(entry);
    }
}

/// Whether `entry` is probably a property that is indented as the keywords are: a schema, by its look, in a schema of
/// objects.
fn is_lost_property(object: Value<'_>, entry: &Entry<'_>) -> bool {
    let is_object = object.get("type").and_then(Value::as_str) == Some("object");
    let of_objects = is_object || object.get("properties").is_some();
    let value = entry.value;
    let has_type = value.get("type").is_some_and(|of| of.as_str().is_some());
    let looks_like_schema = has_type || value.get("$ref").is_some();
    // What is near the name of a keyword that holds schemas is that keyword.
    let is_near_other = nearest(entry.key, HOLDING_SCHEMAS).is_some();
    of_objects && looks_like_schema && !is_near_other
}

/// Keywords that hold one schema or several by name.
const HOLDING_SCHEMAS: [&str; 18] = [
    "$defs",
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentSchema",
    "definitions",
    "dependencies",
    "dependentSchemas",
    "else",
    "if",
    "items",
    "not",
    "patternProperties",
    "properties",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Joins what is said about one keyword again and again: a document that has `example` in a hundred places is told once,
/// at the first of them, with a mend for all. What would demand something is told at each place.
///
/// `findings` are in the order of the text.
pub(super) fn join_repeated(findings: Vec<Finding>) -> Vec<Finding> {
    let mut joined: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut first_of: HashMap<_, (usize, usize)> = HashMap::new();
    for finding in findings {
        let is_repeatable = finding.severity == Severity::Info
            && [&KEYWORD_IGNORED, &SCHEMA_KEYWORD_UNKNOWN].contains(&finding.rule);
        let file = finding.location.as_ref().map(|location| location.span.file);
        let key = (finding.rule.id, file, finding.detail.clone());
        match first_of.get_mut(&key).filter(|_| is_repeatable) {
            Some((first, others)) => {
                *others += 1;
                if let (Some(fix), Some(more)) = (&mut joined[*first].fix, finding.fix) {
                    fix.edits.extend(more.edits);
                }
            }
            None => {
                first_of.insert(key, (joined.len(), 0));
                joined.push(finding);
            }
        }
    }
    for (first, others) in first_of.into_values().filter(|(_, others)| *others > 0) {
        let places = if others == 1 { "place" } else { "places" };
        let repeated = format!(", here and in {others} other {places} of this file");
        joined[first].message.push_str(&repeated);
    }
    joined
}

/// The certain way to say here what the keyword of another dialect says.
fn mend<'s>(object: Value<'s>, entry: &Entry<'s>) -> Option<Fix> {
    match entry.key {
        "example" if object.get("examples").is_none() => {
            let list = flow_list_of(entry.value)?;
            Some(Fix {
                title: "write `examples` with this one value".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![
                    replaced_key(entry, "examples"),
                    Edit {
                        span: entry.value.span(),
                        replacement: list,
                    },
                ],
            })
        }
        "nullable" if entry.value.as_bool() == Some(true) => {
            let stated = object.get("type")?;
            let name = stated.as_str()?;
            let removed = whole_line(entry)?;
            Some(Fix {
                title: format!("write `type: [{name}, 'null']`"),
                applicability: Applicability::Safe,
                edits: vec![
                    Edit {
                        span: stated.span(),
                        replacement: format!("[{name}, 'null']"),
                    },
                    Edit {
                        span: removed,
                        replacement: String::new(),
                    },
                ],
            })
        }
        _ => None,
    }
}

/// A list with `value` as its one item, in a spelling that YAML and JSON share; `None` for what stands in a block.
fn flow_list_of(value: Value<'_>) -> Option<String> {
    let text = &value.tree().text()[value.span().range()];
    let is_flow = text.starts_with(['[', '{']);
    match value.kind() {
        Kind::Sequence | Kind::Mapping => is_flow.then(|| format!("[{text}]")),
        // A plain scalar may end early between brackets, so it is spelled as JSON does.
        _ => Some(format!("[{}]", Literal::from(value))),
    }
}

/// The lines of an entry of a block mapping in YAML that nothing else stands on.
fn whole_line(entry: &Entry<'_>) -> Option<Span> {
    let text = entry.value.tree().text();
    let key = entry.key_span;
    let value = entry.value.span();
    let line_start = text[..key.start as usize]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let before = &text[line_start..key.start as usize];
    let rest = &text[value.end as usize..];
    let line_end = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
    let is_alone = before.trim().is_empty()
        && rest[..line_end].trim().is_empty()
        && !text[key.range()].starts_with('"');
    let end = value.end + line_end as u32;
    is_alone.then(|| Span::new(key.file, line_start as u32, end))
}

/// Another name for a keyword.
fn rename(entry: &Entry<'_>, name: &str) -> Fix {
    Fix {
        title: format!("rename to `{name}`"),
        applicability: Applicability::Unsafe,
        edits: vec![replaced_key(entry, name)],
    }
}

/// Replaces the key of an entry, in the quotes it has.
fn replaced_key(entry: &Entry<'_>, name: &str) -> Edit {
    let text = &entry.value.tree().text()[entry.key_span.range()];
    let quote = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => quote.to_string(),
        _ => String::new(),
    };
    Edit {
        span: entry.key_span,
        replacement: format!("{quote}{name}{quote}"),
    }
}
