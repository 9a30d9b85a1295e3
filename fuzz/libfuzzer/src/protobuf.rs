//! The target `protobuf`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidings_fuzz::targets::protobuf(bytes));
