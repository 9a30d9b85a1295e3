use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::address;
use crate::protocol::{Family, only_family};
use crate::rule::{Section, rule};

rule! {
    /// An address has a form that its protocol does not allow.
    ///
    /// Looked at are channels all of whose servers speak one protocol: the names of Kafka's topics, the wildcards of MQTT,
    /// the tokens of NATS, and the length of routing keys in AMQP 0-9-1 and of topics in Solace and IBM MQ.
    /// A channel whose Kafka binding names the `topic` is left alone.
    ///
    /// ## Why it matters
    ///
    /// The address of a channel is its topic, routing key or subject (AsyncAPI 3.0, Channel Object).
    /// The broker refuses what is none, at the first message or when the topic is created.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: "broker.example.org:9092", protocol: kafka }
    /// channels:
    ///   lights:
    ///     address: lights/on
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: "broker.example.org:9092", protocol: kafka }
    /// channels:
    ///   lights:
    ///     address: lights.on
    /// ```
    "address-illegal-for-protocol", "C009", Warning,
    "an address has a form that its protocol does not allow",
    Section::renamed("Channels Object", "Channel Object"),
    check
}

/// How long the name of a topic of Kafka may be: files are named by it (`org.apache.kafka.common.internals.Topic`).
const KAFKA_LIMIT: usize = 249;

/// How long a routing key of AMQP 0-9-1 may be: a short string, whose length is one byte (§4.2.5.3).
const AMQP_LIMIT: usize = 255;

/// How long a topic of IBM MQ may be (IBM MQ Bindings 0.1.0, `topic.string`).
const IBMMQ_LIMIT: usize = 10_240;

/// How long a topic of Solace may be, and of how many levels (Solace, "Topic Support and Syntax").
const SOLACE_LIMITS: (usize, usize) = (250, 128);

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let Some(family) = only_family(contract, channel) else {
            continue;
        };
        let named_by_binding = channel
            .bindings
            .iter()
            .any(|binding| binding.value.get("topic").is_some());
        let Some(address) = address(contract, sources, channel) else {
            continue;
        };
        if named_by_binding || address.text.is_empty() {
            continue;
        }
        if let Some((part, message)) = illegal(address.text, family) {
            let place = match part {
                Some(part) => address.part(part),
                None => address.location(),
            };
            let help = match family {
                Family::Kafka => {
                    "write another address, or the name of the topic in the channel's binding: `bindings: { kafka: { topic: … } }`"
                }
                _ => "write an address that the protocol of the channel's servers can carry",
            };
            let finding = Finding::new(&RULE.meta, place, message).with_help(help);
            findings.push(finding.with_element(channel.element.as_str()));
        }
    }
    findings
}

/// What `address` has that the protocols of `family` do not allow, and what is wrong with it.
fn illegal(address: &str, family: Family) -> Option<(Option<&str>, String)> {
    let fixed: Vec<&str> = address
        .split('{')
        .enumerate()
        .map(|(index, part)| match (index, part.split_once('}')) {
            (0, _) | (_, None) => part,
            (_, Some((_, behind))) => behind,
        })
        .collect();
    let length = fixed.iter().map(|part| part.len()).sum::<usize>();
    match family {
        Family::Kafka => {
            let foreign = fixed.iter().find_map(|part| {
                let legal = |character: char| {
                    character.is_ascii_alphanumeric() || "._-".contains(character)
                };
                let start = part.find(|character| !legal(character))?;
                part[start..].split(legal).next()
            });
            if let Some(foreign) = foreign {
                let message = format!(
                    "`{foreign}` cannot stand in the name of a topic of Kafka, which has letters, digits, `.`, `_` and `-`"
                );
                return Some((Some(foreign), message));
            }
            (length > KAFKA_LIMIT || matches!(address, "." | "..")).then(|| {
                let message = format!("the name of a topic of Kafka has at most {KAFKA_LIMIT} characters, and is not `.` or `..`");
                (None, message)
            })
        }
        Family::Mqtt => {
            let levels: Vec<&str> = address.split('/').collect();
            let broken = levels.iter().enumerate().find(|(index, level)| {
                level.contains(['+', '#']) && level.len() > 1
                    || **level == "#" && index + 1 < levels.len()
            });
            broken.map(|(_, level)| {
                let message = format!("in a topic of MQTT a wildcard stands alone between slashes, and `#` at the end, which `{level}` breaks");
                (Some(*level), message)
            })
        }
        Family::Nats => {
            let spaced = address.find(char::is_whitespace);
            let message = "a subject of NATS has no spaces and no empty tokens between its dots";
            let has_empty_token = address.split('.').any(str::is_empty);
            (spaced.is_some() || has_empty_token).then(|| (None, message.to_owned()))
        }
        Family::Amqp => (length > AMQP_LIMIT).then(|| {
            let message = format!("a routing key of AMQP 0-9-1 has at most {AMQP_LIMIT} bytes");
            (None, message)
        }),
        Family::Ibmmq => (length > IBMMQ_LIMIT).then(|| {
            let message = format!("a topic of IBM MQ has at most {IBMMQ_LIMIT} characters");
            (None, message)
        }),
        Family::Solace => {
            let (bytes, levels) = SOLACE_LIMITS;
            (length > bytes || address.split('/').count() > levels).then(|| {
                let message =
                    format!("a topic of Solace has at most {bytes} bytes and {levels} levels");
                (None, message)
            })
        }
        Family::Http | Family::WebSocket => None,
    }
}
