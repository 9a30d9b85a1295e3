//! What a claim means for values of one kind.
//!
//! That a value is valid means everything its schema demands; that it is not means a choice between the contraries.
//! Both are exact, but for what the search has no rule for: that is left out, and noted as a doubt. Leaving a demand out
//! admits more values, so a proof that there is none still holds.

use std::rc::Rc;

use super::atom::{Alternative, ArrayAtom, Atom, Declared, ObjectAtom, Region};
use super::combinations::doubtful;
use super::{Claim, Search};
use crate::found::{Cause, Node};
use crate::intern::{ArrayShape, Kind, ObjectShape, Shape, Value};

/// What a claim means: all of it.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    /// No value of this kind meets the claim.
    pub(super) is_contradiction: bool,
    /// The value is one of these.
    pub(super) values: Option<Rc<[Value]>>,
    pub(super) all: Alternative,
    /// One way out of each.
    pub(super) choices: Vec<Vec<Alternative>>,
    pub(super) doubt: Option<Cause>,
}

impl Meaning {
    fn contradiction() -> Self {
        Self {
            is_contradiction: true,
            ..Self::default()
        }
    }

    pub(super) fn choose(&mut self, mut ways: Vec<Alternative>) {
        match (ways.pop(), ways.is_empty()) {
            (None, _) => self.is_contradiction = true,
            (Some(only), true) => {
                self.all.claims.extend(only.claims);
                self.all.atoms.extend(only.atoms);
                self.doubt = self.doubt.take().or(only.doubt);
            }
            (Some(last), false) => {
                ways.push(last);
                self.choices.push(ways);
            }
        }
    }
}

impl Search<'_> {
    /// What `claim` means for values of `kind`, which is a kind with rules of its own.
    pub(super) fn meaning(&mut self, claim: Claim, kind: Kind) -> Meaning {
        let shape = self.arena.shape(claim.node);
        match claim.holds {
            true => self.valid(claim.node, &shape, kind),
            false => self.invalid(claim.node, &shape, kind),
        }
    }

    fn valid(&mut self, node: Node, shape: &Shape, kind: Kind) -> Meaning {
        if shape.is_never || !shape.kinds.contains(kind) {
            return Meaning::contradiction();
        }
        let mut meaning = Meaning::default();
        for values in &shape.values {
            let of_kind = self.of_kind(values, kind);
            if of_kind.is_empty() {
                return Meaning::contradiction();
            }
            meaning.values = Some(of_kind.into());
        }
        match kind {
            Kind::Null | Kind::Boolean => {}
            Kind::Number => {
                let rules = shape.number.iter();
                meaning
                    .all
                    .atoms
                    .extend(rules.map(|rule| Atom::Number(rule.clone(), true)));
            }
            Kind::String => {
                let rules = shape.string.iter();
                meaning
                    .all
                    .atoms
                    .extend(rules.map(|rule| Atom::String(rule.clone(), true)));
            }
            Kind::Array => {
                if let Some(array) = &shape.array {
                    self.valid_array(node, array, &mut meaning);
                }
            }
            Kind::Object => {
                if let Some(object) = &shape.object {
                    self.valid_object(node, object, &mut meaning);
                }
            }
        }
        for combination in &shape.combined {
            self.combine(node, combination, &mut meaning);
        }
        meaning
    }

    fn valid_array(&mut self, node: Node, array: &ArrayShape, meaning: &mut Meaning) {
        let mut add = |atom| meaning.all.atoms.push(Atom::Array(atom));
        if array.min > 0 {
            add(ArrayAtom::Min(array.min));
        }
        if let Some(max) = array.max {
            add(ArrayAtom::Max(max));
        }
        if array.is_unique {
            add(ArrayAtom::Unique(true));
        }
        if let Some(contains) = array.contains
            && (contains.min > 0 || contains.max.is_some())
        {
            add(ArrayAtom::Count(contains.node, contains.min, contains.max));
        }
        if !array.prefix.is_empty() || array.rest.is_some() {
            add(ArrayAtom::Table(node));
        }
        if array.unevaluated.is_some() {
            match self.unevaluated_items(node, array, true) {
                Ok(ways) => meaning.choose(ways),
                Err(cause) => meaning.doubt = Some(cause),
            }
        }
    }

    fn valid_object(&mut self, node: Node, object: &ObjectShape, meaning: &mut Meaning) {
        let mut add = |atom| meaning.all.atoms.push(Atom::Object(atom));
        if object.min > 0 {
            add(ObjectAtom::Min(object.min));
        }
        if let Some(max) = object.max {
            add(ObjectAtom::Max(max));
        }
        if let Some(names) = object.names {
            add(ObjectAtom::EveryName(Claim::valid(names)));
        }
        let has_schemas = !object.properties.is_empty() || !object.patterns.is_empty();
        if has_schemas || object.rest.is_some() || !object.required.is_empty() {
            add(ObjectAtom::Table(node));
        }
        for (name, other) in &object.dependent_required {
            meaning.choose(vec![
                ObjectAtom::Absent(Rc::clone(name)).into(),
                ObjectAtom::Required(Rc::clone(other)).into(),
            ]);
        }
        for (name, dependent) in &object.dependent {
            let mut present = Alternative::from(Claim::valid(*dependent));
            present
                .atoms
                .push(Atom::Object(ObjectAtom::Required(Rc::clone(name))));
            meaning.choose(vec![ObjectAtom::Absent(Rc::clone(name)).into(), present]);
        }
        if object.unevaluated.is_some() {
            match self.unevaluated_properties(node, object, true) {
                Ok(ways) => meaning.choose(ways),
                Err(cause) => meaning.doubt = Some(cause),
            }
        }
    }

    fn invalid(&mut self, node: Node, shape: &Shape, kind: Kind) -> Meaning {
        if shape.is_never || !shape.kinds.contains(kind) {
            return Meaning::default();
        }
        let mut meaning = Meaning::default();
        let mut ways = Vec::new();
        for values in &shape.values {
            let of_kind = self.of_kind(values, kind);
            if of_kind.is_empty() {
                return Meaning::default();
            }
            ways.extend(self.different(&of_kind, kind));
        }
        match kind {
            Kind::Null | Kind::Boolean => {}
            Kind::Number => {
                let rules = shape.number.iter();
                ways.extend(rules.map(|rule| Atom::Number(rule.clone(), false).into()));
            }
            Kind::String => {
                let rules = shape.string.iter();
                ways.extend(rules.map(|rule| Atom::String(rule.clone(), false).into()));
            }
            Kind::Array => {
                if let Some(array) = &shape.array {
                    self.invalid_array(node, array, &mut ways);
                }
            }
            Kind::Object => {
                if let Some(object) = &shape.object {
                    self.invalid_object(node, object, &mut ways);
                }
            }
        }
        for combination in &shape.combined {
            self.oppose(node, combination, &mut ways);
        }
        // What is surely invalid is tried first.
        ways.sort_by_key(|way: &Alternative| way.doubt.is_some());
        meaning.choose(ways);
        meaning
    }

    fn invalid_array(&mut self, node: Node, array: &ArrayShape, ways: &mut Vec<Alternative>) {
        if array.min > 0 {
            ways.push(ArrayAtom::Max(array.min - 1).into());
        }
        if let Some(max) = array.max {
            ways.push(ArrayAtom::Min(max.saturating_add(1)).into());
        }
        if array.is_unique {
            ways.push(ArrayAtom::Unique(false).into());
        }
        for (position, item) in array.prefix.iter().enumerate() {
            ways.push(ArrayAtom::At(position, Claim::invalid(*item)).into());
        }
        if let Some(rest) = array.rest {
            ways.push(ArrayAtom::Some(array.prefix.len(), Claim::invalid(rest)).into());
        }
        if let Some(contains) = array.contains {
            if contains.min > 0 {
                ways.push(ArrayAtom::Count(contains.node, 0, Some(contains.min - 1)).into());
            }
            if let Some(max) = contains.max {
                ways.push(ArrayAtom::Count(contains.node, max.saturating_add(1), None).into());
            }
        }
        if array.unevaluated.is_some() {
            match self.unevaluated_items(node, array, false) {
                Ok(unevaluated) => ways.extend(unevaluated),
                Err(cause) => ways.push(doubtful(cause)),
            }
        }
    }

    fn invalid_object(&mut self, node: Node, object: &ObjectShape, ways: &mut Vec<Alternative>) {
        for name in &object.required {
            ways.push(ObjectAtom::Absent(Rc::clone(name)).into());
        }
        if object.min > 0 {
            ways.push(ObjectAtom::Max(object.min - 1).into());
        }
        if let Some(max) = object.max {
            ways.push(ObjectAtom::Min(max.saturating_add(1)).into());
        }
        for (name, property) in &object.properties {
            let region = Region::Key(Rc::clone(name));
            ways.push(ObjectAtom::Some(region, Claim::invalid(*property)).into());
        }
        for (pattern, property) in &object.patterns {
            let region = Region::Pattern(Rc::clone(pattern));
            ways.push(ObjectAtom::Some(region, Claim::invalid(*property)).into());
        }
        if let Some(rest) = object.rest {
            let mut declared = Declared::by(object);
            // With a name of its own it is clear which choices of another schema it depends on.
            for name in self.names_left_over(&declared) {
                let region = Region::Key(Rc::clone(&name));
                ways.push(ObjectAtom::Some(region, Claim::invalid(rest)).into());
                declared.names.push(name);
            }
            declared.names.sort();
            let region = Region::Others(Rc::new(declared));
            ways.push(ObjectAtom::Some(region, Claim::invalid(rest)).into());
        }
        if let Some(names) = object.names {
            ways.push(ObjectAtom::SomeName(Claim::invalid(names)).into());
        }
        for (name, other) in &object.dependent_required {
            let mut way = Alternative::from(ObjectAtom::Required(Rc::clone(name)));
            way.atoms
                .push(Atom::Object(ObjectAtom::Absent(Rc::clone(other))));
            ways.push(way);
        }
        for (name, dependent) in &object.dependent {
            let mut way = Alternative::from(ObjectAtom::Required(Rc::clone(name)));
            way.claims.push(Claim::invalid(*dependent));
            ways.push(way);
        }
        if object.unevaluated.is_some() {
            match self.unevaluated_properties(node, object, false) {
                Ok(unevaluated) => ways.extend(unevaluated),
                Err(cause) => ways.push(doubtful(cause)),
            }
        }
    }

    fn of_kind(&self, values: &[Value], kind: Kind) -> Vec<Value> {
        let values = values.iter().copied();
        values
            .filter(|value| self.arena.values.kind(*value) == kind)
            .collect()
    }
}

impl Declared {
    /// The names that `object` has a word for.
    pub(crate) fn by(object: &ObjectShape) -> Self {
        let names = object.properties.iter();
        let patterns = object.patterns.iter();
        Self {
            names: names.map(|(name, _)| Rc::clone(name)).collect(),
            patterns: patterns.map(|(pattern, _)| Rc::clone(pattern)).collect(),
        }
    }
}
