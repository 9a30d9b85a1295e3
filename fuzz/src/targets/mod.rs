//! The targets: functions of bytes that panic where something does not hold.

mod lowering;
mod schema;
mod tree;

pub use lowering::lowering;
pub use schema::schema;
pub use tree::{json, yaml};

/// A function of bytes, and where bytes are found that are worth changing.
pub struct Target {
    /// The name, which is also that of the function and of the libFuzzer binary.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub check: fn(&[u8]),
    /// Folders of this repository with inputs.
    pub folders: &'static [&'static str],
    /// How the names of these inputs end.
    pub extensions: &'static [&'static str],
}

/// Every target.
pub static TARGETS: &[Target] = &[
    Target {
        name: "yaml",
        check: yaml,
        folders: &["crates/syntax/tests", "specs"],
        extensions: &["yaml", "txt"],
    },
    Target {
        name: "json",
        check: json,
        folders: &["crates/syntax/tests"],
        extensions: &["json", "txt"],
    },
    Target {
        name: "lowering",
        check: lowering,
        folders: &[
            "specs",
            "crates/model/tests/fixtures",
            "crates/codegen/tests/fixtures",
        ],
        extensions: &["yaml", "json"],
    },
    Target {
        name: "schema",
        check: schema,
        folders: &["crates/schema/tests"],
        extensions: &["yaml", "json"],
    },
];

/// The target `name`.
pub fn named(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
