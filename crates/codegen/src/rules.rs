//! What stands in the way of generated code.

use tidings_diag::{Group, RuleMeta, Severity};

/// A construct that no Rust type can hold without loss.
pub static UNTYPEABLE: RuleMeta = RuleMeta {
    id: "untypeable",
    code: "G001",
    severity: Severity::Error,
    group: Group::Generation,
    summary: "a construct for which no Rust code can be generated",
};

/// Two names of the contract that want the same Rust identifier.
pub static NAME_COLLISION: RuleMeta = RuleMeta {
    id: "name-collision",
    code: "G002",
    severity: Severity::Warning,
    group: Group::Generation,
    summary: "two names that would be the same Rust identifier",
};

/// Every rule of this crate.
pub static RULES: &[&RuleMeta] = &[&UNTYPEABLE, &NAME_COLLISION];
