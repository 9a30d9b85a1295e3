//! Nothing but tests: see `deciding/main.rs`.
