//! The targets: functions of bytes that panic where something does not hold.

mod bodies;
mod lowering;
mod schema;
mod tree;

pub use bodies::{avro, cbor, json_body, messagepack, protobuf, xml};
pub use lowering::lowering;
pub use schema::schema;
pub use tree::{json, yaml};

/// A function of bytes, and where bytes are found that are worth changing.
pub struct Target {
    /// The name, which is also that of the function and of the libFuzzer binary.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub check: fn(&[u8]),
    /// Where these are.
    pub inputs: Inputs,
}

/// Where inputs are found.
pub enum Inputs {
    /// In folders of this repository, in files whose names end so.
    Files(&'static [&'static str], &'static [&'static str]),
    /// Nowhere: they are written.
    Written(fn() -> Vec<Vec<u8>>),
}

/// Every target.
pub static TARGETS: &[Target] = &[
    Target {
        name: "yaml",
        check: yaml,
        inputs: Inputs::Files(&["crates/syntax/tests", "specs"], &["yaml", "txt"]),
    },
    Target {
        name: "json",
        check: json,
        inputs: Inputs::Files(&["crates/syntax/tests"], &["json", "txt"]),
    },
    Target {
        name: "lowering",
        check: lowering,
        inputs: Inputs::Files(
            &[
                "specs",
                "crates/model/tests/fixtures",
                "crates/codegen/tests/fixtures",
            ],
            &["yaml", "json"],
        ),
    },
    Target {
        name: "schema",
        check: schema,
        inputs: Inputs::Files(&["crates/schema/tests"], &["yaml", "json"]),
    },
    Target {
        name: "json_body",
        check: json_body,
        inputs: Inputs::Written(bodies::json_bodies),
    },
    Target {
        name: "cbor",
        check: cbor,
        inputs: Inputs::Written(bodies::cbor_bodies),
    },
    Target {
        name: "messagepack",
        check: messagepack,
        inputs: Inputs::Written(bodies::messagepack_bodies),
    },
    Target {
        name: "avro",
        check: avro,
        inputs: Inputs::Written(bodies::avro_bodies),
    },
    Target {
        name: "protobuf",
        check: protobuf,
        inputs: Inputs::Written(bodies::protobuf_bodies),
    },
    Target {
        name: "xml",
        check: xml,
        inputs: Inputs::Written(bodies::xml_bodies),
    },
];

/// The target `name`.
pub fn named(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
