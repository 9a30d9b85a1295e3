//! A handler has the method of its operation.

use tidings_tests::orders::OnPackOrder;

struct Packer;

impl OnPackOrder for Packer {}

fn main() {}
