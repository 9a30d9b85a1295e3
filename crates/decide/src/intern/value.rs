//! Values that schemas mention, each once.

use std::collections::HashMap;
use std::rc::Rc;

use tidings_schema::Literal;

use super::Kind;

/// A value by number: equal numbers are equal values of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Value(u32);

/// Every value that was mentioned.
#[derive(Debug, Default)]
pub(crate) struct Values {
    literals: Vec<Rc<Literal>>,
    known: HashMap<Rc<Literal>, Value>,
}

impl Values {
    /// The number of `literal`.
    pub(crate) fn intern(&mut self, literal: &Literal) -> Value {
        if let Some(known) = self.known.get(literal) {
            return *known;
        }
        let literal = Rc::new(literal.clone());
        let value = Value(self.literals.len() as u32);
        self.literals.push(Rc::clone(&literal));
        self.known.insert(literal, value);
        value
    }

    /// The number of `literal`, where it was mentioned.
    pub(crate) fn find(&self, literal: &Literal) -> Option<Value> {
        self.known.get(literal).copied()
    }

    /// The numbers of `literals`, sorted, each once.
    pub(crate) fn list<'l>(
        &mut self,
        literals: impl IntoIterator<Item = &'l Literal>,
    ) -> Rc<[Value]> {
        let literals = literals.into_iter();
        let mut values: Vec<_> = literals.map(|literal| self.intern(literal)).collect();
        values.sort_unstable();
        values.dedup();
        values.into()
    }

    /// The value itself.
    pub(crate) fn get(&self, value: Value) -> &Rc<Literal> {
        &self.literals[value.0 as usize]
    }

    pub(crate) fn kind(&self, value: Value) -> Kind {
        Kind::of(self.get(value))
    }
}
