//! What holds for a value beyond its Rust type.

use tidings_schema::{ArrayRules, Decimal, Group, NumberRules, ObjectRules, Sparse, StringRules};

use super::{Kind, Residual};

/// A bound of a number, as the contract spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Minimum(String),
    Maximum(String),
    ExclusiveMinimum(String),
    ExclusiveMaximum(String),
    MultipleOf(String),
    /// One of these numbers.
    OneOf(Vec<String>),
    /// None of these numbers.
    NoneOf(Vec<String>),
}

/// What an object says of which properties are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PropertyRule {
    /// Where one is, others must be too.
    Needs {
        present: String,
        needed: Vec<String>,
    },
    /// All properties of one of these lists must be there.
    AnyOf(Vec<Vec<String>>),
    /// All properties of exactly one of these lists must be there.
    OneOf(Vec<Vec<String>>),
    /// These may not be there together.
    Excludes(Vec<String>),
}

impl PropertyRule {
    /// Whether an object without any property breaks it.
    pub(crate) fn asks(&self) -> bool {
        matches!(self, Self::AnyOf(_) | Self::OneOf(_))
    }

    /// The names it is about.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Self::Needs { present, needed } => std::iter::once(present)
                .chain(needed)
                .map(String::as_str)
                .collect(),
            Self::AnyOf(lists) | Self::OneOf(lists) => {
                lists.iter().flatten().map(String::as_str).collect()
            }
            Self::Excludes(names) => names.iter().map(String::as_str).collect(),
        }
    }
}

/// What is checked of one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Constraints {
    pub(crate) bounds: Vec<Bound>,
    /// The only truth value that is allowed.
    pub(crate) truth: Option<bool>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) patterns: Vec<String>,
    /// Patterns that may not match.
    pub(crate) not_patterns: Vec<String>,
    /// Texts that are excluded.
    pub(crate) not_texts: Vec<String>,
    /// Formats that are known and asserted.
    pub(crate) formats: Vec<String>,
    /// Of a list.
    pub(crate) min_items: Option<u64>,
    /// Of a list.
    pub(crate) max_items: Option<u64>,
    /// Of a list.
    pub(crate) unique: bool,
    /// Of a map or a struct.
    pub(crate) min_properties: Option<u64>,
    /// Of a map or a struct.
    pub(crate) max_properties: Option<u64>,
    /// Of a map or a struct.
    pub(crate) property_rules: Vec<PropertyRule>,
    /// What every name of a map must be.
    pub(crate) names: Option<Box<Constraints>>,
    /// Whether the value is never to be shown.
    pub(crate) sensitive: bool,
    /// What the embedded validator checks.
    pub(crate) residual: Vec<Residual>,
}

impl Group for Constraints {
    const NONE: &'static Self = &Self {
        bounds: Vec::new(),
        truth: None,
        min_length: None,
        max_length: None,
        patterns: Vec::new(),
        not_patterns: Vec::new(),
        not_texts: Vec::new(),
        formats: Vec::new(),
        min_items: None,
        max_items: None,
        unique: false,
        min_properties: None,
        max_properties: None,
        property_rules: Vec::new(),
        names: None,
        sensitive: false,
        residual: Vec::new(),
    };
}

impl Constraints {
    /// The same, without room for what most values lack.
    pub(crate) fn sparse(self) -> Sparse<Self> {
        match self == *Self::NONE {
            true => Sparse::default(),
            false => self.into(),
        }
    }

    /// Whether nothing is checked; that a value is never to be shown is no check.
    pub(crate) fn check_nothing(&self) -> bool {
        match self.sensitive {
            false => self == Self::NONE,
            true => {
                let hidden = Self {
                    sensitive: true,
                    ..Self::default()
                };
                *self == hidden
            }
        }
    }

    pub(crate) fn add_number(&mut self, rules: &NumberRules) {
        let bounds = [
            rules.minimum.clone().map(Bound::Minimum),
            rules.maximum.clone().map(Bound::Maximum),
            rules.exclusive_minimum.clone().map(Bound::ExclusiveMinimum),
            rules.exclusive_maximum.clone().map(Bound::ExclusiveMaximum),
            rules.multiple_of.clone().map(Bound::MultipleOf),
        ];
        for bound in bounds.into_iter().flatten() {
            add(&mut self.bounds, bound);
        }
    }

    pub(crate) fn add_string(&mut self, rules: &StringRules) {
        self.min_length = self.min_length.max(rules.min_length);
        self.max_length = least(self.max_length, rules.max_length);
        if let Some(pattern) = &rules.pattern {
            add(&mut self.patterns, pattern.clone());
        }
    }

    pub(crate) fn add_array(&mut self, rules: &ArrayRules) {
        self.min_items = self.min_items.max(rules.min_items);
        self.max_items = least(self.max_items, rules.max_items);
        self.unique |= rules.unique_items;
    }

    pub(crate) fn add_object(&mut self, rules: &ObjectRules) {
        self.min_properties = self.min_properties.max(rules.min_properties);
        self.max_properties = least(self.max_properties, rules.max_properties);
        for (present, needed) in &rules.dependent_required {
            let needs = PropertyRule::Needs {
                present: present.clone(),
                needed: needed.clone(),
            };
            add(&mut self.property_rules, needs);
        }
    }

    /// The whole numbers that the bounds leave: least and greatest, where there is one.
    pub(crate) fn whole_range(&self) -> (Option<i128>, Option<i128>) {
        let (mut least, mut greatest): (Option<i128>, Option<i128>) = (None, None);
        for bound in &self.bounds {
            match bound {
                Bound::Minimum(text) => least = least.max(decimal(text, Decimal::ceil)),
                Bound::ExclusiveMinimum(text) => {
                    let above = decimal(text, Decimal::floor).map(|floor| floor.saturating_add(1));
                    least = least.max(above);
                }
                Bound::Maximum(text) => greatest = minimum(greatest, decimal(text, Decimal::floor)),
                Bound::ExclusiveMaximum(text) => {
                    let below = decimal(text, Decimal::ceil).map(|ceil| ceil.saturating_sub(1));
                    greatest = minimum(greatest, below);
                }
                Bound::OneOf(values) => {
                    let whole = values
                        .iter()
                        .filter_map(|text| decimal(text, Decimal::to_integer));
                    least = least.max(whole.clone().min());
                    greatest = minimum(greatest, whole.max());
                }
                Bound::MultipleOf(_) | Bound::NoneOf(_) => {}
            }
        }
        (least, greatest)
    }
}

fn decimal(text: &str, read: impl Fn(&Decimal) -> Option<i128>) -> Option<i128> {
    read(&Decimal::parse(text)?)
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

impl Constraints {
    /// Forgets what says nothing about values of `kind`.
    pub(super) fn keep_for(&mut self, kind: &Kind) {
        let mut kept = Self {
            sensitive: self.sensitive,
            residual: std::mem::take(&mut self.residual),
            ..Self::default()
        };
        let all = std::mem::take(self);
        match kind {
            Kind::Integer(_) | Kind::Number | Kind::Decimal => kept.bounds = all.bounds,
            Kind::Bool => kept.truth = all.truth,
            Kind::Text | Kind::Formatted(_) => {
                kept.min_length = all.min_length;
                kept.max_length = all.max_length;
                kept.patterns = all.patterns;
                kept.not_patterns = all.not_patterns;
                kept.not_texts = all.not_texts;
                kept.formats = all.formats;
            }
            Kind::List(_) => {
                kept.min_items = all.min_items;
                kept.max_items = all.max_items;
                kept.unique = all.unique;
            }
            Kind::Map(_) => {
                kept.min_properties = all.min_properties;
                kept.max_properties = all.max_properties;
                kept.property_rules = all.property_rules;
                kept.names = all.names;
            }
            Kind::Free
            | Kind::Never
            | Kind::Null
            | Kind::Ready(_)
            | Kind::Defined(_)
            | Kind::Foreign(_) => {}
        }
        *self = kept;
    }
}

fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    minimum(left, right)
}

fn minimum<T: Ord>(left: Option<T>, right: Option<T>) -> Option<T> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    }
}
