//! Choices that are the same on every run.

/// Chooses among what a schema leaves open.
pub(super) struct Choice {
    variant: u64,
    state: u64,
    /// Set while items that must differ are made.
    pub(super) salt: u64,
}

impl Choice {
    pub(super) fn new(variant: u64) -> Self {
        Self {
            variant,
            state: variant,
            salt: 0,
        }
    }

    /// Whether this is the variant that readers want to see.
    pub(super) fn is_plain(&self) -> bool {
        self.variant == 0
    }

    /// A number below `bound`, which may be 0; the first one in the plain variant.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let number = if self.is_plain() {
            self.salt
        } else {
            self.next()
        };
        number.checked_rem(bound).unwrap_or(0)
    }

    /// Whether something that need not be there is there; always in the plain variant.
    pub(super) fn include(&mut self) -> bool {
        self.is_plain() || !self.next().is_multiple_of(3)
    }

    /// SplitMix64: passes through every state, so no variant gets stuck.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
