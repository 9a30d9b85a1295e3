//! What generated code begins with, from a generator whose surface the runtime no longer has.

const _: () = ::tidings::__generated::assert_supported(0);

fn main() {}
