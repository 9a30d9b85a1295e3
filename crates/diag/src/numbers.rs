//! Maps and sets whose keys are numbers that this program has given itself.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from numbers of nodes, schemas or files.
///
/// Documents have thousands of these, and looking them up with the hasher of the standard library, which has to withstand
/// keys that somebody chose, costs more than what is done with them. Texts never belong into it.
pub type NumberMap<K, V> = HashMap<K, V, BuildHasherDefault<NumberHasher>>;

/// A set of numbers of nodes, schemas or files; see [`NumberMap`].
pub type NumberSet<K> = HashSet<K, BuildHasherDefault<NumberHasher>>;

/// Mixes small numbers so that those next to each other are far from each other.
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberHasher(u64);

/// 2⁶⁴ divided by the golden ratio, made odd: its multiples spread evenly (Knuth, The Art of Computer Programming 3, §6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for NumberHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(SPREAD);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        // Multiplying mixes upwards only, and maps look at the lowest and at the highest bits.
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(SPREAD);
        mixed.rotate_left(44)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, BuildHasherDefault};

    use super::*;

    /// How many different values the bits have that a map of 4,096 places looks at, for `keys`.
    fn places(keys: impl Iterator<Item = (u32, u32)>) -> usize {
        let build = BuildHasherDefault::<NumberHasher>::default();
        let places: HashSet<u64> = keys.map(|key| build.hash_one(key) % 4_096).collect();
        places.len()
    }

    #[test]
    fn numbers_in_a_row_are_spread() {
        // Of 4,096 balls thrown at random into as many places, some 2,589 places have one.
        for step in [1, 2, 3, 7, 16, 1_024] {
            let spread = places((0..4_096).map(|number| (0, number * step)));
            assert!(spread > 2_400, "every {step}th: {spread}");
        }
        let pairs = places((0..64).flat_map(|one| (0..64).map(move |other| (one, other))));
        assert!(pairs > 2_400, "pairs: {pairs}");
    }
}
