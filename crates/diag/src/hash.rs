//! The hash of fingerprints.

/// Sixteen hexadecimal digits for `parts`, the same ones for ever.
///
/// The hash is 64-bit FNV-1a, written out here because a fingerprint outlives any version of a library's hasher.
pub fn hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(hash([]), "cbf29ce484222325");
        assert_eq!(
            hash(["unknown-field", "/info", "titel"]),
            "62f9f1214c713cbf"
        );
    }

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(hash(["a", "bc"]), hash(["ab", "c"]));
    }
}
