//! The schemas that apply to one value together.

use std::collections::BTreeSet;

use tidings_diag::Location;
use tidings_schema::{Rules, Schema, SchemaGraph, SchemaId, SchemaKind, StatedFormat, Unread};

/// Schemas that apply to one value together, wherever they stand: references followed, `allOf` laid flat.
pub(super) struct Conjunction<'g> {
    graph: &'g SchemaGraph,
    /// The schemas that were asked about, references followed.
    pub(super) roots: Vec<SchemaId>,
    /// The schemas, each once, in the order in which they are reached.
    pub(super) members: Vec<SchemaId>,
    /// What is said of the languages that they are written in, of each the innermost last.
    pub(super) stated: Vec<&'g StatedFormat>,
    /// The one of them that allows nothing, if there is one.
    pub(super) never: Option<SchemaId>,
    /// Whether the only branch of an `anyOf` or `oneOf` is one of them, because it applies to every value.
    is_flat: bool,
    /// The schema that says everything, where that is looked at as one branch beside the branches of the other version.
    pub(super) branch: Option<SchemaId>,
    /// All the schemas that apply, where what one of them says is looked at by itself.
    among: Vec<SchemaId>,
}

impl<'g> Conjunction<'g> {
    /// What `roots` apply to a value together.
    pub(super) fn of(graph: &'g SchemaGraph, roots: &[SchemaId]) -> Self {
        Self::collected(graph, roots, false)
    }

    /// The same; the only branch of an `anyOf` or `oneOf` is as good as one of `allOf`.
    pub(super) fn flat(graph: &'g SchemaGraph, roots: &[SchemaId]) -> Self {
        Self::collected(graph, roots, true)
    }

    fn collected(graph: &'g SchemaGraph, roots: &[SchemaId], is_flat: bool) -> Self {
        let mut conjunction = Self {
            graph,
            roots: roots.iter().map(|root| graph.resolve(*root)).collect(),
            members: Vec::new(),
            stated: Vec::new(),
            never: None,
            is_flat,
            branch: None,
            among: Vec::new(),
        };
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<SchemaId> = roots.iter().rev().copied().collect();
        while let Some(start) = waiting.pop() {
            let id = graph.resolve(start);
            if !seen.insert(id) {
                continue;
            }
            conjunction.stated.extend(graph.stated_formats(start));
            match &graph.get(id).kind {
                SchemaKind::Boolean(true) | SchemaKind::Reference(_) => {}
                SchemaKind::Boolean(false) => conjunction.never = Some(id),
                SchemaKind::Rules(rules) => {
                    conjunction.members.push(id);
                    waiting.extend(rules.all_of.iter().rev());
                    waiting.extend(rules.dynamic_reference.iter().map(|it| it.target));
                    for branches in [&rules.any_of, &rules.one_of] {
                        if let ([only], true) = (branches.as_slice(), is_flat) {
                            waiting.push(*only);
                        }
                    }
                }
            }
        }
        conjunction
    }

    /// What a schema that stands below one of these applies by itself.
    pub(super) fn beside(&self, schema: SchemaId) -> Self {
        Self::of(self.graph, &[schema])
    }

    /// Whether properties are described; what says less is told better by itself than as a branch.
    pub(super) fn has_properties(&self) -> bool {
        let mut rules = self.rules();
        rules.any(|(_, rules)| !rules.object.properties.is_empty())
    }

    /// Nothing but the schema `root`, as if it were the only branch of a list.
    pub(super) fn of_branch(graph: &'g SchemaGraph, root: SchemaId) -> Self {
        Self {
            graph,
            roots: Vec::new(),
            members: Vec::new(),
            stated: Vec::new(),
            never: None,
            is_flat: false,
            branch: Some(root),
            among: Vec::new(),
        }
    }

    /// What one of these says by itself, or nothing.
    pub(super) fn only(&self, member: Option<SchemaId>) -> Self {
        Self {
            graph: self.graph,
            roots: self.roots.clone(),
            members: member.into_iter().collect(),
            stated: Vec::new(),
            never: None,
            is_flat: self.is_flat,
            branch: None,
            among: self.members.clone(),
        }
    }

    /// The schemas that apply, all of them.
    pub(super) fn all(&self) -> &[SchemaId] {
        match self.among.is_empty() {
            true => &self.members,
            false => &self.among,
        }
    }

    /// Those of the schemas whose keywords are `meant`.
    pub(super) fn stating(&self, meant: impl Fn(&Rules) -> bool) -> Vec<SchemaId> {
        let rules = self.rules().filter(|(_, rules)| meant(rules));
        rules.map(|(id, _)| id).collect()
    }

    /// The branches that a value can choose from, where nothing else is said.
    pub(super) fn only_branches(&self) -> Vec<SchemaId> {
        let lists = ["anyOf", "oneOf", "allOf", "$ref", "title", "description"];
        let mut keywords = self.rules().flat_map(|(_, rules)| &rules.keywords);
        match self.never.is_none() && keywords.all(|keyword| lists.contains(&&*keyword.name)) {
            true => [
                self.branches(|rules| &rules.any_of),
                self.branches(|rules| &rules.one_of),
            ]
            .concat(),
            false => Vec::new(),
        }
    }

    /// The branches of the lists that `listed` finds, of which a value has to be valid under one.
    pub(super) fn branches(&self, listed: fn(&Rules) -> &[SchemaId]) -> Vec<SchemaId> {
        let lists = self.rules().map(|(_, rules)| listed(rules));
        let lists = lists.filter(|list| self.is_choice(list));
        lists.flatten().copied().collect()
    }

    /// Whether `branches` are told as branches: the only one may be as good as one of `allOf`.
    pub(super) fn is_choice(&self, branches: &[SchemaId]) -> bool {
        branches.len() > usize::from(self.is_flat)
    }

    /// Whether there is more than one branch to choose from.
    pub(super) fn chooses(&self) -> bool {
        let mut rules = self.rules();
        rules.any(|(_, rules)| rules.any_of.len() > 1 || rules.one_of.len() > 1)
    }

    /// The keywords of each schema.
    pub(super) fn rules(&self) -> impl Iterator<Item = (SchemaId, &'g Rules)> {
        let graph = self.graph;
        let members = self.members.iter();
        members.filter_map(move |id| Some((*id, graph.rules(*id)?)))
    }

    /// What could not be read of them.
    pub(super) fn unread(&self) -> Vec<&'g Unread> {
        self.rules()
            .flat_map(|(_, rules)| rules.unread.iter())
            .collect()
    }

    /// Whether nothing but that is said of the value.
    pub(super) fn is_unread(&self) -> bool {
        let mut rules = self.rules().flat_map(|(_, rules)| &rules.keywords);
        self.never.is_none()
            && !self.unread().is_empty()
            && rules.all(|keyword| matches!(&*keyword.name, "$ref" | "allOf"))
    }

    /// The schemas that `part` finds in the keywords of each schema.
    pub(super) fn parts(&self, part: impl Fn(&'g Rules) -> Option<SchemaId>) -> Vec<SchemaId> {
        self.rules().filter_map(|(_, rules)| part(rules)).collect()
    }

    /// Where the keyword `name` of `schema`, one of these, stands, or else that schema.
    pub(super) fn place_in(&self, schema: SchemaId, name: &str) -> Option<Location> {
        let rules = self.graph.rules(schema);
        let keyword = rules.and_then(|rules| rules.written_keyword(name));
        let keyword = keyword.map(|keyword| keyword.location());
        keyword.or_else(|| Some(self.graph.get(schema).location.clone()))
    }

    /// Where the keyword `name` stands in the schema that says what none of `other` does, in the words of `said`; or else as
    /// [`Self::place`].
    pub(super) fn place_apart<T: PartialEq>(
        &self,
        other: &Self,
        name: &str,
        said: impl Fn(&'g Schema, &'g Rules) -> T,
    ) -> Option<Location> {
        let known = |side: &Self, id: SchemaId| {
            let rules = side.graph.rules(id)?;
            rules.written_keyword(name)?;
            Some(said(side.graph.get(id), rules))
        };
        let others = other.members.iter().filter_map(|id| known(other, *id));
        let others: Vec<T> = others.collect();
        let mut members = self.members.iter();
        let telling = members.find(|id| known(self, **id).is_some_and(|it| !others.contains(&it)));
        telling.map_or_else(|| self.place(name), |id| self.place_in(*id, name))
    }

    /// The keyword `name`, or else `other`, which says the same in another dialect, where that is what is written.
    pub(super) fn written_as<'n>(&self, name: &'n str, other: &'n str) -> &'n str {
        let is_written = |name: &str| {
            let mut rules = self.rules();
            rules.any(|(_, rules)| rules.written_keyword(name).is_some())
        };
        match !is_written(name) && is_written(other) {
            true => other,
            false => name,
        }
    }

    /// Where the keyword `name` stands, or else the first schema.
    pub(super) fn place(&self, name: &str) -> Option<Location> {
        let mut rules = self.rules();
        let keyword = rules.find_map(|(_, rules)| rules.written_keyword(name));
        keyword.map(|keyword| keyword.location()).or_else(|| {
            let first = self.members.first().copied();
            let first = first.or(self.never).or(self.branch);
            let first = first.or_else(|| self.among.first().copied())?;
            Some(self.graph.get(first).location.clone())
        })
    }
}
