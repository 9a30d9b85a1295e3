//! What generated code begins with, from a generator that is newer than the runtime.

const _: () = ::tidings::__generated::assert_supported(2);

fn main() {}
