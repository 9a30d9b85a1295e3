//! Names of a contract made into Rust identifiers: deterministic and free of collisions.
