//! Whole numbers in as many bytes as they need, seven bits a byte and the lowest first: Avro 1.12, "Binary Encoding", and
//! "Encoding" of Protocol Buffers have them in common.

/// Writes `value` behind `bytes`.
pub(crate) fn write(mut value: u64, bytes: &mut Vec<u8>) {
    while value > 0x7f {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Reads a number from what `next` gives byte by byte; `None` where it has more than 64 bits.
///
/// # Errors
///
/// What `next` says.
pub(crate) fn read<E>(mut next: impl FnMut() -> Result<u8, E>) -> Result<Option<u64>, E> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = next()?;
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 {
            break;
        }
        value |= bits << shift;
        if byte < 0x80 {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// A number of either sign as one that is small where its absolute value is.
pub(crate) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The number that [`zigzag`] made `value` of.
pub(crate) fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}
