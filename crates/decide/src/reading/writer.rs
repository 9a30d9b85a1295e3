//! Writers that emit no name which their schema does not declare.
//!
//! Beside the schema, which stays as it is, a second one refuses undeclared names: its *outline*.
//! An outline speaks of one value and of all schemas that are applied to it together, because a name that one branch of
//! an `allOf` declares is declared for the other branches too.

use std::collections::{BTreeMap, HashMap};

use tidings_schema::{
    Additional, ArrayRules, ObjectRules, Property, Rules, SchemaGraph, SchemaId, SchemaKind,
};

use super::position::{Position, Together};
use crate::patterns::Patterns;

/// How much work the outlines of one graph may be: where patterns of names overlap, sets of schemas can be many.
const STEP_LIMIT: u64 = 4_000_000;

/// Makes the outlines of the schemas of one graph.
pub(super) struct Outlines<'g> {
    original: &'g SchemaGraph,
    /// Whether an object is a map where nothing gives it names and it allows names on purpose.
    with_maps: bool,
    known: HashMap<Together, SchemaId>,
    /// The schemas that have their outline beside them.
    outlined: HashMap<SchemaId, SchemaId>,
    waiting: Vec<(SchemaId, Together)>,
    patterns: Patterns,
    steps: u64,
}

impl<'g> Outlines<'g> {
    pub(super) fn new(original: &'g SchemaGraph, with_maps: bool) -> Self {
        Self {
            original,
            with_maps,
            known: HashMap::new(),
            outlined: HashMap::new(),
            waiting: Vec::new(),
            patterns: Patterns::default(),
            steps: STEP_LIMIT,
        }
    }

    /// Adds to `graph`, a copy of the original, the schema whose values are those of `schema` without undeclared names.
    pub(super) fn emitted(&mut self, graph: &mut SchemaGraph, schema: SchemaId) -> SchemaId {
        if let Some(&known) = self.outlined.get(&schema) {
            return known;
        }
        let outline = self.outline(graph, schema, [self.original.resolve(schema)].into());
        // A list and not the stack, because schemas may nest without end.
        while let Some((id, together)) = self.waiting.pop() {
            let kind = self.kind(graph, id, &together);
            graph.replace(id, kind);
        }
        let emitted = if matches!(graph.get(outline).kind, SchemaKind::Boolean(true)) {
            schema
        } else {
            let both = Rules {
                all_of: vec![schema, outline].into(),
                ..Rules::default()
            };
            graph.derive(schema, SchemaKind::Rules(Box::new(both)))
        };
        self.outlined.insert(schema, emitted);
        emitted
    }

    /// Whether an outline was left out, so that the writer seems to emit more than it does.
    pub(super) fn is_exhausted(&self) -> bool {
        self.steps == 0
    }

    /// The number of the outline for `together`, which stands at `place`.
    fn outline(
        &mut self,
        graph: &mut SchemaGraph,
        place: SchemaId,
        together: Together,
    ) -> SchemaId {
        if let Some(&known) = self.known.get(&together) {
            return known;
        }
        let origin = together.first().copied().unwrap_or(place);
        let id = graph.derive(origin, SchemaKind::Boolean(true));
        self.known.insert(together.clone(), id);
        self.waiting.push((id, together));
        id
    }

    /// What the outline `id` demands: `true` where no name is refused.
    fn kind(&mut self, graph: &mut SchemaGraph, id: SchemaId, together: &Together) -> SchemaKind {
        let position = Position::of(self.original, together);
        if position.is_unread() {
            return SchemaKind::Boolean(true);
        }
        let object = self.object(graph, id, &position);
        let array = self.array(graph, id, &position);
        if object.is_unconstrained() && array.is_unconstrained() {
            return SchemaKind::Boolean(true);
        }
        let rules = |rules| SchemaKind::Rules(Box::new(rules));
        let outline = Rules {
            object: object.into(),
            array: array.into(),
            ..Rules::default()
        };
        let literals = position.literals();
        if literals.is_empty() {
            return rules(outline);
        }
        // What a `const` spells out is declared by that.
        let spelled_out = Rules {
            enumeration: Some(literals),
            ..Rules::default()
        };
        let any_of = vec![
            graph.derive(id, rules(spelled_out)),
            graph.derive(id, rules(outline)),
        ];
        rules(Rules {
            any_of: any_of.into(),
            ..Rules::default()
        })
    }

    fn object(
        &mut self,
        graph: &mut SchemaGraph,
        id: SchemaId,
        position: &Position<'g>,
    ) -> ObjectRules {
        if !position.speaks_of_objects() {
            return ObjectRules::default();
        }
        let names = position.names(&mut self.patterns);
        let patterns = position.patterns(&names, &mut self.patterns);
        let rest = position.rest();
        let nothing_named = names.is_empty() && patterns.is_empty() && rest.is_empty();
        let needs_others = patterns.is_empty() && names.len() < position.least_names() as usize;
        let is_map = nothing_named && self.with_maps && position.is_map();
        let cost = (names.len() + patterns.len() + 1) * (position.len() + 1);
        if is_map || rest.is_empty() && needs_others || !self.spend(cost) {
            return ObjectRules::default();
        }
        let additional = match rest.is_empty() {
            true => Additional::Denied,
            false => Additional::Schema(self.outline(graph, id, rest)),
        };
        let properties = self.properties(graph, id, position, names);
        let patterns = patterns.into_iter().map(|(source, together)| {
            let schema = self.outline(graph, id, together);
            (source.to_owned(), schema)
        });
        ObjectRules {
            pattern_properties: patterns.collect(),
            properties,
            additional,
            ..ObjectRules::default()
        }
    }

    fn properties(
        &mut self,
        graph: &mut SchemaGraph,
        id: SchemaId,
        position: &Position<'g>,
        names: BTreeMap<&str, Together>,
    ) -> Vec<Property> {
        let location = graph.get(id).location.clone();
        let property = |(name, together): (&str, Together)| Property {
            name: name.to_owned(),
            // Who explains a break with the outline points at what is written.
            location: position.declaration(name).unwrap_or(&location).clone(),
            schema: self.outline(graph, id, together),
        };
        names.into_iter().map(property).collect()
    }

    fn array(
        &mut self,
        graph: &mut SchemaGraph,
        id: SchemaId,
        position: &Position<'g>,
    ) -> ArrayRules {
        let (prefix, rest) = position.items();
        let says_nothing = prefix.is_empty() && rest.is_empty();
        if says_nothing || !self.spend((prefix.len() + 1) * (position.len() + 1)) {
            return ArrayRules::default();
        }
        let prefix = prefix.into_iter();
        ArrayRules {
            prefix: prefix
                .map(|together| self.outline(graph, id, together))
                .collect(),
            items: Some(self.outline(graph, id, rest)),
            ..ArrayRules::default()
        }
    }

    /// Takes `steps` steps, if they are left.
    fn spend(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_sub(steps as u64);
        self.steps > 0
    }
}
