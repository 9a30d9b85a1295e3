//! Generates typed Rust clients from a contract in a build script.
