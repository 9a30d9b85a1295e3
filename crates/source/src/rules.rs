//! What can be wrong with a file or a reference.

use tidings_diag::{Group, RuleMeta, Severity};

/// A file or folder that cannot be read.
pub static UNREADABLE: RuleMeta = RuleMeta {
    id: "unreadable",
    code: "F001",
    severity: Severity::Error,
    group: Group::Syntax,
    summary: "a file or folder that cannot be read",
};

/// A reference that leads nowhere.
pub static UNRESOLVED_REF: RuleMeta = RuleMeta {
    id: "unresolved-ref",
    code: "R001",
    severity: Severity::Error,
    group: Group::Correctness,
    summary: "a reference names a file or a value that does not exist",
};

/// References that lead to each other only.
pub static CIRCULAR_REF: RuleMeta = RuleMeta {
    id: "circular-ref",
    code: "R002",
    severity: Severity::Error,
    group: Group::Correctness,
    summary: "a chain of references runs in a circle and never reaches a value",
};

/// Every rule about files and references; who follows a reference reports it.
pub static RULES: &[&RuleMeta] = &[&UNREADABLE, &UNRESOLVED_REF, &CIRCULAR_REF];
