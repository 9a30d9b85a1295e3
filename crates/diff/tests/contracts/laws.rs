//! What holds for any two contracts: how they are written does not matter, and what is shown can be shown again.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use tidings_diff::{Options, Part, Policy, Reading, Version, Witness, compare};
use tidings_model::Contract;
use tidings_model::contract::{LeftOut, Message, MessageId, Payload};
use tidings_schema::{ValidateOptions, validate_literal};

use crate::pair::{files, meaning, pairs};
use crate::rewriting::{Chance, rewritten};
use crate::support::as_it_is;

/// The name and both texts of every pair of the fixtures.
pub(crate) static TEXTS: LazyLock<Vec<(String, [String; 2])>> = LazyLock::new(|| {
    let pairs = pairs().into_iter().map(|pair| (pair.name, pair.texts));
    let matching = files("matching", 3).into_iter().map(|(name, parts)| {
        let [_, base, revision] = <[String; 3]>::try_from(parts).expect("three parts");
        (name, [base, revision])
    });
    // What a broken part hides depends on where it stands, unless it is one of a schema.
    let is_schema = |one: &LeftOut| one.part == tidings_model::contract::Part::Schema;
    let is_whole = |texts: &[String; 2]| {
        let mut contracts = texts.iter().map(|text| as_it_is(text));
        contracts.all(|contract| contract.left_out.iter().all(is_schema))
    };
    pairs
        .chain(matching)
        .filter(|(_, texts)| is_whole(texts))
        .collect()
});

fn with(policy: Policy, reading: Reading) -> Options {
    Options {
        policy,
        reading,
        ..Options::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_document_that_is_written_otherwise_is_the_same(
        which in any::<Index>(), is_base in any::<bool>(), seed in any::<u64>(),
    ) {
        let (name, [base, revision]) = which.get(&TEXTS);
        let text = if is_base { base } else { revision };
        let other = rewritten(text, seed, &mut Chance::new(seed));
        let contracts = [text, &other].map(|text| as_it_is(text));
        for policy in [Policy::Roles, Policy::Full] {
            let comparison = compare(&contracts[0], &contracts[1], &with(policy, Reading::Strict));
            // What is inlined leaves a component that nothing uses any more.
            let mut changes = comparison.changes.iter();
            let is_same = changes.all(|change| change.check.id.starts_with("unused-component-"));
            prop_assert!(is_same, "{}: {}\n{}\n---\n{}", name, meaning(&comparison), text, other);
        }
    }

    #[test]
    fn how_both_are_written_does_not_change_what_it_means(
        which in any::<Index>(), seed in any::<u64>(),
    ) {
        let (name, texts) = which.get(&TEXTS);
        let mut chance = Chance::new(seed);
        let others = texts.each_ref().map(|text| rewritten(text, seed, &mut chance));
        let [base, revision] = texts.each_ref().map(|text| as_it_is(text));
        let contracts = others.each_ref().map(|text| as_it_is(text));
        for reading in [Reading::Events, Reading::Strict] {
            let options = with(Policy::Roles, reading);
            let before = compare(&base, &revision, &options);
            let now = compare(&contracts[0], &contracts[1], &options);
            prop_assert_eq!(
                before.verdict(), now.verdict(),
                "{}: {}, {}\n{}\n---\n{}", name, meaning(&before), meaning(&now), others[0], others[1]
            );
        }
    }
}

/// The part of a message that a witness is a value of.
fn part<'m>(message: &'m Message, witness: &Witness) -> Option<&'m Payload> {
    match witness.part {
        Part::Payload => message.payload.as_ref(),
        Part::Headers => message.headers.as_ref(),
        Part::Key => message.key_schema.as_ref(),
        Part::Binding | Part::Parameter => None,
    }
}

/// Why `witness` shows nothing of `pair`, a message of both contracts; `None` where there is nothing to judge it by.
fn objection(
    contracts: [&Contract; 2],
    pair: [MessageId; 2],
    witness: &Witness,
    options: &Options,
) -> Option<Option<&'static str>> {
    let index = |version| usize::from(version == Version::Revision);
    let schema = |version| {
        let message = &contracts[index(version)].messages[pair[index(version)]];
        match part(message, witness) {
            Some(Payload::Schema(schema)) => Some((&contracts[index(version)].schemas, *schema)),
            _ => None,
        }
    };
    let (written, writer) = schema(witness.acceptance.accepted_by)?;
    let (read, reader) = schema(witness.acceptance.rejected_by)?;
    let mut writers = options.reading.writers(written);
    let mut readers = options.reading.readers(read);
    let (writer, reader) = (writers.emitted(writer), readers.accepted(reader));
    let validation = ValidateOptions {
        formats: options.formats,
    };
    let is_valid =
        |graph, schema| validate_literal(graph, schema, &witness.instance, &validation).is_empty();
    Some(
        match (
            is_valid(writers.graph(), writer),
            is_valid(readers.graph(), reader),
        ) {
            (false, _) => Some("nobody emits it"),
            (true, true) => Some("it is accepted"),
            (true, false) => None,
        },
    )
}

#[test]
fn every_witness_is_emitted_and_refused() {
    let mut wrong = Vec::new();
    let mut judged = 0;
    for pair in pairs() {
        for reading in Reading::ALL {
            let options = with(Policy::Full, reading);
            let comparison = pair.compare(&options);
            for change in &comparison.changes {
                let Some(witness) = &change.witness else {
                    continue;
                };
                let matched = comparison.matching.messages.matched.iter();
                let of_change = matched
                    .filter(|one| pair.revision.messages[one.revision].element == change.element);
                for one in of_change {
                    let contracts = [&pair.base, &pair.revision];
                    let found = objection(contracts, [one.base, one.revision], witness, &options);
                    judged += usize::from(found.is_some());
                    if let Some(Some(objection)) = found {
                        let (name, reading, value) =
                            (&pair.name, reading.name(), &witness.instance);
                        wrong.push(format!("{name} under {reading}: {value}: {objection}"));
                    }
                }
            }
        }
    }
    assert!(judged > 400, "{judged} witnesses are left");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_shown_of_a_property_that_must_be_there_lacks_that_one() {
    let mut wrong = Vec::new();
    let mut judged = 0;
    for pair in pairs() {
        for reading in Reading::ALL {
            let comparison = pair.compare(&with(Policy::Full, reading));
            for change in &comparison.changes {
                let checks = ["property-required", "property-optional"];
                let witness = change.witness.as_ref();
                let Some(witness) = witness.filter(|_| checks.contains(&change.check.id)) else {
                    continue;
                };
                let name = change.message.rsplit("property `").next();
                let name = name.and_then(|rest| rest.split('`').next());
                let name = name.unwrap_or_default();
                judged += 1;
                let is_said = format!("the property `{name}` is missing");
                // What combines schemas says only how many of them the value fits.
                let is_combined = witness.reason.starts_with("fits ");
                let lacks = !witness
                    .instance
                    .to_string()
                    .contains(&format!("\"{name}\":"));
                if !(witness.reason.ends_with(&is_said) || is_combined && lacks) {
                    let (message, reason) = (&change.message, &witness.reason);
                    wrong.push(format!("{}: {message}: {reason}", pair.name));
                }
            }
        }
    }
    assert!(judged > 100, "{judged} witnesses are left");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
