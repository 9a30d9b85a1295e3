//! Generated types and the validator agree about values that nobody has thought of, and what is valid comes back as it
//! went in.
//!
//! Values are drawn near what is valid: texts of the notation in question of which a character may be another one, and
//! objects of names and values that mean something to the schema.

mod support;

use std::cell::Cell;

use proptest::prelude::*;
use tidings::Payload;
use tidings_diag::FileId;
use tidings_model::Contract;
use tidings_schema::{Formats, Literal, ValidateOptions, validate_literal};
use tidings_syntax::Format;

#[allow(dead_code)]
mod notations {
    include!("generated/notations.rs");
}

#[allow(dead_code)]
mod patterns {
    include!("generated/patterns.rs");
}

use notations::{Exact, Wide};
use patterns::{Amounts, Closed, Declared, Dependent, Overlapping, Readings, Twice};

fn literal(json: &str) -> Literal {
    let (tree, _) = tidings_syntax::parse(FileId(0), json.as_bytes(), Format::Json);
    Literal::from(tree.root().expect("a value is there"))
}

/// What becomes of `json` as the type `T`; `Err` says why it was refused.
fn round_trip<T: Payload>(json: &str) -> Result<String, String> {
    let value: T = tidings::json::from_slice(json.as_bytes()).map_err(|error| error.to_string())?;
    let written = tidings::json::to_vec(&value).map_err(|error| format!("written: {error}"))?;
    String::from_utf8(written).map_err(|error| error.to_string())
}

/// Whether the schema `name` of `contract` describes `json`.
fn is_valid(contract: &Contract, name: &str, json: &str) -> bool {
    let mut schemas = contract.component_schemas.iter();
    let (_, schema) = schemas.find(|(key, _)| key == name).expect("the schema");
    let options = ValidateOptions {
        formats: Formats::Assert,
    };
    validate_literal(&contract.schemas, *schema, &literal(json), &options).is_empty()
}

/// Holds the type `T` against the schema `name`; `is_kept` compares what was written with what was read.
fn check<T: Payload>(
    contract: &Contract,
    name: &str,
    json: &str,
    is_kept: impl Fn(&str, &str) -> bool,
) -> Result<bool, TestCaseError> {
    let is_valid = is_valid(contract, name, json);
    match round_trip::<T>(json) {
        Ok(written) => {
            prop_assert!(is_valid, "{name} takes {json}");
            prop_assert!(is_kept(&written, json), "{name}: {json} becomes {written}");
        }
        Err(error) => prop_assert!(!is_valid, "{name} refuses {json}: {error}"),
    }
    Ok(is_valid)
}

/// A text that matches `texts`, or one that differs in a character.
fn near(texts: &str) -> impl Strategy<Value = String> + use<> {
    let texts = prop::string::string_regex(texts).expect("a pattern of texts");
    let change = (
        0..3_u8,
        any::<prop::sample::Index>(),
        "[0-9:.TZztPWYMDHS+=/-]",
    );
    (texts, proptest::option::weighted(0.4, change)).prop_map(|(text, change)| {
        let Some((kind, place, other)) = change else {
            return text;
        };
        let mut characters: Vec<char> = text.chars().collect();
        let place = place.index(characters.len() + 1);
        match kind {
            0 if place < characters.len() => drop(characters.remove(place)),
            1 if place < characters.len() => characters
                .splice(place..=place, other.chars())
                .for_each(drop),
            _ => characters
                .splice(place..place, other.chars())
                .for_each(drop),
        }
        characters.into_iter().collect()
    })
}

/// A property of [`Exact`] in JSON.
fn exact_property() -> impl Strategy<Value = String> {
    let number = "-?(0|[1-9][0-9]{0,22})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,2})?";
    let date = "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    let time = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,12})?([Zz]|[+-](0[0-9]|1[0-4]):[0-5][0-9])";
    let duration = "P([1-9][0-9]?Y)?([1-9]M)?([0-9]{1,3}D)?(T[0-9]{1,2}H([0-9]{1,2}M([0-9]{1,2}S)?)?)?|P[0-9]{1,3}W";
    let uuid = "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9A-F]{12}";
    let text = |name: &'static str, texts: &str| {
        near(texts).prop_map(move |text| format!("\"{name}\":\"{text}\""))
    };
    let moment = format!("{date}[Tt]{time}");
    prop_oneof![
        number.prop_map(|number| format!("\"amount\":{number}")),
        "-?[0-9]\\.[0-9]{1,5}".prop_map(|number| format!("\"rate\":{number}")),
        text("total", "-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,8})?"),
        text("day", date),
        text("at", &moment),
        text("opens", time),
        text("lasts", duration),
        text("id", uuid),
        text("blob", "([A-Za-z0-9+/]{4}){1,3}([A-Za-z0-9+/]{2}==)?"),
        proptest::collection::vec("2024-0[12]-3[01]", 0..3)
            .prop_map(|days| format!("\"days\":{}", serde_json::json!(days))),
    ]
}

/// An integer, or nearly one, in one of the ways to write it.
fn wide_number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[0-9]",
        "-?[1-9][0-9]{15,52}",
        "-?[1-9][0-9]{0,3}[eE][+]?[0-9]{1,2}",
        "-?[1-9][0-9]{0,30}\\.(0{1,3}|5)",
        "-?[1-9]\\.[0-9]{1,3}e[0-9]{1,2}",
        "-?(1|2)0{18,51}1?",
    ]
}

/// An object of `names` with values of several types.
fn object(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "-?[1-9]?[0-9]",
        "-?[1-9]?[0-9]\\.[05]",
        "\"[a-c1]{0,4}\"",
        Just("{\"at\":1}".to_owned()),
        Just("true".to_owned()),
        Just("null".to_owned()),
        Just("7".to_owned()),
    ];
    let properties = proptest::sample::subsequence(names, 0..=names.len().min(4));
    (properties, proptest::collection::vec(value, 4)).prop_map(|(names, values)| {
        let properties = names.iter().zip(values);
        let properties: Vec<String> = properties
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", properties.join(","))
    })
}

fn same_value(written: &str, json: &str) -> bool {
    literal(written) == literal(json)
}

#[test]
fn scalars_are_taken_as_the_validator_takes_them_and_kept_digit_for_digit() {
    let contract = support::contract("notations");
    let taken = Cell::new(0);
    proptest!(|(property in exact_property())| {
        let json = format!("{{{property}}}");
        taken.set(taken.get() + usize::from(check::<Exact>(&contract, "Exact", &json, |written, json| written == json)?));
    });
    assert!(taken.get() > 50, "only {taken:?} values were valid");
}

#[test]
fn wide_integers_are_taken_as_the_validator_takes_them_and_kept() {
    let contract = support::contract("notations");
    let taken = Cell::new(0);
    proptest!(|(name in "small|large|beyond|even|other", number in wide_number())| {
        let json = format!("{{\"{name}\":{number}}}");
        taken.set(taken.get() + usize::from(check::<Wide>(&contract, "Wide", &json, same_value)?));
    });
    assert!(taken.get() > 50, "only {taken:?} values were valid");
}

#[test]
fn properties_by_pattern_are_taken_as_the_validator_takes_them_and_kept() {
    let contract = support::contract("patterns");
    let taken = Cell::new(0);
    let names = &[
        "device", "x-site", "x-a", "x-id", "t-a", "t-total", "17", "_n", "n", "n-a", "s-a", "a",
        "az", "a-x", "b-x", "z", "net", "grossest",
    ];
    proptest!(|(json in object(names))| {
        // A name that is asked for is there more often than by chance.
        let asked = json.replacen('{', "{\"device\":\"d\",\"x-site\":\"s\",", 1).replace(",}", "}");
        let is_twice = json.contains("device") || json.contains("x-site");
        let readings = if is_twice { &json } else { &asked };
        let of_types = [
            check::<Readings>(&contract, "Readings", readings, same_value)?,
            check::<Closed>(&contract, "Closed", &json, same_value)?,
            check::<Amounts>(&contract, "Amounts", &json, same_value)?,
            check::<Declared>(&contract, "Declared", &json, same_value)?,
            check::<Overlapping>(&contract, "Overlapping", &json, same_value)?,
            check::<Twice>(&contract, "Twice", &json, same_value)?,
            check::<Dependent>(&contract, "Dependent", &json, same_value)?,
        ];
        taken.set(taken.get() + of_types.into_iter().filter(|is_valid| *is_valid).count());
    });
    assert!(taken.get() > 50, "only {taken:?} values were valid");
}
