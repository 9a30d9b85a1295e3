//! What the cards of the scorecard say of their values, judged by a validator that nobody here has written.

use jsonschema::Draft;
use serde_json::Value;
use tidings_diag::FileId;
use tidings_schema::Literal;
use tidings_syntax::Format;
use xtask::scorecard::{read_folder, schemas_folder};

/// Values about which the other validator says something else: the card, the value, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "wide-integers",
    r#"{"huge":7.0,"step":9007199254740995}"#,
    "it divides doubles, and this is none",
)];

/// Formats that the validator knows since 2019-09 only; what else these cards say means the same there.
const LATER_FORMATS: [&str; 2] = ["uuid", "duration"];

/// Values with numbers that doubles and 64 bits do not hold are not asked about; more than these are not expected.
const MOST_UNASKED: usize = 20;

#[test]
fn another_validator_confirms_every_value() {
    let cards = read_folder(&schemas_folder()).expect("the folder of cards");
    let (mut valid, mut invalid, mut unasked) = (0, 0, 0);
    let mut differences = Vec::new();
    for card in &cards {
        let schema: Value = serde_json::from_str(&card.schema).expect("a schema is JSON");
        let is_later = |format: &&str| card.schema.contains(&format!("\"{format}\""));
        let mut options = jsonschema::options().should_validate_formats(true);
        if schema.get("$schema").is_none() {
            options = options.with_draft(match LATER_FORMATS.iter().any(is_later) {
                true => Draft::Draft201909,
                false => Draft::Draft7,
            });
        }
        let validator = options
            .build(&schema)
            .unwrap_or_else(|error| panic!("{}: {error}", card.name));
        for instance in &card.values {
            let text = instance.value.to_json_text();
            let value: Value = serde_json::from_str(&text).expect("a value is JSON");
            if literal(&value) != instance.value {
                unasked += 1;
                continue;
            }
            match instance.is_valid {
                true => valid += 1,
                false => invalid += 1,
            }
            let mut exceptions = EXCEPTIONS.iter();
            let is_exception = exceptions.any(|(name, of, _)| *name == card.name && *of == text);
            if (validator.is_valid(&value) != instance.is_valid) != is_exception {
                differences.push(format!("{}: {}: {text}", card.name, instance.about));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(
        unasked <= MOST_UNASKED,
        "{unasked} values are not asked about"
    );
    assert!(
        cards.len() >= 60 && valid >= 150 && invalid >= 300,
        "{} cards, {valid} valid, {invalid} invalid",
        cards.len()
    );
}

/// The value as it is left when doubles and 64 bits have held its numbers.
fn literal(value: &Value) -> Literal {
    let text = value.to_string();
    let (tree, _) = tidings_syntax::parse(FileId(0), text.as_bytes(), Format::Json);
    Literal::from(tree.root().expect("a value is there"))
}
