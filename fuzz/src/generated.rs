//! Code that is generated from the fixtures of the generator: types for what bytes are read as.

pub(crate) mod avro {
    include!("../../crates/codegen/tests/generated/avro.rs");
}
pub(crate) mod codecs {
    include!("../../crates/codegen/tests/generated/codecs.rs");
}
pub(crate) mod protobuf {
    include!("../../crates/codegen/tests/generated/protobuf.rs");
}
pub(crate) mod unions {
    include!("../../crates/codegen/tests/generated/unions.rs");
}
pub(crate) mod xml {
    include!("../../crates/codegen/tests/generated/xml.rs");
}
