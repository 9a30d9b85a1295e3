//! Values that a contract describes.

mod base64;
mod calendar;
mod constant;
mod decimal;
#[cfg(feature = "export")]
mod described;
#[cfg(feature = "derive")]
mod held;
mod maybe;
#[cfg(feature = "derive")]
mod nested;
mod never;
mod open;
mod scalars;
mod secret;
mod text;
mod tuple;
mod uuid;

pub use base64::Base64;
pub use calendar::{Date, DateTime, Duration, Time};
pub use constant::{constant, read_constant, write_constant};
pub use decimal::{Decimal, DecimalText};
#[cfg(feature = "derive")]
pub use held::{Held, Is, assert_held, assert_is};
pub use maybe::Maybe;
#[cfg(feature = "derive")]
pub use nested::{Nested, Unchecked};
pub use never::Never;
pub use open::{Open, deny, keep, pass_over, read_open};
pub(crate) use secret::{Reading, is_read};
pub use secret::{secret, secret_present, secretly};
pub use text::InvalidFormat;
pub use tuple::{ItemReader, ItemWriter, Tuple, read_tuple, unique_positions};
pub use uuid::Uuid;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tidings_check::{Path, Violations};

/// A value that a contract describes: it is read and written with serde, and it can be checked.
///
/// Every generated type implements this, and so do the types of the standard library that generated code uses.
#[diagnostic::on_unimplemented(
    message = "use a type that is generated from the contract, or derive `tidings::Message` for `{Self}`",
    label = "this is no payload of a contract"
)]
pub trait Payload: Serialize + DeserializeOwned {
    /// Reports to `violations` each constraint of the contract that this value, which stands at `path`, breaks.
    ///
    /// What the Rust type makes impossible anyway is not checked again.
    fn check(&self, path: &Path<'_>, violations: &mut Violations);
}
