//! What can be wrong with a file or a reference; who follows a reference reports it.

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
    /// Fields beside a reference, which nobody reads.
    REF_SIBLINGS: "ref-siblings", "R003", Warning, Correctness,
        "fields beside a `$ref` that are ignored";
    /// A reference to an address that nobody allowed to be read, or that gave nothing.
    REMOTE_REF: "remote-ref", "R005", Error, Correctness,
        "a reference names an address of which there is no copy, and which was not fetched";
    /// A reference to a file outside the root.
    REF_ESCAPES_ROOT: "ref-escapes-root", "R006", Error, Correctness,
        "a reference names a file outside the folder that references may not leave";
    /// A file name whose case is not that of the disk.
    REF_CASE_MISMATCH: "ref-case-mismatch", "R007", Error, Correctness,
        "a reference spells the name of a file in another case than the disk";
    /// A copy of a remote file that is not what was locked.
    LOCK_MISMATCH: "lock-mismatch", "R015", Error, Correctness,
        "the copy of a remote file is not the one that `tidings.lock` describes";
}
