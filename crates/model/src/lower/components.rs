//! Lists the components, and finds those that nothing leads to.

use rustc_hash::FxHashSet;
use tidings_syntax::{Kind, Value};

use super::Lowering;
use super::reader::content;
use crate::contract::{Component, SecurityRequirement, Usage};
use crate::grammar::check::{Node, node_of};

impl<'s> Lowering<'s> {
    /// The components of the document `root`.
    pub(super) fn components(&self, root: Value<'s>) -> Vec<Component> {
        let Some(components) = root.get("components") else {
            return Vec::new();
        };
        let reached = self.reached(root);
        let mut found = Vec::new();
        for kind in components.entries() {
            let own = kind
                .value
                .entries()
                .filter(|one| !one.key.starts_with("x-"));
            found.extend(own.map(|one| {
                let is_demanded = kind.key == "securitySchemes" && self.is_demanded(one.key);
                Component {
                    kind: kind.key.to_owned(),
                    name: one.key.to_owned(),
                    location: one.value.location(),
                    usage: match is_demanded {
                        true => Usage::Used,
                        false => self.usage(one.value, &reached),
                    },
                }
            }));
        }
        found
    }

    /// How the component `value` takes part in a contract that has `reached` so much.
    fn usage(&self, value: Value<'s>, reached: &Reached) -> Usage {
        if reached.targets.contains(&node_of(value)) {
            return Usage::Used;
        }
        let content = content(self.reader.sources(), &value.location());
        let mut seen = FxHashSet::default();
        let mut last = value;
        while let Some(target) = self.reader.step(last) {
            if reached.holds(target) {
                return Usage::OtherName(content);
            }
            if !seen.insert(node_of(target)) {
                break;
            }
            last = target;
        }
        let is_named = self.dead_end(last);
        match is_named.is_some_and(|name| reached.dead_ends.contains(&name)) {
            true => Usage::OtherName(content),
            false => Usage::Unused(content),
        }
    }

    /// What is reached from outside of the components.
    fn reached(&self, root: Value<'s>) -> Reached {
        let mut reached = Reached::default();
        let fields = root.entries().filter(|entry| entry.key != "components");
        let mut waiting: Vec<Value<'s>> = fields.map(|entry| entry.value).collect();
        while let Some(value) = waiting.pop() {
            let is_holder = matches!(value.kind(), Kind::Mapping | Kind::Sequence);
            if !is_holder || !reached.holders.insert(node_of(value)) {
                continue;
            }
            match self.reader.step(value) {
                Some(target) => {
                    let is_new = reached.targets.insert(node_of(target));
                    waiting.extend(is_new.then_some(target));
                }
                None => reached.dead_ends.extend(self.dead_end(value)),
            }
            waiting.extend(value.entries().map(|entry| entry.value));
            waiting.extend(value.items());
        }
        reached
    }

    /// What the reference `value` names, which leads nowhere.
    fn dead_end(&self, value: Value<'s>) -> Option<String> {
        let reference = value.get("$ref")?;
        let sources = self.reader.sources();
        Some(sources.name_of_target(reference.span().file, reference.as_str()?))
    }

    /// Whether something demands the security scheme `name`, which AsyncAPI 2 does without a reference.
    fn is_demanded(&self, name: &str) -> bool {
        let servers = self.servers.iter().map(|server| &server.security);
        let operations = self.operations.iter().map(|one| &one.security);
        let demanded = |requirement: &SecurityRequirement| {
            let mut schemes = requirement.schemes.iter();
            schemes.any(|one| self.security_schemes[one.scheme].key.as_deref() == Some(name))
        };
        servers.chain(operations).flatten().any(demanded)
    }
}

/// What the application leads to.
#[derive(Default)]
struct Reached {
    /// What references name.
    targets: FxHashSet<Node>,
    /// The objects and lists that are in the contract.
    holders: FxHashSet<Node>,
    /// The names of what references lead to that lead nowhere.
    dead_ends: FxHashSet<String>,
}

impl Reached {
    fn holds(&self, value: Value<'_>) -> bool {
        let node = node_of(value);
        self.targets.contains(&node) || self.holders.contains(&node)
    }
}
