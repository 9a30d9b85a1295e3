//! From the keywords of a schema to its shape.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use tidings_schema::{
    Additional, ArrayRules, Decimal, Dialect, Format, Formats, Literal, ObjectRules, Rules,
    SchemaGraph, SchemaId, SchemaKind, Type, TypeSet,
};

use super::shape::{
    ArrayShape, Combination, Contains, NumberRule, ObjectShape, Shape, StringRule, Undecided,
};
use super::{Kinds, Values};
use crate::found::Node;
use crate::number::Bound;
use crate::{Side, Subject};

/// Schemas as they are read, before equal ones are found; a [`Node`] is a place in here.
#[derive(Debug)]
pub(super) struct Reading<'g> {
    pub(super) shapes: Vec<Shape>,
    pub(super) origins: Vec<Option<(Side, SchemaId)>>,
    graphs: Vec<&'g SchemaGraph>,
    known: HashMap<(usize, SchemaId), Node>,
    /// What could not be read, by name.
    unread: HashMap<&'g str, Node>,
    /// Schemas that have a place and no shape yet.
    waiting: Vec<(Node, &'g SchemaGraph, usize, SchemaId)>,
    formats: Formats,
}

/// The schema `true`.
pub(crate) const ANYTHING: Node = Node(0);
/// The schema `false`.
pub(crate) const NEVER: Node = Node(1);

impl<'g> Reading<'g> {
    pub(super) fn new(formats: Formats) -> Self {
        Self {
            shapes: vec![Shape::default(), Shape::never()],
            origins: vec![None, None],
            graphs: Vec::new(),
            known: HashMap::new(),
            unread: HashMap::new(),
            waiting: Vec::new(),
            formats,
        }
    }

    /// The place of `subject`, which is read with everything that it is made of.
    pub(super) fn read(&mut self, subject: Subject<'g>, side: Side, values: &mut Values) -> Node {
        let graph = subject.graph;
        let mut graphs = self.graphs.iter();
        let number = graphs.position(|known| std::ptr::eq(*known, graph));
        let number = number.unwrap_or_else(|| {
            self.graphs.push(graph);
            self.graphs.len() - 1
        });
        let root = self.place(graph, number, side, subject.schema);
        while let Some((node, graph, number, id)) = self.waiting.pop() {
            if let SchemaKind::Rules(rules) = &graph.get(id).kind {
                let shape = Reader {
                    id,
                    reading: self,
                    values,
                    graph,
                    number,
                    side,
                    dialect: graph.get(id).dialect,
                    node,
                }
                .shape(rules);
                self.shapes[node.0 as usize] = shape;
            }
        }
        root
    }

    /// The place of what could not be read of the schema `id`, which has one name in all graphs.
    fn unread(&mut self, name: &'g str, side: Side, id: SchemaId) -> Node {
        *self.unread.entry(name).or_insert_with(|| {
            let node = Node(self.shapes.len() as u32);
            self.shapes.push(Shape {
                combined: vec![Combination::Undecided(Undecided::Unread, node.0)],
                ..Shape::default()
            });
            self.origins.push(Some((side, id)));
            node
        })
    }

    fn place(&mut self, graph: &'g SchemaGraph, number: usize, side: Side, id: SchemaId) -> Node {
        let id = graph.resolve(id);
        match &graph.get(id).kind {
            SchemaKind::Boolean(true) => return ANYTHING,
            SchemaKind::Boolean(false) => return NEVER,
            SchemaKind::Reference(_) | SchemaKind::Rules(_) => {}
        }
        if let Some(known) = self.known.get(&(number, id)) {
            return *known;
        }
        let node = Node(self.shapes.len() as u32);
        self.shapes.push(Shape::default());
        self.origins.push(Some((side, id)));
        self.known.insert((number, id), node);
        self.waiting.push((node, graph, number, id));
        node
    }
}

/// Reads one schema.
struct Reader<'r, 'g> {
    reading: &'r mut Reading<'g>,
    values: &'r mut Values,
    graph: &'g SchemaGraph,
    number: usize,
    side: Side,
    id: SchemaId,
    dialect: Dialect,
    node: Node,
}

impl<'g> Reader<'_, 'g> {
    fn node(&mut self, id: SchemaId) -> Node {
        self.reading.place(self.graph, self.number, self.side, id)
    }

    fn nodes(&mut self, ids: &[SchemaId]) -> Vec<Node> {
        ids.iter().map(|id| self.node(*id)).collect()
    }

    fn named<'n>(
        &mut self,
        named: impl IntoIterator<Item = (&'n str, SchemaId)>,
    ) -> Vec<(Rc<str>, Node)> {
        let named = named.into_iter();
        let mut named: Vec<_> = named
            .map(|(name, id)| (name.into(), self.node(id)))
            .collect();
        named.sort();
        named
    }

    fn shape(&mut self, rules: &'g Rules) -> Shape {
        if rules.unread.iter().any(|unread| unread.is_whole) {
            return Shape {
                combined: self.unread(rules),
                ..Shape::default()
            };
        }
        let lists = [
            rules.constant.as_deref().map(std::slice::from_ref),
            rules.enumeration.as_deref(),
        ];
        let lists = lists.into_iter().flatten();
        Shape {
            is_never: false,
            kinds: rules.types.map_or(Kinds::ALL, Kinds::from),
            values: lists
                .map(|list: &[Literal]| self.values.list(list))
                .collect(),
            number: self.number(rules),
            string: self.string(rules),
            array: self.array(&rules.array),
            object: self.object(&rules.object),
            combined: self.combined(rules),
        }
    }

    fn number(&self, rules: &Rules) -> Vec<NumberRule> {
        let mut read = Vec::new();
        let number = &rules.number;
        let types = rules.types.unwrap_or(TypeSet::only(Type::Number));
        if types.contains(Type::Integer) && !types.contains(Type::Number) {
            read.push(NumberRule::MultipleOf(Decimal::from(1_u64)));
        }
        let bound = |text: &Option<String>, is_inclusive| {
            let value = Decimal::parse(text.as_deref()?)?;
            Some(Bound {
                value,
                is_inclusive,
            })
        };
        read.extend(bound(&number.minimum, true).map(NumberRule::Minimum));
        read.extend(bound(&number.exclusive_minimum, false).map(NumberRule::Minimum));
        read.extend(bound(&number.maximum, true).map(NumberRule::Maximum));
        read.extend(bound(&number.exclusive_maximum, false).map(NumberRule::Maximum));
        let divisor = number.multiple_of.as_deref().and_then(Decimal::parse);
        read.extend(divisor.map(NumberRule::MultipleOf));
        let range = match rules.string.format.as_deref() {
            Some("int32") if self.reading.formats == Formats::Assert => {
                (i64::from(i32::MIN), i64::from(i32::MAX))
            }
            Some("int64") if self.reading.formats == Formats::Assert => (i64::MIN, i64::MAX),
            _ => return read,
        };
        let bound = |value| Bound {
            value: Decimal::from(value),
            is_inclusive: true,
        };
        read.push(NumberRule::MultipleOf(Decimal::from(1_u64)));
        read.push(NumberRule::Minimum(bound(range.0)));
        read.push(NumberRule::Maximum(bound(range.1)));
        read
    }

    fn string(&self, rules: &Rules) -> Vec<StringRule> {
        let mut read = Vec::new();
        let string = &rules.string;
        let min = string.min_length.filter(|length| *length > 0);
        read.extend(min.map(StringRule::MinLength));
        read.extend(string.max_length.map(StringRule::MaxLength));
        read.extend(
            string
                .pattern
                .as_deref()
                .map(|source| StringRule::Pattern(source.into())),
        );
        if self.reading.formats == Formats::Assert {
            let format = string.format.as_deref().and_then(Format::named);
            read.extend(format.map(StringRule::Format));
        }
        read
    }

    fn array(&mut self, rules: &ArrayRules) -> Option<Rc<ArrayShape>> {
        let shape = ArrayShape {
            prefix: self.nodes(&rules.prefix),
            rest: rules.items.map(|id| self.node(id)),
            contains: rules.contains.map(|id| Contains {
                node: self.node(id),
                min: rules.min_contains.unwrap_or(1),
                max: rules.max_contains,
                evaluates: self.dialect >= Dialect::Draft2020,
            }),
            min: rules.min_items.unwrap_or(0),
            max: rules.max_items,
            is_unique: rules.unique_items,
            unevaluated: rules.unevaluated.map(|id| self.node(id)),
        };
        (shape != ArrayShape::default()).then(|| Rc::new(shape))
    }

    fn object(&mut self, rules: &ObjectRules) -> Option<Rc<ObjectShape>> {
        let properties = rules.properties.iter();
        let properties = properties.map(|property| (&*property.name, property.schema));
        let patterns = rules.pattern_properties.iter();
        let patterns = patterns.map(|(source, id)| (&**source, *id));
        let dependent = rules.dependent_schemas.iter();
        let dependent = dependent.map(|(name, id)| (&**name, *id));
        let required: BTreeSet<Rc<str>> =
            rules.required.iter().map(|name| (**name).into()).collect();
        let dependent_required = rules.dependent_required.iter();
        let dependent_required: BTreeSet<(Rc<str>, Rc<str>)> = dependent_required
            .flat_map(|(name, others)| {
                others
                    .iter()
                    .map(|other| ((**name).into(), (**other).into()))
            })
            .collect();
        let shape = ObjectShape {
            properties: self.named(properties),
            patterns: self.named(patterns),
            rest: match rules.additional {
                Additional::Unstated => None,
                Additional::Allowed => Some(ANYTHING),
                Additional::Denied => Some(NEVER),
                Additional::Schema(id) => Some(self.node(id)),
            },
            names: rules.property_names.map(|id| self.node(id)),
            required: required.into_iter().collect(),
            min: rules.min_properties.unwrap_or(0),
            max: rules.max_properties,
            dependent_required: dependent_required.into_iter().collect(),
            dependent: self.named(dependent),
            unevaluated: rules.unevaluated.map(|id| self.node(id)),
        };
        (shape != ObjectShape::default()).then(|| Rc::new(shape))
    }

    /// What could not be read of `rules`.
    fn unread(&mut self, rules: &'g Rules) -> Vec<Combination> {
        let unread = rules.unread.iter();
        let nodes = unread.map(|one| self.reading.unread(&one.name, self.side, self.id));
        nodes.map(Combination::All).collect()
    }

    fn combined(&mut self, rules: &'g Rules) -> Vec<Combination> {
        let mut combined = self.unread(rules);
        let all = self.nodes(&rules.all_of);
        combined.extend(all.into_iter().map(Combination::All));
        if let Some(reference) = &rules.dynamic_reference {
            let mut candidates = self.graph.dynamic_anchors(&reference.name);
            let target = self.graph.resolve(reference.target);
            let is_fixed = candidates.all(|id| self.graph.resolve(id) == target);
            combined.push(match is_fixed {
                true => Combination::All(self.node(target)),
                false => Combination::Undecided(Undecided::DynamicReference, self.node.0),
            });
        }
        if !rules.any_of.is_empty() {
            combined.push(Combination::Any(self.nodes(&rules.any_of)));
        }
        if !rules.one_of.is_empty() {
            combined.push(Combination::One(self.nodes(&rules.one_of)));
        }
        combined.extend(rules.not.map(|id| Combination::Not(self.node(id))));
        if let Some(condition) = rules.condition {
            let mut branch = |id: Option<SchemaId>| id.map_or(ANYTHING, |id| self.node(id));
            let (condition, consequence, alternative) = (
                branch(Some(condition)),
                branch(rules.consequence),
                branch(rules.alternative),
            );
            combined.push(Combination::If(condition, consequence, alternative));
        }
        combined
    }
}
