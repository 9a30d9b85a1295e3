//! Names found among others: by comparing where these are few, by hash where that would take the square of their number.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::instance::Member;
use crate::{ObjectRules, Property};

/// How many names are compared one by one.
const FEW: usize = 16;

/// The names that an object has.
pub(super) struct Present<'a> {
    members: &'a [Member<'a>],
    hashed: OnceCell<HashSet<&'a str>>,
}

impl<'a> Present<'a> {
    pub(super) fn new(members: &'a [Member<'a>]) -> Self {
        Self {
            members,
            hashed: OnceCell::new(),
        }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        let mut names = self.members.iter().map(|member| member.name);
        if self.members.len() <= FEW {
            return names.any(|present| present == name);
        }
        self.hashed.get_or_init(|| names.collect()).contains(name)
    }
}

/// The properties that schemas declare, for schemas that declare many.
#[derive(Debug, Default)]
pub(super) struct Declared<'g> {
    /// By the address of the rules, which stay where they are while values are judged by them.
    hashed: HashMap<usize, HashMap<&'g str, &'g Property>>,
}

impl<'g> Declared<'g> {
    /// The property `name` of `rules`.
    pub(super) fn property(&mut self, rules: &'g ObjectRules, name: &str) -> Option<&'g Property> {
        if rules.properties.len() <= FEW {
            return rules.property(name);
        }
        let address = std::ptr::from_ref(rules).addr();
        let hashed = self.hashed.entry(address).or_insert_with(|| {
            // Of two with one name the first one counts.
            let properties = rules.properties.iter().rev();
            properties
                .map(|property| (property.name.as_str(), property))
                .collect()
        });
        hashed.get(name).copied()
    }
}
