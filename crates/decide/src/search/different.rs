//! What it means to be none of some values.

use tidings_schema::Literal;

use super::atom::{Alternative, ArrayAtom, Atom, ObjectAtom, Region};
use super::{Claim, Search};
use crate::intern::{Kind, Value};

impl Search<'_> {
    /// The ways to be none of `values`, which are of `kind`.
    ///
    /// A number or a string has no parts, so that is one demand. An array differs from another one in its length or in
    /// an item, an object in a name or in the value of a property; to differ from several is one claim for each.
    pub(super) fn different(&mut self, values: &[Value], kind: Kind) -> Vec<Alternative> {
        if matches!(
            kind,
            Kind::Null | Kind::Boolean | Kind::Number | Kind::String
        ) {
            return vec![Atom::Excluded(values.into()).into()];
        }
        let literals: Vec<_> = values
            .iter()
            .map(|value| self.arena.values.get(*value).clone())
            .collect();
        let [only] = &literals[..] else {
            let claims = literals.iter().map(|literal| {
                let node = self.arena.one_of_values([&**literal]);
                Claim::invalid(node)
            });
            return vec![Alternative {
                claims: claims.collect(),
                ..Alternative::default()
            }];
        };
        match &**only {
            Literal::Array(items) => self.different_array(items),
            Literal::Object(members) => self.different_object(members),
            _ => Vec::new(),
        }
    }

    fn different_array(&mut self, items: &[Literal]) -> Vec<Alternative> {
        let length = items.len() as u64;
        let mut ways = vec![ArrayAtom::Min(length + 1).into()];
        if length > 0 {
            ways.push(ArrayAtom::Max(length - 1).into());
        }
        for (position, item) in items.iter().enumerate() {
            let same = self.arena.one_of_values([item]);
            ways.push(ArrayAtom::At(position, Claim::invalid(same)).into());
        }
        ways
    }

    fn different_object(&mut self, members: &[(String, Literal)]) -> Vec<Alternative> {
        let mut ways = Vec::new();
        for (name, value) in members {
            ways.push(ObjectAtom::Absent((**name).into()).into());
            let same = self.arena.one_of_values([value]);
            let region = Region::Key((**name).into());
            ways.push(ObjectAtom::Some(region, Claim::invalid(same)).into());
        }
        let names: Vec<_> = members
            .iter()
            .map(|(name, _)| Literal::String(name.clone()))
            .collect();
        let known = self.arena.one_of_values(&names);
        ways.push(ObjectAtom::SomeName(Claim::invalid(known)).into());
        ways
    }
}
