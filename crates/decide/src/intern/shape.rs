//! What a schema demands, in one spelling: two schemas that say the same in another order have equal shapes.

use std::rc::Rc;

use tidings_schema::{Decimal, Format};

use super::{Kinds, Value};
use crate::found::Node;
use crate::number::Bound;

/// A conjunction of demands; the default demands nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Shape {
    /// No value is valid.
    pub(crate) is_never: bool,
    /// `type`.
    pub(crate) kinds: Kinds,
    /// `enum` and `const`: the value is one of each list.
    pub(crate) values: Vec<Rc<[Value]>>,
    pub(crate) number: Vec<NumberRule>,
    pub(crate) string: Vec<StringRule>,
    pub(crate) array: Option<Rc<ArrayShape>>,
    pub(crate) object: Option<Rc<ObjectShape>>,
    pub(crate) combined: Vec<Combination>,
}

/// A demand on numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum NumberRule {
    Minimum(Bound),
    Maximum(Bound),
    MultipleOf(Decimal),
}

/// A demand on strings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum StringRule {
    MinLength(u64),
    MaxLength(u64),
    Pattern(Rc<str>),
    Format(Format),
}

/// A demand made of other schemas, on the same value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Combination {
    /// `allOf` and references.
    All(Node),
    /// `anyOf`, sorted.
    Any(Vec<Node>),
    /// `oneOf`, sorted; a schema may be in it twice, and then nothing that it accepts is valid.
    One(Vec<Node>),
    /// `not`.
    Not(Node),
    /// `if`, `then`, `else`.
    If(Node, Node, Node),
    /// What the search has no rule for. The number keeps two of them apart, whose meaning may depend on the way there.
    Undecided(Undecided, u32),
}

/// What the search has no rule for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Undecided {
    DynamicReference,
    Circle,
    /// What is broken in the document: it means the same wherever it has the same name, and so the same number.
    Unread,
}

/// Why nothing is known where a part of a schema is broken.
pub(crate) const UNREAD: &str = "a part of the schema is broken";

impl Undecided {
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::DynamicReference => "what the dynamic reference means depends on the way to it",
            Self::Circle => "the schema applies itself to the same value",
            Self::Unread => UNREAD,
        }
    }
}

/// Demands on arrays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ArrayShape {
    pub(crate) prefix: Vec<Node>,
    pub(crate) rest: Option<Node>,
    pub(crate) contains: Option<Contains>,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    pub(crate) is_unique: bool,
    pub(crate) unevaluated: Option<Node>,
}

impl ArrayShape {
    /// The schema of the item at `position`.
    pub(crate) fn at(&self, position: usize) -> Option<Node> {
        self.prefix.get(position).copied().or(self.rest)
    }
}

/// `contains` with its counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Contains {
    pub(crate) node: Node,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    /// Whether what it finds counts as evaluated.
    pub(crate) evaluates: bool,
}

/// Demands on objects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ObjectShape {
    /// By name, sorted.
    pub(crate) properties: Vec<(Rc<str>, Node)>,
    /// Sorted.
    pub(crate) patterns: Vec<(Rc<str>, Node)>,
    /// The schema of every other property.
    pub(crate) rest: Option<Node>,
    pub(crate) names: Option<Node>,
    /// Sorted.
    pub(crate) required: Vec<Rc<str>>,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    /// A name, and another one that is required where the first one is present; sorted.
    pub(crate) dependent_required: Vec<(Rc<str>, Rc<str>)>,
    /// Sorted.
    pub(crate) dependent: Vec<(Rc<str>, Node)>,
    pub(crate) unevaluated: Option<Node>,
}

impl ObjectShape {
    /// The schema of the declared property `name`.
    pub(crate) fn property(&self, name: &str) -> Option<Node> {
        let found = self
            .properties
            .binary_search_by(|(known, _)| (**known).cmp(name));
        found.ok().map(|at| self.properties[at].1)
    }
}

impl Shape {
    /// The shape of `false`.
    pub(crate) fn never() -> Self {
        Self {
            is_never: true,
            ..Self::default()
        }
    }

    /// Whether it judges what other schemas left unevaluated.
    pub(crate) fn has_unevaluated(&self) -> bool {
        let array = self.array.as_ref().and_then(|array| array.unevaluated);
        let object = self.object.as_ref().and_then(|object| object.unevaluated);
        array.or(object).is_some()
    }

    /// Whether what it means depends on the way to it, wherever it is used.
    pub(crate) fn has_dynamic_reference(&self) -> bool {
        self.combined.iter().any(|combination| {
            matches!(
                combination,
                Combination::Undecided(Undecided::DynamicReference, _)
            )
        })
    }

    /// The schemas that it is made of.
    pub(crate) fn children(&self) -> Vec<Node> {
        let mut children = Vec::new();
        let _same = self.clone().replace(|node| {
            children.push(node);
            node
        });
        children
    }

    /// The same shape with every schema replaced, and its lists sorted again.
    #[must_use]
    pub(crate) fn replace(mut self, mut replace: impl FnMut(Node) -> Node) -> Self {
        if let Some(array) = &mut self.array {
            let array = Rc::make_mut(array);
            let contains = array.contains.as_mut().map(|contains| &mut contains.node);
            let single = [array.rest.as_mut(), contains, array.unevaluated.as_mut()];
            for node in array.prefix.iter_mut().chain(single.into_iter().flatten()) {
                *node = replace(*node);
            }
        }
        if let Some(object) = &mut self.object {
            let object = Rc::make_mut(object);
            let named = object.properties.iter_mut();
            let named = named
                .chain(&mut object.patterns)
                .chain(&mut object.dependent);
            let named = named.map(|(_, node)| node);
            let single = [&mut object.rest, &mut object.names, &mut object.unevaluated];
            for node in named.chain(single.into_iter().flatten()) {
                *node = replace(*node);
            }
        }
        for combination in &mut self.combined {
            combination.replace(&mut replace);
        }
        self
    }
}

impl Combination {
    /// Replaces every schema, and sorts the lists again.
    pub(super) fn replace(&mut self, mut replace: impl FnMut(Node) -> Node) {
        match self {
            Self::All(node) | Self::Not(node) => *node = replace(*node),
            Self::Any(nodes) | Self::One(nodes) => {
                for node in nodes.iter_mut() {
                    *node = replace(*node);
                }
                nodes.sort_unstable();
            }
            Self::If(condition, consequence, alternative) => {
                for node in [condition, consequence, alternative] {
                    *node = replace(*node);
                }
            }
            Self::Undecided(..) => {}
        }
    }
}
