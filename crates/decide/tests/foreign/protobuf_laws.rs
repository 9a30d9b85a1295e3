//! Protocol Buffers: laws that hold for messages nobody thought of.

use std::fmt::Write;

use proptest::prelude::*;
use tidings_decide::Readable;
use tidings_decide::protobuf::ProtobufEncoding;

use crate::protobuf::{Read, ask, assert_reads_everything, confirmed};
use crate::random::{Random, cases};

const ENCODINGS: [ProtobufEncoding; 2] = [ProtobufEncoding::Wire, ProtobufEncoding::Json];

const SCALARS: [&str; 15] = [
    "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32",
    "sfixed64", "float", "double", "bool", "string", "bytes",
];

/// A field: its number, its name, and what stands before the name.
#[derive(Clone)]
struct Field {
    number: usize,
    name: String,
    kind: String,
    in_oneof: bool,
}

/// A text with the messages `M`, `A` and `B` and the enumeration `E`.
#[derive(Clone)]
struct Text {
    syntax: &'static str,
    messages: Vec<(&'static str, Vec<Field>)>,
    symbols: Vec<(&'static str, usize)>,
}

impl Text {
    fn made_up(random: &mut Random) -> Self {
        let syntax = *random.pick(&["proto2", "proto3"]);
        let messages = ["M", "A", "B"].map(|name| {
            let fields = (1..=random.below(5)).map(|number| field(random, syntax, number));
            (name, fields.collect())
        });
        Self {
            syntax,
            messages: messages.to_vec(),
            symbols: vec![("NONE", 0), ("OPEN", 1), ("SENT", 2)],
        }
    }

    fn shown(&self) -> String {
        let mut text = format!("syntax = \"{}\";\n", self.syntax);
        for (name, fields) in &self.messages {
            writeln!(text, "message {name} {{").expect("texts take everything");
            for field in fields.iter().filter(|field| !field.in_oneof) {
                writeln!(text, "  {} {} = {};", field.kind, field.name, field.number)
                    .expect("texts take everything");
            }
            let members: String = fields
                .iter()
                .filter(|field| field.in_oneof)
                .map(|field| format!("    {} {} = {};\n", field.kind, field.name, field.number))
                .collect();
            if !members.is_empty() {
                writeln!(text, "  oneof choice {{\n{members}  }}").expect("texts take everything");
            }
            text += "}\n";
        }
        let symbols: String = self
            .symbols
            .iter()
            .map(|(name, number)| format!("  {name} = {number};\n"))
            .collect();
        text + &format!("enum E {{\n{symbols}}}\n")
    }

    /// Changes after which a reader on the wire reads what was written before.
    fn widened(&self, random: &mut Random) -> Self {
        let mut text = self.clone();
        for (_, fields) in &mut text.messages {
            fields.retain(|field| field.kind.starts_with("required") || !random.once_in(6));
            for field in &mut *fields {
                let wider = [
                    (" int32", " int64"),
                    (" uint32", " uint64"),
                    (" sint32", " sint64"),
                    (" bool", " uint32"),
                    (" string", " bytes"),
                    (" E", " int64"),
                ];
                let (from, to) = random.pick(&wider);
                field.kind = format!(" {}", field.kind)
                    .replace(from, to)
                    .trim()
                    .to_owned();
                if random.once_in(8) {
                    field.name = format!("renamed_{}", field.name);
                }
            }
            if random.once_in(3) {
                let number = 100 + random.below(9);
                let mut added = field(random, text.syntax, number);
                added.kind = added.kind.replace("required", "optional");
                fields.push(added);
            }
            fields.reverse();
        }
        text
    }

    /// Any changes at all.
    fn changed(&self, random: &mut Random) -> Self {
        let mut text = self.widened(random);
        for (_, fields) in &mut text.messages {
            for at in 0..fields.len() {
                if random.once_in(4) {
                    let name = fields[at].name.clone();
                    fields[at] = field(random, text.syntax, fields[at].number);
                    fields[at].name = name;
                }
                if random.once_in(6) {
                    let other = random.below(fields.len());
                    let name = fields[at].name.clone();
                    fields[at].name = fields[other].name.clone();
                    fields[other].name = name;
                }
            }
        }
        if random.once_in(3) {
            text.symbols = vec![("NONE", 0), ("SENT", 1), ("NEW", 3)];
        }
        text
    }
}

fn field(random: &mut Random, syntax: &str, number: usize) -> Field {
    let kind = match random.below(8) {
        0 => "A".to_owned(),
        1 => "B".to_owned(),
        2 | 3 => "E".to_owned(),
        _ => (*random.pick(&SCALARS)).to_owned(),
    };
    let name = format!("f{number}");
    let (kind, in_oneof) = match random.below(6) {
        0 => (format!("repeated {kind}"), false),
        1 => (
            format!("map<{}, {kind}>", random.pick(&["string", "int32", "bool"])),
            false,
        ),
        2 => (kind, true),
        3 if syntax == "proto2" => (format!("required {kind}"), false),
        _ if syntax == "proto2" || random.once_in(3) => (format!("optional {kind}"), false),
        _ => (kind, false),
    };
    Field {
        number,
        name,
        kind,
        in_oneof,
    }
}

fn assert_yes(answer: &Readable, writer: &str, reader: &str) {
    assert!(
        matches!(answer, Readable::Yes),
        "{writer}{reader}{answer:?}"
    );
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_message_reads_itself(seed: u64) {
        let text = Text::made_up(&mut Random::new(seed)).shown();
        let (writer, reader) = (Read::new(&text), Read::new(&text));
        for encoding in ENCODINGS {
            assert_yes(&ask(&writer, &reader, encoding), &text, &text);
            assert_reads_everything(&writer, &reader, encoding, seed);
        }
    }

    #[test]
    fn what_grows_is_read(seed: u64) {
        let mut random = Random::new(seed);
        let old = Text::made_up(&mut random);
        let new = old.widened(&mut random).shown();
        let old = old.shown();
        let (writer, reader) = (Read::new(&old), Read::new(&new));
        assert_yes(&ask(&writer, &reader, ProtobufEncoding::Wire), &old, &new);
        assert_reads_everything(&writer, &reader, ProtobufEncoding::Wire, seed);
    }

    #[test]
    fn each_answer_about_any_change_is_confirmed(seed: u64) {
        let mut random = Random::new(seed);
        let old = Text::made_up(&mut random);
        let new = old.changed(&mut random).shown();
        let old = old.shown();
        let (first, second) = (Read::new(&old), Read::new(&new));
        for (writer, reader) in [(&first, &second), (&second, &first)] {
            for encoding in ENCODINGS {
                match ask(writer, reader, encoding) {
                    Readable::Yes => assert_reads_everything(writer, reader, encoding, seed),
                    Readable::No(breaks) => {
                        for witness in &breaks {
                            // Every enumeration is open to the crate.
                            let of_symbols = ["E`", "E>"]
                                .iter()
                                .any(|name| witness.message.contains(name));
                            if old.contains("proto2") && of_symbols {
                                continue;
                            }
                            if let Err(error) = confirmed(writer, reader, witness) {
                                panic!("{old}{new}{encoding:?} {witness:?}: {error}");
                            }
                        }
                    }
                    Readable::Unknown(unknown) => panic!("{unknown:?}"),
                }
            }
        }
    }
}

/// What is hostile costs no more than its budget allows, and breaks nothing.
#[test]
fn hostile_messages_end() {
    let wide = |kind: &str| {
        let fields: String = (1..3_000)
            .map(|number| format!("  {kind} f{number} = {number};\n"))
            .collect();
        format!("syntax = \"proto3\";\nmessage M {{\n{fields}}}\n")
    };
    let doubled = |last: &str| {
        let mut text = "syntax = \"proto2\";\n".to_owned();
        for at in 0..40 {
            let inner = if at == 0 {
                last.to_owned()
            } else {
                format!("R{}", at - 1)
            };
            let name = if at == 39 {
                "M".to_owned()
            } else {
                format!("R{at}")
            };
            writeln!(
                text,
                "message {name} {{ required {inner} a = 1; required {inner} b = 2; }}"
            )
            .expect("texts take everything");
        }
        text
    };
    for (old, new) in [
        (wide("int32"), wide("sint32")),
        (doubled("int32"), doubled("sint32")),
    ] {
        let (old, new) = (Read::new(&old), Read::new(&new));
        for encoding in ENCODINGS {
            let answer = ask(&old, &new, encoding);
            let is_wire = encoding == ProtobufEncoding::Wire;
            assert!(!matches!(answer, Readable::Yes) || !is_wire, "{answer:?}");
        }
    }
}
