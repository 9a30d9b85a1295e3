//! Lists the components, and finds those that nothing leads to.

use rustc_hash::FxHashSet;
use tidings_syntax::{Kind, Value};

use super::Lowering;
use super::reader::content;
use crate::contract::{Component, SecurityRequirement};
use crate::grammar::check::{Node, node_of};

impl<'s> Lowering<'s> {
    /// The components of the document `root`.
    pub(super) fn components(&self, root: Value<'s>) -> Vec<Component> {
        let Some(components) = root.get("components") else {
            return Vec::new();
        };
        let used = self.reached(root);
        let mut found = Vec::new();
        for kind in components.entries() {
            let own = kind
                .value
                .entries()
                .filter(|one| !one.key.starts_with("x-"));
            found.extend(own.map(|one| {
                let location = one.value.location();
                let is_demanded = kind.key == "securitySchemes" && self.is_demanded(one.key);
                let is_used = is_demanded || used.contains(&node_of(one.value));
                Component {
                    kind: kind.key.to_owned(),
                    name: one.key.to_owned(),
                    unused: (!is_used).then(|| content(self.reader.sources(), &location)),
                    location,
                }
            }));
        }
        found
    }

    /// What references lead to that start outside of the components.
    fn reached(&self, root: Value<'s>) -> FxHashSet<Node> {
        let (mut reached, mut seen) = (FxHashSet::default(), FxHashSet::default());
        let fields = root.entries().filter(|entry| entry.key != "components");
        let mut waiting: Vec<Value<'s>> = fields.map(|entry| entry.value).collect();
        while let Some(value) = waiting.pop() {
            let is_holder = matches!(value.kind(), Kind::Mapping | Kind::Sequence);
            if !is_holder || !seen.insert(node_of(value)) {
                continue;
            }
            let target = self.reader.step(value);
            waiting.extend(target.filter(|target| reached.insert(node_of(*target))));
            waiting.extend(value.entries().map(|entry| entry.value));
            waiting.extend(value.items());
        }
        reached
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
