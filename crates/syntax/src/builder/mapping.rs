//! What happens to a mapping when all its entries are read: duplicate keys and merge keys.

use std::collections::HashSet;
use std::sync::Arc;

use tidings_diag::{Applicability, Edit, Fix, Location};

use super::entries::Duplicate;
use super::{Builder, entries};
use crate::tree::{EntryNode, NodeId, SORTED_ABOVE, Shape};
use crate::{Format, rules};

/// A merge key.
pub(super) struct Merge {
    pub(super) key_end: u32,
    pub(super) value: NodeId,
}

impl Builder<'_> {
    /// Removes duplicates, adds what merge keys bring, and indexes a large mapping.
    pub(super) fn complete_mapping(
        &mut self,
        node: NodeId,
        mut own: Vec<EntryNode>,
        merges: &[Merge],
    ) -> Vec<EntryNode> {
        let duplicates = entries::duplicates(&own);
        if !duplicates.is_empty() {
            for duplicate in &duplicates {
                let (first, again) = (&own[duplicate.first], &own[duplicate.again]);
                let place = (again.key_start, again.key_end);
                let message = match &*again.key {
                    "" => "the empty key is here twice".to_owned(),
                    key => format!("the key `{key}` is here twice"),
                };
                let span = self.span(first.key_start, first.key_end);
                let earlier = Location {
                    span,
                    pointer: None,
                };
                let finding = self
                    .finding(&rules::DUPLICATE_KEY, place, message)
                    .with_related(earlier, "the first one is here; its value is lost")
                    .with_help("remove or rename one of them")
                    .with_section(match self.format {
                        Format::Yaml => "YAML 1.2.2 §3.2.1.3",
                        Format::Json => "RFC 8259 §4",
                    });
                let finding = match self.repetition(&own, duplicate) {
                    Some(fix) => finding.with_fix(fix),
                    None => finding,
                };
                self.report_at(finding, Some(own[duplicate.again].value));
            }
            own = entries::keep_last(own, &duplicates);
            let positions = entries::positions(&own);
            for (entry, position) in own.iter().zip(0..) {
                self.nodes[entry.value.index()].position = position;
            }
            for duplicate in &duplicates {
                let position = positions.get(&duplicate.key);
                self.nodes[duplicate.lost.index()].position = position.copied().unwrap_or_default();
            }
        }
        if !merges.is_empty() {
            let keys = own.iter().map(|entry| entry.key.clone());
            let mut known: HashSet<Arc<str>> = keys.collect();
            for merge in merges {
                if self.merge(&mut own, &mut known, merge.value) {
                    self.report_merge_key(merge);
                }
            }
        }
        if own.len() > SORTED_ABOVE {
            self.sorted.insert(node, entries::sorted(&own));
        }
        own
    }

    /// The removal of an entry that says again what the first one with its key says.
    fn repetition(&self, own: &[EntryNode], duplicate: &Duplicate) -> Option<Fix> {
        // From behind the key on, so that tags and anchors count.
        let text = |entry: &EntryNode| {
            let end = self.nodes[entry.value.index()].end;
            self.text.get(entry.key_end as usize..end as usize)
        };
        let (first, again) = (&own[duplicate.first], &own[duplicate.again]);
        let before = self.nodes[own[duplicate.again - 1].value.index()].end;
        let end = self.nodes[again.value.index()].end;
        let removed = self.text.get(before as usize..end as usize)?;
        let alike = text(first) == text(again) && self.nodes[again.value.index()].start < end;
        // An anchor may be needed elsewhere or stand for something else by now, and a comment is not ours to remove.
        (alike && !removed.contains(['&', '*', '#'])).then(|| Fix {
            title: "remove the entry, which is there already".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: self.span(before, end),
                replacement: String::new(),
            }],
        })
    }

    fn report_merge_key(&mut self, merge: &Merge) {
        let place = (merge.key_end - "<<".len() as u32, merge.key_end);
        let message = "`<<` is no part of YAML 1.2, and some readers take it for an ordinary key";
        let finding = self
            .finding(&rules::MERGE_KEY, place, message)
            .with_help("write the entries out, or use a `$ref` where one is allowed")
            .with_section("YAML 1.2.2 §10.3.2");
        self.report_at(finding, self.nodes[merge.value.index()].parent);
    }

    /// Adds the entries that the value `merge` of a merge key brings and whose keys are not known yet; `false` when it is
    /// of no kind that brings any.
    fn merge(
        &mut self,
        own: &mut Vec<EntryNode>,
        known: &mut HashSet<Arc<str>>,
        merge: NodeId,
    ) -> bool {
        let target = self.target(merge);
        let sources = match &self.nodes[target.index()].shape {
            Shape::Sequence(items) => items.iter().map(|&item| self.target(item)).collect(),
            _ => vec![target],
        };
        let mut sound = true;
        for source in sources {
            let Shape::Mapping(entries) = &self.nodes[source.index()].shape else {
                let place = &self.nodes[merge.index()];
                let finding = self
                    .finding(
                        &rules::INVALID_MERGE,
                        (place.start, place.end),
                        "`<<` takes an object, or a list of objects, whose entries are merged into this one",
                    )
                    .with_help("quote the key as \"<<\" if it is an ordinary one");
                let parent = place.parent;
                self.report_at(finding, parent);
                sound = false;
                continue;
            };
            for entry in entries {
                if known.insert(entry.key.clone()) {
                    own.push(EntryNode {
                        merged: true,
                        ..entry.clone()
                    });
                }
            }
        }
        sound
    }

    fn target(&self, mut node: NodeId) -> NodeId {
        while let Shape::Alias(target) = self.nodes[node.index()].shape {
            node = target;
        }
        node
    }
}
