//! Data as bytes and back (Avro 1.12, "Binary Encoding").

use tidings_schema::avro::{AvroGraph, AvroId, AvroKind};

use super::datum::Datum;

/// The bytes of `datum`, which is one of the schema `id`.
pub(super) fn encode(graph: &AvroGraph, id: AvroId, datum: &Datum) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(graph, id, datum, &mut bytes);
    bytes
}

fn write(graph: &AvroGraph, id: AvroId, datum: &Datum, bytes: &mut Vec<u8>) {
    match datum {
        Datum::Null => {}
        Datum::Boolean(value) => bytes.push(u8::from(*value)),
        Datum::Int(number) => long(i64::from(*number), bytes),
        Datum::Long(number) => long(*number, bytes),
        Datum::Float(number) => bytes.extend(number.to_le_bytes()),
        Datum::Double(number) => bytes.extend(number.to_le_bytes()),
        Datum::Bytes(value) => counted(value, bytes),
        Datum::String(text) => counted(text.as_bytes(), bytes),
        Datum::Fixed(value) => bytes.extend(value),
        Datum::Enum(at) => long(*at as i64, bytes),
        Datum::Array(items) => {
            let AvroKind::Array(schema) = &graph.get(id).kind else {
                return;
            };
            block(items.len(), bytes);
            for item in items {
                write(graph, *schema, item, bytes);
            }
            if !items.is_empty() {
                block(0, bytes);
            }
        }
        Datum::Map(entries) => {
            let AvroKind::Map(schema) = &graph.get(id).kind else {
                return;
            };
            block(entries.len(), bytes);
            for (key, value) in entries {
                counted(key.as_bytes(), bytes);
                write(graph, *schema, value, bytes);
            }
            if !entries.is_empty() {
                block(0, bytes);
            }
        }
        Datum::Union(at, value) => {
            if let AvroKind::Union(branches) = &graph.get(id).kind
                && let Some(branch) = branches.get(*at)
            {
                long(*at as i64, bytes);
                write(graph, *branch, value, bytes);
            }
        }
        Datum::Record(values) => {
            if let AvroKind::Record(record) = &graph.get(id).kind {
                for (field, value) in record.fields.iter().zip(values) {
                    write(graph, field.schema, value, bytes);
                }
            }
        }
    }
}

/// How many items follow; none ends the list.
fn block(count: usize, bytes: &mut Vec<u8>) {
    long(count as i64, bytes);
}

fn counted(value: &[u8], bytes: &mut Vec<u8>) {
    long(value.len() as i64, bytes);
    bytes.extend(value);
}

/// A number in zig-zag coding, seven bits a byte, the low ones first.
fn long(number: i64, bytes: &mut Vec<u8>) {
    let mut rest = ((number << 1) ^ (number >> 63)) as u64;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

/// The value of the schema `id` that `bytes` are, all of them; `None` if they are none.
pub(super) fn decode(graph: &AvroGraph, id: AvroId, bytes: &[u8]) -> Option<Datum> {
    let mut input = Input { graph, bytes };
    let datum = input.read(id)?;
    input.bytes.is_empty().then_some(datum)
}

/// What is left to be read.
struct Input<'i> {
    graph: &'i AvroGraph,
    bytes: &'i [u8],
}

impl<'i> Input<'i> {
    fn read(&mut self, id: AvroId) -> Option<Datum> {
        let graph = self.graph;
        Some(match &graph.get(id).kind {
            AvroKind::Unknown => return None,
            AvroKind::Null => Datum::Null,
            AvroKind::Boolean => match self.take(1)? {
                [0] => Datum::Boolean(false),
                [1] => Datum::Boolean(true),
                _ => return None,
            },
            AvroKind::Int => Datum::Int(self.long()?.try_into().ok()?),
            AvroKind::Long => Datum::Long(self.long()?),
            AvroKind::Float => Datum::Float(f32::from_le_bytes(self.take(4)?.try_into().ok()?)),
            AvroKind::Double => Datum::Double(f64::from_le_bytes(self.take(8)?.try_into().ok()?)),
            AvroKind::Bytes => Datum::Bytes(self.counted()?.to_vec()),
            AvroKind::String => Datum::String(self.text()?),
            AvroKind::Fixed(fixed) => {
                Datum::Fixed(self.take(usize::try_from(fixed.size).ok()?)?.to_vec())
            }
            AvroKind::Enum(enumeration) => {
                let at = usize::try_from(self.long()?).ok()?;
                Datum::Enum(Some(at).filter(|at| *at < enumeration.symbols.len())?)
            }
            AvroKind::Array(schema) => {
                let mut items = Vec::new();
                self.blocks(|input| {
                    items.push(input.read(*schema)?);
                    Some(())
                })?;
                Datum::Array(items)
            }
            AvroKind::Map(schema) => {
                let mut entries = Vec::new();
                self.blocks(|input| {
                    entries.push((input.text()?, input.read(*schema)?));
                    Some(())
                })?;
                Datum::Map(entries)
            }
            AvroKind::Union(branches) => {
                let at = usize::try_from(self.long()?).ok()?;
                Datum::Union(at, Box::new(self.read(*branches.get(at)?)?))
            }
            AvroKind::Record(record) => {
                let fields = record.fields.iter();
                Datum::Record(
                    fields
                        .map(|field| self.read(field.schema))
                        .collect::<Option<_>>()?,
                )
            }
        })
    }

    /// Reads the items of all blocks, none of which says its size in bytes, as [`encode`] writes none that does.
    fn blocks(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        loop {
            let count = u64::try_from(self.long()?).ok()?;
            if count == 0 {
                return Some(());
            }
            for _ in 0..count {
                item(self)?;
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        let text = std::str::from_utf8(self.counted()?).ok()?;
        Some(text.to_owned())
    }

    fn counted(&mut self) -> Option<&'i [u8]> {
        let length = usize::try_from(self.long()?).ok()?;
        self.take(length)
    }

    fn take(&mut self, length: usize) -> Option<&'i [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    fn long(&mut self) -> Option<i64> {
        let mut number: u64 = 0;
        for place in 0..10 {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7F) << (7 * place);
            if byte < 0x80 {
                return Some((number >> 1) as i64 ^ -((number & 1) as i64));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_zig_zag() {
        let graph = AvroGraph::default();
        for (number, bytes) in [
            (0, &[0][..]),
            (-1, &[1]),
            (1, &[2]),
            (-64, &[0x7F]),
            (64, &[0x80, 1]),
            (i64::MAX, &[0xFE, 255, 255, 255, 255, 255, 255, 255, 255, 1]),
            (i64::MIN, &[255, 255, 255, 255, 255, 255, 255, 255, 255, 1]),
        ] {
            let mut written = Vec::new();
            long(number, &mut written);
            assert_eq!(written, bytes);
            let mut input = Input {
                graph: &graph,
                bytes: &written,
            };
            assert_eq!(input.long(), Some(number));
            assert!(input.bytes.is_empty());
        }
    }
}
