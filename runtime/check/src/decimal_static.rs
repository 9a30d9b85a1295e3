//! Numbers of a contract that no literal of Rust says.

use std::sync::OnceLock;

use crate::Decimal;

/// An exact number in generated code: a `static` that is read when it is first used.
///
/// ```
/// use tidings_check::{Decimal, StaticDecimal};
///
/// static CENT: StaticDecimal = StaticDecimal::new("0.01");
/// let price = Decimal::parse("12.50").expect("it is a number");
/// assert_eq!(price.is_multiple_of(CENT.value()), Some(true));
/// ```
#[derive(Debug)]
pub struct StaticDecimal {
    text: &'static str,
    value: OnceLock<Decimal>,
}

impl StaticDecimal {
    /// The number `text`, which whoever writes this has read before.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            value: OnceLock::new(),
        }
    }

    /// The number; zero where the text is none.
    pub fn value(&self) -> &Decimal {
        let read = || Decimal::parse(self.text).unwrap_or_else(|| Decimal::from(0));
        self.value.get_or_init(read)
    }
}
