//! Arguments that are values of a type already, or become ones without a mistake being possible.

/// What may be given where a value of type `T` is wanted that texts are parsed into: the value, and what converts into it.
///
/// ```
/// use tidings::__generated::v1::IntoValue;
/// use tidings::Decimal;
///
/// fn price(price: impl IntoValue<Decimal>) -> Decimal {
///     price.into_value()
/// }
/// assert_eq!(price(12).to_string(), "12");
/// assert_eq!(price("12.50".parse::<Decimal>()?).to_string(), "12.50");
/// # Ok::<(), tidings::InvalidFormat>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "make a `{T}` of it first, as `text.parse::<{T}>()?` does of a text: `{Self}` does not become one by itself",
    label = "expected `{T}`",
    note = "not every text is one, so `parse` gives a `Result`; what else it is made of is listed at `{T}`"
)]
pub trait IntoValue<T> {
    /// The value.
    fn into_value(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> IntoValue<T> for V {
    fn into_value(self) -> T {
        self.into()
    }
}

/// What may be given where an address of the type `A` is wanted: the address, and what converts into it.
#[diagnostic::on_unimplemented(
    message = "make a `{A}` of its parameters first, as `{A}::new(..)` does: `{Self}` does not become one by itself",
    label = "expected `{A}`"
)]
pub trait IntoAddress<A> {
    /// The address.
    fn into_address(self) -> A;
}

#[diagnostic::do_not_recommend]
impl<A, V: Into<A>> IntoAddress<A> for V {
    fn into_address(self) -> A {
        self.into()
    }
}
