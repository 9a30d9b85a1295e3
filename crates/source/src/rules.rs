//! What can be wrong with a file or a reference.

tidings_diag::rules! {
    /// A file or folder that cannot be read.
    UNREADABLE: "unreadable", "F001", Error, Syntax,
        "a file or folder that cannot be read";
    /// A reference that leads nowhere.
    UNRESOLVED_REF: "unresolved-ref", "R001", Error, Correctness,
        "a reference names a file or a value that does not exist";
    /// References that lead to each other only.
    CIRCULAR_REF: "circular-ref", "R002", Error, Correctness,
        "a chain of references runs in a circle and never reaches a value";
}
