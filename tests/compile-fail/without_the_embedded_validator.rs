//! What generated code begins with that needs the embedded validator, in a program without it.

const _: () = ::tidings::__generated::assert_residual();

fn main() {}
