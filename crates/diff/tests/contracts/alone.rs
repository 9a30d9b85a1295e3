//! What a change means does not depend on what else changed beside it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tidings_diff::{Acceptance, Comparison, Options, Policy, Reading, Version, Witness, compare};
use tidings_model::Contract;
use tidings_schema::{ValidateOptions, validate_literal};

use crate::support::as_it_is;

/// What is said of one property in both versions, by the number of a schema and whether the property has to be there.
type Property = [Option<(usize, bool)>; 2];

/// What properties are made of.
const SCHEMAS: [&str; 6] = [
    "{ type: string, maxLength: 9 }",
    "{ type: string, maxLength: 5 }",
    "{ type: integer }",
    "{ enum: [red, green] }",
    "{ enum: [green, blue] }",
    "{ type: object, additionalProperties: false, properties: { inner: { type: string } } }",
];

/// Where the object stands that has the properties: the payload is `BEFORE` it and `AFTER` it.
const PLACES: [[&str; 2]; 5] = [
    ["", ""],
    ["{ type: object, properties: { box: ", " } }"],
    ["{ type: array, items: ", " }"],
    [
        "{ oneOf: [ { type: object, required: [kind], properties: { kind: { const: other } } }, { required: [kind], properties: { kind: { const: this } }, allOf: [ ",
        " ] } ] }",
    ],
    [
        "{ oneOf: [ { title: Agent, type: object, properties: { kind: { const: agent }, place: { type: object } } }, { title: Person, properties: { kind: { enum: [person] }, place: { type: array } }, allOf: [ ",
        " ] } ] }",
    ],
];

/// The place whose values may fit another alternative, too.
const OVERLAPPING: usize = 4;

/// A contract whose only payload has `properties`.
fn document(properties: &[Option<(usize, bool)>], is_closed: bool, place: usize) -> String {
    let named = properties.iter().enumerate();
    let named = named.filter_map(|(index, property)| Some((index, (*property)?)));
    let named: Vec<(usize, (usize, bool))> = named.collect();
    let declared = named.iter();
    let declared = declared.map(|(index, (schema, _))| format!("p{index}: {}", SCHEMAS[*schema]));
    let mut declared: Vec<String> = declared.collect();
    declared.push("kind: {}".to_owned());
    let required = named.iter().filter(|(_, (_, is_required))| *is_required);
    let required: Vec<String> = required.map(|(index, _)| format!("p{index}")).collect();
    let object = format!(
        "{{ type: object, additionalProperties: {}, required: [{}], properties: {{ {} }} }}",
        !is_closed,
        required.join(", "),
        declared.join(", "),
    );
    let [before, after] = PLACES[place];
    format!(
        "asyncapi: 3.0.0
info: {{ title: Orders, version: 1.0.0 }}
channels:
  orders:
    address: orders
    messages:
      Placed:
        payload: {before}{object}{after}
operations:
  orders: {{ action: send, channel: {{ $ref: '#/channels/orders' }} }}
"
    )
}

/// What every change means in both directions, by what it says.
fn meanings(comparison: &Comparison) -> BTreeMap<String, [&'static str; 2]> {
    let changes = comparison.changes.iter().map(|change| {
        let answers = [change.answers.backward, change.answers.forward];
        (change.message.clone(), answers.map(|answer| answer.word()))
    });
    changes.collect()
}

/// Whether one of two versions accepts what the other one refuses, as `shown` has it.
fn is_lost(shown: &Witness, base: &Contract, revision: &Contract) -> bool {
    let accepts = |version| {
        let contract = match version {
            Version::Base => base,
            Version::Revision => revision,
        };
        let message = contract.messages.iter().next().expect("a message");
        let payload = message
            .payload
            .as_ref()
            .and_then(|payload| payload.json_schema());
        let schema = payload.expect("a schema");
        let options = ValidateOptions::default();
        validate_literal(&contract.schemas, schema, &shown.instance, &options).is_empty()
    };
    accepts(shown.acceptance.accepted_by) && !accepts(shown.acceptance.rejected_by)
}

fn property() -> impl Strategy<Value = Property> {
    let one = || prop::option::weighted(0.8, (0..SCHEMAS.len(), any::<bool>()));
    (one(), one(), any::<bool>()).prop_map(|(was, is, is_same)| match is_same {
        true => [was, was],
        false => [was, is],
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_change_means_the_same_alone_and_beside_others(
        properties in prop::collection::vec(property(), 2..6),
        is_closed in any::<bool>(),
        place in 0..PLACES.len(),
        reading in prop::sample::select(vec![Reading::Events, Reading::Strict]),
    ) {
        let options = Options { policy: Policy::Full, reading, ..Options::default() };
        let text = |all: &[Property], version: usize| {
            let all: Vec<_> = all.iter().map(|property| property[version]).collect();
            document(&all, is_closed, place)
        };
        let texts = [0, 1].map(|version| text(&properties, version));
        let [base, together_revision] = texts.each_ref().map(|text| as_it_is(text));
        let together = meanings(&compare(&base, &together_revision, &options));
        for changed in 0..properties.len() {
            let mut one: Vec<Property> = properties.iter().map(|[was, _]| [*was, *was]).collect();
            one[changed] = properties[changed];
            let revision = as_it_is(&text(&one, 1));
            let comparison = compare(&base, &revision, &options);
            for (message, alone) in meanings(&comparison) {
                let Some(beside) = together.get(&message) else {
                    continue;
                };
                // What one change alone has refused there may fit the other alternative because of another one.
                let shown = comparison.changes.iter().find(|change| change.message == message);
                let shown = shown.and_then(|change| change.witness.as_ref());
                let is_same = match shown.filter(|_| place == OVERLAPPING) {
                    Some(shown) => {
                        let direction = usize::from(shown.acceptance == Acceptance::FORWARD);
                        !is_lost(shown, &base, &together_revision) || beside[direction] == "no"
                    }
                    None => place == OVERLAPPING || &alone == beside,
                };
                prop_assert!(
                    is_same,
                    "{message}: {alone:?} and {beside:?}\n{}\n---\n{}",
                    texts[0],
                    texts[1]
                );
            }
        }
    }
}
