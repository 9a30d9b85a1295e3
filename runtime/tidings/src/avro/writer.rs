//! Writing (Avro 1.12, "Binary Encoding").

use bytes::Bytes;

use crate::varint;

/// Collects the bytes of one datum.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes an `int` or a `long`: small numbers of either sign take few bytes.
    pub fn long(&mut self, value: i64) {
        varint::write(varint::zigzag(value), &mut self.bytes);
    }

    /// Writes `bytes`, or a `string` in UTF-8.
    pub fn sized(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.raw(bytes);
    }

    /// Writes the items of an array.
    pub fn items<T>(&mut self, items: &[T], write: impl Fn(&T, &mut Self)) {
        if !items.is_empty() {
            self.count(items.len());
            for item in items {
                write(item, self);
            }
        }
        self.long(0);
    }

    /// Writes the entries of a map.
    pub fn entries<'m, T: 'm>(
        &mut self,
        entries: impl ExactSizeIterator<Item = (&'m String, &'m T)>,
        write: impl Fn(&T, &mut Self),
    ) {
        if entries.len() > 0 {
            self.count(entries.len());
            for (key, value) in entries {
                self.sized(key.as_bytes());
                write(value, self);
            }
        }
        self.long(0);
    }

    /// Writes a value of a union of `null`, which is the branch `null`, and one other type.
    pub fn option<T>(&mut self, value: Option<&T>, null: i64, write: impl Fn(&T, &mut Self)) {
        match value {
            None => self.long(null),
            Some(value) => {
                self.long(1 - null);
                write(value, self);
            }
        }
    }

    /// The bytes.
    pub(crate) fn finish(self) -> Bytes {
        self.bytes.into()
    }

    /// The bytes so far.
    pub(super) fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    fn count(&mut self, count: usize) {
        // No value in memory has more parts than this.
        self.long(i64::try_from(count).unwrap_or(i64::MAX));
    }
}
