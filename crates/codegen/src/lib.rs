//! A contract made into Rust: types, messages, clients and handlers.
