//! What can be wrong with the text itself, before anybody asks what it says.

tidings_diag::rules! {
    /// The text is not YAML, not JSON or not UTF-8.
    SYNTAX_ERROR: "syntax-error", "Y001", Error, Syntax,
        "text that is not YAML or JSON";
    /// One mapping has the same key twice.
    DUPLICATE_KEY: "duplicate-key", "Y002", Error, Syntax,
        "a key that its object already has, so that one of the two values is lost";
    /// A tag (`!name`) that is unknown here or that the value contradicts.
    UNUSABLE_TAG: "unusable-tag", "Y003", Error, Syntax,
        "a YAML tag that is ignored, because it is unknown or its value contradicts it";
    /// More than one document in a stream.
    SEVERAL_DOCUMENTS: "several-documents", "Y004", Error, Syntax,
        "a second YAML document in a file, of which only the first is read";
    /// A mapping key that is no scalar.
    COMPLEX_KEY: "complex-key", "Y005", Error, Syntax,
        "a key that is an array or an object, which JSON cannot express";
    /// A merge key whose value cannot be merged.
    INVALID_MERGE: "invalid-merge", "Y006", Error, Syntax,
        "a merge key `<<` whose value is neither an object nor a list of objects";
    /// An alias that stands inside the node it names.
    RECURSIVE_ALIAS: "recursive-alias", "Y007", Error, Syntax,
        "a YAML alias inside the very value it stands for";
    /// An alias without an anchor before it.
    UNDEFINED_ALIAS: "undefined-alias", "Y008", Error, Syntax,
        "a YAML alias whose anchor is not defined above it";
    /// A document beyond one of the [`crate::Limits`].
    OVER_BUDGET: "over-budget", "Y009", Error, Syntax,
        "a document larger, deeper or more self-repeating than is read";
    /// A byte order mark where the format has none.
    BYTE_ORDER_MARK: "byte-order-mark", "Y010", Info, Syntax,
        "a byte order mark before JSON text, which many readers refuse";
    /// A plain scalar that YAML 1.1 takes for something else.
    AMBIGUOUS_SCALAR: "yaml-ambiguous-scalar", "Y011", Warning, Syntax,
        "a value without quotes that readers of YAML 1.1 take for something else";
    /// The key `<<`.
    MERGE_KEY: "yaml-merge-key", "Y012", Info, Syntax,
        "a merge key `<<`, which YAML 1.2 does not have and some readers do not follow";
}
