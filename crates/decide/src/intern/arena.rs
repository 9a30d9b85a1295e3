//! The table of schemas.

use std::collections::HashMap;
use std::rc::Rc;

use tidings_schema::{Formats, Literal, SchemaId};

use super::classes::settle;
use super::read::Reading;
use super::{
    ANYTHING, Combination, Kind, Kinds, NEVER, ObjectShape, Shape, StringRule, Undecided, Values,
};
use crate::found::Node;
use crate::{Side, Subject};

/// Every schema of a question, and those that the search makes up on its way.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    shapes: Vec<Rc<Shape>>,
    known: HashMap<Rc<Shape>, Node>,
    /// Where the first schema of this shape stands; a made-up one stands where that stands for which it was made.
    origins: Vec<Option<(Side, SchemaId)>>,
    /// The kinds of which a value may be valid; never too few.
    accepted: Vec<Kinds>,
    /// The kinds of which a value may be invalid; never too few.
    refused: Vec<Kinds>,
    /// Whether the schema may mean two things in two places, so that "valid" and "not valid" do not contradict each other.
    ambiguous: Vec<bool>,
    /// Whether that is so because of a dynamic reference in it, so that what is made of the schema is ambiguous too.
    dynamic: Vec<bool>,
    /// Whether some schema judges what others left unevaluated, so that schemas count which accept everything.
    evaluates: bool,
    pub(crate) values: Values,
}

impl Arena {
    /// A table of the schemas of `subjects`, with the place of each.
    pub(crate) fn new(subjects: &[(Side, Subject<'_>)], formats: Formats) -> (Self, Vec<Node>) {
        let mut arena = Self::default();
        for shape in [Shape::default(), Shape::never()] {
            arena.intern_as(shape, None);
        }
        let mut reading = Reading::new(formats);
        let roots = subjects.iter();
        let roots: Vec<Node> = roots
            .map(|(side, subject)| reading.read(*subject, *side, &mut arena.values))
            .collect();
        arena.evaluates = reading.shapes.iter().any(Shape::has_unevaluated);
        let settled = settle(reading, &mut arena);
        arena.spread_ambiguity();
        let roots = roots.iter().map(|root| settled[root.0 as usize]).collect();
        (arena, roots)
    }

    /// The schema of this shape.
    pub(crate) fn intern(&mut self, shape: Shape, origin: Option<(Side, SchemaId)>) -> Node {
        let shape = self.simplified(shape);
        if let Some(node) = self.alias(&shape) {
            return node;
        }
        self.intern_as(shape, origin)
    }

    fn intern_as(&mut self, shape: Shape, origin: Option<(Side, SchemaId)>) -> Node {
        if let Some(known) = self.known.get(&shape) {
            return *known;
        }
        let node = self.reserve(origin);
        self.fill(node, shape);
        node
    }

    /// A place without a shape.
    pub(super) fn reserve(&mut self, origin: Option<(Side, SchemaId)>) -> Node {
        let node = Node(self.shapes.len() as u32);
        self.shapes.push(Rc::default());
        self.origins.push(origin);
        self.accepted.push(Kinds::ALL);
        self.refused.push(Kinds::ALL);
        self.ambiguous.push(false);
        self.dynamic.push(false);
        node
    }

    /// Gives a reserved place its shape.
    pub(super) fn fill(&mut self, node: Node, shape: Shape) {
        let at = node.0 as usize;
        self.accepted[at] = self.accepted_by(&shape);
        self.refused[at] = self.refused_by(&shape);
        let is_open = |combination: &Combination| match combination {
            Combination::Undecided(why, _) => *why != Undecided::Unread,
            _ => false,
        };
        let children = shape.children();
        self.dynamic[at] = shape.has_dynamic_reference()
            || children.iter().any(|child| self.dynamic[child.0 as usize]);
        self.ambiguous[at] = self.dynamic[at] || shape.combined.iter().any(is_open);
        let shape = Rc::new(shape);
        self.known.entry(Rc::clone(&shape)).or_insert(node);
        self.shapes[at] = shape;
    }

    /// Leaves out what demands nothing.
    fn simplified(&self, mut shape: Shape) -> Shape {
        shape.combined.retain(|combination| match combination {
            Combination::All(node) => *node != ANYTHING,
            Combination::Not(node) => *node != NEVER,
            Combination::Any(nodes) => self.evaluates || !nodes.contains(&ANYTHING),
            Combination::If(_, consequence, alternative) => {
                self.evaluates || (*consequence, *alternative) != (ANYTHING, ANYTHING)
            }
            Combination::One(_) | Combination::Undecided(..) => true,
        });
        if let Some(object) = &mut shape.object
            && !self.evaluates
            && object.rest.is_none_or(|rest| rest == ANYTHING)
        {
            let object = Rc::make_mut(object);
            object.rest = None;
            object.properties.retain(|(_, node)| *node != ANYTHING);
            object.patterns.retain(|(_, node)| *node != ANYTHING);
            if *object == ObjectShape::default() {
                shape.object = None;
            }
        }
        for combination in &mut shape.combined {
            if let Combination::Any(nodes) = combination {
                nodes.dedup();
            }
            if let Combination::Any(nodes) | Combination::One(nodes) = combination
                && let [only] = nodes[..]
            {
                *combination = Combination::All(only);
            }
        }
        shape
    }

    /// The schema that a shape is, where it is nothing but another one.
    fn alias(&self, shape: &Shape) -> Option<Node> {
        let [Combination::All(node)] = shape.combined[..] else {
            return None;
        };
        let rest = Shape {
            combined: Vec::new(),
            ..shape.clone()
        };
        (rest == Shape::default()).then_some(node)
    }

    /// A schema that contains an ambiguous one is ambiguous, unless the circle of that one begins below it.
    fn spread_ambiguity(&mut self) {
        let mut users = vec![Vec::new(); self.shapes.len()];
        for (at, shape) in self.shapes.iter().enumerate() {
            for child in shape.children() {
                users[child.0 as usize].push(at);
            }
        }
        let mut waiting: Vec<usize> = (0..self.shapes.len())
            .filter(|at| self.dynamic[*at])
            .collect();
        while let Some(at) = waiting.pop() {
            for user in &users[at] {
                if !std::mem::replace(&mut self.dynamic[*user], true) {
                    self.ambiguous[*user] = true;
                    waiting.push(*user);
                }
            }
        }
    }

    pub(crate) fn shape(&self, node: Node) -> Rc<Shape> {
        Rc::clone(&self.shapes[node.0 as usize])
    }

    /// Every schema there is now.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        (0..self.shapes.len() as u32).map(Node)
    }

    /// Where every schema stands that was read.
    pub(crate) fn origins(&self) -> impl Iterator<Item = (Side, SchemaId)> {
        self.origins.iter().copied().flatten()
    }

    /// Where `node` stands.
    pub(crate) fn origin(&self, node: Node) -> Option<(Side, SchemaId)> {
        self.origins[node.0 as usize]
    }

    /// The kinds of which a value may be valid under `node`, or may be invalid; never too few.
    pub(crate) fn kinds(&self, node: Node, is_valid: bool) -> Kinds {
        match is_valid {
            true => self.accepted[node.0 as usize],
            false => self.refused[node.0 as usize],
        }
    }

    /// Whether `node` may mean two things in two places.
    pub(crate) fn is_ambiguous(&self, node: Node) -> bool {
        self.ambiguous[node.0 as usize]
    }

    /// The schema of exactly these values.
    pub(crate) fn one_of_values<'l>(
        &mut self,
        values: impl IntoIterator<Item = &'l Literal>,
    ) -> Node {
        let values = vec![self.values.list(values)];
        let shape = Shape {
            values,
            ..Shape::default()
        };
        self.intern(shape, None)
    }

    /// The schema of strings in which `pattern` is found, made for `owner`; other values are valid too.
    pub(crate) fn pattern(&mut self, pattern: Rc<str>, owner: Option<Node>) -> Node {
        let string = vec![StringRule::Pattern(pattern)];
        let shape = Shape {
            string,
            ..Shape::default()
        };
        self.made_for(owner, shape)
    }

    /// The schema of what is valid under one of `nodes`, made for `owner`.
    pub(crate) fn any(&mut self, mut nodes: Vec<Node>, owner: Option<Node>) -> Node {
        nodes.sort_unstable();
        let combined = vec![Combination::Any(nodes)];
        let shape = Shape {
            combined,
            ..Shape::default()
        };
        self.made_for(owner, shape)
    }

    /// The schema of this shape, which stands where `owner` stands unless it stands somewhere itself.
    pub(crate) fn made_for(&mut self, owner: Option<Node>, shape: Shape) -> Node {
        let origin = owner.and_then(|owner| self.origin(owner));
        self.intern(shape, origin)
    }

    fn accepted_by(&self, shape: &Shape) -> Kinds {
        if shape.is_never {
            return Kinds::NONE;
        }
        let kinds_of = |list: &Rc<[super::Value]>| -> Kinds {
            list.iter().map(|value| self.values.kind(*value)).collect()
        };
        let values = shape.values.iter().map(kinds_of);
        let combined = shape.combined.iter().map(|combination| match combination {
            Combination::All(node) => self.kinds(*node, true),
            Combination::Any(nodes) | Combination::One(nodes) => {
                let kinds = nodes.iter().map(|node| self.kinds(*node, true));
                kinds.fold(Kinds::NONE, Kinds::union)
            }
            Combination::Not(node) => self.kinds(*node, false),
            Combination::If(_, consequence, alternative) => {
                let consequence = self.kinds(*consequence, true);
                consequence.union(self.kinds(*alternative, true))
            }
            Combination::Undecided(..) => Kinds::ALL,
        });
        values
            .chain(combined)
            .fold(shape.kinds, Kinds::intersection)
    }

    fn refused_by(&self, shape: &Shape) -> Kinds {
        if shape.is_never || !shape.values.is_empty() {
            return Kinds::ALL;
        }
        let typed = [
            (!shape.number.is_empty(), Kind::Number),
            (!shape.string.is_empty(), Kind::String),
            (shape.array.is_some(), Kind::Array),
            (shape.object.is_some(), Kind::Object),
        ];
        let typed = typed.into_iter().filter(|(demands, _)| *demands);
        let typed: Kinds = typed.map(|(_, kind)| kind).collect();
        let combined = shape.combined.iter().map(|combination| match combination {
            Combination::All(node) => self.kinds(*node, false),
            Combination::Any(nodes) => {
                let kinds = nodes.iter().map(|node| self.kinds(*node, false));
                kinds.fold(Kinds::ALL, Kinds::intersection)
            }
            Combination::Not(node) => self.kinds(*node, true),
            Combination::If(_, consequence, alternative) => {
                let consequence = self.kinds(*consequence, false);
                consequence.union(self.kinds(*alternative, false))
            }
            Combination::One(_) | Combination::Undecided(..) => Kinds::ALL,
        });
        combined.fold(shape.kinds.complement().union(typed), Kinds::union)
    }
}
