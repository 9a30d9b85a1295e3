//! What is said of values of some types only.

use tidings_schema::{Rules, Type};

use super::assertions::types;
use super::conjunction::Conjunction;
use super::difference::{Difference, Idle, Kind};
use super::place::Place;
use super::walk::Walk;

/// What is said of values of some types only.
struct OfTypes<'g, 'c> {
    types: &'static [Type],
    /// Whether a schema says any of it.
    is_said: fn(&Rules) -> bool,
    /// Looks at what both versions say of it at a place.
    look: fn(&mut Walk<'g, 'c>, &Place<'g>),
}

impl<'g, 'c> Walk<'g, 'c> {
    /// What is said of values of some types only.
    const OF_TYPES: [OfTypes<'g, 'c>; 5] = [
        OfTypes {
            types: &[Type::Number, Type::Integer],
            is_said: |rules| !rules.number.is_unconstrained(),
            look: Self::numbers,
        },
        OfTypes {
            types: &[Type::String],
            is_said: |rules| !rules.string.is_unconstrained(),
            look: Self::texts,
        },
        OfTypes {
            types: &[Type::String, Type::Number, Type::Integer],
            is_said: |rules| rules.string.format.is_some(),
            look: Self::formats,
        },
        OfTypes {
            types: &[Type::Object],
            is_said: |rules| !rules.object.is_unconstrained(),
            look: Self::objects,
        },
        OfTypes {
            types: &[Type::Array],
            is_said: |rules| !rules.array.is_unconstrained(),
            look: Self::items,
        },
    ];

    /// Looks at all that is said of values of some types at `place`, and answers what is part of the change of the type.
    pub(super) fn all_of_types(&mut self, place: &Place<'g>) -> Vec<Kind> {
        let each = Self::OF_TYPES.iter();
        each.flat_map(|of| self.of_types(place, of)).collect()
    }

    /// Looks at what is said of values of some types: it means nothing where neither version allows one of them, and is
    /// part of the change of the type where both have none in common, so that it is answered.
    fn of_types(&mut self, place: &Place<'g>, of: &OfTypes<'g, 'c>) -> Vec<Kind> {
        let sides = [&place.base, &place.revision];
        let [was, is] = sides.map(|side| -> Vec<Type> {
            let types = types(side);
            let allows = |one: &&Type| types.is_none_or(|types| types.allows(**one));
            of.types.iter().filter(allows).copied().collect()
        });
        if was.iter().any(|one| is.contains(one)) {
            (of.look)(self, place);
            return Vec::new();
        }
        let is_said = |side: &&Conjunction<'g>| side.rules().any(|(_, rules)| (of.is_said)(rules));
        if !sides.iter().any(is_said) {
            return Vec::new();
        }
        // What is seen here is not told, so it has to be told where it matters.
        let (seen, count) = (self.seen.clone(), self.found.len());
        (of.look)(self, place);
        self.seen = seen;
        let found = self.found.split_off(count);
        let is_broken = |one: &Difference| matches!(one.kind, Kind::Broken(_));
        let (broken, found): (Vec<_>, Vec<_>) = found.into_iter().partition(is_broken);
        self.found.extend(broken);
        if !was.is_empty() || !is.is_empty() {
            return found.into_iter().map(|one| one.kind).collect();
        }
        self.found.extend(found.into_iter().map(|one| Difference {
            kind: match one.kind.is_asked() {
                true => Kind::Idle(Box::new(one.kind), Idle::Type(of.types[0].name())),
                false => one.kind,
            },
            ..one
        }));
        Vec::new()
    }
}
