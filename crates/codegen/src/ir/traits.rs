//! Which traits of the standard library are true of each type.
//!
//! A type has `Eq`, `Hash` and `Ord` unless something in it has not: each starts with all of them, and what a scalar
//! lacks is carried to whoever contains it, so types that contain themselves lose nothing by that.
//! `Default` goes the other way: a type has it once everything it requires is known to have it.

use super::{Constraints, Definition, Field, Kind, PropertyRule, Shape, TypeId, Types, Usage};
use crate::settings::StandardTrait;

/// The ready-made types of Protocol Buffers' messages around one scalar.
const WRAPPER: &str = "::tidings::protobuf::Wrapper<";

/// The traits of one type, beside those that every type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    pub(crate) ord: bool,
    /// Weaker than `ord`: floats have it.
    pub(crate) partial_ord: bool,
    /// Objects are not copied even where they could be, because a property that is added later would take it away.
    pub(crate) copy: bool,
    /// The default is valid and makes nothing up: what may be absent is absent, lists are empty, constants stand.
    pub(crate) default: bool,
}

impl Traits {
    const ALL: Self = Self {
        eq: true,
        hash: true,
        ord: true,
        partial_ord: true,
        copy: true,
        default: false,
    };

    /// The traits that both have; `Default` is not carried this way.
    fn and(self, other: Self) -> Self {
        Self {
            eq: self.eq && other.eq,
            hash: self.hash && other.hash,
            ord: self.ord && other.ord,
            partial_ord: self.partial_ord && other.partial_ord,
            copy: self.copy && other.copy,
            default: self.default,
        }
    }
}

impl Traits {
    /// The traits that a type of `shape` derives: only what wraps one value has an order that is not total.
    fn derived(self, shape: &Shape) -> Self {
        let wraps = matches!(shape, Shape::Newtype(_) | Shape::Alias(_));
        Self {
            partial_ord: self.partial_ord && (wraps || self.ord),
            ..self
        }
    }
}

/// The traits of every definition, in their order.
pub(super) fn traits(types: &Types) -> Vec<Traits> {
    let own = (0..types.definitions.len()).map(|index| own(types, TypeId(index)));
    let mut traits: Vec<Traits> = own.collect();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); traits.len()];
    for (index, definition) in types.definitions.iter().enumerate() {
        for usage in definition.shape.usages() {
            if let Some(TypeId(target)) = innermost(usage).1 {
                users[target].push(index);
            }
        }
    }
    let mut changed: Vec<usize> = (0..traits.len()).collect();
    while let Some(index) = changed.pop() {
        for &user in &users[index] {
            let less = traits[user].and(traits[index]);
            let less = less.derived(&types.definitions[user].shape);
            if less != traits[user] {
                traits[user] = less;
                changed.push(user);
            }
        }
    }
    for (of, has_default) in traits.iter_mut().zip(defaults(types)) {
        of.default = has_default;
    }
    traits
}

/// What a definition has by its own shape and the scalars in it.
fn own(types: &Types, id: TypeId) -> Traits {
    let definition = types.get(id);
    let is_copied = match &definition.shape {
        Shape::Text(_) if types.decided(id).open => false,
        Shape::Text(_) | Shape::Newtype(_) | Shape::Alias(_) => true,
        Shape::Constants(_) => true,
        Shape::Struct(_) | Shape::Tuple(_) | Shape::Union(_) => false,
    };
    let all = Traits {
        copy: is_copied,
        ..Traits::ALL
    };
    let usages = definition.shape.usages().into_iter();
    let own = usages.fold(all, |traits, usage| traits.and(of_usage(usage)));
    own.derived(&definition.shape)
}

/// What a use has, the traits of definitions aside.
fn of_usage(usage: &Usage) -> Traits {
    let (scalar, defined) = innermost(usage);
    let mut traits = match scalar {
        kind if kind.is_float() => Traits {
            eq: false,
            hash: false,
            ord: false,
            ..Traits::ALL
        },
        Kind::Formatted(formatted) => Traits {
            ord: formatted.is_ordered(),
            partial_ord: formatted.is_ordered(),
            ..Traits::ALL
        },
        // Nothing is known of it but what every payload has, and what the project says.
        Kind::Foreign(replacement) => Traits {
            eq: replacement.has(StandardTrait::Eq),
            hash: replacement.has(StandardTrait::Hash),
            ord: replacement.has(StandardTrait::Ord),
            partial_ord: replacement.has(StandardTrait::PartialOrd),
            ..Traits::ALL
        },
        // It has what the type in it has, which may be a float.
        Kind::Ready(path) if path.starts_with(WRAPPER) => Traits {
            eq: false,
            hash: false,
            ord: false,
            partial_ord: false,
            ..Traits::ALL
        },
        Kind::Free => Traits {
            ord: false,
            partial_ord: false,
            ..Traits::ALL
        },
        _ => Traits::ALL,
    };
    let is_copied = match usage.kind {
        Kind::Never | Kind::Null | Kind::Bool | Kind::Integer(_) | Kind::Number => true,
        Kind::Formatted(formatted) => formatted.is_copied(),
        Kind::Foreign(ref replacement) => replacement.has(StandardTrait::Copy),
        Kind::Defined(_) => !usage.boxed && defined.is_some(),
        _ => false,
    };
    traits.copy = is_copied;
    traits
}

/// The kind that lists and maps end in, and the definition that it is.
fn innermost(usage: &Usage) -> (&Kind, Option<TypeId>) {
    let mut usage = usage;
    while let Kind::List(inner) | Kind::Map(inner) = &usage.kind {
        usage = inner;
    }
    match &usage.kind {
        Kind::Defined(id) => (&usage.kind, Some(*id)),
        kind => (kind, None),
    }
}

/// Which definitions have a default: those whose requirements are met, then those that require only these.
fn defaults(types: &Types) -> Vec<bool> {
    let count = types.definitions.len();
    let mut has = vec![false; count];
    let mut waiting = vec![0_usize; count];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut ready = Vec::new();
    for (index, definition) in types.definitions.iter().enumerate() {
        let Some(required) = required(types, index, definition) else {
            continue;
        };
        waiting[index] = required.len();
        for TypeId(target) in &required {
            users[*target].push(index);
        }
        if required.is_empty() {
            ready.push(index);
        }
    }
    while let Some(index) = ready.pop() {
        has[index] = true;
        for &user in &users[index] {
            waiting[user] -= 1;
            if waiting[user] == 0 {
                ready.push(user);
            }
        }
    }
    has
}

/// The definitions whose defaults a default of this one is made of; none where there is no default of it.
fn required(types: &Types, index: usize, definition: &Definition) -> Option<Vec<TypeId>> {
    match &definition.shape {
        _ if !definition.residual.is_empty() => None,
        // What it requires and has only one value is in a default that is written out.
        Shape::Struct(object) if is_without_least(&object.constraints) => required_of(
            object
                .fields
                .iter()
                .filter(|field| !types.is_plain_constant(field)),
        ),
        Shape::Tuple(tuple) if is_without_least(&tuple.constraints) => required_of(&tuple.items),
        Shape::Text(_) | Shape::Constants(_) => types.is_constant(TypeId(index)).then(Vec::new),
        Shape::Newtype(_) if types.is_constant(TypeId(index)) => Some(Vec::new()),
        Shape::Newtype(usage) | Shape::Alias(usage) => {
            Some(default_of(usage)?.into_iter().collect())
        }
        Shape::Struct(_) | Shape::Tuple(_) | Shape::Union(_) => None,
    }
}

/// The definitions whose defaults the required ones of `fields` need.
fn required_of<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Option<Vec<TypeId>> {
    let required = fields.into_iter().filter(|field| field.required);
    let required = required.map(|field| default_of(&field.usage));
    let required = required.collect::<Option<Vec<_>>>()?;
    Some(required.into_iter().flatten().collect())
}

/// The definition whose default is needed, if any; `None` where the use has no default that is valid.
fn default_of(usage: &Usage) -> Option<Option<TypeId>> {
    match usage.kind {
        _ if usage.nullable => Some(None),
        Kind::Null => Some(None),
        Kind::List(_) | Kind::Map(_) if is_without_least(&usage.constraints) => Some(None),
        Kind::Defined(id) => Some(Some(id)),
        _ => None,
    }
}

/// Whether nothing holds that an empty object or list could break.
fn is_without_least(constraints: &Constraints) -> bool {
    if constraints.property_rules.iter().any(PropertyRule::asks) {
        return false;
    }
    let rest = Constraints {
        sensitive: false,
        max_items: None,
        unique: false,
        max_properties: None,
        property_rules: Vec::new(),
        names: None,
        min_items: constraints.min_items.filter(|least| *least > 0),
        min_properties: constraints.min_properties.filter(|least| *least > 0),
        ..constraints.clone()
    };
    rest == Constraints::default()
}
