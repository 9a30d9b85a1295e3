//! The rules about what callers of generated code see, each with a page beside this file.

tidings_diag::rules! {
    /// A type, function or constant of generated code is gone.
    ITEM_REMOVED: "item-removed", "K101", Error, Compatibility,
        "a type, function or constant of generated code is gone";
    /// Generated code has a type, function or constant more.
    ITEM_ADDED: "item-added", "K102", Info, Compatibility,
        "generated code has a type, function or constant more";
    /// A generated type does not implement a trait any more.
    TRAIT_REMOVED: "trait-removed", "K103", Error, Compatibility,
        "a generated type does not implement a trait any more";
    /// A name of generated code stands for another kind of item.
    KIND_CHANGED: "kind-changed", "K104", Error, Compatibility,
        "a name of generated code stands for another kind of item";
    /// Something in generated code has another type.
    SIGNATURE_CHANGED: "signature-changed", "K105", Error, Compatibility,
        "something in generated code has another type";
    /// A generated type may have more members than callers can name.
    NON_EXHAUSTIVE_ADDED: "non-exhaustive-added", "K106", Error, Compatibility,
        "a generated type may have more members than callers can name";
    /// Generated code demands something more of its callers.
    BOUND_ADDED: "bound-added", "K107", Error, Compatibility,
        "generated code demands something more of its callers";
    /// Generated code demands something less of its callers.
    BOUND_REMOVED: "bound-removed", "K108", Info, Compatibility,
        "generated code demands something less of its callers";
    /// A generated struct has lost a field.
    FIELD_REMOVED: "field-removed", "K109", Error, Compatibility,
        "a generated struct has lost a field";
    /// A field of a generated struct has another type.
    FIELD_CHANGED: "field-changed", "K110", Error, Compatibility,
        "a field of a generated struct has another type";
    /// A generated struct has a field more.
    FIELD_ADDED: "field-added", "K111", Info, Compatibility,
        "a generated struct has a field more";
    /// A generated enum has lost a variant.
    VARIANT_REMOVED: "variant-removed", "K112", Error, Compatibility,
        "a generated enum has lost a variant";
    /// A variant of a generated enum holds something else.
    VARIANT_CHANGED: "variant-changed", "K113", Error, Compatibility,
        "a variant of a generated enum holds something else";
    /// A generated enum has a variant more.
    VARIANT_ADDED: "variant-added", "K114", Error, Compatibility,
        "a generated enum has a variant more";
    /// A generated trait has lost a method.
    METHOD_REMOVED: "method-removed", "K115", Error, Compatibility,
        "a generated trait has lost a method";
    /// A method of a generated trait has another signature.
    METHOD_CHANGED: "method-changed", "K116", Error, Compatibility,
        "a method of a generated trait has another signature";
    /// A generated trait demands a method more.
    REQUIRED_METHOD_ADDED: "required-method-added", "K117", Error, Compatibility,
        "a generated trait demands a method more";
    /// A generated trait has a method more, with a body.
    METHOD_ADDED: "method-added", "K118", Info, Compatibility,
        "a generated trait has a method more, with a body";
    /// A generated function asks for an argument more.
    ARGUMENT_ADDED: "argument-added", "K119", Error, Compatibility,
        "a generated function asks for an argument more";
    /// A generated function takes another argument.
    ARGUMENT_CHANGED: "argument-changed", "K120", Error, Compatibility,
        "a generated function takes another argument";
}
