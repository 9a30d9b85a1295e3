//! Bytes as tags and what stands behind them (Protocol Buffers, "Encoding").

use super::wire::{EIGHT_BYTES, END_OF_GROUP, FOUR_BYTES, GROUP, LENGTH, VARINT};

/// Groups and messages that may be inside each other, as other readers allow.
pub(super) const LEVELS: usize = 100;

/// What stands behind a tag.
pub(super) enum Raw<'b> {
    Number(u64),
    Four([u8; 4]),
    Eight([u8; 8]),
    Bytes(&'b [u8]),
    /// The fields up to the end of a group follow.
    Group,
}

/// The bytes that are not read yet.
pub(super) struct Input<'b> {
    pub(super) bytes: &'b [u8],
}

impl<'b> Input<'b> {
    /// What stands behind a tag with the layout `found`; nothing where the input breaks off or nobody knows the layout.
    pub(super) fn raw(&mut self, found: u64) -> Option<Raw<'b>> {
        Some(match found {
            VARINT => Raw::Number(self.varint()?),
            EIGHT_BYTES => Raw::Eight(self.take(8)?.try_into().ok()?),
            FOUR_BYTES => Raw::Four(self.take(4)?.try_into().ok()?),
            LENGTH => {
                let length = usize::try_from(self.varint()?).ok()?;
                Raw::Bytes(self.take(length)?)
            }
            GROUP => Raw::Group,
            _ => return None,
        })
    }

    /// Reads to the end of the group `number`, which nobody wants.
    pub(super) fn skip_group(&mut self, number: u64, level: usize) -> Option<()> {
        if level > LEVELS {
            return None;
        }
        loop {
            let tag = self.varint()?;
            if tag & 7 == END_OF_GROUP {
                return (tag >> 3 == number).then_some(());
            }
            if let Raw::Group = self.raw(tag & 7)? {
                self.skip_group(tag >> 3, level + 1)?;
            }
        }
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut number: u64 = 0;
        for place in 0..10 {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7F) << (7 * place);
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}
