//! What derives promise each other of types that are declared apart.

/// A type that its derive has held against one schema of a contract.
#[diagnostic::on_unimplemented(
    message = "state what `{Self}` looks like: nothing is known of it here",
    label = "a macro does not see into this type",
    note = "have it held against the contract by itself: `#[derive(tidings::Payload)]` with `#[payload(contract = \"…\", schema = \"#/components/schemas/…\")]`",
    note = "or state its schema at the field: `#[message(schema = \"{{…}}\")]`"
)]
pub trait Held {
    /// The schema: its file and its pointer in there.
    const PLACE: &'static str;
    /// Whether the contract allows whatever the type can hold.
    const SENDS: bool;
    /// Whether the type can hold whatever the contract allows.
    const RECEIVES: bool;
}

/// Stops the compilation unless `T` was held against the schema at `place`, in these directions.
///
/// # Panics
///
/// At compile time, with a sentence that says what to do.
pub const fn assert_held<T: Held>(place: &str, sends: bool, receives: bool) {
    assert!(
        same(T::PLACE, place),
        "hold this type against the schema that the contract has at this place: its `#[payload(schema = \"…\")]` names another one"
    );
    assert!(
        T::SENDS || !sends,
        "have this type checked for sending too: its `#[payload(direction = \"…\")]` says otherwise"
    );
    assert!(
        T::RECEIVES || !receives,
        "have this type checked for receiving too: its `#[payload(direction = \"…\")]` says otherwise"
    );
}

/// A type that is the type `T`.
#[diagnostic::on_unimplemented(
    message = "state what `{Self}` looks like: it is not the `{T}` that its name was taken for",
    label = "another type of this name",
    note = "state its schema at the field: `#[message(schema = \"{{…}}\")]`"
)]
pub trait Is<T: ?Sized> {}

impl<T: ?Sized> Is<T> for T {}

/// Stops the compilation unless `A` is `B`.
pub const fn assert_is<A: Is<B>, B>() {}

/// Whether two texts are the same, at compile time.
const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}
