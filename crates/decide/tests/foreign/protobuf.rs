//! Protocol Buffers beside the implementation in Rust, crate `prost-reflect`.

use prost_reflect::prost::Message as _;
use prost_reflect::{DeserializeOptions, DynamicMessage, MessageDescriptor};
use protox::Compiler;
use protox::file::{File, FileResolver};
use tidings_decide::protobuf::{ProtobufEncoding, ProtobufSubject, readable};
use tidings_decide::{Encoding, ForeignBreak, Options, Outcome, Readable};
use tidings_schema::protobuf::{ProtobufGraph, ProtobufMessageId, ProtobufReader};

use tidings_source::{MemoryFiles, Sources};

use crate::pairs::{assert_balanced, pairs};
use crate::protobuf_values::{assert_same, is_complete, is_seen_as, made_up};

/// Where the crate takes what the documentation has readers refuse or leave alone, and why.
const MORE_LENIENT: [(&str, &str); 1] = [(
    "protobuf/int32-to-closed-enum",
    "every enumeration is open to the crate",
)];

/// Messages that are made up for each *yes*.
const VALUES: u64 = 200;

pub(crate) struct Read {
    graph: ProtobufGraph,
    id: ProtobufMessageId,
    oracle: MessageDescriptor,
    has_maps: bool,
    has_closed_enums: bool,
}

impl Read {
    /// The message `M` of a text.
    pub(crate) fn new(text: &str) -> Self {
        let files = [
            ("schema.yaml", "{$ref: 'schema.proto#M'}"),
            ("schema.proto", text),
        ];
        let (sources, findings) = Sources::link(&MemoryFiles::new(files), "schema.yaml");
        assert!(findings.is_empty(), "{text}: {findings:?}");
        let mut reader = ProtobufReader::new(&sources);
        let id = reader.read(sources.root().expect("the document has a value"));
        let (graph, findings) = reader.finish();
        assert!(findings.is_empty(), "{text}: {findings:?}");
        Self {
            graph,
            id: id.expect("the text has the message"),
            oracle: descriptor(text),
            has_maps: text.contains("map<"),
            has_closed_enums: text.contains("proto2") && text.contains("enum "),
        }
    }

    fn subject(&self) -> ProtobufSubject<'_> {
        ProtobufSubject {
            graph: &self.graph,
            message: self.id,
        }
    }
}

struct Text(String);

impl FileResolver for Text {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        File::from_source(name, &self.0)
    }
}

fn descriptor(text: &str) -> MessageDescriptor {
    let mut compiler = Compiler::with_file_resolver(Text(text.to_owned()));
    compiler
        .open_file("schema.proto")
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    let pool = compiler.descriptor_pool();
    pool.get_message_by_name("M")
        .expect("the text has the message")
}

pub(crate) fn ask(writer: &Read, reader: &Read, encoding: ProtobufEncoding) -> Readable {
    readable(
        writer.subject(),
        reader.subject(),
        encoding,
        &Options::default(),
    )
}

/// What the crate makes of bytes.
fn oracle_reads(
    message: &Read,
    encoding: Encoding,
    bytes: &[u8],
) -> Result<DynamicMessage, String> {
    let descriptor = message.oracle.clone();
    if encoding == Encoding::ProtobufWire {
        return DynamicMessage::decode(descriptor, bytes).map_err(|error| error.to_string());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    // What is unknown to a reader is left alone.
    let options = DeserializeOptions::new().deny_unknown_fields(false);
    DynamicMessage::deserialize_with_options(descriptor, &mut deserializer, &options)
        .map_err(|error| error.to_string())
}

/// The witness is a message of the writer, and the crate refuses it, or reads what we say it reads.
pub(crate) fn confirmed(
    writer: &Read,
    reader: &Read,
    witness: &ForeignBreak,
) -> Result<(), String> {
    let shown = witness.instance.to_json_text();
    let written = oracle_reads(writer, Encoding::ProtobufJson, shown.as_bytes())
        .map_err(|error| format!("{shown} is no message of the writer: {error}"))?;
    // The crate writes the entries of a map in any order, and leaves out keys and values that are defaults.
    if witness.encoding == Encoding::ProtobufWire && !writer.has_maps {
        assert_eq!(written.encode_to_vec(), witness.encoded, "{shown}");
    }
    let decoded = oracle_reads(writer, witness.encoding, &witness.encoded)?;
    assert_eq!(form(&decoded), form(&written), "{shown}");
    let read = match oracle_reads(reader, witness.encoding, &witness.encoded) {
        Ok(read) if is_complete(&read) => read,
        _ => return Ok(()),
    };
    let Outcome::Misread(misread) = &witness.outcome else {
        // A reader that leaves alone what it does not know does so with symbols, too, and lacks them.
        let mut strict = serde_json::Deserializer::from_slice(&witness.encoded);
        let strict = DynamicMessage::deserialize(reader.oracle.clone(), &mut strict);
        if strict.is_err() && form(&read) != form(&written) {
            return Ok(());
        }
        return Err(format!("{}: {} is read", witness.message, form(&read)));
    };
    let text = misread.to_json_text();
    let misread = oracle_reads(reader, Encoding::ProtobufJson, text.as_bytes())
        .map_err(|error| format!("{text} is no message of the reader: {error}"))?;
    // The crate takes whatever stands under the number of a map for an entry, and every enumeration is open to it.
    let deviates = reader.has_maps || reader.has_closed_enums;
    if is_seen_as(&read, &misread) || deviates && form(&read) != form(&written) {
        Ok(())
    } else {
        Err(format!("{} is read instead of {text}", form(&read)))
    }
}

fn form(message: &DynamicMessage) -> serde_json::Value {
    serde_json::to_value(message).expect("every message has a JSON form")
}

/// The crate reads whatever it wrote itself, for what it was.
pub(crate) fn assert_reads_everything(
    writer: &Read,
    reader: &Read,
    encoding: ProtobufEncoding,
    seed: u64,
) {
    for turn in 0..VALUES {
        let Some(message) = made_up(&writer.oracle, seed.wrapping_add(turn)) else {
            return;
        };
        let (encoding, bytes) = match encoding {
            ProtobufEncoding::Wire => (Encoding::ProtobufWire, message.encode_to_vec()),
            ProtobufEncoding::Json => (
                Encoding::ProtobufJson,
                form(&message).to_string().into_bytes(),
            ),
        };
        let read = oracle_reads(reader, encoding, &bytes)
            .unwrap_or_else(|error| panic!("{} is refused: {error}", form(&message)));
        assert!(is_complete(&read), "{} lacks something", form(&read));
        assert_same(&message, &read, encoding);
    }
}

#[test]
fn pairs_are_decided_as_argued() {
    let pairs = pairs("protobuf.yaml");
    assert_balanced(&pairs, 20);
    let mut wrong = Vec::new();
    for pair in &pairs {
        let text =
            |schema: &tidings_schema::Literal| schema.as_str().unwrap_or_default().to_owned();
        let (old, new) = (Read::new(&text(&pair.old)), Read::new(&text(&pair.new)));
        let [json_backward, json_forward] = pair.json.as_ref().expect("JSON is argued, too");
        for (writer, reader, encoding, expected) in [
            (&old, &new, ProtobufEncoding::Wire, &pair.backward),
            (&new, &old, ProtobufEncoding::Wire, &pair.forward),
            (&old, &new, ProtobufEncoding::Json, json_backward),
            (&new, &old, ProtobufEncoding::Json, json_forward),
        ] {
            let direction = if std::ptr::eq(writer, &old) {
                "backward"
            } else {
                "forward"
            };
            let place = format!("{} {direction} {encoding:?}", pair.id);
            let answer = ask(writer, reader, encoding);
            let verdict = match &answer {
                Readable::Yes => "yes",
                Readable::No(_) => "no",
                Readable::Unknown(_) => "unknown",
            };
            if verdict != expected {
                wrong.push(format!("{place}: {answer:?}"));
                continue;
            }
            let Readable::No(breaks) = answer else {
                assert_reads_everything(writer, reader, encoding, 1);
                continue;
            };
            for witness in &breaks {
                let lenient = MORE_LENIENT.iter().any(|(id, _)| *id == pair.id);
                let lenient = lenient && encoding == ProtobufEncoding::Wire;
                let confirmed = confirmed(writer, reader, witness);
                if confirmed.is_err() != lenient {
                    wrong.push(format!("{place}: {confirmed:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
