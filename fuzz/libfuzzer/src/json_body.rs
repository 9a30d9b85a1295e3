//! The target `json_body`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidings_fuzz::targets::json_body(bytes));
