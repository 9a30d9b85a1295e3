//! Names by which a document of AsyncAPI 2 refers to its own parts.

use tidings_diag::{Applicability, Finding, Location, RuleMeta, nearest};
use tidings_syntax::Value;

use super::mends::rewritten;
use super::scalars::listed;
use super::{Checker, Spot};
use crate::grammar::table::Names;
use crate::rules::{CHANNEL_SERVER_UNDEFINED, SECURITY_SCHEME_UNDEFINED};

impl<'s> Checker<'s> {
    /// Checks that `spot` is one of `names`.
    pub(super) fn name(&mut self, spot: &Spot<'s>, names: Names) {
        match spot.value.as_str() {
            Some(name) => {
                let value = spot.value;
                self.known_name(name, value, value.location(), names);
            }
            None => self.wrong_type(spot, &format!("the name of a {}", names.described())),
        }
    }

    /// Reports `name`, which stands at `location` in the file of `value`, if it is none of `names`.
    pub(super) fn known_name(
        &mut self,
        name: &str,
        value: Value<'s>,
        location: Location,
        names: Names,
    ) {
        let span = location.span;
        let root = self.sources.root();
        let map = root.and_then(|root| names.path().iter().try_fold(root, |map, key| map.get(key)));
        let known: Vec<&str> = map
            .into_iter()
            .flat_map(Value::entries)
            .map(|entry| entry.key)
            .collect();
        if known.contains(&name) {
            return;
        }
        let path = names.path().join("/");
        let message = format!("there is no {} `{name}` in `{path}`", names.described());
        let finding = Finding::new(rule(names), location, message);
        let finding = match nearest(name, known.iter().copied()) {
            Some(near) => finding
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(rewritten(value, span, near, Applicability::Unsafe)),
            None if known.is_empty() => finding.with_help(format!("add it under `{path}`")),
            None => finding.with_help(format!("there are {}", listed(&known))),
        };
        self.report(finding);
    }
}

/// The rule that a name breaks which nothing has.
fn rule(names: Names) -> &'static RuleMeta {
    match names {
        Names::Servers => &CHANNEL_SERVER_UNDEFINED,
        Names::SecuritySchemes => &SECURITY_SCHEME_UNDEFINED,
    }
}
