//! Generates typed Rust clients from a contract in a build script.
//!
//! One line in `build.rs`:
//!
//! ```no_run
//! # #[allow(clippy::needless_doctest_main)]
//! fn main() {
//!     tidings_build::compile("api/orders.yaml");
//! }
//! ```
//!
//! and one in the crate makes it a module:
//!
//! ```ignore
//! mod orders {
//!     tidings::include_contract!("orders");
//! }
//! ```
//!
//! The contract is validated first, and what is wrong with it is shown by Cargo with file, line and column.
//! Cargo runs the script again when the contract, or any file that it refers to, has changed.
//!
//! This is the only library here that writes to standard output, because that is how a build script talks to Cargo.
//! It refuses to know what code looks like.
//! Start reading at [`Configuration`].

mod configuration;
mod directives;

pub use configuration::Configuration;

use std::path::Path;

/// Generates the client of the contract at `path` into `OUT_DIR`.
///
/// The file is named after the contract: `orders.rs` for `orders.yaml`, and for `orders/asyncapi.yaml` as well.
/// A mistake in what code is made of fails the build, with a message for each; other mistakes in the contract are
/// warnings.
pub fn compile(path: impl AsRef<Path>) {
    configure().compile(path);
}

/// Generates the types of the schema at `path` into `OUT_DIR`, without a contract around it.
///
/// ```no_run
/// tidings_build::compile_schema("schemas/order.schema.json");
/// ```
///
/// The file is named after the schema: `order.rs` for `order.schema.json`, `order.avsc` and `order.proto`, and
/// `Order.rs` for `api.yaml#/components/schemas/Order`; `tidings::include_contract!("order")` makes it a module.
pub fn compile_schema(path: impl AsRef<str>) {
    configure().compile_schema(path);
}

/// Generates a client in another way than [`compile`] does.
///
/// ```no_run
/// tidings_build::configure()
///     .name("shop")
///     .compile("api/orders.yaml");
/// ```
pub fn configure() -> Configuration {
    Configuration::default()
}
