//! Keys of the innermost open mapping.

use std::sync::Arc;

use super::{Builder, Key, KeyState};
use crate::extent::rest_of_line;
use crate::rules;
use crate::tree::NodeId;

impl Builder<'_> {
    /// The key of an entry.
    pub(crate) fn key(&mut self, text: &str, start: u32, end: u32) {
        let text = self.intern(text);
        if let Some(frame) = self.frames.last_mut() {
            frame.key = KeyState::Given(Key { text, start, end });
            frame.end = frame.end.max(end);
        }
    }

    /// The key `<<`, which ends at `end`.
    pub(crate) fn merge_key(&mut self, end: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = KeyState::Merge { end };
            frame.end = frame.end.max(end);
        }
    }

    fn intern(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.keys.get(text) {
            return known.clone();
        }
        let key: Arc<str> = text.into();
        self.keys.insert(key.clone());
        key
    }

    /// Reports a collection where a key must be.
    pub(super) fn complex_key(&mut self, (start, end): (u32, u32), mapping: Option<NodeId>) {
        // A block collection has no bracket to point at.
        let end = match end > start {
            true => end,
            false => rest_of_line(self.text, start as usize) as u32,
        };
        let place = (start, end);
        let message = "a key must be a string, not an array or an object";
        let finding = self.finding(&rules::COMPLEX_KEY, place, message).with_help(
            "`? ` and a bracket before the `:` start a key that is a collection; quote the key if its text is meant",
        ).with_section("YAML 1.2.2 §10.1.1");
        self.report_at(finding, mapping);
    }
}
