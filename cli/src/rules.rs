//! What can be wrong with files, apart from their text.

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
        "a change that was accepted does not occur any more, or its time is over";
    /// A generated file that the contract has left behind.
    STALE_OUTPUT: "stale-output", "F003", Error, Generation,
        "a generated file that is not what its contract gives";
}

#[cfg(test)]
mod tests {
    use tidings_diag::RuleMeta;
    use tidings_project::lint::{means_unreadable, must_fail};

    use crate::catalogue;

    #[test]
    fn the_rules_about_unreadable_inputs_exist() {
        let unreadable = |rule: &&&RuleMeta| means_unreadable(rule);
        assert_eq!(catalogue::all().iter().filter(unreadable).count(), 3);
        let must_fail = |rule: &&&RuleMeta| must_fail(rule);
        assert_eq!(catalogue::all().iter().filter(must_fail).count(), 4);
    }
}
