//! Avro beside the implementation in Rust, crate `apache-avro`.

use apache_avro::Schema;
use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::schema_compatibility::{Compatibility, SchemaCompatibility};
use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;
use tidings_decide::avro::{AvroSubject, readable};
use tidings_decide::{Encoding, ForeignBreak, Options, Outcome, Readable};
use tidings_schema::avro::{AvroGraph, AvroId, AvroReader, AvroVersion};

use crate::pairs::{assert_balanced, linked, pairs};
use crate::random::Random;

/// Where the crate takes what the specification refuses, and why.
const MORE_LENIENT: [(&str, &str); 1] = [(
    "avro/uuid-as-bytes",
    "the crate has one kind of value for UUIDs, whatever they are written as",
)];

/// Values that are made up for each *yes*.
const VALUES: usize = 200;

pub(crate) struct Read {
    graph: AvroGraph,
    id: AvroId,
    oracle: Schema,
}

impl Read {
    pub(crate) fn new(text: &str) -> Self {
        let sources = linked("schema.json", text);
        let mut reader = AvroReader::new(&sources);
        let id = reader.read(
            sources.root().expect("the document has a value"),
            AvroVersion::default(),
        );
        let (graph, findings) = reader.finish();
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == tidings_diag::Severity::Error);
        assert_eq!(errors.count(), 0, "{text}: {findings:?}");
        let oracle = Schema::parse_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        Self { graph, id, oracle }
    }

    fn subject(&self) -> AvroSubject<'_> {
        AvroSubject {
            graph: &self.graph,
            schema: self.id,
        }
    }
}

pub(crate) fn ask(writer: &Read, reader: &Read) -> Readable {
    readable(writer.subject(), reader.subject(), &Options::default())
}

fn word(answer: &Readable) -> &'static str {
    match answer {
        Readable::Yes => "yes",
        Readable::No(_) => "no",
        Readable::Unknown(_) => "unknown",
    }
}

/// What the crate makes of bytes.
fn oracle_reads(writer: &Read, reader: Option<&Read>, bytes: &[u8]) -> Result<Value, String> {
    let mut rest = bytes;
    let reader = reader.map(|reader| &reader.oracle);
    let value = GenericDatumReader::builder(&writer.oracle)
        .maybe_reader_schema(reader)
        .build()
        .and_then(|datum| datum.read_value(&mut rest));
    assert!(
        rest.is_empty() || value.is_err(),
        "bytes are left: {rest:?}"
    );
    value.map_err(|error| error.to_string())
}

fn oracle_writes(writer: &Read, value: Value) -> Vec<u8> {
    GenericDatumWriter::builder(&writer.oracle)
        .build()
        .and_then(|datum| datum.write_value_to_vec(value.clone()))
        .unwrap_or_else(|error| panic!("{value:?}: {error}"))
}

/// The witness is a datum of the writer, and the crate refuses or misreads it or says that not everything is read.
pub(crate) fn confirmed(
    writer: &Read,
    reader: &Read,
    witness: &ForeignBreak,
) -> Result<(), String> {
    assert_eq!(witness.encoding, Encoding::AvroBinary);
    let written = oracle_reads(writer, None, &witness.encoded)
        .map_err(|error| format!("{} is no datum of the writer: {error}", witness.instance))?;
    assert_eq!(
        oracle_writes(writer, written.clone()),
        witness.encoded,
        "{}",
        witness.instance
    );
    let read = oracle_reads(writer, Some(reader), &witness.encoded);
    let pair = SchemaCompatibility::can_read(&writer.oracle, &reader.oracle);
    match (&witness.outcome, &read) {
        (_, Err(_)) => Ok(()),
        (Outcome::Misread(_), Ok(read)) if *read != written => Ok(()),
        _ if pair != Ok(Compatibility::Full) => Ok(()),
        _ => Err(format!(
            "{}: {read:?} instead of {:?}",
            witness.message, witness.outcome
        )),
    }
}

#[test]
fn pairs_are_decided_as_argued() {
    let pairs = pairs("avro.yaml");
    assert_balanced(&pairs, 20);
    let mut wrong = Vec::new();
    for pair in &pairs {
        let (old, new) = (
            Read::new(&pair.old.to_json_text()),
            Read::new(&pair.new.to_json_text()),
        );
        for (writer, reader, expected, direction) in [
            (&old, &new, &pair.backward, "backward"),
            (&new, &old, &pair.forward, "forward"),
        ] {
            let answer = ask(writer, reader);
            if word(&answer) != expected {
                wrong.push(format!("{} {direction}: {answer:?}", pair.id));
            }
            let Readable::No(breaks) = answer else {
                assert_reads_everything(writer, reader, 1);
                continue;
            };
            for witness in &breaks {
                let lenient = MORE_LENIENT.iter().any(|(id, _)| *id == pair.id);
                let confirmed = confirmed(writer, reader, witness);
                if confirmed.is_err() != lenient {
                    wrong.push(format!("{} {direction}: {confirmed:?}", pair.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The crate says that the schemas can be read, or reads whatever it wrote itself.
///
/// Each of its two judgements has gaps: the former knows no aliases of types, the latter no aliases of fields.
pub(crate) fn assert_reads_everything(writer: &Read, reader: &Read, seed: u64) {
    let pair = SchemaCompatibility::can_read(&writer.oracle, &reader.oracle);
    if pair == Ok(Compatibility::Full) {
        return;
    }
    let mut random = Random::new(seed);
    for _ in 0..VALUES {
        let Some(value) = value(&writer.oracle, &writer.oracle, &mut random, 0) else {
            return;
        };
        let bytes = oracle_writes(writer, value.clone());
        if let Err(error) = oracle_reads(writer, Some(reader), &bytes) {
            panic!(
                "{value:?} of {:?} is refused by {:?}: {error}, {pair:?}",
                writer.oracle, reader.oracle
            );
        }
    }
}

/// A value of `schema`; `None` where none is found that ends.
fn value(schema: &Schema, root: &Schema, random: &mut Random, level: usize) -> Option<Value> {
    if level > 30 {
        return None;
    }
    let bits = random.next();
    Some(match schema {
        Schema::Null => Value::Null,
        Schema::Boolean => Value::Boolean(bits & 1 == 1),
        Schema::Int => Value::Int(bits as i32),
        Schema::Date => Value::Date(bits as i32),
        Schema::Long => Value::Long(bits as i64),
        Schema::TimestampMillis => Value::TimestampMillis(bits as i64),
        Schema::Float => Value::Float(bits as f32),
        Schema::Double => Value::Double(bits as f64),
        Schema::String => Value::String("é".repeat(random.below(4))),
        Schema::Bytes => Value::Bytes(vec![b'b'; random.below(4)]),
        Schema::Uuid(_) => Value::Uuid(apache_avro::Uuid::from_u128(u128::from(bits))),
        Schema::Decimal(_) => Value::Decimal(apache_avro::Decimal::from(vec![1, bits as u8, 0, 0])),
        Schema::Duration(_) => Value::Duration(apache_avro::Duration::from([bits as u8; 12])),
        Schema::Fixed(fixed) => Value::Fixed(fixed.size, vec![bits as u8; fixed.size]),
        Schema::Enum(enumeration) => {
            let at = random.below(enumeration.symbols.len());
            Value::Enum(at as u32, enumeration.symbols.get(at)?.clone())
        }
        Schema::Array(array) => {
            let count = if level > 8 { 0 } else { random.below(3) };
            let mut items = Vec::new();
            for _ in 0..count {
                // Items that have no end are left out.
                items.extend(value(&array.items, root, random, level + 1));
            }
            Value::Array(items)
        }
        Schema::Map(map) => {
            let count = if level > 8 { 0 } else { random.below(3) };
            let mut entries = std::collections::HashMap::new();
            for key in 0..count {
                let value = value(&map.types, root, random, level + 1)?;
                entries.insert(format!("k{key}"), value);
            }
            Value::Map(entries)
        }
        Schema::Union(union) => {
            let branches = union.variants();
            let start = if level > 8 {
                0
            } else {
                random.below(branches.len())
            };
            let mut places = (0..branches.len()).map(|at| (start + at) % branches.len());
            places.find_map(|at| {
                let value = value(&branches[at], root, random, level + 1)?;
                Some(Value::Union(at as u32, Box::new(value)))
            })?
        }
        Schema::Record(record) => {
            let mut fields = Vec::new();
            for field in &record.fields {
                let value = value(&field.schema, root, random, level + 1)?;
                fields.push((field.name.clone(), value));
            }
            Value::Record(fields)
        }
        Schema::Ref { name } => {
            let target = named(root, name.as_ref())?;
            value(target, root, random, level + 1)?
        }
        other => panic!("no values of {other:?} are made up"),
    })
}

/// The type `name` somewhere in `schema`.
fn named<'s>(schema: &'s Schema, name: &str) -> Option<&'s Schema> {
    match schema {
        Schema::Array(array) => named(&array.items, name),
        Schema::Map(map) => named(&map.types, name),
        Schema::Union(union) => union
            .variants()
            .iter()
            .find_map(|branch| named(branch, name)),
        Schema::Record(record) if record.name.to_string() != name => {
            let mut fields = record.fields.iter();
            fields.find_map(|field| named(&field.schema, name))
        }
        Schema::Record(_) => Some(schema),
        Schema::Enum(enumeration) => (enumeration.name.to_string() == name).then_some(schema),
        Schema::Fixed(fixed) => (fixed.name.to_string() == name).then_some(schema),
        _ => None,
    }
}
