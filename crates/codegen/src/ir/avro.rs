//! Which Rust type a schema of Avro is.
//!
//! A value in Rust says what stands on the wire: a record has every field, a union with `null` is an `Option`, a logical
//! type is a ready-made type of the runtime.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use tidings_diag::Location;
use tidings_naming::item;
use tidings_schema::avro::{AvroGraph, AvroId, AvroKind, AvroLogical, AvroRecord, AvroSchema};
use tidings_schema::{Format, Sparse};

use super::{
    AdditionalFields, Builder, Definition, Docs, Field, Formatted, Integer, Kind, Shape, Struct,
    ToldBy, TypeId, Union, Usage, Variant,
};

/// A `fixed` of more bytes than this does not belong on the stack.
const LARGEST_FIXED: u64 = 65_536;

/// The digits that 128 bits hold.
const MOST_DIGITS: u64 = 38;

/// A definition that is made of a schema of Avro.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AvroDefinition {
    pub(crate) id: TypeId,
    pub(crate) schema: AvroId,
    /// Whether it is the payload of a message.
    pub(crate) is_payload: bool,
}

/// Where a type without a name contains itself, if one that `schema` is made of does: Avro has no text for it, and a
/// type in Rust would have no end.
pub(crate) fn endless_in_avro(graph: &AvroGraph, schema: AvroId) -> Option<&Location> {
    let parts = |id: AvroId| match &graph.get(id).kind {
        AvroKind::Array(part) | AvroKind::Map(part) => vec![*part],
        AvroKind::Union(branches) => branches.clone(),
        _ => Vec::new(),
    };
    // Whatever ends is taken away until nothing more does.
    let mut left: Vec<AvroId> = graph.reached(schema);
    loop {
        let before: HashSet<AvroId> = left.iter().copied().collect();
        left.retain(|id| parts(*id).iter().any(|part| before.contains(part)));
        if left.len() == before.len() {
            break;
        }
    }
    left.first().map(|id| &graph.get(*id).location)
}

impl Builder<'_> {
    /// How the payload that `schema` describes is used: always by a type with a name, which `place` gives where the
    /// schema has none; `schema` is not [endless](endless_in_avro).
    pub(crate) fn read_avro(&mut self, graph: &AvroGraph, schema: AvroId, place: &str) -> Usage {
        let mut reader = AvroTypes {
            builder: self,
            graph,
            waiting: VecDeque::new(),
        };
        let mut usage = reader.usage(schema, place);
        if usage.defined().is_none() {
            let shape = Shape::Newtype(usage);
            let names = vec![place.to_owned()];
            usage = Usage::of(Kind::Defined(reader.define(schema, names, false, shape)));
        }
        while let Some((id, record)) = reader.waiting.pop_front() {
            let shape = reader.record(record);
            reader.builder.types.definitions[id.0].shape = shape;
        }
        let root = usage.defined();
        let payloads = self.types.avro.iter_mut();
        for definition in payloads.filter(|definition| Some(definition.id) == root) {
            definition.is_payload = true;
        }
        usage
    }
}

/// Records become types one after the other, so that no chain of them is too long.
struct AvroTypes<'b, 'c, 'g> {
    builder: &'b mut Builder<'c>,
    graph: &'g AvroGraph,
    waiting: VecDeque<(TypeId, &'g AvroRecord)>,
}

impl<'g> AvroTypes<'_, '_, 'g> {
    fn usage(&mut self, id: AvroId, place: &str) -> Usage {
        let schema = self.graph.get(id);
        if schema.kind.name().is_some() {
            return self.named(id, schema);
        }
        match &schema.kind {
            AvroKind::Array(items) => {
                let item = self.usage(*items, &item(place));
                Usage::of(Kind::List(Box::new(item)))
            }
            AvroKind::Map(values) => {
                let value = self.usage(*values, &format!("{place} value"));
                Usage::of(Kind::Map(Box::new(value)))
            }
            AvroKind::Union(branches) => self.union(id, branches, place),
            kind => self.scalar(schema, kind),
        }
    }

    fn scalar(&mut self, schema: &AvroSchema, kind: &AvroKind) -> Usage {
        if let Some(ready) = schema
            .logical
            .as_ref()
            .and_then(|logical| of_logical(logical, kind))
        {
            return Usage::of(Kind::Ready(ready));
        }
        match kind {
            AvroKind::Null => Usage::of(Kind::Null),
            AvroKind::Boolean => Usage::of(Kind::Bool),
            AvroKind::Int => Usage::of(Kind::Integer(Integer::I32)),
            AvroKind::Long => Usage::of(Kind::Integer(Integer::I64)),
            // What JSON has no number for can be written here, so these are held to nothing.
            AvroKind::Float => Usage::of(Kind::Ready("f32".to_owned())),
            AvroKind::Double => Usage::of(Kind::Ready("f64".to_owned())),
            AvroKind::Bytes => Usage::of(Kind::Ready("::tidings::avro::ByteString".to_owned())),
            AvroKind::String
                if schema.logical == Some(AvroLogical::Uuid) && self.builder.assert_formats =>
            {
                match Formatted::of(Format::Uuid, self.builder.settings) {
                    Some(formatted) => Usage::of(Kind::Formatted(formatted)),
                    None => {
                        let mut usage = Usage::of(Kind::Text);
                        let format = Format::Uuid.name().to_owned();
                        usage.constraints.formats.push(format);
                        usage
                    }
                }
            }
            AvroKind::String => Usage::of(Kind::Text),
            _ => self.refused(
                &schema.location,
                "a schema of Avro that could not be read has no type",
            ),
        }
    }

    fn named(&mut self, id: AvroId, schema: &'g AvroSchema) -> Usage {
        if let AvroKind::Fixed(fixed) = &schema.kind {
            let logical = schema.logical.as_ref();
            let ready = logical.and_then(|logical| of_logical(logical, &schema.kind));
            let name = match fixed.size > LARGEST_FIXED {
                true => "LargeFixed",
                false => "Fixed",
            };
            let bytes = || format!("::tidings::avro::{name}<{}>", fixed.size);
            return Usage::of(Kind::Ready(ready.unwrap_or_else(bytes)));
        }
        let canonical = self.graph.canonical(id);
        if let Some(known) = self.builder.avro.get(&canonical) {
            return Usage::of(Kind::Defined(*known));
        }
        let name = schema.kind.name();
        let names = name
            .map(|name| vec![name.name.clone(), name.to_string()])
            .unwrap_or_default();
        let shape = match &schema.kind {
            AvroKind::Enum(enumeration) => Shape::Text(enumeration.symbols.clone()),
            _ => Shape::Struct(Struct::default()),
        };
        let defined = self.define(id, names, true, shape);
        self.builder.avro.insert(canonical, defined);
        if let AvroKind::Record(record) = &schema.kind {
            self.waiting.push_back((defined, record));
        }
        Usage::of(Kind::Defined(defined))
    }

    fn record(&mut self, record: &'g AvroRecord) -> Shape {
        let fields = record.fields.iter().map(|field| Field {
            name: field.name.clone(),
            usage: self.usage(
                field.schema,
                &format!("{} {}", record.name.name, field.name),
            ),
            required: true,
            sensitive: field.is_sensitive,
            tells: false,
            docs: Docs {
                description: field.doc.clone(),
                ..Docs::default()
            },
        });
        Shape::Struct(Struct {
            names: BTreeMap::new(),
            fields: fields.collect(),
            patterned: Vec::new(),
            additional: AdditionalFields::Denied,
            constraints: Sparse::default(),
        })
    }

    fn union(&mut self, id: AvroId, branches: &[AvroId], place: &str) -> Usage {
        let graph = self.graph;
        let is_null = |branch: &&AvroId| matches!(graph.get(**branch).kind, AvroKind::Null);
        let nullable = branches.len() > 1 && branches.iter().any(|branch| is_null(&branch));
        let others: Vec<AvroId> = branches
            .iter()
            .filter(|branch| !nullable || !is_null(branch))
            .copied()
            .collect();
        if let ([only], true) = (&others[..], nullable) {
            return self.usage(*only, place).or_null(true);
        }
        let variants: Vec<Variant> = others
            .iter()
            .map(|branch| {
                let name = branch_name(graph.get(*branch));
                Variant {
                    usage: self.usage(*branch, &format!("{place} {name}")),
                    told: vec![name.clone()],
                    name,
                }
            })
            .collect();
        let union = told_in_json(graph, &others, variants);
        let defined = self.define(id, vec![place.to_owned()], false, Shape::Union(union));
        Usage::of(Kind::Defined(defined)).or_null(nullable)
    }

    fn define(&mut self, schema: AvroId, names: Vec<String>, named: bool, shape: Shape) -> TypeId {
        let source = self.graph.get(schema);
        let types = &mut self.builder.types;
        let id = TypeId(types.definitions.len());
        types.definitions.push(Definition {
            names,
            named,
            location: source.location.clone(),
            docs: Docs {
                description: source.doc.clone().or_else(|| own_name(&source.kind)),
                ..Docs::default()
            },
            residual: Vec::new(),
            shape,
        });
        types.avro.push(AvroDefinition {
            id,
            schema,
            is_payload: false,
        });
        id
    }

    fn refused(&mut self, location: &Location, why: &str) -> Usage {
        self.builder.refuse(
            location,
            why,
            "describe it by other types, or leave this message out",
        );
        Usage::of(Kind::Free)
    }
}

/// What a branch is called: by its name, what it stands for, or its type.
fn branch_name(schema: &AvroSchema) -> String {
    match (schema.kind.name(), &schema.logical) {
        (Some(name), _) => name.name.clone(),
        (None, Some(logical)) => logical.name().to_owned(),
        (None, None) => schema.kind.type_name().to_owned(),
    }
}

/// A union whose branches JSON tells apart by their types, where they have different ones, and by trying elsewhere.
fn told_in_json(graph: &AvroGraph, branches: &[AvroId], mut variants: Vec<Variant>) -> Union {
    let types: Vec<&str> = branches
        .iter()
        .map(|branch| json_type(graph.get(*branch)))
        .collect();
    let kinds = types
        .iter()
        .map(|name| if *name == "integer" { "number" } else { *name });
    let distinct: HashMap<&str, ()> = kinds.map(|kind| (kind, ())).collect();
    if distinct.len() < types.len() {
        return Union {
            told_by: ToldBy::Fitting,
            variants,
        };
    }
    for (variant, json_type) in variants.iter_mut().zip(types) {
        variant.told = vec![json_type.to_owned()];
    }
    Union {
        told_by: ToldBy::JsonType,
        variants,
    }
}

/// The type of JSON in which the Rust type of a schema is written.
fn json_type(schema: &AvroSchema) -> &'static str {
    match &schema.kind {
        AvroKind::Unknown | AvroKind::Null | AvroKind::Union(_) => "null",
        AvroKind::Boolean => "boolean",
        AvroKind::Int | AvroKind::Long => "integer",
        AvroKind::Float | AvroKind::Double => "number",
        AvroKind::Bytes | AvroKind::String | AvroKind::Fixed(_) | AvroKind::Enum(_) => "string",
        AvroKind::Array(_) => "array",
        AvroKind::Map(_) | AvroKind::Record(_) => "object",
    }
}

/// The ready-made type of a logical type; none where the type below says all there is to say.
fn of_logical(logical: &AvroLogical, kind: &AvroKind) -> Option<String> {
    let size = match kind {
        AvroKind::Fixed(fixed) => Some(fixed.size),
        _ => None,
    };
    let name = match logical {
        AvroLogical::Decimal { precision, scale } if *precision <= MOST_DIGITS => {
            let size = size.map(|size| format!(", {size}")).unwrap_or_default();
            return Some(format!(
                "::tidings::avro::Decimal<{precision}, {scale}{size}>"
            ));
        }
        AvroLogical::Decimal { .. }
        | AvroLogical::BigDecimal
        | AvroLogical::Uuid
        | AvroLogical::Other(_) => return None,
        AvroLogical::Date => "Date",
        AvroLogical::TimeMillis => "TimeMillis",
        AvroLogical::TimeMicros => "TimeMicros",
        AvroLogical::TimestampMillis => "TimestampMillis",
        AvroLogical::TimestampMicros => "TimestampMicros",
        AvroLogical::TimestampNanos => "TimestampNanos",
        AvroLogical::LocalTimestampMillis => "LocalTimestampMillis",
        AvroLogical::LocalTimestampMicros => "LocalTimestampMicros",
        AvroLogical::LocalTimestampNanos => "LocalTimestampNanos",
        AvroLogical::Duration => "Duration",
    };
    Some(format!("::tidings::avro::{name}"))
}

/// What is said of a schema with a name where nobody has described it.
fn own_name(kind: &AvroKind) -> Option<String> {
    let what = match kind {
        AvroKind::Record(_) => "record",
        AvroKind::Enum(_) => "enumeration",
        _ => return None,
    };
    Some(format!("The {what} `{}`.", kind.name()?))
}
