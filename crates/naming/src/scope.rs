//! Names that must not meet.

use std::collections::{BTreeMap, BTreeSet};

/// Two names of a contract that want the same identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// The identifier that both want.
    pub wanted: String,
    /// The name that came first and has it.
    pub first: String,
    /// The name that came second.
    pub second: String,
    /// What the second is called instead.
    pub chosen: String,
}

/// Identifiers that live side by side: the types of a module, the fields of a struct.
///
/// Who asks first gets what it wants; who comes later gets the name with the smallest number behind it that is free.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeMap<String, String>,
    reserved: BTreeSet<String>,
    collisions: Vec<Collision>,
}

impl Scope {
    /// A scope in which `reserved` identifiers are never given out.
    pub fn new<'n>(reserved: impl IntoIterator<Item = &'n str>) -> Self {
        Self {
            reserved: reserved.into_iter().map(str::to_owned).collect(),
            ..Self::default()
        }
    }

    /// Whether nobody has `identifier`.
    pub fn is_free(&self, identifier: &str) -> bool {
        !self.taken.contains_key(identifier) && !self.reserved.contains(identifier)
    }

    /// Gives `name` the identifier `wanted`, or one as near to it as is free.
    pub fn claim(&mut self, name: &str, wanted: &str) -> String {
        let chosen = self.nearest(wanted);
        if chosen != wanted {
            let first = self
                .taken
                .get(wanted)
                .cloned()
                .unwrap_or_else(|| wanted.to_owned());
            self.collisions.push(Collision {
                wanted: wanted.to_owned(),
                first,
                second: name.to_owned(),
                chosen: chosen.clone(),
            });
        }
        self.taken.insert(chosen.clone(), name.to_owned());
        chosen
    }

    /// Gives `name` the first of `wanted` that is free, or one as near to the last as is.
    pub fn claim_first(&mut self, name: &str, wanted: &[String]) -> String {
        let free = wanted.iter().find(|identifier| self.is_free(identifier));
        let last = free
            .or(wanted.last())
            .cloned()
            .unwrap_or_else(|| "V".to_owned());
        self.claim(name, &last)
    }

    /// Every name that did not get what it wanted, in the order of asking.
    pub fn collisions(&self) -> &[Collision] {
        &self.collisions
    }

    fn nearest(&self, wanted: &str) -> String {
        if self.is_free(wanted) {
            return wanted.to_owned();
        }
        // `r#type` and a number are an ordinary identifier again.
        let stem = wanted
            .strip_prefix("r#")
            .unwrap_or(wanted)
            .trim_end_matches('_');
        // A number behind a digit would read as another number.
        let separator = if stem.ends_with(|last: char| last.is_numeric()) {
            "_"
        } else {
            ""
        };
        (2..)
            .map(|number: u64| format!("{stem}{separator}{number}"))
            .find(|candidate| self.is_free(candidate))
            .unwrap_or_default()
    }
}
