//! What is quick to see about demands that contradict each other.

use std::rc::Rc;

use super::Search;
use super::atom::{ArrayAtom, Atom, ObjectAtom, Region};
use super::branch::Branch;
use crate::found::Node;
use crate::intern::{NumberRule, StringRule};
use crate::number::NumberDemand;

impl Branch {
    /// Whether `atom` surely contradicts what is known; looks only at what is cheap to see.
    pub(super) fn contradicts(&self, atom: &Atom, search: &Search<'_>) -> bool {
        match atom {
            Atom::Number(..) => {
                let numbers = self.atoms.iter().chain([atom]);
                let mut demand = NumberDemand::default();
                for atom in numbers {
                    if let Atom::Number(rule, holds) = atom {
                        bound(&mut demand, rule, *holds);
                    }
                }
                demand.is_empty_range()
            }
            Atom::String(rule, holds) => self.atoms.iter().any(|known| match known {
                Atom::String(other, kept) => lengths_clash((rule, *holds), (other, *kept)),
                _ => false,
            }),
            Atom::Excluded(_) => false,
            Atom::Array(atom) => self.contradicts_array(atom),
            Atom::Object(atom) => self.contradicts_object(atom, search),
        }
    }

    fn contradicts_array(&self, atom: &ArrayAtom) -> bool {
        self.atoms.iter().any(|known| match (atom, known) {
            (ArrayAtom::Min(min), Atom::Array(ArrayAtom::Max(max)))
            | (ArrayAtom::Max(max), Atom::Array(ArrayAtom::Min(min))) => min > max,
            (ArrayAtom::Unique(one), Atom::Array(ArrayAtom::Unique(other))) => one != other,
            (ArrayAtom::At(at, _) | ArrayAtom::Some(at, _), Atom::Array(ArrayAtom::Max(max))) => {
                *at as u64 >= *max
            }
            _ => false,
        })
    }

    fn contradicts_object(&self, atom: &ObjectAtom, search: &Search<'_>) -> bool {
        let objects = self.atoms.iter();
        let mut objects = objects.filter_map(|known| match known {
            Atom::Object(known) => Some(known),
            _ => None,
        });
        match atom {
            ObjectAtom::Required(name) => {
                objects.any(|known| matches!(known, ObjectAtom::Absent(absent) if absent == name))
            }
            ObjectAtom::Absent(name) => objects.any(|known| match known {
                ObjectAtom::Required(required) => required == name,
                ObjectAtom::Some(Region::Key(present), _) => present == name,
                ObjectAtom::Table(table) => requires(*table, name, search),
                _ => false,
            }),
            ObjectAtom::Table(table) => objects.any(|known| match known {
                ObjectAtom::Absent(absent) => requires(*table, absent, search),
                _ => false,
            }),
            ObjectAtom::Min(min) => {
                objects.any(|known| matches!(known, ObjectAtom::Max(max) if min > max))
            }
            ObjectAtom::Max(max) => {
                objects.any(|known| matches!(known, ObjectAtom::Min(min) if min > max))
            }
            ObjectAtom::Some(Region::Key(name), _) => {
                objects.any(|known| matches!(known, ObjectAtom::Absent(absent) if absent == name))
            }
            _ => false,
        }
    }
}

/// Whether the schema `table` requires the property `name`.
pub(super) fn requires(table: Node, name: &Rc<str>, search: &Search<'_>) -> bool {
    let shape = search.arena.shape(table);
    let object = shape.object.as_ref();
    object.is_some_and(|object| object.required.binary_search(name).is_ok())
}

/// Narrows the range of `demand`.
pub(super) fn bound(demand: &mut NumberDemand, rule: &NumberRule, holds: bool) {
    match (rule.clone(), holds) {
        (NumberRule::Minimum(bound), true) => demand.at_least(bound),
        (NumberRule::Maximum(bound), true) => demand.at_most(bound),
        (NumberRule::Minimum(mut bound), false) => {
            bound.is_inclusive = !bound.is_inclusive;
            demand.at_most(bound);
        }
        (NumberRule::Maximum(mut bound), false) => {
            bound.is_inclusive = !bound.is_inclusive;
            demand.at_least(bound);
        }
        (NumberRule::MultipleOf(divisor), true) => demand.multiples.push(divisor),
        (NumberRule::MultipleOf(divisor), false) => demand.not_multiples.push(divisor),
    }
}

fn lengths_clash(first: (&StringRule, bool), second: (&StringRule, bool)) -> bool {
    let least = |(rule, holds): (&StringRule, bool)| match (rule, holds) {
        (StringRule::MinLength(length), true) => Some(*length),
        (StringRule::MaxLength(length), false) => length.checked_add(1),
        _ => None,
    };
    let most = |(rule, holds): (&StringRule, bool)| match (rule, holds) {
        (StringRule::MaxLength(length), true) => Some(*length),
        (StringRule::MinLength(length), false) => length.checked_sub(1),
        _ => None,
    };
    let clash = |least: Option<u64>, most: Option<u64>| match (least, most) {
        (Some(least), Some(most)) => least > most,
        _ => false,
    };
    clash(least(first), most(second))
        || clash(least(second), most(first))
        || matches!((first, second), ((StringRule::Pattern(one), held), (StringRule::Pattern(other), kept)) if one == other && held != kept)
}
