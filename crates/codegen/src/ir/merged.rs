//! What several schemas demand of one value.

use std::collections::HashSet;

use tidings_diag::Location;
use tidings_schema::{Additional, Literal, Pattern, SchemaId, TypeSet};

use super::merge::{Choice, Items, Key};
use super::{Constraints, Docs};

/// Why nothing can be said of values, and where that stands.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub(super) reason: String,
    pub(super) location: Location,
}

/// What one schema says of the properties that it does not declare.
#[derive(Clone, Debug)]
pub(super) struct Undeclared {
    pub(super) additional: Additional,
    /// The names that it declares.
    pub(super) declared: HashSet<String>,
    /// The patterns of names whose properties it describes.
    pub(super) patterns: Vec<String>,
}

impl Undeclared {
    /// Whether the property `name` is one of them.
    pub(super) fn is_about(&self, name: &str) -> bool {
        !self.declared.contains(name) && !self.patterns.iter().any(|one| matches(one, name))
    }
}

/// Whether `pattern` matches somewhere in `name`.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    Pattern::new(pattern).is_ok_and(|pattern| pattern.is_match(name))
}

/// The keywords of several schemas as one.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    /// The parts with every `allOf` taken apart.
    pub(super) parts: Key,
    pub(super) location: Location,
    pub(super) docs: Docs,
    /// What `type` says.
    pub(super) stated: Option<TypeSet>,
    /// What the other keywords are about, for schemas that leave `type` out.
    pub(super) implied: TypeSet,
    pub(super) literals: Option<Vec<Literal>>,
    pub(super) constraints: Constraints,
    pub(super) formats: Vec<String>,
    pub(super) items: Vec<Items>,
    /// Properties with every schema that holds for them.
    pub(super) properties: Vec<(String, Vec<SchemaId>)>,
    pub(super) required: Vec<String>,
    /// Properties that are declared for some values only.
    pub(super) conditional: Vec<String>,
    pub(super) patterns: Vec<(String, SchemaId)>,
    pub(super) additional: Vec<Undeclared>,
    pub(super) names: Vec<SchemaId>,
    pub(super) choices: Vec<Choice>,
    /// Choices whose branches do not matter for the type and are checked on the whole value.
    pub(super) unchosen: Vec<Choice>,
    pub(super) refused: Vec<Refused>,
    /// Whether keywords stand without a type, so that they say nothing of values of other types.
    pub(super) untyped: bool,
    /// The schemas whose `not` the constraints say.
    pub(super) settled: Vec<SchemaId>,
    /// `false` is among the schemas.
    pub(super) nothing: bool,
}

impl Merged {
    pub(super) fn state(&mut self, types: TypeSet) {
        self.stated = Some(match self.stated {
            Some(stated) => stated.intersection(types),
            None => types,
        });
    }

    pub(super) fn refuse(&mut self, reason: String, location: Location) {
        self.refused.push(Refused { reason, location });
    }

    /// Lets values have any type where the keywords do not state one.
    pub(super) fn take_literally(&mut self) {
        if self.stated.is_none() && self.literals.is_none() && !self.implied.is_empty() {
            self.untyped = true;
            self.implied = TypeSet::EMPTY;
            self.choices.clear();
        }
    }

    /// The types that values may have, as far as the keywords say; none where they say nothing.
    pub(super) fn types(&self) -> Option<TypeSet> {
        let of_literals = self
            .literals
            .as_ref()
            .map(|literals| literals.iter().map(Literal::json_type).collect());
        match (self.stated, of_literals) {
            (Some(stated), Some(of_literals)) => Some(stated.intersection(of_literals)),
            (None, Some(of_literals)) => Some(of_literals),
            (Some(stated), None) => Some(stated),
            (None, None) if self.implied.is_empty() => None,
            (None, None) => Some(self.implied),
        }
    }

    /// Whether no value is of a type that is left, or `false` is among the schemas.
    pub(super) fn is_evidently_empty(&self) -> bool {
        self.nothing || self.types().is_some_and(TypeSet::is_empty)
    }

    /// The schemas that the patterns of names say hold for the property `name`.
    pub(super) fn matching(&self, name: &str) -> Vec<SchemaId> {
        let matching = self.patterns.iter().filter(|(one, _)| matches(one, name));
        matching.map(|(_, schema)| *schema).collect()
    }

    /// The schemas that hold for the item at `position`.
    pub(super) fn items_at(&self, position: usize) -> Vec<SchemaId> {
        let schemas = self.items.iter();
        schemas
            .filter_map(|items| items.prefix.get(position).copied().or(items.rest))
            .collect()
    }

    /// How many items have schemas by their position.
    pub(super) fn positions(&self) -> usize {
        let lengths = self.items.iter().map(|items| items.prefix.len());
        lengths.max().unwrap_or_default()
    }

    /// Whether nothing but `type` is demanded, alternatives aside.
    pub(super) fn states_only_types(&self) -> bool {
        self.literals.is_none()
            && self.implied.is_empty()
            && self.refused.is_empty()
            && !self.nothing
    }
}
