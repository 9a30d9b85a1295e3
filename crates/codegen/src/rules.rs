//! What stands in the way of generated code.

tidings_diag::rules! {
    /// A construct that no Rust type can hold without loss.
    UNTYPEABLE: "untypeable", "G001", Error, Generation,
        "a construct for which no Rust code can be generated";
    /// Two names of the contract that want the same Rust identifier.
    NAME_COLLISION: "name-collision", "G002", Warning, Generation,
        "two names that would be the same Rust identifier";
    /// Branches of a choice that a value can have in common.
    OVERLAPPING_UNION: "overlapping-union", "G003", Warning, Generation,
        "alternatives that describe the same value, so that nothing tells their types apart";
    /// A decision about types that selects none.
    SELECTOR_UNMATCHED: "selector-unmatched", "G004", Warning, Generation,
        "a decision about a type that is not there";
    /// A body in a notation that generated code does not read.
    UNTYPED_BODY: "untyped-body", "G005", Warning, Generation,
        "a message whose payload is bytes, because nothing reads its notation";
    /// Messages that are received together and that nothing tells apart.
    AMBIGUOUS_MESSAGES: "ambiguous-messages", "G006", Warning, Generation,
        "messages received together that nothing tells apart for certain";
    /// A part of the document that the contract goes without.
    UNREADABLE_PART: "unreadable-part", "G007", Warning, Generation,
        "a part of the contract that could not be read, so that code goes without it";
    /// A schema without values.
    UNINHABITED_TYPE: "uninhabited-type", "G008", Warning, Generation,
        "a schema that no value satisfies, so that its Rust type has no values";
    /// Headers that are no struct.
    UNTYPED_HEADERS: "untyped-headers", "G009", Warning, Generation,
        "headers that no Rust type describes, so that a message goes without them";
    /// A list of one schema where one schema for every item was likely meant.
    LONE_ITEM: "lone-item", "G010", Warning, Generation,
        "an array whose `items` is a list of one schema, so that nothing is said of any item but the first";
}
