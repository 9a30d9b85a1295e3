//! Writing the wire format.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::{Encoding, Wire};
use crate::varint;

/// Collects the bytes of a message.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// A field that is written unless it has its default.
    pub fn singular<E: Encoding>(&mut self, number: u32, value: &E::Value) {
        if *value != E::Value::default() {
            self.always::<E>(number, value);
        }
    }

    /// A field that is written where it is there.
    pub fn optional<E: Encoding>(&mut self, number: u32, value: Option<&E::Value>) {
        if let Some(value) = value {
            self.always::<E>(number, value);
        }
    }

    /// A field that is written.
    pub fn always<E: Encoding>(&mut self, number: u32, value: &E::Value) {
        self.tag(number, E::WIRE);
        E::write(value, self);
    }

    /// A field for each value.
    pub fn repeated<E: Encoding>(&mut self, number: u32, values: &[E::Value]) {
        for value in values {
            self.always::<E>(number, value);
        }
    }

    /// All values in one field.
    pub fn packed<E: Encoding>(&mut self, number: u32, values: &[E::Value]) {
        if !values.is_empty() {
            self.tag(number, Wire::Sized);
            self.part(|part| values.iter().for_each(|value| E::write(value, part)));
        }
    }

    /// A field for each entry, which is a message of key and value.
    pub fn map<K: Encoding, V: Encoding>(
        &mut self,
        number: u32,
        map: &BTreeMap<K::Value, V::Value>,
    ) {
        for (key, value) in map {
            self.tag(number, Wire::Sized);
            self.part(|part| {
                part.singular::<K>(1, key);
                part.always::<V>(2, value);
            });
        }
    }

    /// A message whose fields `write` writes.
    pub(super) fn message(&mut self, number: u32, write: impl FnOnce(&mut Self)) {
        self.tag(number, Wire::Sized);
        self.part(write);
    }

    /// Ends the group of the field `number`.
    pub(super) fn end_group(&mut self, number: u32) {
        self.tag(number, Wire::EndGroup);
    }

    /// A number of as many bytes as it needs.
    pub fn varint(&mut self, value: u64) {
        varint::write(value, &mut self.bytes);
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Bytes after their number.
    pub fn sized(&mut self, bytes: &[u8]) {
        self.varint(bytes.len() as u64);
        self.raw(bytes);
    }

    /// What `write` writes, after its length.
    pub(super) fn part(&mut self, write: impl FnOnce(&mut Self)) {
        let mut part = Self::default();
        write(&mut part);
        self.sized(&part.bytes);
    }

    pub(super) fn finish(self) -> Bytes {
        self.bytes.into()
    }

    fn tag(&mut self, number: u32, wire: Wire) {
        self.varint(u64::from(number) << 3 | wire.number());
    }
}
