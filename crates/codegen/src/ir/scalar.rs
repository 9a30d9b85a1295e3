//! Texts, numbers and lists; constants and enumerations of them.

use tidings_diag::Location;
use tidings_schema::{Literal, Rules, Type, TypeSet};

use super::schema::Built;
use super::{Bound, Builder, Constraints, Integer, Kind, Shape, Usage};

/// Formats that are checked on texts; a date-time has a type instead.
const CHECKED_FORMATS: &[&str] = &[
    "date",
    "time",
    "duration",
    "email",
    "idn-email",
    "hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "uuid",
    "json-pointer",
    "relative-json-pointer",
    "regex",
];

impl Builder<'_> {
    pub(super) fn text(&mut self, rules: &Rules) -> Usage {
        let format = rules.string.format.as_deref().filter(|_| self.formats);
        let constraints = Constraints {
            min_length: rules.string.min_length.filter(|&length| length > 0),
            max_length: rules.string.max_length,
            pattern: rules.string.pattern.clone(),
            format: format
                .filter(|format| CHECKED_FORMATS.contains(format))
                .map(str::to_owned),
            sensitive: rules.string.format.as_deref() == Some("password"),
            ..Constraints::default()
        };
        let kind = if format == Some("date-time") && constraints == Constraints::default() {
            Kind::DateTime
        } else {
            Kind::Text
        };
        // A date-time with further constraints stays a text, of which the format is one constraint more.
        let constraints = match (format, &kind) {
            (Some("date-time"), Kind::Text) => Constraints {
                format: Some("date-time".to_owned()),
                ..constraints
            },
            _ => constraints,
        };
        Usage {
            constraints,
            ..Usage::of(kind)
        }
    }

    pub(super) fn number(&mut self, rules: &Rules) -> Usage {
        Usage {
            constraints: Constraints {
                bounds: bounds(rules),
                ..Constraints::default()
            },
            ..Usage::of(Kind::Number)
        }
    }

    pub(super) fn integer(&mut self, rules: &Rules, location: &Location) -> Option<Usage> {
        let (mut lowest, mut highest) = match rules.string.format.as_deref() {
            Some("int32") => (Some(i128::from(i32::MIN)), Some(i128::from(i32::MAX))),
            Some("uint32") => (Some(0), Some(i128::from(u32::MAX))),
            Some("uint64") => (Some(0), None),
            _ => (None, None),
        };
        let mut kept = Vec::new();
        for bound in bounds(rules) {
            let (Bound::Minimum(text)
            | Bound::Maximum(text)
            | Bound::ExclusiveMinimum(text)
            | Bound::ExclusiveMaximum(text)
            | Bound::MultipleOf(text)) = &bound
            else {
                continue;
            };
            let Some(whole) = whole_number(text) else {
                let help = "write a whole number, since the value is one";
                self.refuse(
                    location,
                    &format!("`{text}` is no bound that a 64-bit integer can be held against"),
                    help,
                );
                return None;
            };
            match bound {
                Bound::Minimum(_) => lowest = lowest.max(Some(whole)),
                Bound::ExclusiveMinimum(_) => lowest = lowest.max(Some(whole + 1)),
                Bound::Maximum(_) => {
                    highest = Some(highest.map_or(whole, |highest| highest.min(whole)))
                }
                Bound::ExclusiveMaximum(_) => {
                    highest = Some(highest.map_or(whole - 1, |highest| highest.min(whole - 1)))
                }
                _ => {}
            }
            kept.push((bound, whole));
        }
        let integer = match (lowest, highest) {
            (Some(0..), Some(highest)) if highest <= i128::from(u32::MAX) => Integer::U32,
            (Some(0..), _) => Integer::U64,
            (Some(lowest), Some(highest))
                if lowest >= i128::from(i32::MIN) && highest <= i128::from(i32::MAX) =>
            {
                Integer::I32
            }
            _ => Integer::I64,
        };
        let (least, most) = integer.range();
        // What the Rust type makes impossible anyway is not checked again.
        kept.retain(|(bound, whole)| match bound {
            Bound::Minimum(_) => *whole > least,
            Bound::ExclusiveMinimum(_) => *whole >= least,
            Bound::Maximum(_) => *whole < most,
            Bound::ExclusiveMaximum(_) => *whole <= most,
            _ => *whole != 1,
        });
        if let Some((_, whole)) = kept
            .iter()
            .find(|(_, whole)| *whole < least || *whole > most)
        {
            self.refuse(
                location,
                &format!("no 64-bit integer fits the bound {whole}"),
                "choose a bound that a number can reach",
            );
            return None;
        }
        let bounds = kept
            .into_iter()
            .map(|(bound, whole)| respelled(bound, whole))
            .collect();
        Some(Usage {
            constraints: Constraints {
                bounds,
                ..Constraints::default()
            },
            ..Usage::of(Kind::Integer(integer))
        })
    }

    pub(super) fn list(
        &mut self,
        rules: &Rules,
        _location: &Location,
        place: &str,
    ) -> Option<Usage> {
        let item = match rules.array.items {
            Some(items) => self.usage(items, &format!("{place} item"))?,
            None => Usage::of(Kind::Free),
        };
        let constraints = Constraints {
            min_count: rules.array.min_items.filter(|&count| count > 0),
            max_count: rules.array.max_items,
            unique: rules.array.unique_items,
            ..Constraints::default()
        };
        Some(Usage {
            constraints,
            ..Usage::of(Kind::List(Box::new(item)))
        })
    }

    /// `const` and `enum`.
    pub(super) fn literals(
        &mut self,
        rules: &Rules,
        values: &[Literal],
        keyword: &str,
        location: &Location,
    ) -> Option<Built> {
        let allowed = rules
            .types
            .unwrap_or_else(|| Type::ALL.into_iter().collect());
        let values: Vec<&Literal> = values
            .iter()
            .filter(|value| allowed.allows(value.json_type()))
            .collect();
        let others: Vec<&&Literal> = values
            .iter()
            .filter(|value| !matches!(value, Literal::Null))
            .collect();
        if others.is_empty() && !values.is_empty() {
            return Some(Built::Plain(Usage::of(Kind::Null)));
        }
        let texts: Option<Vec<String>> = others
            .iter()
            .map(|value| value.as_str().map(str::to_owned))
            .collect();
        if let Some(mut texts) = texts.filter(|texts| !texts.is_empty()) {
            let mut seen = std::collections::HashSet::new();
            texts.retain(|text| seen.insert(text.clone()));
            return Some(Built::Shape(Shape::Text(texts)));
        }
        if let [Literal::Bool(value)] =
            others[..].iter().map(|value| **value).collect::<Vec<_>>()[..]
        {
            let constraints = Constraints {
                bounds: vec![Bound::Is(*value)],
                ..Constraints::default()
            };
            return Some(Built::Plain(Usage {
                constraints,
                ..Usage::of(Kind::Bool)
            }));
        }
        let both =
            others.len() == 2 && others.iter().all(|value| matches!(value, Literal::Bool(_)));
        if both {
            return Some(Built::Plain(Usage::of(Kind::Bool)));
        }
        let numbers: Option<Vec<i64>> = others.iter().map(|value| integer(value)).collect();
        if let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) {
            let constraints = Constraints {
                bounds: vec![Bound::OneOf(numbers)],
                ..Constraints::default()
            };
            return Some(Built::Plain(Usage {
                constraints,
                ..Usage::of(Kind::Integer(Integer::I64))
            }));
        }
        let place = rules.keyword(keyword).unwrap_or(location).clone();
        let message =
            format!("the values of `{keyword}` are neither all texts nor all whole numbers");
        self.refuse(
            &place,
            &message,
            "give each type of value a schema of its own under `oneOf`",
        );
        None
    }
}

impl Integer {
    /// The least and the greatest value.
    pub(crate) fn range(self) -> (i128, i128) {
        match self {
            Self::I32 => (i32::MIN.into(), i32::MAX.into()),
            Self::U32 => (0, u32::MAX.into()),
            Self::I64 => (i64::MIN.into(), i64::MAX.into()),
            Self::U64 => (0, u64::MAX.into()),
        }
    }
}

fn bounds(rules: &Rules) -> Vec<Bound> {
    let number = &rules.number;
    [
        number.minimum.clone().map(Bound::Minimum),
        number.maximum.clone().map(Bound::Maximum),
        number
            .exclusive_minimum
            .clone()
            .map(Bound::ExclusiveMinimum),
        number
            .exclusive_maximum
            .clone()
            .map(Bound::ExclusiveMaximum),
        number.multiple_of.clone().map(Bound::MultipleOf),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `100`, `1e2` and `100.0` as 100.
fn whole_number(text: &str) -> Option<i128> {
    if let Ok(whole) = text.parse() {
        return Some(whole);
    }
    let float: f64 = text.parse().ok()?;
    // Above 2^53 a float no longer says which whole number was meant.
    (float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0).then_some(float as i128)
}

fn integer(value: &Literal) -> Option<i64> {
    match value {
        Literal::Number(text) => whole_number(text)?.try_into().ok(),
        _ => None,
    }
}

fn respelled(bound: Bound, whole: i128) -> Bound {
    let text = whole.to_string();
    match bound {
        Bound::Minimum(_) => Bound::Minimum(text),
        Bound::Maximum(_) => Bound::Maximum(text),
        Bound::ExclusiveMinimum(_) => Bound::ExclusiveMinimum(text),
        Bound::ExclusiveMaximum(_) => Bound::ExclusiveMaximum(text),
        _ => Bound::MultipleOf(text),
    }
}

/// Whether rules that state several types can be taken as rules of `single` among them.
pub(super) fn of_type(rules: &Rules, single: Type) -> Rules {
    Rules {
        types: Some(TypeSet::only(single)),
        ..rules.clone()
    }
}
