//! Builders whose steps the compiler counts.

/// Stands in a builder for a field that is not set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Missing;

/// What a builder has for a field of type `T`: the value, once it is set.
#[diagnostic::on_unimplemented(
    message = "set every required field before `build`: one of type `{T}` is missing",
    label = "a required field is not set"
)]
pub trait Given<T> {
    /// The value.
    fn given(self) -> T;
}

impl<T> Given<T> for T {
    fn given(self) -> T {
        self
    }
}
