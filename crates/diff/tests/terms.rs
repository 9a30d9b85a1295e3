//! What was agreed about channels and checks, and what was accepted.

mod support;

use support::{as_it_is, contract};
use tidings_diag::RuleMeta;
use tidings_diff::{
    Accepted, Comparison, Impact, Options, Outcome, Policy, Reading, RequiredBump, Terms, Verdict,
    Weight, compare,
};
use tidings_model::contract::Channel;

/// An application that sends one message on each of two channels, with these properties.
fn sending(stored: &str, live: &str) -> String {
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: Orders, version: 1.0.0 }}
channels:
  stored:
    address: stored/orders
    messages:
      Stored: {{ payload: {{ type: object, properties: {{ {stored} }} }} }}
  live:
    address: live/orders
    messages:
      Live: {{ payload: {{ type: object, properties: {{ {live} }} }} }}
operations:
  store: {{ action: send, channel: {{ $ref: '#/channels/stored' }} }}
  tell: {{ action: send, channel: {{ $ref: '#/channels/live' }} }}
"
    )
}

const NARROW: &str = "id: { type: integer }";
const WIDE: &str = "id: { type: [integer, string] }";

/// Other options for the channels whose address begins with `start`, and a weight of one check.
struct Agreed {
    start: &'static str,
    options: Options,
    weights: Vec<(&'static str, Weight)>,
}

impl Terms for Agreed {
    fn options(&self) -> Options {
        Options::default()
    }

    fn of_channel(&self, channel: &Channel) -> Options {
        let address = channel.address.as_deref().unwrap_or_default();
        match address.starts_with(self.start) {
            true => self.options,
            false => self.options(),
        }
    }

    fn weight(&self, check: &RuleMeta) -> Option<Weight> {
        let mut weights = self.weights.iter();
        let (_, weight) = weights.find(|(id, _)| *id == check.id)?;
        Some(*weight)
    }
}

fn stored(policy: Policy, reading: Reading) -> Agreed {
    Agreed {
        start: "stored/",
        options: Options {
            policy,
            reading,
            ..Options::default()
        },
        weights: Vec::new(),
    }
}

fn weighing(check: &'static str, weight: Weight) -> Agreed {
    Agreed {
        start: "none/",
        options: Options::default(),
        weights: vec![(check, weight)],
    }
}

/// Each change by its element, with its impact and the options that gave it.
fn told(comparison: &Comparison) -> Vec<(&str, Impact, Policy, Reading)> {
    let changes = comparison.changes.iter();
    changes
        .map(|change| {
            let Options {
                policy, reading, ..
            } = change.options;
            (change.element.as_str(), change.impact, policy, reading)
        })
        .collect()
}

#[test]
fn a_channel_has_the_policy_that_was_agreed_for_it() {
    let base = contract(&sending(WIDE, WIDE));
    let revision = contract(&sending(NARROW, NARROW));
    let terms = stored(Policy::FullTransitive, Reading::Events);
    let comparison = compare(&base, &revision, &terms);
    assert_eq!(
        told(&comparison),
        [
            (
                "message:Stored",
                Impact::Breaking,
                Policy::FullTransitive,
                Reading::Events
            ),
            (
                "message:Live",
                Impact::Compatible,
                Policy::Roles,
                Reading::Events
            ),
        ]
    );
    assert_eq!(comparison.options.policy, Policy::Roles);
}

#[test]
fn a_channel_is_read_as_was_agreed_for_it() {
    let more = &format!("{NARROW}, note: {{ type: string }}");
    let base = contract(&sending(NARROW, NARROW));
    let revision = contract(&sending(more, more));
    let terms = stored(Policy::Backward, Reading::Strict);
    let comparison = compare(&base, &revision, &terms);
    let impacts: Vec<_> = comparison.changes.iter().collect();
    let impacts: Vec<_> = impacts
        .iter()
        .map(|one| (one.element.as_str(), one.impact))
        .collect();
    assert_eq!(
        impacts,
        [
            ("message:Stored", Impact::Breaking),
            ("message:Live", Impact::Compatible)
        ]
    );
}

#[test]
fn what_two_channels_share_is_told_once_as_the_worse_of_both() {
    let shared = |schema: &str| {
        let text = sending(NARROW, NARROW);
        let (top, _) = text.split_once("channels:").expect("channels");
        contract(&format!(
            "\
{top}channels:
  stored: {{ address: stored/orders, messages: {{ Order: {{ $ref: '#/components/messages/Order' }} }} }}
  live: {{ address: live/orders, messages: {{ Order: {{ $ref: '#/components/messages/Order' }} }} }}
operations:
  store: {{ action: send, channel: {{ $ref: '#/channels/stored' }} }}
  tell: {{ action: send, channel: {{ $ref: '#/channels/live' }} }}
components:
  messages:
    Order: {{ payload: {{ type: object, properties: {{ {schema} }} }} }}
"
        ))
    };
    let terms = stored(Policy::Full, Reading::Events);
    let comparison = compare(&shared(WIDE), &shared(NARROW), &terms);
    assert_eq!(
        told(&comparison),
        [(
            "message:Order",
            Impact::Breaking,
            Policy::Full,
            Reading::Events
        )]
    );
}

/// What a check finds weighs what was agreed: `expected` is the impact and how many are off.
#[track_caller]
fn check(weight: Weight, stored: (&str, &str), expected: (Option<Impact>, usize)) {
    let base = contract(&sending(stored.0, NARROW));
    let revision = contract(&sending(stored.1, NARROW));
    let comparison = compare(&base, &revision, &weighing("type-changed", weight));
    let impact = comparison.changes.first().map(|change| change.impact);
    assert_eq!((impact, comparison.off), expected, "{weight:?}");
}

#[test]
fn a_check_weighs_what_was_agreed() {
    let breaking = (NARROW, WIDE);
    let risky = Weight::Impact(Impact::Risky);
    check(risky, breaking, (Some(Impact::Risky), 0));
    check(Weight::Off, breaking, (None, 1));
    // Whatever the policy makes of a change, all of a check are meant.
    let compatible = (WIDE, NARROW);
    for impact in [
        Impact::Annotation,
        Impact::Compatible,
        Impact::Risky,
        Impact::Breaking,
    ] {
        let weight = Weight::Impact(impact);
        check(weight, compatible, (Some(impact), 0));
        check(weight, breaking, (Some(impact), 0));
    }
    check(Weight::Off, compatible, (None, 1));
}

#[test]
fn what_could_not_be_found_out_cannot_be_made_to_matter_less() {
    let base = contract(&sending(NARROW, NARROW));
    let broken = as_it_is(&sending("id: { type: 5 }", NARROW));
    for weight in [Weight::Off, Weight::Impact(Impact::Compatible)] {
        let comparison = compare(&base, &broken, &weighing("part-left-out", weight));
        let mut changes = comparison.changes.iter();
        let left_out = changes.find(|change| change.check.id == "part-left-out");
        assert_eq!(left_out.map(|change| change.impact), Some(Impact::Unknown));
    }
}

#[test]
fn what_is_broken_in_the_same_way_is_no_change() {
    let broken = as_it_is(&sending("id: { type: 5 }", NARROW));
    let comparison = compare(&broken, &broken, &Options::default());
    assert_eq!(comparison.verdict(), Verdict::Unchanged);
    let otherwise = as_it_is(&sending("id: { type: 6 }", NARROW));
    let comparison = compare(&broken, &otherwise, &Options::default());
    assert_eq!(comparison.verdict(), Verdict::Unknown);
}

#[test]
fn what_is_accepted_does_not_count_and_asks_for_a_version_all_the_same() {
    let base = contract(&sending(NARROW, NARROW));
    let revision = contract(&sending(WIDE, NARROW));
    let mut comparison = compare(&base, &revision, &Options::default());
    assert_eq!(comparison.verdict(), Verdict::Breaking);
    for change in &mut comparison.changes {
        change.accepted = (change.check.id == "type-changed").then_some(Accepted {
            reason: None,
            until: None,
        });
    }
    assert_eq!(comparison.verdict(), Verdict::Compatible);
    assert_eq!(comparison.outcome(), Outcome::Accepted);
    assert_eq!(comparison.required_bump, RequiredBump::Major);
    comparison.retain(|_| false);
    assert_eq!(comparison.required_bump, RequiredBump::None);
}

/// An application that stores a message and tells it, with these properties, of which some are required.
fn storing_and_telling(properties: &str, required: &str) -> String {
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: Orders, version: 1.0.0 }}
channels:
  stored: {{ address: stored/orders, messages: {{ Placed: {{ $ref: '#/components/messages/Placed' }} }} }}
  live: {{ address: live/orders, messages: {{ Placed: {{ $ref: '#/components/messages/Placed' }} }} }}
operations:
  store: {{ action: send, channel: {{ $ref: '#/channels/stored' }} }}
  tell: {{ action: send, channel: {{ $ref: '#/channels/live' }} }}
components:
  messages:
    Placed: {{ payload: {{ type: object, required: [{required}], properties: {{ {properties} }} }} }}
"
    )
}

#[test]
fn a_property_of_two_channels_that_came_with_its_demand_is_told_once() {
    let without = contract(&storing_and_telling("id: { type: string }", ""));
    let with = contract(&storing_and_telling(
        "id: { type: string }, note: { type: string }",
        "note",
    ));
    for policy in [Policy::Backward, Policy::Forward, Policy::Full] {
        for reading in Reading::ALL {
            let terms = stored(policy, reading);
            for (base, revision) in [(&without, &with), (&with, &without)] {
                let comparison = compare(base, revision, &terms);
                let changes = comparison.changes.iter();
                let told = changes.map(|change| format!("{}: {}", change.check.id, change.message));
                let told: Vec<String> = told.collect();
                let (policy, reading) = (policy.name(), reading.name());
                assert_eq!(told.len(), 1, "{policy} and {reading}: {told:?}");
            }
        }
    }
}

/// A note that comes with the demand for it, and one that goes with it, in an object that is open and in one that is closed.
fn notes() -> [[tidings_model::Contract; 2]; 4] {
    let of = |note: &str, required: &str, more: &str| {
        let text = storing_and_telling(&format!("id: {{ type: string }}{note}"), required);
        contract(&text.replace(
            "payload: {",
            &format!("payload: {{ additionalProperties: {more},"),
        ))
    };
    let versions = |more: &str| {
        [
            of("", "", more),
            of(", note: { type: string }", "note", more),
        ]
    };
    let reverse = |[base, revision]: [_; 2]| [revision, base];
    [
        versions("true"),
        reverse(versions("true")),
        versions("false"),
        reverse(versions("false")),
    ]
}

const PRESENCE: [&str; 4] = [
    "property-added",
    "property-required",
    "property-removed",
    "property-optional",
];

#[test]
fn what_was_agreed_does_not_name_a_change() {
    for [base, revision] in &notes() {
        let name = |terms: &Agreed| {
            let comparison = compare(base, revision, terms);
            let [change] = &comparison.changes[..] else {
                panic!("one change of {:?}", comparison.changes);
            };
            (change.check.id, change.fingerprint())
        };
        let expected = name(&weighing("none", Weight::Off));
        for policy in Policy::ALL {
            for reading in Reading::ALL {
                let mut terms = stored(policy, reading);
                terms.start = "";
                assert_eq!(name(&terms), expected, "{}", policy.name());
            }
        }
        for check in PRESENCE {
            let impacts = Impact::ALL.map(Weight::Impact);
            for weight in impacts.into_iter().chain([Weight::Off]) {
                let named = name(&weighing(check, weight));
                assert_eq!(named, expected, "{check} {weight:?}");
            }
        }
    }
}

/// What the demand and the property that came or went with it mean together, where a check has a weight: what the policy
/// makes of it, what it is, and whether something is advised.
#[test]
fn each_check_that_has_a_part_in_a_change_weighs_what_was_agreed() {
    use Impact::{Annotation, Breaking, Compatible, Risky};
    let [[without, with], ..] = &notes();
    // The application sends the messages: who reads the note misses it.
    let cases = [
        ("property-removed", Weight::Off, Breaking, Breaking),
        (
            "property-removed",
            Weight::Impact(Breaking),
            Breaking,
            Breaking,
        ),
        ("property-optional", Weight::Off, Breaking, Risky),
        ("property-optional", Weight::Impact(Risky), Breaking, Risky),
        (
            "property-optional",
            Weight::Impact(Annotation),
            Breaking,
            Risky,
        ),
        (
            "property-added",
            Weight::Impact(Annotation),
            Breaking,
            Breaking,
        ),
    ];
    for (check, weight, judged, impact) in cases {
        let comparison = compare(with, without, &weighing(check, weight));
        let [change] = &comparison.changes[..] else {
            panic!("one change");
        };
        assert_eq!(
            (change.judged, change.impact),
            (judged, impact),
            "{check} {weight:?}"
        );
        let reweighed = usize::from(judged != impact);
        assert_eq!((comparison.reweighed(), comparison.off), (reweighed, 0));
        let advice = change.advice.as_deref();
        let own = "have senders go on sending the property until every receiver can do without it";
        assert_eq!(advice, Some(own), "{check} {weight:?}");
    }
    let both = Agreed {
        weights: vec![
            ("property-added", Weight::Impact(Risky)),
            ("property-required", Weight::Off),
        ],
        ..weighing("none", Weight::Off)
    };
    let comparison = compare(without, with, &both);
    let meant = |change: &tidings_diff::Change| (change.judged, change.impact);
    assert_eq!(meant(&comparison.changes[0]), (Compatible, Risky));
    let off = Agreed {
        weights: PRESENCE.map(|check| (check, Weight::Off)).to_vec(),
        ..both
    };
    let comparison = compare(without, with, &off);
    assert_eq!((comparison.changes.len(), comparison.off), (0, 1));
}

/// An application that receives a message on each of two channels, both with the key `Placed`; `stored` and `live` are the
/// types of their numbers.
fn receiving(stored: &str, live: &str) -> String {
    let message = |of: &str| format!("Placed: {{ payload: {{ properties: {{ a: {of} }} }} }}");
    let [stored, live] = [stored, live].map(message);
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: Orders, version: 1.0.0 }}
channels:
  stored: {{ address: stored/orders, messages: {{ {stored} }} }}
  live: {{ address: live/orders, messages: {{ {live} }} }}
operations:
  onStored: {{ action: receive, channel: {{ $ref: '#/channels/stored' }} }}
  onLive: {{ action: receive, channel: {{ $ref: '#/channels/live' }} }}
"
    )
}

#[test]
fn messages_of_two_channels_with_one_key_are_judged_each_as_was_agreed_for_its_channel() {
    let (integer, number) = ("{ type: integer }", "{ type: number }");
    let base = contract(&receiving(integer, integer));
    let told = |stored: &str, live: &str| -> Vec<(Policy, Impact)> {
        let terms = self::stored(Policy::Full, Reading::Events);
        let comparison = compare(&base, &contract(&receiving(stored, live)), &terms);
        let changes = comparison.changes.iter();
        let told = changes.map(|one| (one.options.policy, one.impact));
        told.collect()
    };
    let by_roles = (Policy::Roles, Impact::Compatible);
    let by_both = (Policy::Full, Impact::Breaking);
    assert_eq!(told(integer, number), [by_roles]);
    assert_eq!(told(number, integer), [by_both]);
    assert_eq!(told(number, number), [by_both, by_roles]);
}
