//! What may stand before a datum: which schema it was written with.

/// The schema's number in a registry, and the datum, of a body in the format of Confluent's registry: a zero byte, four
/// bytes of the number, the datum.
pub fn confluent(body: &[u8]) -> Option<(u32, &[u8])> {
    let (head, datum) = body.split_first_chunk::<5>()?;
    let [0, a, b, c, d] = *head else { return None };
    Some((u32::from_be_bytes([a, b, c, d]), datum))
}

/// The fingerprint of the schema (CRC-64-AVRO), and the datum, of a body in the single-object encoding (Avro 1.12,
/// "Single-object encoding").
pub fn single_object(body: &[u8]) -> Option<(u64, &[u8])> {
    let (head, datum) = body.split_first_chunk::<10>()?;
    let [0xc3, 0x01, fingerprint @ ..] = *head else {
        return None;
    };
    Some((u64::from_le_bytes(fingerprint), datum))
}
