//! A notation that needs a library is a feature.

use tidings::codec::{Cbor, Codec};

fn main() {
    let _ = <Cbor as Codec<u32>>::encode(&12);
}
