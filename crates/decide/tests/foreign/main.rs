//! Avro and Protocol Buffers: what is written is read, or a witness fails, and an implementation of each agrees.

mod avro;
mod avro_laws;
mod pairs;
mod protobuf;
mod protobuf_laws;
mod protobuf_values;
mod random;
