//! Anchors and aliases: one value in several places.

use tidings_diag::Location;

use super::anchor::weight;
use super::{Builder, KeyState, Stop};
use crate::rules;
use crate::scalar::{self, Meaning};
use crate::tree::{Node, NodeId, Shape};

impl Builder<'_> {
    /// Names the value or key that was read last, so that aliases can stand for it.
    pub(crate) fn anchor(&mut self, name: &str) {
        let Some(frame) = self.frames.last() else {
            // The root is a scalar, or nothing was read: no alias can follow.
            return;
        };
        if let KeyState::Given(key) = &frame.key {
            let plain = self.text.get(key.start as usize..key.end as usize) == Some(&*key.text);
            let shape = match scalar::resolve(&key.text) {
                Meaning::Null if plain => Shape::Null,
                Meaning::Bool(value) if plain => Shape::Bool(value),
                Meaning::Number if plain => Shape::Number,
                _ => Shape::String(key.text.clone()),
            };
            let node = NodeId::new(self.nodes.len());
            self.nodes.push(Node {
                start: key.start,
                end: key.end,
                parent: Some(frame.node),
                position: (self.entries.len() - frame.children) as u32,
                shape,
            });
            let size = weight(key.start, key.end);
            self.anchors.define(name, node, false, size);
        } else {
            let node = NodeId::new(self.nodes.len().saturating_sub(1));
            let open = node == frame.node;
            let size = match self.nodes.get(node.index()) {
                Some(scalar) if !open => weight(scalar.start, scalar.end),
                _ => 1,
            };
            self.anchors.define(name, node, open, size);
        }
    }

    /// `*name`, as a value or as a key.
    pub(crate) fn alias(&mut self, name: &str, start: u32, end: u32) -> Result<(), Stop> {
        let place = (start, end);
        let Some(anchor) = self.anchors.get(name) else {
            self.undefined_alias(name, place);
            return self.nothing(start, end);
        };
        if self.wants_key() {
            return self.alias_key(anchor.node, start, end);
        }
        if anchor.open {
            self.recursive_alias(name, place, anchor.node);
            return self.nothing(start, end);
        }
        if self.frames.len() + anchor.height > self.limits.depth {
            let message = format!(
                "with its aliases followed, this is nested deeper than {} levels",
                self.limits.depth
            );
            self.over_budget(place, message);
            return self.nothing(start, end);
        }
        if !self.anchors.spend(anchor.size, self.limits.expansion) {
            let message = format!(
                "the aliases of this document stand for more than {} values",
                self.limits.expansion
            );
            return Err(self.over_budget(place, message));
        }
        self.place(Shape::Alias(anchor.node), start, end)?;
        self.grow(anchor.size, anchor.height, end);
        Ok(())
    }

    /// A value that could not be read, where one must stand.
    fn nothing(&mut self, start: u32, end: u32) -> Result<(), Stop> {
        if self.wants_key() {
            if let Some(frame) = self.frames.last_mut() {
                frame.key = KeyState::Dropped;
                frame.end = frame.end.max(end);
            }
            return Ok(());
        }
        self.scalar(Shape::Null, start, end)
    }

    fn alias_key(&mut self, node: NodeId, start: u32, end: u32) -> Result<(), Stop> {
        let target = &self.nodes[node.index()];
        let text = match &target.shape {
            Shape::Verbatim(start, end) => self.text[*start as usize..*end as usize].into(),
            Shape::String(text) => text.clone(),
            Shape::Sequence(_) | Shape::Mapping(_) | Shape::Alias(_) => {
                self.place(Shape::Null, start, end)?;
                return Ok(());
            }
            _ => self.text[target.start as usize..target.end as usize].into(),
        };
        self.key(&text, start, end);
        Ok(())
    }

    fn undefined_alias(&mut self, name: &str, place: (u32, u32)) {
        if self.is_full() {
            return;
        }
        let help = match self.anchors.nearest(name) {
            Some(nearest) => format!("did you mean `*{nearest}`?"),
            None => format!("write `&{name}` before the value that it stands for, further up"),
        };
        let message = format!("the alias `*{name}` has no anchor `&{name}` above it");
        let finding = self.finding(&rules::UNDEFINED_ALIAS, place, message);
        self.report(finding.with_help(help));
    }

    fn recursive_alias(&mut self, name: &str, place: (u32, u32), node: NodeId) {
        let start = self.nodes[node.index()].start;
        let value = Location {
            span: self.span(start, start),
            pointer: None,
        };
        let message = format!("the alias `*{name}` stands inside the value that it stands for");
        let finding = self
            .finding(&rules::RECURSIVE_ALIAS, place, message)
            .with_related(value, "that value starts here")
            .with_help("use a `$ref` where a schema refers to itself");
        self.report(finding);
    }
}
