//! Bytes in JSON: base64 with padding (RFC 4648 §4); a reader takes the URL-safe alphabet and no padding, too.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of `bytes`.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for block in bytes.chunks(3) {
        let mut bits = [0; 4];
        bits[1..=block.len()].copy_from_slice(block);
        let bits = u32::from_be_bytes(bits);
        for place in 0..4 {
            if place <= block.len() {
                let digit = bits >> (18 - 6 * place) & 0x3F;
                text.push(char::from(ALPHABET[digit as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// The bytes that `text` stands for; `None` if it stands for none.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::new();
    for block in digits.chunks(4) {
        let mut bits: u32 = 0;
        for digit in block {
            let digit = match digit {
                b'-' => b'+',
                b'_' => b'/',
                digit => *digit,
            };
            let value = ALPHABET.iter().position(|other| *other == digit)?;
            bits = bits << 6 | value as u32;
        }
        let missing = 4 - block.len();
        if missing == 3 {
            return None;
        }
        bits <<= 6 * missing;
        bytes.extend(&bits.to_be_bytes()[1..4 - missing]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"\xFF\xFE\xFD\x00", "//79AA=="),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes), "{text}");
        }
        assert_eq!(decode("__79AA").as_deref(), Some(&b"\xFF\xFE\xFD\x00"[..]));
        assert_eq!(decode("a"), None);
        assert_eq!(decode("é==="), None);
    }
}
