//! Truth values, numbers and texts.

use tidings_schema::{Decimal, Format, Literal, Pattern};

use super::exact;
use super::merged::Merged;
use super::{Bound, Constraints, Formatted, Integer, Kind};
use crate::settings::{Formats, Settings};

/// A type, or whether it is that no value is left (else a finding says what is wrong).
type Chosen = Result<Kind, bool>;

pub(super) fn boolean(merged: &Merged, constraints: &mut Constraints) -> Chosen {
    if let Some(literals) = &merged.literals {
        let allowed = |truth| literals.contains(&Literal::Bool(truth));
        constraints.truth = match (allowed(true), allowed(false)) {
            (true, true) => None,
            (true, false) => Some(true),
            (false, true) => Some(false),
            (false, false) => return Err(true),
        };
    }
    Ok(Kind::Bool)
}

pub(super) fn number(
    merged: &Merged,
    constraints: &mut Constraints,
    settings: &Settings,
) -> Chosen {
    add_literals(merged, constraints)?;
    if exact::asked(merged, constraints, settings) {
        return Ok(Kind::Decimal);
    }
    constraints.keep_to_floats()?;
    Ok(Kind::Number)
}

/// The machine type that holds every allowed value.
pub(super) fn integer(merged: &Merged, constraints: &mut Constraints) -> Chosen {
    add_literals(merged, constraints)?;
    if exact::is_beyond_integers(constraints) {
        constraints.bounds.push(Bound::MultipleOf("1".to_owned()));
        return Ok(Kind::Decimal);
    }
    let (least, greatest) = constraints.whole_range();
    let says = |format: &str| merged.formats.iter().any(|known| known == format);
    let least = least.or(says("int32").then_some(i128::from(i32::MIN)));
    let greatest = greatest.or(says("int32").then_some(i128::from(i32::MAX)));
    if let (Some(least), Some(greatest)) = (least, greatest)
        && least > greatest
    {
        return Err(true);
    }
    let integer = Integer::holding(least, greatest);
    let (bottom, top) = integer.range();
    let holds_some = least.is_none_or(|least| least <= top)
        && greatest.is_none_or(|greatest| greatest >= bottom);
    constraints.spell_whole(integer);
    if holds_some {
        Ok(Kind::Integer(integer))
    } else {
        Err(true)
    }
}

/// Whether every bound lies within 128 bits, so that it can be said in terms of a machine type.
pub(super) fn is_within_reach(constraints: &Constraints) -> bool {
    let is_read = |text: &String| Decimal::parse(text).is_some_and(|bound| bound.floor().is_some());
    constraints.bounds.iter().all(|bound| match bound {
        Bound::Minimum(text)
        | Bound::Maximum(text)
        | Bound::ExclusiveMinimum(text)
        | Bound::ExclusiveMaximum(text)
        | Bound::MultipleOf(text) => is_read(text),
        Bound::OneOf(texts) | Bound::NoneOf(texts) => texts.iter().all(is_read),
    })
}

/// Says what `merged` demands in terms of floats, which are known to be the type.
pub(super) fn floating(merged: &Merged, constraints: &mut Constraints) -> Result<(), bool> {
    add_literals(merged, constraints)?;
    constraints.keep_to_floats()
}

/// Says what `merged` demands in terms of `integer`, which is known to be the type.
pub(super) fn spelled_for(
    integer: Integer,
    merged: &Merged,
    constraints: &mut Constraints,
) -> Result<(), bool> {
    add_literals(merged, constraints)?;
    constraints.spell_whole(integer);
    Ok(())
}

impl Integer {
    /// The type for values from `least` to `greatest`.
    ///
    /// Types of 8 and 16 bits are for bounds that are theirs, because a schema with bounds of its own may widen them,
    /// and that should not change the type; 128 bits are for bounds that ask for them.
    fn holding(least: Option<i128>, greatest: Option<i128>) -> Self {
        let small = [Self::U8, Self::U16, Self::I8, Self::I16];
        let is_of = |one: &Self| (least, greatest) == (Some(one.range().0), Some(one.range().1));
        if let Some(exact) = small.into_iter().find(is_of) {
            return exact;
        }
        let fits = |one: &Self| {
            let (bottom, top) = one.range();
            least.is_some_and(|least| least >= bottom)
                && greatest.is_some_and(|greatest| greatest <= top)
        };
        if let Some(fitting) = [Self::U32, Self::I32].into_iter().find(fits) {
            return fitting;
        }
        let is_unsigned = least.is_some_and(|least| least >= 0);
        let (usual, widest) = match is_unsigned {
            true => (Self::U64, Self::U128),
            false => (Self::I64, Self::I128),
        };
        let is_within = |bound: Option<i128>| {
            bound.is_none_or(|bound| (usual.range().0..=usual.range().1).contains(&bound))
        };
        match is_within(least) && is_within(greatest) {
            true => usual,
            false => widest,
        }
    }

    /// The name in Rust.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::I128 => "i128",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::U128 => "u128",
        }
    }

    /// The least and the greatest value, as far as 128 bits with a sign can say.
    pub(super) fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN.into(), i8::MAX.into()),
            Self::I16 => (i16::MIN.into(), i16::MAX.into()),
            Self::I32 => (i32::MIN.into(), i32::MAX.into()),
            Self::I64 => (i64::MIN.into(), i64::MAX.into()),
            Self::I128 => (i128::MIN, i128::MAX),
            Self::U8 => (0, u8::MAX.into()),
            Self::U16 => (0, u16::MAX.into()),
            Self::U32 => (0, u32::MAX.into()),
            Self::U64 => (0, u64::MAX.into()),
            Self::U128 => (0, i128::MAX),
        }
    }
}

impl Constraints {
    /// Leaves out what holds for every float anyway, since no float is beyond the greatest.
    fn keep_to_floats(&mut self) -> Result<(), bool> {
        let beyond = |text: &str| {
            let number: Option<f64> = text.parse().ok();
            number.filter(|number| number.is_infinite())
        };
        let mut is_empty = false;
        self.bounds.retain_mut(|bound| match bound {
            Bound::Minimum(text) | Bound::ExclusiveMinimum(text) => {
                let beyond = beyond(text);
                is_empty |= beyond.is_some_and(|bound| bound > 0.0);
                beyond.is_none()
            }
            Bound::Maximum(text) | Bound::ExclusiveMaximum(text) => {
                let beyond = beyond(text);
                is_empty |= beyond.is_some_and(|bound| bound < 0.0);
                beyond.is_none()
            }
            Bound::OneOf(values) => {
                values.retain(|text| beyond(text).is_none());
                is_empty |= values.is_empty();
                true
            }
            Bound::NoneOf(values) => {
                values.retain(|text| beyond(text).is_none());
                !values.is_empty()
            }
            Bound::MultipleOf(divisor) => {
                if beyond(divisor).is_some() {
                    // Zero is a multiple of everything, and every other float is too small.
                    *bound = Bound::OneOf(vec!["0".to_owned()]);
                }
                true
            }
        });
        if is_empty { Err(true) } else { Ok(()) }
    }

    /// Writes the bounds as whole numbers of the machine type, without those that the type itself keeps.
    fn spell_whole(&mut self, integer: Integer) {
        let (bottom, top) = integer.range();
        let read = |text: &str, round: fn(&Decimal) -> Option<i128>| {
            Decimal::parse(text).as_ref().and_then(round)
        };
        let mut kept = Vec::new();
        for bound in self.bounds.drain(..) {
            let spelled = match &bound {
                Bound::Minimum(text) => read(text, Decimal::ceil)
                    .filter(|whole| *whole > bottom)
                    .map(|whole| Bound::Minimum(whole.to_string())),
                Bound::Maximum(text) => read(text, Decimal::floor)
                    .filter(|whole| *whole < top)
                    .map(|whole| Bound::Maximum(whole.to_string())),
                Bound::ExclusiveMinimum(text) => read(text, Decimal::floor)
                    .filter(|whole| *whole >= bottom)
                    .map(|whole| Bound::ExclusiveMinimum(whole.to_string())),
                Bound::ExclusiveMaximum(text) => read(text, Decimal::ceil)
                    .filter(|whole| *whole <= top)
                    .map(|whole| Bound::ExclusiveMaximum(whole.to_string())),
                Bound::MultipleOf(text) => match read(text, Decimal::to_integer) {
                    Some(1) => None,
                    Some(whole) => Some(Bound::MultipleOf(whole.min(top).to_string())),
                    None => Some(bound),
                },
                Bound::OneOf(values) => {
                    let whole = values
                        .iter()
                        .filter_map(|text| read(text, Decimal::to_integer));
                    Some(Bound::OneOf(whole.map(|whole| whole.to_string()).collect()))
                }
                Bound::NoneOf(values) => {
                    let whole = values
                        .iter()
                        .filter_map(|text| read(text, Decimal::to_integer))
                        .filter(|whole| (bottom..=top).contains(whole));
                    let whole: Vec<String> = whole.map(|whole| whole.to_string()).collect();
                    (!whole.is_empty()).then_some(Bound::NoneOf(whole))
                }
            };
            kept.extend(spelled);
        }
        self.bounds = kept;
    }
}

pub(super) fn text(merged: &Merged, constraints: &mut Constraints, settings: &Settings) -> Chosen {
    if settings.formats == Formats::Annotate {
        return Ok(Kind::Text);
    }
    let known = merged
        .formats
        .iter()
        .filter_map(|format| Format::named(format));
    let mut kind = Kind::Text;
    for format in known {
        match Formatted::of(format, settings) {
            Some(formatted) if matches!(kind, Kind::Text) => kind = Kind::Formatted(formatted),
            Some(formatted) if kind == Kind::Formatted(formatted) => {}
            _ if constraints
                .formats
                .iter()
                .any(|known| known == format.name()) => {}
            _ => constraints.formats.push(format.name().to_owned()),
        }
    }
    Ok(kind)
}

/// Whether `text` satisfies the constraints of a string.
pub(super) fn fits(text: &str, constraints: &Constraints) -> bool {
    let length = text.chars().count() as u64;
    let matches = |pattern: &String| Pattern::new(pattern).is_ok_and(|one| one.is_match(text));
    constraints.min_length.is_none_or(|least| length >= least)
        && constraints.max_length.is_none_or(|most| length <= most)
        && constraints.patterns.iter().all(matches)
        && !constraints.not_patterns.iter().any(matches)
        && !constraints
            .not_texts
            .iter()
            .any(|excluded| excluded == text)
}

fn add_literals(merged: &Merged, constraints: &mut Constraints) -> Result<(), bool> {
    let Some(literals) = &merged.literals else {
        return Ok(());
    };
    let numbers = literals.iter().filter_map(|literal| match literal {
        Literal::Number(text) => Some(text.clone()),
        _ => None,
    });
    let whole = |text: &String| Decimal::parse(text).is_some_and(|number| number.is_integer());
    let only_whole = merged
        .stated
        .is_some_and(|types| !types.contains(tidings_schema::Type::Number));
    let numbers: Vec<String> = numbers.filter(|text| !only_whole || whole(text)).collect();
    if numbers.is_empty() {
        return Err(true);
    }
    constraints.bounds.push(Bound::OneOf(numbers));
    Ok(())
}
