//! The schemas: definitions that refer to each other at every place where a schema can stand.

use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use super::pool::{NAMES, SCALARS, word};

/// The names of types.
pub(super) const TYPES: [&str; 5] = ["null", "integer", "string", "array", "object"];

/// Patterns, with the names and strings of the pool in which each is found. The last one looks behind itself, so the search
/// gives it up.
pub(super) const PATTERNS: [(&str, [usize; 2]); 3] =
    [("^a", [2, 4]), ("b$", [3, 4]), ("(?<=a)b", [4, 4])];

/// A schema.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    Always(bool),
    /// `enum` of scalars.
    Listed(Vec<usize>),
    /// `type`.
    Typed(usize),
    /// A string in which the pattern is found.
    Matching(usize),
    Reference(usize),
    All(Vec<Rule>),
    Any(Vec<Rule>),
    One(Vec<Rule>),
    Not(Box<Rule>),
    If(Box<[Rule; 3]>),
    Object(Box<ObjectRule>),
    Array(Box<ArrayRule>),
}

/// A schema of objects.
#[derive(Clone, Debug)]
pub(super) struct ObjectRule {
    pub(super) properties: Vec<(usize, Rule)>,
    pub(super) required: Vec<usize>,
    pub(super) matching: Option<(usize, Rule)>,
    pub(super) rest: Option<Rule>,
    pub(super) names: Option<Rule>,
    pub(super) dependent: Option<(usize, Rule)>,
    pub(super) min: usize,
    pub(super) max: Option<usize>,
}

/// A schema of arrays.
#[derive(Clone, Debug)]
pub(super) struct ArrayRule {
    pub(super) first: Option<Rule>,
    pub(super) items: Option<Rule>,
    pub(super) contains: Option<(Rule, usize, Option<usize>)>,
    pub(super) min: usize,
    pub(super) max: Option<usize>,
    pub(super) is_unique: bool,
}

/// Some definitions. Applied to one value each leads only to later ones, so that every schema means something.
pub(super) fn definitions() -> impl Strategy<Value = Vec<Rule>> {
    (2_usize..5).prop_flat_map(|count| {
        let rules: Vec<_> = (0..count).map(|own| rule(own + 1, count, 3)).collect();
        rules
    })
}

/// A schema of so many levels whose references on the same value lead to definitions from `later` on.
fn rule(later: usize, count: usize, levels: u32) -> BoxedStrategy<Rule> {
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Rule::Always),
        3 => subsequence((0..SCALARS.len()).collect::<Vec<_>>(), 1..3).prop_map(Rule::Listed),
        2 => (0..TYPES.len()).prop_map(Rule::Typed),
        1 => (0..PATTERNS.len()).prop_map(Rule::Matching),
    ];
    let leaf = if later < count {
        prop_oneof![1 => leaf, 1 => (later..count).prop_map(Rule::Reference)].boxed()
    } else {
        leaf.boxed()
    };
    if levels == 0 {
        return leaf;
    }
    let inner = rule(later, count, levels - 1);
    let part = part(count, levels - 1);
    let few = || prop::collection::vec(inner.clone(), 1..4);
    prop_oneof![
        2 => leaf,
        1 => few().prop_map(Rule::All),
        3 => few().prop_map(Rule::Any),
        1 => few().prop_map(Rule::One),
        1 => inner.clone().prop_map(|rule| Rule::Not(Box::new(rule))),
        1 => [inner.clone(), inner.clone(), inner].prop_map(|rules| Rule::If(Box::new(rules))),
        6 => object(part.clone(), rule(later, count, 0)),
        4 => array(part),
    ]
    .boxed()
}

/// A schema of a part, most often a definition, which may be any.
fn part(count: usize, levels: u32) -> BoxedStrategy<Rule> {
    prop_oneof![
        3 => (0..count).prop_map(Rule::Reference),
        2 => rule(0, count, levels.min(1)),
    ]
    .boxed()
}

fn object(part: BoxedStrategy<Rule>, whole: BoxedStrategy<Rule>) -> BoxedStrategy<Rule> {
    let properties = prop::collection::btree_map(select(&NAMES[..]), part.clone(), 0..3);
    let first = (
        properties,
        subsequence(&NAMES[..], 0..3),
        weighted(0.3, (0..PATTERNS.len() - 1, part.clone())),
        weighted(
            0.5,
            prop_oneof![1 => Just(Rule::Always(false)), 1 => part.clone()],
        ),
    );
    let second = (
        weighted(0.15, part),
        weighted(0.1, (select(&NAMES[..]), whole)),
        prop_oneof![6 => Just(0_usize), 1 => 1_usize..4],
        weighted(0.2, 0_usize..4),
    );
    (first, second)
        .prop_map(
            |((properties, required, matching, rest), (names, dependent, min, max))| {
                Rule::Object(Box::new(ObjectRule {
                    properties: properties.into_iter().collect(),
                    required,
                    matching,
                    rest,
                    names,
                    dependent,
                    min,
                    max,
                }))
            },
        )
        .boxed()
}

fn array(part: BoxedStrategy<Rule>) -> BoxedStrategy<Rule> {
    let contains = (part.clone(), 0_usize..3, weighted(0.3, 0_usize..3));
    let counts = (
        prop_oneof![3 => Just(0_usize), 2 => 1_usize..3],
        weighted(0.4, 0_usize..4),
    );
    let parts = (
        weighted(0.2, part.clone()),
        weighted(0.8, part),
        weighted(0.3, contains),
    );
    (parts, counts, weighted(0.2, Just(())))
        .prop_map(|((first, items, contains), (min, max), unique)| {
            Rule::Array(Box::new(ArrayRule {
                first,
                items,
                contains,
                min,
                max,
                is_unique: unique.is_some(),
            }))
        })
        .boxed()
}

/// The definition `root` as a document of JSON Schema 2020-12, with all the others.
pub(super) fn document(rules: &[Rule], root: usize) -> Value {
    let named = rules.iter().enumerate();
    let named = named.map(|(number, rule)| (format!("d{number}"), rule.to_json()));
    json!({"$ref": format!("#/$defs/d{root}"), "$defs": named.collect::<Map<_, _>>()})
}

impl Rule {
    fn to_json(&self) -> Value {
        let list = |rules: &[Self]| rules.iter().map(Self::to_json).collect::<Vec<_>>();
        match self {
            Self::Always(verdict) => json!(verdict),
            Self::Listed(scalars) => {
                let scalars = scalars.iter().map(|scalar| SCALARS[*scalar]);
                let values = scalars
                    .map(|text| serde_json::from_str::<Value>(text).expect("a scalar is JSON"));
                json!({"enum": values.collect::<Vec<_>>()})
            }
            Self::Typed(name) => json!({"type": TYPES[*name]}),
            Self::Matching(pattern) => json!({"type": "string", "pattern": PATTERNS[*pattern].0}),
            Self::Reference(number) => json!({"$ref": format!("#/$defs/d{number}")}),
            Self::All(rules) => json!({"allOf": list(rules)}),
            Self::Any(rules) => json!({"anyOf": list(rules)}),
            Self::One(rules) => json!({"oneOf": list(rules)}),
            Self::Not(rule) => json!({"not": rule.to_json()}),
            Self::If(rules) => {
                let [condition, consequence, alternative] = &**rules;
                json!({"if": condition.to_json(), "then": consequence.to_json(), "else": alternative.to_json()})
            }
            Self::Object(object) => object.to_json(),
            Self::Array(array) => array.to_json(),
        }
    }
}

impl ObjectRule {
    fn to_json(&self) -> Value {
        let mut schema = json!({"type": "object"});
        let properties = self.properties.iter();
        let properties = properties.map(|(name, rule)| (word(*name), rule.to_json()));
        schema["properties"] = Value::Object(properties.collect());
        schema["required"] = self.required.iter().map(|name| word(*name)).collect();
        if let Some((pattern, rule)) = &self.matching {
            schema["patternProperties"] = json!({PATTERNS[*pattern].0: rule.to_json()});
        }
        if let Some(rule) = &self.rest {
            schema["additionalProperties"] = rule.to_json();
        }
        if let Some(rule) = &self.names {
            schema["propertyNames"] = rule.to_json();
        }
        if let Some((name, rule)) = &self.dependent {
            schema["dependentSchemas"] = json!({word(*name): rule.to_json()});
        }
        if self.min > 0 {
            schema["minProperties"] = json!(self.min);
        }
        if let Some(max) = self.max {
            schema["maxProperties"] = json!(max);
        }
        schema
    }
}

impl ArrayRule {
    fn to_json(&self) -> Value {
        let mut schema = json!({"type": "array"});
        if let Some(rule) = &self.first {
            schema["prefixItems"] = json!([rule.to_json()]);
        }
        if let Some(rule) = &self.items {
            schema["items"] = rule.to_json();
        }
        if let Some((rule, min, max)) = &self.contains {
            schema["contains"] = rule.to_json();
            schema["minContains"] = json!(min);
            if let Some(max) = max {
                schema["maxContains"] = json!(max);
            }
        }
        if self.min > 0 {
            schema["minItems"] = json!(self.min);
        }
        if let Some(max) = self.max {
            schema["maxItems"] = json!(max);
        }
        if self.is_unique {
            schema["uniqueItems"] = json!(true);
        }
        schema
    }
}
