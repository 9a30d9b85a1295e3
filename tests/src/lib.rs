//! Black-box tests across the crates.
