//! Whether a value is a default of a type (Avro 1.12, "Records", the table of default values).

use tidings_diag::Location;
use tidings_syntax::{Kind, Value};

use super::{AvroGraph, AvroId, AvroKind, AvroRecord, AvroVersion};

/// Why a value is no value of a type.
pub(super) struct Misfit {
    pub(super) location: Location,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Misfit {
    fn new(value: Value<'_>, message: String) -> Self {
        Self {
            location: value.location(),
            message,
            help: None,
        }
    }
}

/// Why `value` is no default of the schema `id`; `None` when it is one.
///
/// Each step inwards takes a step into the value too, because a union has no union as a branch.
pub(super) fn misfit(
    graph: &AvroGraph,
    id: AvroId,
    value: Value<'_>,
    version: AvroVersion,
) -> Option<Misfit> {
    let kind = &graph.get(id).kind;
    match kind {
        AvroKind::Unknown => None,
        AvroKind::Null => expect(value, Kind::Null, "null"),
        AvroKind::Boolean => expect(value, Kind::Bool, "a boolean"),
        AvroKind::Int => integer(value, i64::from(i32::MIN), i64::from(i32::MAX), "int"),
        AvroKind::Long => integer(value, i64::MIN, i64::MAX, "long"),
        AvroKind::Float | AvroKind::Double => expect(value, Kind::Number, "a number"),
        AvroKind::String => expect(value, Kind::String, "a string"),
        AvroKind::Bytes => expect(value, Kind::String, "a string").or_else(|| bytes(value, None)),
        AvroKind::Fixed(fixed) => {
            expect(value, Kind::String, "a string").or_else(|| bytes(value, Some(fixed.size)))
        }
        AvroKind::Enum(enumeration) => expect(value, Kind::String, "a symbol").or_else(|| {
            let text = value.as_str().unwrap_or_default();
            let known = enumeration.symbols.iter().any(|symbol| symbol == text);
            let message = || format!("`{text}` is no symbol of `{}`", enumeration.name);
            (!known).then(|| Misfit::new(value, message()))
        }),
        AvroKind::Array(items) => expect(value, Kind::Sequence, "an array").or_else(|| {
            let mut elements = value.items();
            elements.find_map(|item| misfit(graph, *items, item, version))
        }),
        AvroKind::Map(values) => expect(value, Kind::Mapping, "an object").or_else(|| {
            let mut entries = value.entries();
            entries.find_map(|entry| misfit(graph, *values, entry.value, version))
        }),
        AvroKind::Record(record) => expect(value, Kind::Mapping, "an object")
            .or_else(|| fields(graph, record, value, version)),
        AvroKind::Union(branches) => union(graph, branches, value, version),
    }
}

fn expect(value: Value<'_>, kind: Kind, described: &str) -> Option<Misfit> {
    (value.kind() != kind).then(|| {
        let found = value.kind().described();
        let mut misfit = Misfit::new(
            value,
            format!("the default must be {described}, not {found}"),
        );
        if kind == Kind::Null && value.as_str() == Some("null") {
            misfit.help = Some("write `null` without quotes".to_owned());
        }
        misfit
    })
}

fn integer(value: Value<'_>, minimum: i64, maximum: i64, name: &str) -> Option<Misfit> {
    if let Some(misfit) = expect(value, Kind::Number, "a whole number") {
        return Some(misfit);
    }
    let number = value.as_number()?;
    let fits = number
        .as_i64()
        .is_some_and(|number| (minimum..=maximum).contains(&number));
    (!fits).then(|| {
        let text = number.text();
        Misfit::new(value, format!("the default {text} is no value of `{name}`"))
    })
}

/// Bytes are written as a string of the characters from U+0000 to U+00FF.
fn bytes(value: Value<'_>, size: Option<u64>) -> Option<Misfit> {
    let text = value.as_str()?;
    if let Some(wide) = text.chars().find(|character| *character > '\u{FF}') {
        let message = format!("`{wide}` is no byte: each character up to U+00FF stands for one");
        return Some(Misfit::new(value, message));
    }
    let length = text.chars().count() as u64;
    let size = size.filter(|size| *size != length)?;
    let message = format!("the default has {length} bytes, the type has {size}");
    Some(Misfit::new(value, message))
}

fn fields(
    graph: &AvroGraph,
    record: &AvroRecord,
    value: Value<'_>,
    version: AvroVersion,
) -> Option<Misfit> {
    record
        .fields
        .iter()
        .find_map(|field| match (value.get(&field.name), &field.default) {
            (Some(value), _) => misfit(graph, field.schema, value, version),
            (None, Some(_)) => None,
            (None, None) => {
                let message = format!(
                    "the default lacks the field `{}` of `{}`",
                    field.name, record.name
                );
                Some(Misfit::new(value, message))
            }
        })
}

fn union(
    graph: &AvroGraph,
    branches: &[AvroId],
    value: Value<'_>,
    version: AvroVersion,
) -> Option<Misfit> {
    let first = *branches.first()?;
    let misfit_of_first = misfit(graph, first, value, version)?;
    let others = &branches[1..];
    let other = others
        .iter()
        .find(|branch| misfit(graph, **branch, value, version).is_none());
    let label = |id: AvroId| {
        let kind = &graph.get(id).kind;
        kind.name()
            .map_or(kind.type_name().to_owned(), ToString::to_string)
    };
    match other {
        Some(_) if version.defaults_fit_any_branch() => None,
        Some(&other) => {
            let (first, other) = (label(first), label(other));
            let message = format!(
                "the default must be of the union's first branch, `{first}`, and this is of `{other}`"
            );
            // What the first branch has to say may be nearer, as for `null` in quotes.
            let help = misfit_of_first.help;
            Some(Misfit {
                help: help.or_else(|| Some(format!("put `{other}` first"))),
                ..Misfit::new(value, message)
            })
        }
        None if others.is_empty() || !version.defaults_fit_any_branch() => Some(misfit_of_first),
        None => {
            let labels: Vec<String> = branches
                .iter()
                .map(|branch| format!("`{}`", label(*branch)))
                .collect();
            let message = format!("the default fits no branch: {}", labels.join(", "));
            Some(Misfit::new(value, message))
        }
    }
}
