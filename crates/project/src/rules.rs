//! What the command line finds besides what is wrong with the text of a document.
//!
//! The rules stand here because a project decides about their findings, so that whoever reads its decisions knows them.

tidings_diag::rules! {
    /// A folder without a document.
    NO_DOCUMENTS: "no-documents", "F002", Error, Syntax,
        "a folder that holds no AsyncAPI document";
    /// A value that its schema refuses.
    INSTANCE_INVALID: "instance-invalid", "S040", Error, Correctness,
        "an instance is not valid under the schema it was judged by";
    /// A schema that no value was found for.
    SCHEMA_WITHOUT_EXAMPLE: "schema-without-example", "S041", Error, Correctness,
        "no value was found that is valid under a schema";
    /// An accepted change that is none any more.
    ACCEPTANCE_STALE: "acceptance-stale", "F004", Warning, Correctness,
        "an accepted change that does not occur any more, whose time is over, or whose path is that of no contract";
    /// A version that says less than what changed.
    VERSION_TOO_SMALL: "version-too-small", "F005", Error, Correctness,
        "`info.version` did not grow as far as the changes ask for";
    /// A generated file that the contract has left behind.
    STALE_OUTPUT: "stale-output", "F003", Error, Generation,
        "a generated file that is not what its contract gives";
}
